"""What stands for the parameters of the desk's later routes."""

from __future__ import annotations

from typing import Any

from permissions.now import now
from portal.desk.models import ReadyAnswer
from tests.site.portal.who_may_what.world import SEATS, World
from workflows.cases.actions import Consult
from workflows.cases.lifecycle import apply
from workflows.cases.models import QualityCheck, QualitySample
from workflows.cases.models.quality import criteria
from workflows.reports.models import CaseCopy


def drawn(world: World) -> dict[str, Any]:
    """A request that was drawn for the check of its quality."""
    sample = QualitySample.objects.create(
        month="2026-01", seed="0" * 64, percent=5, closed=1, criteria=criteria(), drawn_at=now()
    )
    case = world.cases["mine"]
    QualityCheck.objects.create(sample=sample, case=case, agency=world.land.agencies["moh"])
    return {}


def copy(world: World) -> CaseCopy:
    """A PDF that the liaison officer waits for."""
    by = world.land.people[SEATS["liaison"].login]
    return CaseCopy.objects.create(
        case=world.cases["mine"], key="0" * 32, language="ar", requested_at=now(), requested_by=by
    )


def consulted(world: World) -> int:
    """The first ministry is asked inside a case of the second one, and gets its file."""
    asked = Consult(agency="moh", text="x", shares_files=True)
    apply(world.cases["other"].pk, asked, actor=world.land.actor("officer-moe"))
    return 1


def ready_answer(world: World) -> ReadyAnswer:
    """One of the officer's own."""
    officer = world.land.people["staff-moh"]
    return ReadyAnswer.objects.create(key="a1b2c3", owner=officer, title="x", text="x", changed_at=now())
