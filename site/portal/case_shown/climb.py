"""How the answer came: the ladder as it went, from the diary; which level had the case from when to when."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from permissions.written_time import local, written_day, written_moment
from portal.case_shown.ladder import DONE, PAST, ShownRung, level_name, levels, post_names
from workflows.cases.models import CaseEvent, EventVerb
from workflows.escalation.selectors import ladder_of
from workflows.versions.models import Subject, Version

BY_THE_CLOCK = "clock"


def climb(events: Sequence[CaseEvent]) -> list[ShownRung]:
    """The rungs that led to the last decision, ground first; none before one, or where no ladder was.

    ``events`` are all of the case, oldest first, with their agencies.
    """
    decided = next((index for index in reversed(range(len(events))) if events[index].verb == EventVerb.DECIDED), None)
    if decided is None:
        return []
    arrived = next((index for index in reversed(range(decided)) if "reckoned_by" in _arrival(events[index])), None)
    if arrived is None:
        return []
    key, number = events[arrived].data["reckoned_by"]["ladder"]
    ladder = ladder_of(Version.objects.get(subject=Subject.LADDER, key=key, number=number))
    return _rungs(levels(ladder), [events[arrived], *_escalations(events[arrived:decided])], events[decided])


def _arrival(event: CaseEvent) -> dict[str, object]:
    """What is known of a step that the event opened; nothing when it opened none."""
    return event.data if event.data.get("entered") or event.verb == EventVerb.OPENED else {}


def _escalations(events: Sequence[CaseEvent]) -> list[CaseEvent]:
    return [event for event in events if event.verb == EventVerb.ESCALATED]


def _rungs(known: list[int], stations: list[CaseEvent], decided: CaseEvent) -> list[ShownRung]:
    """``stations`` are the arrival and each escalation, in order: every level from its own to the next."""
    reached = {event.data.get("to_level", 0): index for index, event in enumerate(stations)}
    names = post_names(decided.agency_id)
    shown = []
    for level in sorted({*known, *reached}):
        state, words = PAST, _("It did not have to come this far.")
        if level in reached:
            index = reached[level]
            last = index == len(stations) - 1
            state = DONE if last else PAST
            words = _answered(decided) if last else _left(stations[index], stations[index + 1])
        shown.append(ShownRung(level, level_name(level, decided.agency.role), names.get(level, ""), state, words))
    return shown


def _answered(decided: CaseEvent) -> str:
    return _("Answered here on %(when)s.") % {"when": written_moment(decided.at)}


def _left(came: CaseEvent, went: CaseEvent) -> str:
    start, end = (written_day(local(event.at).date()) for event in (came, went))
    span = _("On %(start)s.") if start == end else _("From %(start)s to %(end)s.")
    why = _("The time passed without an act.") if went.actor_kind == BY_THE_CLOCK else _("Moved up before the time.")
    return f"{span % {'start': start, 'end': end}} {why}"
