"""How the answer came: the ladder as it went, from the diary; which level had the case from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from permissions.agencies.levels import level_name
from permissions.writing import local, written_day, written_moment
from portal.case_shown.ladder import DONE, PAST, ShownRung, levels, post_names
from workflows.cases.models import CaseEvent, EventVerb
from workflows.escalation.publishable import LADDERS
from workflows.versions.models import Subject, Version

BY_THE_CLOCK = "clock"


def climb(events: Sequence[CaseEvent]) -> list[ShownRung]:
    """The rungs that led to the last decision, ground first; none before one, or where no ladder was.

    ``events`` are all of the case, oldest first, with their agencies.
    """
    decided = next((index for index in reversed(range(len(events))) if events[index].verb == EventVerb.DECIDED), None)
    if decided is None:
        return []
    branch = events[decided].branch
    arrived = next(
        (index for index in reversed(range(decided)) if "reckoned_by" in _arrival(events[index], branch)), None
    )
    if arrived is None:
        return []
    key, number = _arrival(events[arrived], branch)["reckoned_by"]["ladder"]
    ladder = LADDERS.of(Version.objects.get(subject=Subject.LADDER, key=key, number=number))
    there = [event for event in events[arrived:decided] if event.branch == branch]
    escalated = [event for event in there if event.verb == EventVerb.ESCALATED]
    return _rungs(levels(ladder), [events[arrived], *escalated], events[decided])


def movers_by_level(events: Iterable[CaseEvent]) -> dict[int, str]:
    """For each level that a request left upwards, the kind of actor who moved it up last: the clock or a person.

    ``events``: of one branch, oldest first.
    """
    return {event.data["from_level"]: event.actor_kind for event in events if event.verb == EventVerb.ESCALATED}


def _arrival(event: CaseEvent, branch: str) -> dict[str, Any]:
    """What is known of a step that the event opened in a branch; nothing when it opened none."""
    opened = event.data if event.data.get("entered") or event.verb == EventVerb.OPENED else {}
    beside: dict[str, dict[str, Any]] = opened.get("beside", {})
    return beside.get(branch, opened)


def _rungs(known: list[int], stations: list[CaseEvent], decided: CaseEvent) -> list[ShownRung]:
    """``stations`` are the arrival and each escalation, in order: every level from its own to the next. What arrived
    higher up, as an objection does, never lay below."""
    began = stations[1].data["from_level"] if len(stations) > 1 else decided.data.get("level", 0)
    reached = {began: 0, **{event.data["to_level"]: index for index, event in enumerate(stations) if index}}
    names = post_names(decided.body.pk)
    shown = []
    for level in sorted(level for level in {*known, *reached} if level >= began):
        state, words = PAST, _("It did not have to come this far.")
        if level in reached:
            index = reached[level]
            last = index == len(stations) - 1
            state = DONE if last else PAST
            words = _answered(decided) if last else _left(stations[index], stations[index + 1])
        shown.append(ShownRung(level, level_name(level, decided.body.role), names.get(level, ""), state, words))
    return shown


def _answered(decided: CaseEvent) -> str:
    return _("Answered here on %(when)s.") % {"when": written_moment(decided.at)}


def _left(came: CaseEvent, went: CaseEvent) -> str:
    start, end = (written_day(local(event.at).date()) for event in (came, went))
    span = _("On %(start)s.") if start == end else _("From %(start)s to %(end)s.")
    why = _("The time passed without action.") if went.actor_kind == BY_THE_CLOCK else _("Moved up before its time.")
    return f"{span % {'start': start, 'end': end}} {why}"
