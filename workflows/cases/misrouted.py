"""How often citizens said that rules had sent their request to the wrong body: a figure for who writes the rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from permissions.agencies.models import Agency
from workflows.cases.models import HIDDEN, Case, CaseEvent, EventVerb, Track


@dataclass(frozen=True, slots=True)
class FromBody:
    """``said``: how many said it of requests at ``body``; ``thought_of``: the body that most of them named, if any."""

    body: str
    said: int
    thought_of: str


@dataclass(frozen=True, slots=True)
class Misrouted:
    """``sent``: requests whose body the rules chose; ``said``: of how many the citizen said that it is another."""

    sent: int
    said: int
    bodies: tuple[FromBody, ...]


def thought_of(case: Case) -> str:
    """The code of the body that the citizen thinks of, who said that it is not the one that had it; else empty."""
    said = CaseEvent.objects.filter(case=case, verb=EventVerb.MISROUTED).values_list("data", flat=True).last()
    return str((said or {}).get("perhaps", ""))


def misrouted(since: datetime) -> Misrouted:
    """Since then, the bodies of which it was said most first, without hidden requests. Three queries for all."""
    sent = Case.objects.filter(subject_agency=None, opened_at__gte=since).exclude(HIDDEN).count()
    events = CaseEvent.objects.filter(verb=EventVerb.MISROUTED, at__gte=since)
    said = events.filter(case__track=Track.ORDINARY, case__guarded=False).values_list("data", flat=True)
    wished: dict[int, Counter[str]] = {}
    for data in said:
        wished.setdefault(data["from"], Counter())[str(data.get("perhaps", ""))] += 1
    codes = {code for each in wished.values() for code in each}
    agencies = [*Agency.objects.filter(pk__in=wished), *Agency.objects.filter(code__in=codes)]
    by_id, by_code = {each.pk: str(each) for each in agencies}, {each.code: str(each) for each in agencies}
    bodies = [
        FromBody(by_id[pk], counts.total(), next((by_code[code] for code, _n in counts.most_common() if code), ""))
        for pk, counts in wished.items()
    ]
    bodies.sort(key=lambda each: -each.said)
    return Misrouted(sent, sum(each.said for each in bodies), tuple(bodies))
