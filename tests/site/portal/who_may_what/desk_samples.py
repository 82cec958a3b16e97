"""What stands for the parameters of the desk's later routes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from permissions.access.models import Emergency, RoleAtAgency, RoleHolding
from permissions.citizens.models import AddressKind
from permissions.citizens.services import sign_in_by_address
from permissions.now import now
from portal.desk.models import ReadyAnswer
from tests.site.portal.who_may_what.world import SEATS, World
from workflows.cases.actions import Consult
from workflows.cases.lifecycle import apply
from workflows.cases.models import QualityCheck, QualitySample
from workflows.cases.models.quality import criteria
from workflows.own_data.services import ask_for as ask_for_data
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


def own_data(world: World) -> dict[str, dict[str, str]]:
    """Files with their own data that citizens wait for: of one request, and of one's list (``test_walk`` signs in)."""
    key = ask_for_data(language="ar", case=world.cases["mine"]).key
    signed_in = sign_in_by_address(AddressKind.EMAIL, "somebody@example.org")
    own = ask_for_data(language="ar", citizen=signed_in).key
    return {"<language>/my/data/": {"key": own}, "<language>/track/<str:tracking>/data/": {"key": key}}


def ready_answer(world: World) -> ReadyAnswer:
    """One of the officer's own."""
    officer = world.land.people["staff-moh"]
    return ReadyAnswer.objects.create(key="a1b2c3", owner=officer, title="x", text="x", changed_at=now())


def given_alone(world: World) -> int:
    """A role of the unit for sensitive requests that one administrator gives alone, and that does not count yet."""
    place = RoleAtAgency.objects.get(role__code="rights_handler", agency__code="rights")
    person, giver = world.land.people["staff-moe"], world.land.people[SEATS["administrator"].login]
    starts = now() + timedelta(minutes=20)
    holding = RoleHolding.objects.create(user=person, place=place, starts=starts, ends=starts + timedelta(hours=1))
    given = {"user": person, "place": place, "given_by": giver, "reason": "x", "at": now()}
    return Emergency.objects.create(holding=holding, **given).pk
