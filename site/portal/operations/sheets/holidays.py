"""The list of a calendar's holidays; it becomes a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.actors import Actor
from permissions.agencies.rights import PUBLISH_RULES
from permissions.arabic import latin_digits
from permissions.translated_text import first_language_name, in_language, is_named
from portal.operations.sheets.drafting import beginning_of, draft_of
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
from workflows.calendars.check import MOST
from workflows.calendars.definition import LONGEST_SPAN, STATES, newest
from workflows.versions.models import Subject
from workflows.versions.publishable import UNREADABLE

LONGEST_NAME: Final = 200
PLAIN: Final = ("from", "to", "state", "circular")


class HolidaysSheet(Sheet):
    """A holiday is known again by its first day, or by a day that it has in common with one; none goes by it."""

    code, right, keyed, drafts = "holidays", PUBLISH_RULES, True, True
    title = gettext_lazy("Holidays of a calendar")

    def exists(self) -> bool:
        return beginning_of(Subject.CALENDAR, self.key) is not None

    def columns(self) -> Sequence[Column]:
        return [
            Column(code="from", title=_("First day"), explained=_("As 2027-03-20."), example="2027-03-20"),
            Column(
                code="to",
                title=_("Last day"),
                explained=_("It is a holiday too. Empty: one day alone."),
                example="2027-03-22",
            ),
            *name_columns(ar="عيد الفطر", en="Eid al-Fitr"),
            Column(
                code="state",
                title=_("How sure"),
                explained=_("estimated, or confirmed once a circular has fixed it."),
                example="estimated",
                choices=lambda: list(STATES),
            ),
            Column(
                code="circular",
                title=_("Circular"),
                explained=_("Which circular fixed it. May be empty."),
                needed=False,
                width=30,
            ),
        ]

    def _holidays(self) -> list[dict[str, Any]]:
        version = beginning_of(Subject.CALENDAR, self.key)
        return holidays_in(version.definition) if version is not None else []

    def there(self) -> Iterable[Mapping[str, str]]:
        for each in self._holidays():
            names = {NAME + language: words for language, words in each["name"].items()}
            yield {**names, **{part: each[part] for part in PLAIN}}

    def judge(self, rows: Sequence[Row], actor: Actor) -> list[Judged]:
        known = self._holidays()
        matched = _matched(rows, known)
        taken: list[tuple[str, str, int]] = [
            (each["from"], each["to"], 0) for place, each in enumerate(known) if place not in matched.values()
        ]
        judged = []
        for row in rows:
            there = known[matched[row.number]] if row.number in matched else None
            found = self._judged(row, there)
            if found.verdict != "refused":
                why = _overlap(found.data, taken)
                taken.append((found.data["from"], found.data["to"], row.number))
                if why:
                    found.verdict, found.said = "refused", [why]
            judged.append(found)
        if len(known) + len(rows) - len(matched) > MOST:
            for each in judged:
                each.verdict, each.said = "refused", [_("A calendar holds at most %(most)d holidays.") % {"most": MOST}]
        return judged

    def _judged(self, row: Row, there: dict[str, Any] | None) -> Judged:
        name = row.name(there["name"] if there else None)
        first, last = _day(row.get("from")), _day(row.get("to") or row.get("from"))
        what = f"{in_language(name)} · {row.get('from')}"
        why = _against(row, first, last, name if there is None or there["name"] != name else None)
        if why or first is None or last is None:
            return Judged(row.number, what, "refused", [why])
        circular = row.get("circular") if row.has("circular") or there is None else there["circular"]
        data: dict[str, Any] = {
            "from": first.isoformat(),
            "to": last.isoformat(),
            "name": name,
            "state": row.get("state").lower(),
            "circular": circular,
            "was": there["from"] if there else "",
        }
        if there is None:
            return Judged(row.number, what, "added", [], data)
        titles = {column.code: column.title for column in self.columns()}
        said = names_change(self.columns(), there["name"], name)
        said += [becomes(titles[each], there[each], data[each]) for each in PLAIN if there[each] != data[each]]
        return Judged(row.number, what, "changed" if said else "same", said, data)

    def carry_out(self, judged: Sequence[Judged], actor: Actor) -> Outcome:
        def change(definition: Any) -> Any:
            gone = {each.data["was"] for each in judged}
            kept = [each for each in holidays_in(definition) if each["from"] not in gone]
            new = [{part: value for part, value in each.data.items() if part != "was"} for each in judged]
            return {**newest(definition), "holidays": sorted([*kept, *new], key=lambda each: each["from"])}

        return Outcome(draft=draft_of(Subject.CALENDAR, self.key, change, actor=actor))


def holidays_in(definition: Any) -> list[dict[str, Any]]:
    """The holidays of a definition of any format; none of one that cannot be read."""
    try:
        found = newest(definition).get("holidays", [])
    except UNREADABLE:
        return []
    blank = {"name": {}, "state": "estimated", "circular": ""}
    return [{**blank, **each} for each in found if _day(each.get("from")) and _day(each.get("to"))]


def _matched(rows: Sequence[Row], known: Sequence[dict[str, Any]]) -> dict[int, int]:
    """By the number of a row the place of the holiday that it is of: the same first day, else the one that it meets."""
    found: dict[int, int] = {}
    firsts = {each["from"]: place for place, each in enumerate(known)}
    spans = {row.number: (_day(row.get("from")), _day(row.get("to") or row.get("from"))) for row in rows}
    for row in rows:
        first = spans[row.number][0]
        place = firsts.get(first.isoformat()) if first is not None else None
        if place is not None and place not in found.values():
            found[row.number] = place
    for row in rows:
        first, last = spans[row.number]
        if row.number in found or first is None or last is None:
            continue
        met = [
            place
            for place, each in enumerate(known)
            if place not in found.values() and each["from"] <= last.isoformat() and first.isoformat() <= each["to"]
        ]
        if len(met) == 1:
            found[row.number] = met[0]
    return found


def _overlap(data: Mapping[str, Any], taken: Iterable[tuple[str, str, int]]) -> str:
    for first, last, number in taken:
        if data["from"] <= last and first <= data["to"]:
            if number:
                return _("It has days in common with row %(row)d.") % {"row": number}
            return _("It has days in common with a holiday that is there: %(first)s to %(last)s.") % {
                "first": first,
                "last": last,
            }
    return ""


def _against(row: Row, first: date | None, last: date | None, name: Mapping[str, str] | None) -> str:
    """Why a holiday cannot be so. ``name``: where it is another than it was."""
    if first is None or last is None:
        return _("Write the date as 2026-11-29.")
    if last < first:
        return _("It ends before it begins.")
    if (last - first).days >= LONGEST_SPAN:
        return _("It is longer than a year.")
    if name is not None and not is_named(name):
        return _("Enter the name in %(language)s.") % {"language": first_language_name()}
    if name is not None and any(len(each) > LONGEST_NAME or not each.isprintable() for each in name.values()):
        return _("A name is one line of at most %(count)d letters.") % {"count": LONGEST_NAME}
    if row.get("state").lower() not in STATES:
        return _("Say whether it is estimated or confirmed.")
    if len(row.get("circular")) > LONGEST_NAME:
        return _("A circular is named in one line.")
    return ""


def _day(typed: Any) -> date | None:
    """A date as 2026-11-29, or as 29/11/2026, as spreadsheets show it."""
    text = latin_digits(str(typed or ""))
    parts = text.split("/")
    if len(parts) == len("dmy"):
        text = f"{parts[2]}-{parts[1]:0>2}-{parts[0]:0>2}"
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
