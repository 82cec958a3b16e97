"""The pages of the open figures: all months, one of them, one agency through the months; their files and their feed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.directory.selectors import is_shown
from content.pages.kept import same_for_all
from content.pages.selectors import Link, absolute, site_links
from permissions.platform.called import platform_name
from permissions.translated_text import in_language
from permissions.writing import active_language
from portal.open_figures.drawn import months_drawn
from portal.open_figures.files import as_csv, as_json, schema
from portal.open_figures.shown import (
    Row,
    ShownMonth,
    block_link,
    block_rows,
    called,
    explained,
    kept_shown,
    shares_of,
    shown,
    years_shown,
)
from workflows.figures.terms import TERMS
from workflows.open_figures.blocks import block_named
from workflows.open_figures.keeping_back import LIMIT
from workflows.open_figures.models import OpenBlock, OpenPeriod
from workflows.open_figures.selectors import blocks_of, definitions_of, months_of, open_blocks, open_months, open_years
from workflows.reports.definitions import tells_complaints_alone, today

MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII)
ALL: Final = "all"
"""What the file of all months is called."""
LISTED: Final = 36
"""Months on a page; older ones have their address, and are in the file of all."""
IN_THE_FEED: Final = 20
CONTENT_TYPES: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


@require_safe
def open_figures(request: HttpRequest) -> HttpResponse:
    """Every month whose figures are open, the latest with its rates."""
    months = [shown(kept) for kept in open_months()[:LISTED]]
    context = {
        "latest": months[0] if months else None,
        "months": _tables((month, month.country) for month in months),
        "drawn": months_drawn([(month.period, month.country.shares[0]) for month in months]),
        "blocks": [block_link(each) for each in open_blocks()],
        "years": years_shown(open_years()),
        "explained": explained(months[0].kept.snapshot.definitions if months else today()),
        "file": ALL,
        "trail": [],
    }
    return _page(request, "open_figures/all.html", context)


def _tables(months: Iterable[tuple[ShownMonth, Row]]) -> list[tuple[bool, list[Row]]]:
    """What a row says in months, those apart that were counted by definitions of another meaning."""
    tables = groupby(months, lambda each: each[0].complaints_alone)
    return [(alone, [replace(row, name=month.title, url=month.url) for month, row in rows]) for alone, rows in tables]


def _block_tables(code: str) -> list[tuple[bool, list[Row]]]:
    """The same of the longer periods in which an agency is told."""
    tables = groupby(blocks_of(code), lambda each: tells_complaints_alone(definitions_of(each)))
    return [(alone, [_block_row(each, code) for each in blocks]) for alone, blocks in tables]


def _block_row(block: OpenBlock, code: str) -> Row:
    link, told = block_link(block), block.told[code]
    return Row(link.title, link.url, shares_of(told), kept=kept_shown(told, definitions_of(block)))


@require_safe
def open_figures_of(request: HttpRequest, name: str) -> HttpResponse:
    """A month or a longer period, by its name, or an agency through the months, by its code."""
    if MONTH.fullmatch(name):
        return _month_page(request, name)
    if block_named(name) is not None:
        return _block_page(request, name)
    return _agency_page(request, name)


def _month_page(request: HttpRequest, name: str) -> HttpResponse:
    kept = open_months().filter(period=name).first()
    if kept is None:
        raise Http404
    month = shown(kept)
    names = list(open_months().values_list("period", flat=True))
    beside = {
        "before": next((_link(each) for each in names if each < name), None),
        "after": next((_link(each) for each in reversed(names) if each > name), None),
    }
    context = {"month": month, "explained": explained(kept.snapshot.definitions), "file": name, **beside}
    return _page(request, "open_figures/month.html", context)


def _link(name: str) -> Link:
    return Link(shown(OpenPeriod(kind="monthly", period=name)).title, reverse("open_figures_of", args=[name]))


def _block_page(request: HttpRequest, name: str) -> HttpResponse:
    kept = _block(name)
    definitions = definitions_of(kept)
    context = {
        "title": kept.block.title,
        "rows": block_rows(kept),
        "complaints_alone": tells_complaints_alone(definitions),
        "months": [_link(each.name) for each in kept.block.months],
        "explained": explained(definitions),
        "file": name,
    }
    return _page(request, "open_figures/block.html", context)


def _agency_page(request: HttpRequest, code: str) -> HttpResponse:
    months = months_of(code)[:LISTED]
    if not months:
        raise Http404
    told = [(shown(kept), _month_row(kept, code)) for kept in months]
    directory = site_links(active_language()).directory
    context = {
        "agency": called(months[0].names["agencies"], code),
        "in_directory": f"{directory.url}{code}/" if directory is not None and is_shown(code) else "",
        "blocks": _block_tables(code),
        "months": _tables(told),
        "drawn": months_drawn([(month.period, row.shares[0]) for month, row in told]),
        "explained": explained(months[0].snapshot.definitions),
        "file": code,
    }
    return _page(request, "open_figures/agency.html", context)


def _month_row(kept: OpenPeriod, code: str) -> Row:
    told = kept.told["tables"]["agencies"][code]
    return Row("", "", shares_of(told), kept=kept_shown(told, kept.snapshot.definitions))


@require_safe
def open_figures_terms(request: HttpRequest) -> HttpResponse:
    """What each word of a figure counts, for everybody: the same words as inside."""
    terms = [(term.key, in_language(term.name), in_language(term.meaning)) for term in TERMS.values()]
    return _page(request, "open_figures/terms.html", {"terms": terms})


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Of a month or an agency, whose way leads over all months; of these ``context`` says another."""
    shared = {
        "trail": [(_("Open figures"), reverse("open_figures"))],
        "limit": LIMIT,
        "licence": settings.OPEN_FIGURES_LICENCE,
    }
    response = TemplateResponse(request, template, shared | context)
    same_for_all(response)
    return response


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The months and blocks of a file; ``agency`` where it has nothing but that one's."""

    months: Sequence[OpenPeriod] = ()
    blocks: Sequence[OpenBlock] = ()
    agency: str = ""


def _chosen(name: str) -> _Chosen:
    if name == ALL:
        return _Chosen(list(open_months()), open_blocks())
    if block_named(name) is not None:
        return _Chosen(blocks=[_block(name)])
    found = (
        _Chosen(list(open_months().filter(period=name)))
        if MONTH.fullmatch(name)
        else _Chosen(months_of(name), blocks_of(name), name)
    )
    if not found.months:
        raise Http404
    return found


def _block(name: str) -> OpenBlock:
    found = next((each for each in open_blocks() if each.name == name), None)
    if found is None:
        raise Http404
    return found


@require_safe
def open_figures_file(request: HttpRequest, name: str, written_as: str) -> HttpResponse:
    """All months, one of them or of the longer periods, or one agency through them, as a file."""
    chosen = _chosen(name)
    content = (as_csv if written_as == "csv" else as_json)(chosen.months, chosen.blocks, chosen.agency)
    return _file(content, CONTENT_TYPES[written_as], f"figures-{name}-{active_language()}.{written_as}")


@require_safe
def open_figures_schema(request: HttpRequest) -> HttpResponse:
    """What the JSON holds."""
    return _file(schema(), "application/schema+json; charset=utf-8")


def _file(content: bytes, content_type: str, name: str = "") -> HttpResponse:
    """For anybody, and from any page: it is public, and nobody's cookie is looked at."""
    response = HttpResponse(content, content_type=content_type)
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    same_for_all(response)
    return response


@require_safe
def open_figures_feed(request: HttpRequest) -> HttpResponse:
    """New months, for feed readers (Atom, as the news)."""
    title = _("Open figures")
    feed = Atom1Feed(
        title=f"{title} | {platform_name()}",
        link=absolute(reverse("open_figures")),
        description=_("What people asked of public agencies, and what became of it, month by month."),
        language=active_language(),
        feed_url=absolute(reverse("open_figures_feed")),
    )
    for kept in open_months()[:IN_THE_FEED]:
        month = shown(kept)
        feed.add_item(
            title=_("Figures of %(month)s") % {"month": month.title},
            link=absolute(month.url),
            description="",
            unique_id=absolute(month.url),
            pubdate=kept.opened_at,
            updateddate=kept.opened_at,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    same_for_all(response)
    return response
