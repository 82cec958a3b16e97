"""The open work of someone who leaves goes on: to a successor who may work it, or to whoever acts."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from permissions.access.leaving import let_go
from permissions.access.models import Party
from permissions.actors import Actor
from permissions.people.models import User
from tests.scenes import Country, country, file_case, hire
from workflows.cases.actions import Assign, HandOver, Note
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.leavers import cases_left_with, hand_over_some
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, EventVerb, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "administrator", username="admin")
    return found


def gone(land: Country, login: str, successor: str) -> tuple[User, User]:
    """Someone who has left, and their successor in post and role."""
    leaver, heir = land.people[login], land.people[successor]
    posts = leaver.holdings.values_list("pk", flat=True)
    roles = leaver.role_holdings.values_list("pk", flat=True)
    let_go(leaver, successor=heir, posts=list(posts), roles=list(roles), actor=land.actor("admin"))
    return leaver, heir


def hand_over(land: Country, case: Case, leaver: User, heir: User, by: str = "admin") -> CaseEvent:
    action = HandOver(from_user_id=leaver.pk, to_user_id=heir.pk)
    return apply(case.pk, action, actor=land.actor(by))


def test_held_work_goes_to_the_successor_and_the_count_goes_on(land: Country) -> None:
    case = file_case()
    before = case.works.get()
    leaver, heir = gone(land, "officer-moh", "staff-moh")
    event = hand_over(land, case, leaver, heir)
    after = case.works.get()
    assert (after.holder_id, after.due, after.level, after.post_id) == (
        heir.pk,
        before.due,
        before.level,
        before.post_id,
    )
    assert event.verb == EventVerb.HANDED_OVER
    assert event.data["from"] == leaver.pk


def test_assigned_work_goes_to_the_successor_and_its_holder_stays(land: Country) -> None:
    case = file_case()
    apply(case.pk, Assign(user_id=land.people["staff-moh"].pk), actor=land.actor("officer-moh"))
    leaver, heir = gone(land, "staff-moh", "level1-moh")
    hand_over(land, case, leaver, heir)
    work = case.works.get()
    assert (work.holder_id, work.assignee_id) == (land.people["officer-moh"].pk, heir.pk)


def test_a_successor_who_may_not_work_it_gets_nothing_and_the_post_above_does(land: Country) -> None:
    case = file_case()
    leaver, stranger = land.people["officer-moh"], land.people["staff-moe"]
    let_go(leaver, successor=stranger, actor=land.actor("admin"))
    hand_over(land, case, leaver, stranger)
    assert case.works.get().holder_id == land.people["level1-moh"].pk


def test_a_sealed_case_never_goes_to_someone_who_may_not_work_it(land: Country) -> None:
    case = file_case(kind="integrity")
    leaver, central = land.people["officer-rights"], land.people["officer-central"]
    let_go(leaver, successor=central, actor=land.actor("admin"))
    hand_over(land, case, leaver, central)
    assert case.works.get().holder_id == land.people["level1-rights"].pk


def test_a_case_that_accuses_the_successor_does_not_go_to_them(land: Country) -> None:
    case = file_case()
    leaver, heir = gone(land, "officer-moh", "staff-moh")
    Party.objects.create(case_id=case.pk, user=heir)
    Case.objects.filter(pk=case.pk).update(guarded=True)
    hand_over(land, case, leaver, heir)
    assert case.works.get().holder_id != heir.pk


@pytest.mark.parametrize("who", ["officer-moh", "level2-moh", "officer-central", "officer-rights"])
def test_only_those_who_manage_people_hand_over(land: Country, who: str) -> None:
    case = file_case()
    leaver, heir = gone(land, "staff-moh", "level1-moh")
    with pytest.raises(NotAllowed):
        hand_over(land, case, leaver, heir, by=who)
    with pytest.raises(NotAllowed):
        apply(case.pk, HandOver(from_user_id=leaver.pk, to_user_id=heir.pk), actor=Actor.clock)


def test_those_who_manage_people_can_do_nothing_else_to_a_case(land: Country) -> None:
    case = file_case()
    for action in (Note(text="x"), Assign(user_id=land.people["staff-moh"].pk)):
        with pytest.raises(NotAllowed):
            apply(case.pk, action, actor=land.actor("admin"))


def test_the_work_of_someone_who_may_still_work_it_is_not_moved(land: Country) -> None:
    case = file_case()
    with pytest.raises(NotPossible):
        hand_over(land, case, land.people["officer-moh"], land.people["staff-moh"])
    assert case.events.count() == 1


def test_it_is_done_in_parts_and_may_be_taken_up_again(land: Country) -> None:
    for _number in range(5):
        file_case()
    leaver, heir = gone(land, "officer-moh", "staff-moh")
    admin = land.actor("admin")
    assert hand_over_some(leaver.pk, heir.pk, actor=admin, limit=2) == 2
    assert cases_left_with(leaver.pk) == 3
    assert hand_over_some(leaver.pk, heir.pk, actor=admin) == 3
    assert hand_over_some(leaver.pk, heir.pk, actor=admin) == 0
    assert Work.objects.filter(holder=heir).count() == 5
    assert CaseEvent.objects.filter(verb=EventVerb.HANDED_OVER).count() == 5


def test_a_part_costs_the_same_for_more_cases(land: Country, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _number in range(12):
        file_case()
    leaver, heir = gone(land, "officer-moh", "staff-moh")
    admin = land.actor("admin")
    with django_assert_num_queries(16) as few:
        hand_over_some(leaver.pk, heir.pk, actor=admin, limit=2)
    with django_assert_num_queries(len(few.captured_queries)):
        hand_over_some(leaver.pk, heir.pk, actor=admin)
