"""The open figures as files: a line for each figure (CSV), month by month (JSON), and the schema that describes it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from content.pages.selectors import absolute
from permissions.platform.called import platform_name
from permissions.spreadsheet import escaped
from permissions.translated_text import in_language, languages
from portal.open_figures.shown import called
from workflows.figures.terms import TERMS
from workflows.open_figures.keeping_back import LIMIT
from workflows.open_figures.models import OpenBlock, OpenPeriod
from workflows.open_figures.selectors import tells
from workflows.open_figures.telling import COUNTRY_PAIRS, DAYS, KEPT, KEPT_OVER, KEPT_UNDER, NOT_SAID, PAIRS, SINGLE

COLUMNS: Final = ("month", "table", "code", "name", "figure", "value")
COUNTRY: Final = "country"
AGENCIES: Final = "agencies"
OF_ROWS: Final = tuple(figure for pair in PAIRS for figure in pair)
OF_AGENCIES: Final = {"usual_days": DAYS, "kept": KEPT, "kept_over": KEPT_OVER, "kept_under": KEPT_UNDER}
"""Of an agency alone, and only where they are told: they have no line, and no key, that says why they are not."""
OF_COUNTRY: Final = (*(figure for pair in COUNTRY_PAIRS for figure in pair), *SINGLE)
SINCE_NEEDS: Final = ("needs_said", "needs_met")
"""Of the country, but not in months that were opened before these were told."""


def as_csv(months: Iterable[OpenPeriod], blocks: Iterable[OpenBlock] = (), agency: str = "") -> bytes:
    """In UTF-8 with its mark, as spreadsheets want it; no cell is taken for a formula. An empty value is kept back.

    A block stands where a month does, with the figures of agencies that are not told in shorter periods.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for month in months:
        for table, code, name, figures in _rows(month, agency):
            for figure, value in figures.items():
                writer.writerow([month.period, table, code, escaped(name), figure, "" if value is None else str(value)])
    for block in blocks:
        for code, name, figures in _block_rows(block, agency):
            for figure, value in figures.items():
                cells = [block.name, AGENCIES, code, escaped(name), figure, "" if value is None else str(value)]
                writer.writerow(cells)
    return out.getvalue().encode("utf-8-sig")


def _rows(month: OpenPeriod, agency: str) -> Iterator[tuple[str, str, str, dict[str, int | None]]]:
    """Table, code and name of each row, and its figures in their order; of one agency, or all with the country."""
    told = month.told
    if not agency:
        country = {figure: told["country"][figure] for figure in OF_COUNTRY if figure in told["country"]}
        yield COUNTRY, "", platform_name(), country
    for table in sorted(told["tables"]):
        for code, figures in sorted(told["tables"][table].items()):
            if not agency or (table, code) == ("agencies", agency):
                yield table, code, called(month.names[table], code), _figures(figures)


def _figures(told: Mapping[str, int | None]) -> dict[str, int | None]:
    """Those of a row, in their order; of a block without what shorter periods say."""
    found = {figure: told[figure] for figure in OF_ROWS if figure in told}
    return found | {figure: told[key] for figure, key in OF_AGENCIES.items() if key in told}


def _block_rows(block: OpenBlock, agency: str) -> Iterator[tuple[str, str, dict[str, int | None]]]:
    """Code and name of each agency of which something is told there, and its figures in their order."""
    for code, figures in sorted(block.told.items()):
        if tells(figures) and agency in ("", code):
            yield code, called(block.names, code), _figures(figures)


def as_json(months: Iterable[OpenPeriod], blocks: Iterable[OpenBlock] = (), agency: str = "") -> bytes:
    """What the schema describes."""
    said = {
        "schema": absolute(reverse("open_figures_schema")),
        "publisher": platform_name(),
        "licence": settings.OPEN_FIGURES_LICENCE,
        "kept_back_below": LIMIT,
        "months": [_month(month, agency) for month in months],
        "longer_periods": [_block(block, agency) for block in blocks],
    }
    return _written(said)


def _month(month: OpenPeriod, agency: str) -> dict[str, Any]:
    rows: dict[str, list[dict[str, Any]]] = {}
    said: dict[str, Any] = {
        "month": month.period,
        "counted_up_to": month.snapshot.cut_off.isoformat(),
        "checksum_of_report": month.snapshot.checksum,
        "definitions": month.snapshot.definitions,
        "opened_at": month.opened_at.isoformat(),
    }
    for table, code, _name, figures in _rows(month, agency):
        if table == COUNTRY:
            said[COUNTRY] = figures
        else:
            row = {"code": code, "name": _words(month.names[table], code), "figures": figures}
            rows.setdefault(table, []).append(row)
    return said | {"tables": rows}


def _block(block: OpenBlock, agency: str) -> dict[str, Any]:
    return {
        "period": block.name,
        "months": [month.name for month in block.block.months],
        "opened_at": block.opened_at.isoformat(),
        AGENCIES: [
            {"code": code, "name": _words(block.names, code), "figures": figures}
            for code, _name, figures in _block_rows(block, agency)
        ],
    }


def _words(names: Mapping[str, Mapping[str, Any]], code: str) -> dict[str, str]:
    return {key: word for key, word in names.get(code, {}).items() if key in languages()}


def schema() -> bytes:
    """JSON Schema (2020-12) of the JSON, with the meaning and the unit of each figure in the active language."""
    figures = {key: {"type": ["integer", "null"], "description": words} for key, words in _meanings().items()}
    name = {"type": "object", "additionalProperties": {"type": "string"}}
    code = {
        "type": "string",
        "description": _("“%(code)s” is the row of what belongs to no other.") % {"code": NOT_SAID},
    }
    row = {"code": code, "name": name | {"description": _("By language.")}}
    of_row = {key: figures[key] for key in OF_ROWS}
    others = {key: {"type": "integer", "minimum": 0, "description": words} for key, words in _of_agencies().items()}
    rows = _object(row | {"figures": _object(of_row)})
    agencies = _object(row | {"figures": _object(of_row | others, optional=tuple(others))})
    tables = {AGENCIES: agencies} | dict.fromkeys(("channels", "governorates", "kinds"), rows)
    month = _object(
        {
            "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
            "counted_up_to": {"type": "string", "format": "date-time"},
            "checksum_of_report": {
                "type": "string",
                "description": _("That of the national report with these figures."),
            },
            "definitions": {"type": "integer", "description": _("The version of the definitions that counted them.")},
            "opened_at": {"type": "string", "format": "date-time"},
            COUNTRY: _object(figures, optional=SINCE_NEEDS),
            "tables": {
                "type": "object",
                "properties": {key: {"type": "array", "items": each} for key, each in tables.items()},
            },
        },
        optional=(COUNTRY,),
    )
    return _written(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": absolute(reverse("open_figures_schema")),
            "title": _("Open figures"),
            "description": _about(),
            **_object(
                {
                    "schema": {"type": "string", "format": "uri"},
                    "publisher": {"type": "string"},
                    "licence": {"type": "string", "description": _("Its identifier in the list of SPDX.")},
                    "kept_back_below": {"type": "integer"},
                    "months": {"type": "array", "items": month},
                    "longer_periods": {"type": "array", "items": _block_schema(of_row | others, name)},
                }
            ),
        }
    )


def _block_schema(figures: dict[str, Any], name: dict[str, Any]) -> dict[str, Any]:
    row = {
        "code": {"type": "string"},
        "name": name,
        "figures": _object(figures, optional=tuple(figures))
        | {"description": _("Without figures that are published, or withheld, for shorter periods.")},
    }
    return _object(
        {
            "period": {
                "type": "string",
                "pattern": "^[0-9]{4}(-Q[1-4]|-H[12])?$",
                "description": _("A quarter, a half-year or a year, of agencies whose months are withheld."),
            },
            "months": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}},
            "opened_at": {"type": "string", "format": "date-time"},
            AGENCIES: {"type": "array", "items": _object(row)},
        }
    )


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [key for key in properties if key not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _written(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _about() -> str:
    return _(
        "Counts of requests, by calendar months of the country. Null is withheld: a number below %(limit)s, or one "
        "from which such a number could be worked out. Sensitive requests are in no figure."
    ) % {"limit": LIMIT}


def _meanings() -> dict[str, str]:
    return {
        "received": _("Requests received in the month; without praise since version 7 of the definitions."),
        "answered": _("Of these, requests decided by the cut-off; before version 10 those with an interim reply too."),
        "closed": _(
            "Requests closed in the month and still closed at its end; only complaints since version 7 of "
            "the definitions."
        ),
        "resolved": _("Of these, requests resolved or partly resolved; before version 7 explained ones too."),
        "rated": _("Ratings given in the month, from 1 to 5."),
        "satisfied": _("Of these, ratings of 4 and 5."),
        "limited": _("Decisions in the month on requests with an overall limit."),
        "in_time": _("Of these, decisions within the limit."),
        "needs_said": _("Citizens who said whether they got what they needed, without praise."),
        "needs_met": _("Of these, citizens who said yes; “partly” isn’t yes."),
        "escalated": _("Steps up to a higher level of an agency."),
        "referred": _("Referrals to another agency."),
        "reopened": _("Objections of citizens to an answer."),
    }


def _of_agencies() -> dict[str, str]:
    return {
        "usual_days": in_language(TERMS["usual_days"].meaning),
        "kept": in_language(TERMS["kept"].meaning),
        "kept_over": _("Instead of the number, where nearly all were: more than this percentage."),
        "kept_under": _("Instead of the number, where hardly any were: less than this percentage."),
    }
