"""What came of a replay, counted from the diary, and how it is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from portal.operations.replay.map import ReplayMap
from portal.operations.replay.reading import Recorded
from portal.operations.replay.replaying import key_of
from workflows.cases.models import CaseEvent, Channel, EventVerb


@dataclass(frozen=True, slots=True)
class Escalation:
    """A request went up to ``level`` at ``at`` (UTC)."""

    key: str
    level: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Result:
    """Up to the clock's end, by the agency as the file writes it; escalations by time."""

    opened: Counter[str]
    decided: Counter[str]
    escalations: list[Escalation]


def result_of(told: ReplayMap, requests: Iterable[Recorded]) -> Result:
    """Count the requests of the file from the diary, up to and at the clock's end."""
    prefix = key_of(told, "")
    agencies = {request.key: request.agency for request in requests}
    opened, decided, escalations = Counter[str](), Counter[str](), []
    events = CaseEvent.objects.filter(
        case__channel=Channel.IMPORT,
        case__kind__code=told.own_key,
        at__lte=told.end,
        verb__in=[EventVerb.OPENED, EventVerb.DECIDED, EventVerb.ESCALATED],
    )
    for case_key, verb, level, at in events.values_list("case__idempotency_key", "verb", "level", "at"):
        key = case_key.removeprefix(prefix)
        if key not in agencies:
            continue
        if verb == EventVerb.ESCALATED:
            escalations.append(Escalation(key, level, at))
        else:
            (opened if verb == EventVerb.OPENED else decided)[agencies[key]] += 1
    escalations.sort(key=lambda each: (each.at, each.key, each.level))
    return Result(opened, decided, escalations)


def lines(told: ReplayMap, result: Result) -> Iterator[str]:
    """Opened, decided, open; the same by agency; escalations by level; then each: key, level and time, by tabs."""
    opened, decided = result.opened.total(), result.decided.total()
    yield f"opened: {opened}"
    yield f"decided: {decided}"
    yield f"open: {opened - decided}"
    by_level = Counter(each.level for each in result.escalations)
    for level in range(1, len(told.posts)):
        yield f"escalated to level {level}: {by_level[level]}"
    for agency in sorted(result.opened):
        opened, decided = result.opened[agency], result.decided[agency]
        yield f"{agency}: opened {opened}, decided {decided}, open {opened - decided}"
    for each in result.escalations:
        yield f"{each.key}\t{each.level}\t{each.at.astimezone(told.zone).isoformat()}"
