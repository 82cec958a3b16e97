"""What stands on the board: steps and how long work has lain there, who has how much of it, what climbs next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.cache import cache
from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.access.decide import Held, scope_of
from permissions.access.selectors import people_with_any, rows_in
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.people.models import User
from permissions.translated_text import in_language
from permissions.writing import local, written_weekday
from portal.desk.bands import Bands
from portal.desk.beside import key_of
from workflows.calendars.calendar import Calendar
from workflows.calendars.working_time import next_day_begins
from workflows.cases.events import EventVerb
from workflows.cases.models import RequestKind, Work
from workflows.cases.rules import Rules
from workflows.cases.workload import SENT, AtStep, Load, at_steps, loads, open_everywhere, open_works, sent_by
from workflows.processes.publishable import PROCESSES

KEPT: Final = 60
"""Seconds for which the figures of all bodies are kept: they count what the unit may see, whoever of it asks."""
NEXT: Final = 6
"""Requests that stand under a name, those due first."""
LOOKED_AT: Final = 300
"""Of how many, due first, those are taken."""
DAYS: Final = 3
"""Working days for which it says what climbs."""
_SENT_WORDS: Final[Mapping[EventVerb, str | Promise]] = {
    EventVerb.REPLIED: gettext_lazy("replies"),
    EventVerb.ASKED: gettext_lazy("questions"),
    EventVerb.DECIDED: gettext_lazy("answers"),
    EventVerb.REFERRED: gettext_lazy("referrals"),
}
AGE_HEADS: Final = (
    gettext_lazy("Up to 2 days"),
    gettext_lazy("Up to 7 days"),
    gettext_lazy("Up to 30 days"),
    gettext_lazy("Longer"),
)
SENT_HEADS: Final = [_SENT_WORDS[verb] for verb in SENT]


@dataclass(frozen=True, slots=True)
class Climbing:
    """How many are due by the end of a working day: whatever nobody acts on by then goes up."""

    count: int
    words: str


def moments(calendar: Calendar, at: datetime) -> list[datetime]:
    """The ends of this working day and the next ones."""
    found = [next_day_begins(calendar, at)]
    while len(found) < DAYS:
        found.append(next_day_begins(calendar, found[-1]))
    return found


def climbing(found: Sequence[Load], ends: Sequence[datetime], at: datetime) -> list[Climbing]:
    """“12 by Sunday”: of all together, by the end of each of some days."""
    days = [local(at).date(), *(local(end).date() for end in ends[:-1])]
    counts = [sum(load.climbs[place] for load in found) for place in range(len(ends))]
    return [
        Climbing(count, _("by the end of %(day)s") % {"day": _day(day, at)})
        for count, day in zip(counts, days, strict=True)
    ]


def _day(day: Any, at: datetime) -> str:
    return _("today") if day == local(at).date() else written_weekday(day)


def named_steps(found: Sequence[AtStep], at: datetime) -> list[dict[str, Any]]:
    """Each step at which work lies, by its name in the process in force. Three statements at most."""
    kinds = RequestKind.objects.in_bulk([each.kind_id for each in found])
    processes = Rules(at=at).in_force(PROCESSES) if found else {}
    rows = []
    for each in found:
        kind = kinds[each.kind_id]
        step = processes[kind.process].steps.get(each.step) if kind.process in processes else None
        name = in_language(step.name) if step is not None else each.step
        ages = list(zip(AGE_HEADS, each.ages, strict=True))
        rows.append({"kind": kind, "name": name, "ages": ages, "found": each})
    return rows


def people(held: Held, agency_id: int, found: Sequence[Load], user_id: int) -> list[dict[str, Any]]:
    """Who works cases at an agency or has some of it, with the first due of each; who has most comes first."""
    team = {person.pk: person for person in people_with_any(WORK_CASE, [agency_id])}
    missing = {load.key for load in found if load.key is not None} - team.keys()
    names = {person.pk: person for person in User.objects.filter(pk__in=missing)} if missing else {}
    first = first_of_each(open_works(held, [agency_id]))
    by_key = {load.key: load for load in found}
    everybody = [*by_key, *(pk for pk in team if pk not in by_key)]
    return [
        {
            "id": key,
            "name": _("You") if key == user_id else str((team | names).get(key or 0) or _("Nobody")),
            "can_get": key in team,
            "load": by_key.get(key) or Load(key, 0),
            "works": first.get(key, []),
        }
        for key in everybody
    ]


def first_of_each(works: QuerySet[Work]) -> dict[int | None, list[Work]]:
    """The first due of each person, by their ids. Two statements: of hundreds that are looked at a few are shown, and
    only these are read whole."""
    ordered = works.order_by(F("due").asc(nulls_last=True), "id")
    ids: dict[int | None, list[int]] = {}
    for pk, assignee_id, holder_id in ordered.values_list("pk", "assignee", "holder")[:LOOKED_AT]:
        mine = ids.setdefault(assignee_id or holder_id, [])
        if len(mine) < NEXT:
            mine.append(pk)
    shown = works.select_related("case__key").in_bulk([pk for mine in ids.values() for pk in mine])
    return {person: [shown[pk] for pk in mine if pk in shown] for person, mine in ids.items()}


def rows_of(works: Sequence[Work], bands: Bands) -> list[dict[str, Any]]:
    """Work as it stands under a name."""
    return [{"work": work, "key": key_of(work), "due": bands.words(work), "band": bands.of(work)} for work in works]


def sent_today(held: Held, team: Sequence[dict[str, Any]], at: datetime) -> list[dict[str, Any]]:
    """What each of the people has sent since midnight, of cases that the reader may see; whoever sent nothing is left
    out. One statement."""
    since = local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    paths = {"agency": "case__agency_id", "track": "case__track", "guarded": "case__guarded"}
    reached = rows_in(scope_of(held, VIEW_CASE), **paths)
    names = {each["id"]: each["name"] for each in team if each["id"] is not None}
    sent = sent_by(list(names), reached, since)
    return [
        {"name": name, "counts": [(_SENT_WORDS[verb], sent[pk].get(verb, 0)) for verb in SENT]}
        for pk, name in names.items()
        if pk in sent
    ]


def all_bodies(at: datetime, ends: Sequence[datetime]) -> tuple[list[AtStep], list[Load]]:
    """Steps and loads of the ordinary work of every body that accuses nobody, at most a minute old: they are the same
    for whoever of the unit asks."""
    key = f"board:apart:{ends[0].isoformat()}"
    found: tuple[list[AtStep], list[Load]] | None = cache.get(key)
    if found is None:
        open_ones = open_everywhere()
        found = at_steps(open_ones, at), loads(open_ones, "body", at, ends)
        cache.set(key, found, KEPT)
    return found
