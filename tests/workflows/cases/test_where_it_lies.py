"""Nobody judges in their own case: where a case that accuses someone lies, who sees it, and who hears of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from permissions.access.accounts import switch_off
from permissions.access.models import NamedAccess, Party
from permissions.access.seating import unseat
from permissions.access.selectors import can
from permissions.access.services import revoke
from permissions.actors import Actor
from permissions.agencies.models import Absence, Holding, Post
from permissions.agencies.rights import VIEW_CASE
from permissions.now import standing_at
from permissions.people.models import User
from portal.case_shown.diary import title_for_staff
from tests.scenes import LONG_AGO, Country, file_case, grant
from tests.workflows.cases.accusing import (
    CENTRAL,
    MOH,
    RIGHTS,
    SUNDAY,
    Who,
    case_state,
    land_with_a_department,
    lies,
    mark,
    who_sees,
)
from workflows.cases.actions import Accept, AddInformation, Assign, Decide, Escalate, Note
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.clock.sweep import sweep_clock
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


SITUATIONS: dict[str, tuple[str, list[Who], list[str], tuple[str, str], set[str]]] = {
    # agency named: whom it accuses, who marks it, who is away: where it lies, who sees it
    "the liaison officer": (
        "moh", ["officer-moh"], [], ("moh", "level1-moh"), {"level1-moh", "level2-moh"} | CENTRAL,
    ),
    "a colleague without a post": (
        "moh", ["staff-moh"], [], ("moh", "level1-moh"), {"level1-moh", "level2-moh"} | CENTRAL,
    ),
    "the supervisor": ("moh", ["level1-moh"], [], ("moh", "level2-moh"), {"level2-moh"} | CENTRAL),
    "the supervisor while the head is away": (
        "moh", ["level1-moh"], ["level2-moh"], ("moh", "officer-central"), {"level2-moh"} | CENTRAL,
    ),
    "the head": ("moh", ["level2-moh"], [], ("central", "officer-central"), CENTRAL),
    "the body": ("moh", [("moh", None)], [], ("central", "officer-central"), CENTRAL),
    "the top post": ("moh", [("moh", 2)], [], ("central", "officer-central"), CENTRAL),
    "the head of a department": ("clinic", ["level2-clinic"], [], ("moh", "officer-moh"), MOH | CENTRAL),
    "the head of a department, whose ministry's liaison officer is away": (
        "clinic", ["level2-clinic"], ["officer-moh"], ("moh", "level1-moh"), MOH | CENTRAL,
    ),
    "the ministry above the department": ("clinic", [("moh", None)], [], ("central", "officer-central"), CENTRAL),
    "the head and the complaints unit's officer": (
        "moh", ["level2-moh", "officer-central"], [], ("central", "level1-central"), CENTRAL - {"officer-central"},
    ),
    "the head and the complaints unit's head": (
        "moh", ["level2-moh", "level2-central"], [], ("rights", "officer-rights"), RIGHTS,
    ),
    "someone of another agency": (
        "moh", ["level2-moe"], [], ("moh", "officer-moh"), MOH | CENTRAL,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SITUATIONS)
def test_where_it_lies_and_who_sees_it(land: Country, name: str) -> None:
    agency, accused, away, place, seen = SITUATIONS[name]
    for each in away:
        Absence.objects.create(user=land.people[each], starts=LONG_AGO, ends=SUNDAY + timedelta(days=90))
    with standing_at(SUNDAY):
        case = file_case(agency=agency)
        mark(land, case, "officer-central", *accused)
        assert lies(case) == place
        assert who_sees(land, case) == seen
    heard = OutboxEntry.objects.filter(case=case, event_number=2, audience="staff")
    assert set(heard.values_list("user__username", flat=True)) <= {place[1]}


def test_an_officer_of_two_agencies_of_which_one_is_accused_sees_nothing_of_it(land: Country) -> None:
    both = land.people["officer-moh"]
    grant(both, "officer", land.agencies["clinic"])
    with standing_at(SUNDAY):
        case = file_case(agency="clinic")
        mark(land, case, "officer-central", "level2-clinic")
        assert lies(case) == ("moh", "level1-moh")
        assert "officer-moh" not in who_sees(land, case)
        free = file_case(agency="moh")
        assert "officer-moh" in who_sees(land, free)


def test_a_sealed_case_stays_in_its_unit_with_the_next_who_is_free(land: Country) -> None:
    case = file_case(kind="integrity", agency="moe", concerns="head")
    assert lies(case) == ("rights", "officer-rights")
    mark(land, case, "officer-rights", "level1-rights")
    assert lies(case) == ("rights", "level2-rights")
    assert who_sees(land, case) == {"level2-rights"}


def test_with_all_of_the_sensitive_unit_accused_the_complaints_units_head_works_this_one_case(land: Country) -> None:
    case, other = (file_case(kind="integrity", agency="moe") for _ in range(2))
    mark(land, case, "officer-rights", "level2-rights")
    head = land.people["level2-central"]
    assert lies(case) == ("rights", "level2-central")
    assert who_sees(land, case) == {"level2-central"}
    assert not can(Actor.staff(head.pk), VIEW_CASE, case_state(other))
    apply(case.pk, Decide(outcome="explained", text="درسنا البلاغ"), actor=land.actor("level2-central"))
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    assert not can(Actor.staff(head.pk), VIEW_CASE, case_state(case))


def test_whoever_works_a_sealed_case_by_name_and_leaves_the_complaints_unit_reads_it_no_longer(land: Country) -> None:
    case = file_case(kind="integrity", agency="moe")
    mark(land, case, "officer-rights", "level2-rights")
    head, central = land.people["level2-central"], land.agencies["central"]
    unseat(Holding.objects.get(user=head), actor=Actor.operator)
    revoke(user=head, role="central", agency=central, actor=Actor.operator)
    grant(head, "officer", land.agencies["moe"])
    assert who_sees(land, case) == set()
    with pytest.raises(NotAllowed):
        apply(case.pk, Note(text="ما زلت أقرأ"), actor=land.actor("level2-central"))
    apply(case.pk, AddInformation(text="ما الجديد؟"), actor=Actor.citizen(case.pk))
    assert lies(case) == ("rights", "level1-central")
    assert who_sees(land, case) == {"level1-central"}


def test_a_sealed_case_taken_back_by_its_unit_leaves_the_head(land: Country) -> None:
    case = file_case(kind="integrity", agency="moe")
    mark(land, case, "officer-rights", "level2-rights")
    mark(land, case, "level2-central", "level1-rights")
    assert lies(case) == ("rights", "level2-rights")
    assert who_sees(land, case) == {"level2-rights"}


def test_the_count_of_a_sealed_case_goes_on_in_the_hands_of_the_head(land: Country) -> None:
    with standing_at(SUNDAY):
        case = file_case(kind="integrity", agency="moe")
    due = Case.objects.get(pk=case.pk).due
    with standing_at(SUNDAY + timedelta(hours=3)):
        mark(land, case, "officer-rights", "level2-rights")
        apply(case.pk, Note(text="اطّلعت"), actor=land.actor("level2-central"))
    assert Case.objects.get(pk=case.pk).due == due
    assert NamedAccess.objects.filter(case_id=case.pk, works=True).count() == 1


def test_with_nobody_free_it_waits_and_the_first_who_is_free_gets_it() -> None:
    land = land_with_a_department()
    case = file_case()
    mark(land, case, "officer-central", ("moh", None), ("central", None), ("rights", None))
    assert lies(case) == ("central", "")
    assert who_sees(land, case) == set()
    assert [found.endswith("give somebody a post in a unit") for found in inconsistencies()] == [True]
    new = User.objects.create(username="new", name={"ar": "new", "en": "new"})
    Party.objects.filter(case_id=case.pk, agency=land.agencies["rights"]).update(level=0)
    post = Post.objects.get(agency=land.agencies["rights"], level=1)
    Holding.objects.create(post=post, user=new, starts=LONG_AGO)
    grant(new, "rights_handler", land.agencies["rights"])
    apply(case.pk, AddInformation(text="ما الجديد؟"), actor=Actor.citizen(case.pk))
    assert lies(case)[0] == "rights"
    assert lies(case)[1] in {"new", "level1-rights"}


def test_with_nobody_above_free_escalation_takes_it_to_the_ground_of_another_unit(land: Country) -> None:
    with standing_at(SUNDAY):
        case = file_case()
        mark(land, case, "officer-central", ("moh", 0), ("central", None))
        assert lies(case) == ("moh", "level1-moh")
        apply(case.pk, Assign(user_id=land.people["level2-moh"].pk), actor=land.actor("level1-moh"))
        for each in ("level1-moh", "level2-moh"):
            Absence.objects.create(user=land.people[each], starts=SUNDAY, ends=SUNDAY + timedelta(days=90))
    with standing_at(SUNDAY + timedelta(days=1)):
        event = apply(case.pk, Escalate(), actor=land.actor("level2-moh"))
    assert lies(case) == ("rights", "officer-rights")
    work = case.works.get()
    assert (work.level, event.level, event.data["to_level"]) == (0, 0, 0)
    assert (work.assignee, work.reached_at) == (None, SUNDAY + timedelta(days=1))
    assert title_for_staff(event).startswith("أُحيل")
    assert OutboxEntry.objects.get(case=case, event_number=event.number, audience="citizen").topic == "referred"


def test_with_all_of_the_complaints_unit_accused_the_sensitive_unit_gets_what_nobody_acts_on(land: Country) -> None:
    """A reminder to the complaints unit would reach nobody who may read it."""
    with standing_at(SUNDAY):
        case = file_case()
        mark(land, case, "level2-moh", ("central", None))
    for days in (3, 7):
        with standing_at(SUNDAY + timedelta(days=days)):
            sweep_clock()
    assert lies(case) == ("moh", "level2-moh")
    with standing_at(SUNDAY + timedelta(days=10)):
        sweep_clock()
    assert lies(case) == ("rights", "officer-rights")
    assert who_sees(land, case) == RIGHTS
    assert list(inconsistencies()) == []
    for days in (14, 18, 22, 26):
        with standing_at(SUNDAY + timedelta(days=days)):
            sweep_clock()
    told = OutboxEntry.objects.filter(case=case, topic="reminded").values_list("user__username", flat=True)
    assert set(told) == {"officer-rights"}


@pytest.mark.parametrize("answered", [False, True])
def test_an_ordinary_case_that_accuses_nobody_any_more_leaves_the_sensitive_unit(land: Country, answered: bool) -> None:
    case = file_case()
    mark(land, case, "officer-central", "level2-moh", "level2-central")
    assert lies(case)[0] == "rights"
    if answered:
        apply(case.pk, Decide(outcome="explained", text="درسناه"), actor=land.actor("officer-rights"))
    mark(land, case, "officer-rights")
    assert lies(case) == ("central", "" if answered else "officer-central")
    assert not can(land.actor("officer-rights"), VIEW_CASE, case_state(case))
    assert can(land.actor("officer-central"), VIEW_CASE, case_state(case))
    assert list(inconsistencies()) == []


def test_an_accused_holder_whose_account_is_off_does_not_keep_it(land: Country) -> None:
    with standing_at(SUNDAY):
        case = file_case()
        switch_off(land.people["officer-moh"], actor=Actor.operator)
        mark(land, case, "officer-central", ("moh", 0))
        assert lies(case) == ("moh", "level1-moh")


def test_the_post_that_an_accused_person_will_come_to_is_shut_before_it_is_decided_where_the_case_goes(
    land: Country,
) -> None:
    coming = Post.objects.get(agency__code="moh", level=1)
    Holding.objects.create(post=coming, user=land.people["level1-moe"], starts=SUNDAY + timedelta(days=1))
    with standing_at(SUNDAY):
        case = file_case()
        mark(land, case, "officer-central", "level1-moe")
        assert lies(case) == ("moh", "level2-moh")
        assert who_sees(land, case) == {"level2-moh"} | CENTRAL
