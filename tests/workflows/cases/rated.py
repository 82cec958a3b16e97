"""A case that was decided and rated, with words or without."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, file_case
from workflows.cases.actions import Accept, Decide, Rate
from workflows.cases.lifecycle import apply
from workflows.cases.models import CaseEvent, EventVerb

MARCH = datetime(2026, 3, 10, 10, tzinfo=ZoneInfo("Asia/Amman"))


def rated(land: Country, stars: int, comment: str = "تأخّر كثيرا", *, agency: str = "moh") -> CaseEvent:
    with standing_at(MARCH):
        case = file_case(agency=agency)
        apply(case.pk, Decide(outcome="resolved", text="x"), actor=land.actor(f"officer-{agency}"))
        apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
        apply(case.pk, Rate(stars=stars, comment=comment), actor=Actor.citizen(case.pk))
    return CaseEvent.objects.get(case=case, verb=EventVerb.RATED)
