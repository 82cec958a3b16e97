"""What ``verify`` says of cases that accuse someone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from permissions.access.models import NamedAccess, Party
from permissions.now import now
from tests.scenes import LONG_AGO, Country, country, file_case
from workflows.cases.consistency import inconsistencies
from workflows.cases.models import Case, Work

pytestmark = pytest.mark.django_db
Broken = Callable[[Country, Case], object]


def _in_accused_hands(land: Country, case: Case) -> None:
    Work.objects.filter(case=case).update(holder=land.people["level1-moh"])


def _with_the_accused_agency(land: Country, case: Case) -> None:
    Work.objects.filter(case=case).update(agency=land.agencies["moh"])
    Case.objects.filter(pk=case.pk).update(agency=land.agencies["moh"])


def _shows_another_date(land: Country, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(due=LONG_AGO)


BREAKS: dict[str, Broken] = {
    "guarded without": lambda land, case: Party.objects.all().delete(),
    "in spite of": lambda land, case: Party.objects.create(case_id=file_case().pk, agency=land.agencies["moe"]),
    "does not say of the case": lambda land, case: Work.objects.filter(case=case).update(guarded=False),
    "in the hands of": _in_accused_hands,
    "lies with an agency": _with_the_accused_agency,
    "does not show what its work says": _shows_another_date,
    "party": lambda land, case: Party.objects.create(case_id=99999, agency=land.agencies["moe"]),
    "access": lambda land, case: NamedAccess.objects.create(
        case_id=99999, user=land.people["level1-moh"], starts=LONG_AGO, ends=now()
    ),
}


@pytest.mark.parametrize("said", BREAKS)
def test_each_slip_is_named(said: str) -> None:
    land = country()
    case = file_case(concerns="head")
    assert list(inconsistencies()) == []
    BREAKS[said](land, case)
    found = list(inconsistencies())
    assert any(said in each for each in found), found
