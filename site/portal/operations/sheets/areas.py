"""The list of governorates and districts: key, names, in which governorate, place in the list, closed from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.actors import Actor
from permissions.agencies.rights import MANAGE_PEOPLE
from permissions.arabic import latin_digits
from permissions.areas.models import Area
from permissions.areas.services import NewArea, refused_areas, write_areas
from permissions.translated_text import in_language
from portal.operations.sheets.sheet import (
    NAME,
    Column,
    Judged,
    Outcome,
    Row,
    Sheet,
    becomes,
    name_columns,
    names_change,
)
from workflows.questions.reading import read_day


class AreasSheet(Sheet):
    """Areas are made, renamed, moved and closed; none is taken away by it."""

    code, right = "areas", MANAGE_PEOPLE
    title = gettext_lazy("Governorates and districts")

    def columns(self) -> Sequence[Column]:
        return [
            Column(
                code="key",
                title=_("Key"),
                explained=_("Small Latin letters, digits and hyphens. Requests keep it, and it never changes."),
                example="irbid-ramtha",
                width=26,
            ),
            *name_columns(ar="الرمثا", en="Ramtha"),
            Column(
                code="governorate",
                title=_("Key of the governorate"),
                explained=_("Empty for a governorate. It may be one that this file makes."),
                example="irbid",
                width=26,
            ),
            Column(
                code="position",
                title=_("Place in the list"),
                explained=_("A number; smaller ones come first. Empty: as it was, and a new one at the end."),
                example="10",
                needed=False,
                width=12,
            ),
            Column(
                code="closed_from",
                title=_("Closed from"),
                explained=_("The first day on which it cannot be chosen any more, as 2026-11-25. Empty: it is open."),
                example="2027-01-01",
                needed=False,
            ),
        ]

    def there(self) -> Iterable[Mapping[str, str]]:
        for each in Area.objects.select_related("under").defer("outline", "under__outline"):
            yield {
                "key": each.key,
                **{NAME + language: words for language, words in each.name.items()},
                "governorate": each.under.key if each.under else "",
                "position": str(each.position),
                "closed_from": each.closes_on.isoformat() if each.closes_on else "",
            }

    def judge(self, rows: Sequence[Row], actor: Actor) -> list[Judged]:
        there = {each.key: each for each in Area.objects.select_related("under").defer("outline", "under__outline")}
        judged: list[Judged] = []
        wanted: dict[int, NewArea] = {}
        for place, row in enumerate(rows):
            what = in_language(row.name()) or row.get("key")
            try:
                wanted[place] = _read(row, there.get(row.get("key")))
            except ValidationError as error:
                judged.append(Judged(row.number, what, "refused", error.messages))
            else:
                judged.append(self._judged(row.number, what, there.get(row.get("key")), wanted[place]))
        refused = refused_areas(list(wanted.values()))
        for found, place in enumerate(wanted):
            if found in refused:
                judged[place].verdict, judged[place].said = "refused", refused[found]
        return judged

    def _judged(self, number: int, what: str, there: Area | None, wanted: NewArea) -> Judged:
        day = wanted.closes_on.isoformat() if wanted.closes_on else ""
        data: dict[str, Any] = {"key": wanted.key, "name": dict(wanted.name), "under": wanted.under}
        data |= {"position": wanted.position, "closes_on": day}
        if there is None:
            return Judged(number, what, "added", [], data)
        titles = {column.code: column.title for column in self.columns()}
        said = names_change(self.columns(), there.name, wanted.name)
        above = there.under.key if there.under else ""
        place = str(there.position if wanted.position is None else wanted.position)
        closed = there.closes_on.isoformat() if there.closes_on else ""
        before = {"governorate": above, "position": str(there.position), "closed_from": closed}
        after = {"governorate": wanted.under, "position": place, "closed_from": day}
        said += [becomes(titles[name], before[name], after[name]) for name in before if before[name] != after[name]]
        return Judged(number, what, "changed" if said else "same", said, data)

    def carry_out(self, judged: Sequence[Judged], actor: Actor) -> Outcome:
        wanted = [
            NewArea(**{**each.data, "closes_on": date.fromisoformat(day) if (day := each.data["closes_on"]) else None})
            for each in judged
        ]
        write_areas(wanted, actor=actor)
        return Outcome()


def _read(row: Row, there: Area | None) -> NewArea:
    """The area of a row; where the file lacks a column, as it is. Raises ``ValidationError`` with a sentence."""
    position: int | None = None
    typed = latin_digits(row.get("position")).strip()
    if typed and not (typed.isascii() and typed.isdecimal()):
        raise ValidationError(
            _("The place in the list is a whole number, and not “%(typed)s”.") % {"typed": typed[:50]}
        )
    if typed:
        position = int(typed[:9])
    day = read_day(row.get("closed_from")) if row.has("closed_from") else (there.closes_on if there else None)
    return NewArea(row.get("key"), row.name(there.name if there else None), row.get("governorate"), position, day)
