"""Rows of figures by chance, with requests behind them that nobody filed: for tests of counting alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from permissions.agencies.models import Agency
from permissions.writing import local
from tests.made_once import made_once
from tests.scenes import country
from workflows.cases.models import Case, RequestKind
from workflows.figures.models import FOREVER, Occurrence, Standing, StepTaken
from workflows.versions.models import Version

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
BEGAN = date(2025, 11, 1)
CASES = 150
_OUTCOMES = ("resolved", "partly_resolved", "explained", "refused", "noted", "withdrawn")
_SOLVED = ("", "yes", "partly", "no")
_CATEGORIES = (("", ""), ("roads", "roads"), ("lamps", "roads"), ("water", "water"))


@made_once
def rows() -> None:
    """``CASES`` requests over a year at two agencies, some set apart."""
    agencies = country().agencies
    chance = Random(15)  # noqa: S311  the same rows in every run, and no secret
    kind = RequestKind.objects.get(code="complaint")
    version = Version.objects.filter(subject="process").first()
    cases = Case.objects.bulk_create(
        Case(
            tracking=f"T-{number}",
            kind=kind,
            channel="web",
            language="ar",
            idempotency_key=f"rows-{number}",
            agency=agencies["moh"],
            status="in_progress",
            opened_at=NOW,
            changed_at=NOW,
            process_version=version,
        )
        for number in range(CASES)
    )
    for case in cases:
        _history(case, agencies, chance)


def _history(case: Case, agencies: dict[str, Agency], chance: Random) -> None:
    """One to five rows of how it stood, and what happened on the way."""
    at = datetime.combine(BEGAN, datetime.min.time(), UTC) + timedelta(minutes=chance.randrange(390 * 1440))
    category, top = chance.choice(_CATEGORIES)
    said: dict[str, Any] = {
        "kind": chance.choice(("complaint", "inquiry")),
        "channel": chance.choice(("web", "call")),
        "language": "ar",
        "governorate": chance.choice(("", "amman", "irbid")),
        "category": category,
        "top_category": top,
        "priority": chance.choice(("normal", "urgent")),
        "apart": chance.choice(("", "", "", "", "sensitive", "guarded")),
    }
    agency = chance.choice((agencies["moh"], agencies["moe"]))
    stands: dict[str, Any] = {"status": "in_progress", "opened_at": at, "opened_on": local(at).date()}
    stands["limited"] = chance.random() < 0.6
    found = [(at, dict(stands), agency)]
    for number in range(1, chance.randrange(1, 6)):
        at += timedelta(minutes=chance.randrange(60, 40 * 1440))
        if at >= NOW:
            break
        agency = _step(case, number, at, agency, agencies, said, stands, chance)
        found.append((at, dict(stands), agency))
    ends = [each[0] for each in found[1:]] + [FOREVER]
    Standing.objects.bulk_create(
        Standing(case=case, number=number, since=since, until=until, agency=there, **said, **stood)
        for number, ((since, stood, there), until) in enumerate(zip(found, ends, strict=True), 1)
    )


def _step(
    case: Case,
    number: int,
    at: datetime,
    agency: Agency,
    agencies: dict[str, Agency],
    said: dict[str, Any],
    stands: dict[str, Any],
    chance: Random,
) -> Agency:
    """One thing that happens; returns the agency that leads after it."""
    day = local(at).date()
    row = {"case": case, "number": number, "agency": agency, "on": day, "by": chance.choice(("staff", "clock")), **said}
    verb = chance.choice(("escalated", "referred", "answered", "decided", "closed", "reopened", "rated"))
    if verb == "escalated":
        stands["escalations"] = stands.get("escalations", 0) + 1
        Occurrence.objects.create(verb=verb, level=stands["escalations"], **row)
        for missed in ("missed", "missed_inside") if row["by"] == "clock" else ():
            stands[missed] = stands.get(missed, 0) + 1
            Occurrence.objects.create(verb=missed, **row)
    elif verb == "referred":
        Occurrence.objects.create(verb=verb, **row)
        agency = agencies["moe" if agency.code == "moh" else "moh"]
    elif verb == "rated":
        stars = chance.randrange(1, 6)
        if (former := stands.get("rating")) is not None:
            Occurrence.objects.create(verb=verb, stars=former, weight=-1, solved=_SOLVED[former % 4], **row)
        Occurrence.objects.create(verb=verb, stars=stars, solved=_SOLVED[stars % 4], **row)
        stands |= {"rating": stars, "rated_on": day}
    elif verb == "reopened":
        stands |= {"status": "in_progress", "closed_on": None, "reopenings": stands.get("reopenings", 0) + 1}
        Occurrence.objects.create(verb=verb, **row)
    else:
        took = chance.randrange(1, 20) * 720
        stands.setdefault("answered_on", day)
        stands.setdefault("answer_took", took)
        if verb != "answered":
            stands.setdefault("decided_on", day)
            stands.setdefault("decision_took", took)
            stands.setdefault("in_time", took < 6000 if stands["limited"] else None)
            stands["outcome"] = chance.choice(_OUTCOMES)
        if verb == "closed":
            stands |= {"status": "closed", "closed_on": day, "closing_took": took}
        StepTaken.objects.create(
            case=case,
            number=number,
            agency=agency,
            process="complaint",
            process_version=1,
            step=chance.choice(("work", "reply")),
            outcome=("accepted", "silent", "reopened")[(case.pk + number) % 3],
            by=row["by"],
            entered_on=day,
            left_on=day,
            took=took,
            **said,
        )
    return agency
