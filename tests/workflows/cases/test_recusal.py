"""Who may not go on with what, as a plain rule: no database, no case."""

from __future__ import annotations

import pytest

from workflows.cases.models import Work
from workflows.cases.recusal import Recusal, recusals

HEALTH, SCHOOLS = 1, 2
OFFICER, COLLEAGUE, ACCUSED, GUEST = 11, 12, 13, 14


def asked(*works: Work) -> list[Recusal]:
    """Where health is accused as a whole, one person is, and one has their work by name alone."""
    return recusals(
        works,
        is_shut=lambda agency_id: agency_id == HEALTH,
        is_free=lambda user_id: user_id not in (None, ACCUSED),
        is_guest=lambda work: work.holder_id == GUEST,
    )


@pytest.mark.parametrize(
    ("holder", "assignee", "who"),
    [
        (OFFICER, None, []),
        (OFFICER, COLLEAGUE, []),
        (ACCUSED, None, ["holder"]),
        (None, None, ["holder"]),
        (GUEST, None, ["holder"]),
        (OFFICER, ACCUSED, ["assignee"]),
        (ACCUSED, ACCUSED, ["assignee", "holder"]),
        (ACCUSED, COLLEAGUE, ["holder"]),
    ],
)
def test_who_is_accused_neither_holds_it_nor_has_it(holder: int | None, assignee: int | None, who: list[str]) -> None:
    work = Work(agency_id=SCHOOLS, holder_id=holder, assignee_id=assignee)
    assert [(each.work is work, each.who) for each in asked(work)] == [(True, each) for each in who]


def test_where_the_whole_agency_is_accused_its_work_goes_whoever_has_it() -> None:
    works = [Work(agency_id=HEALTH, holder_id=OFFICER), Work(agency_id=HEALTH, holder_id=ACCUSED, waits=True)]
    assert [each.who for each in asked(*works)] == ["agency", "agency"]


def test_a_wait_for_the_citizen_is_in_nobodys_hands() -> None:
    assert asked(Work(agency_id=SCHOOLS, holder_id=ACCUSED, waits=True)) == []


def test_of_several_steps_only_those_go_that_have_to() -> None:
    stays, goes = Work(agency_id=SCHOOLS, holder_id=OFFICER), Work(agency_id=HEALTH, holder_id=COLLEAGUE)
    assert [each.work for each in asked(stays, goes)] == [goes]
