"""Drawing a month's sample of closed cases, and what its checks come to for each agency."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit.chain import canonical
from permissions.audit.models import AuditEntry
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.writing import zone
from workflows.cases.errors import NotPossible
from workflows.cases.models import Case, Outcome, QualityCheck, QualityRule, QualitySample, Track
from workflows.transactions.turn import write_transaction


def rule() -> QualityRule:
    """The one in force; what is delivered until an owner has said otherwise."""
    return QualityRule.objects.first() or QualityRule()


def set_rule(*, percent: int, least: int, most: int, criteria: Sequence[dict[str, Any]], actor: Actor) -> None:
    """For samples that are drawn from now on; on record."""
    with write_transaction():
        changed = rule()
        changed.percent, changed.least, changed.most, changed.criteria = percent, least, most, list(criteria)
        changed.save()
        said = {"percent": percent, "least": least, "most": most, "criteria": [each["key"] for each in criteria]}
        append([NewEntry("quality_rule", "quality", changed.pk, said)], actor=actor, at=now())


def months_to_draw(*, most: int = 3) -> list[str]:
    """The last months that are over and have no sample yet, the latest first."""
    drawn = set(QualitySample.objects.values_list("month", flat=True))
    day = now().astimezone(zone()).replace(day=1)
    found = []
    for _each in range(most):
        year, month = (day.year - 1, 12) if day.month == 1 else (day.year, day.month - 1)
        day = day.replace(year=year, month=month)
        found.append(f"{year}-{month:02}")
    return [month for month in found if month not in drawn]


def draw(month: str, *, actor: Actor) -> QualitySample:
    """The sample of a month that is over, once. Nobody can choose it: it follows from the seal that the trail had when
    the month ended. Raises ``NotPossible``."""
    if month not in months_to_draw():
        raise NotPossible(_("The sample of this month is drawn already, or the month is not over."))
    begins, ends = span_of(month)
    last = AuditEntry.objects.filter(at__lt=ends).order_by("-sequence").values_list("seal", flat=True).first()
    seed = hashlib.sha256(f"{month}:{last or ''}".encode()).hexdigest()
    closed = Case.objects.filter(closed_at__gte=begins, closed_at__lt=ends, track=Track.ORDINARY, guarded=False)
    closed = closed.filter(erased_at__isnull=True)  # of those nobody reads how they were answered
    found = dict(closed.exclude(outcome=Outcome.WITHDRAWN).values_list("pk", "agency_id"))
    at = now()
    with write_transaction():
        wanted = rule()
        sample = QualitySample.objects.create(
            month=month,
            seed=seed,
            percent=wanted.percent,
            closed=len(found),
            criteria=wanted.criteria,
            drawn_at=at,
        )
        chosen = chosen_of(found, seed, size_of(len(found), wanted))
        QualityCheck.objects.bulk_create(
            QualityCheck(sample=sample, case_id=case_id, agency_id=found[case_id]) for case_id in chosen
        )
        agencies = [found[case_id] for case_id in chosen]
        said = {"month": month, "seed": seed, "percent": wanted.percent, "closed": len(found), "cases": chosen}
        said |= {"agencies": agencies, "criteria": said_of(wanted.criteria)}
        append([NewEntry("quality_drawn", "quality", sample.pk, said)], actor=actor, at=at)
    return sample


def said_of(criteria: Sequence[dict[str, Any]]) -> str:
    """SHA-256 (hex) of what is asked of each case: what the trail keeps of it."""
    return hashlib.sha256(canonical(list(criteria)).encode()).hexdigest()


def size_of(closed: int, wanted: QualityRule) -> int:
    """How many of so many cases are drawn."""
    return min(closed, max(wanted.least, min(math.ceil(closed * wanted.percent / 100), wanted.most)))


def chosen_of(case_ids: Iterable[int], seed: str, size: int) -> list[int]:
    """The same for the same seed, whoever draws: the first by a digest of the seed with each id."""
    return sorted(case_ids, key=lambda pk: hashlib.sha256(f"{seed}:{pk}".encode()).hexdigest())[:size]


def span_of(month: str) -> tuple[datetime, datetime]:
    """From when to when a month lasts where people read it."""
    year, number = (int(each) for each in month.split("-"))
    begins = datetime(year, number, 1, tzinfo=zone())
    return begins, datetime(year + number // 12, number % 12 + 1, 1, tzinfo=zone())


@dataclass(slots=True)
class Line:
    """An agency in a sample: cases drawn and judged, and how often each criterion was met."""

    agency: Agency
    drawn: int = 0
    judged: int = 0
    met: Counter[str] = field(default_factory=Counter)


def lines_of(checks: Iterable[QualityCheck]) -> list[Line]:
    """A line for each agency of some checks, by its name's order of appearance."""
    found: dict[int, Line] = {}
    for each in checks:
        line = found.setdefault(each.agency_id, Line(each.agency))
        line.drawn += 1
        line.judged += each.judged_at is not None
        line.met.update(key for key, met in each.answers.items() if met)
    return list(found.values())
