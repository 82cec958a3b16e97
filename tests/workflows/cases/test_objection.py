"""A citizen objects: who decides, twice at most, and never whoever decided before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from permissions.access.delegating import lend
from permissions.access.leaving import let_go
from permissions.access.models import NamedAccess, RoleAtAgency
from permissions.actors import Actor
from permissions.agencies.models import Holding, Post
from permissions.now import now
from permissions.people.models import User
from tests.objecting import REASONS
from tests.scenes import LONG_AGO, Country, country, file_case, grant, hire, publish_one
from tests.workflows.cases.refusing import REFUSAL
from tests.workflows.processes.reviewed import reviewed
from workflows.cases.actions import (
    Accept,
    AskCitizen,
    Assign,
    Decide,
    Escalate,
    HandOver,
    Merge,
    NotDone,
    Note,
    Proceed,
    Reopen,
    Reply,
)
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Work
from workflows.cases.objection import SHORTEST_REASON
from workflows.cases.selectors import state_of
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def land() -> Iterator[Country]:
    found = country()
    with override("en"):
        yield found


def at(case: Case) -> Work:
    return Work.objects.select_related("agency").get(case=case, done_at=None)


def who(work: Work) -> str:
    return User.objects.get(pk=work.holder_id or 0).username


def answer(case: Case, outcome: str = "refused", by: str = "", text: str = REASONS) -> CaseEvent:
    work = at(case)
    user_id = User.objects.get(username=by).pk if by else work.holder_id or 0
    return apply(case.pk, Decide(outcome=outcome, text=text, refusal=REFUSAL), actor=Actor.staff(user_id))


def objects(case: Case, reason: str = "القرار غير مسبّب") -> CaseEvent:
    return apply(case.pk, Reopen(reason=reason), actor=Actor.citizen(case.pk))


def away(agency: str, *levels: int) -> None:
    Holding.objects.filter(post__agency__code=agency, post__level__in=levels).delete()


def refused(case: Case, action: Any, user: str) -> str:
    with pytest.raises(NotPossible) as error:
        apply(case.pk, action, actor=Actor.staff(User.objects.get(username=user).pk))
    return str(error.value.message)


def test_the_whole_road_and_nobody_decided_twice(land: Country) -> None:
    case = file_case(agency="moh")
    answer(case)
    event = objects(case)
    work = at(case)
    assert (work.step, work.agency.code, work.level, who(work)) == ("objection", "moh", 1, "level1-moh")
    assert (work.ladder, work.objection, event.data["objection"]) == ("objection", 1, 1)
    answer(case)
    event = objects(case)
    work = at(case)
    assert (work.step, work.agency.code, who(work)) == ("second_objection", "central", "officer-central")
    assert event.data["objected_at"] == land.agencies["moh"].pk != event.agency_id
    answer(case)
    case.refresh_from_db()
    assert (case.status, case.outcome, case.reopenings) == ("closed", "refused", 2)
    with pytest.raises(NotPossible, match="After an objection"):
        objects(case)
    decided = CaseEvent.objects.filter(case=case, verb="decided").values_list("actor_user_id", flat=True)
    assert len(set(decided)) == 3
    assert list(inconsistencies()) == []


def test_whoever_decided_does_not_decide_again(land: Country) -> None:
    """Not by their own right, not as an assignee, not by lifting it, and not by a role that somebody lends."""
    case = file_case(agency="moh")
    answer(case, by="staff-moh")
    objects(case)
    for user in ("officer-moh", "staff-moh"):
        assert "someone else decides" in refused(case, Decide(outcome="refused", text=REASONS, refusal=REFUSAL), user)
        assert "someone else decides" in refused(case, Escalate(reason="لغيري"), user)
        assert "someone else decides" in refused(case, Assign(user_id=land.people[user].pk), "level1-moh")
    answer(case)


def test_whoever_decided_neither_holds_it_up_nor_hands_it_on(land: Country) -> None:
    case = file_case(agency="moh")
    answer(case)
    objects(case)
    due = at(case).due
    for action in (AskCitizen(text="؟"), Reply(text="رد"), Assign(user_id=land.people["staff-moh"].pk)):
        assert "someone else decides" in refused(case, action, "officer-moh")
    assert (at(case).due, at(case).question_open) == (due, False)
    apply(case.pk, Note(text="للعلم"), actor=land.actor("officer-moh"))
    apply(case.pk, AskCitizen(text="؟"), actor=land.actor("level1-moh"))


@pytest.mark.parametrize("successor", ["officer-moh", "staff-moh"])
def test_no_handing_over_makes_whoever_decided_or_their_colleague_its_holder(land: Country, successor: str) -> None:
    case, leaver = file_case(agency="moh"), land.people["level1-moh"]
    answer(case, by="officer-moh")
    objects(case)
    assert at(case).holder_id == leaver.pk
    hire(land, "administrator", username="admin")
    let_go(leaver, successor=land.people[successor], actor=land.actor("admin"))
    move = HandOver(from_user_id=leaver.pk, to_user_id=land.people[successor].pk)
    apply(case.pk, move, actor=land.actor("admin"))
    assert who(at(case)) == "level2-moh"


def test_neither_a_colleague_below_nor_the_unit_decides_what_is_for_the_level_above(land: Country) -> None:
    """A colleague would judge in its place; the unit would be its own next instance."""
    case = file_case(agency="moh")
    answer(case)
    objects(case)
    for user in ("staff-moh", "officer-central"):
        for action in (
            Decide(outcome="refused", text=REASONS, refusal=REFUSAL),
            Proceed(outcome="ordered", text=REASONS),
            AskCitizen(text="؟"),
        ):
            assert "Another level or another agency" in refused(case, action, user)
        apply(case.pk, Reply(text="نتابع الأمر."), actor=land.actor(user))
    apply(case.pk, Escalate(reason="للأعلى"), actor=land.actor("level1-moh"))
    answer(case, by="level1-moh")
    objects(case)
    assert who(at(case)) == "officer-central"


def test_nor_does_who_acts_for_them_by_a_lent_role(land: Country) -> None:
    """A colleague who holds a role of whoever decided would judge in their place."""
    case = file_case(agency="moh")
    answer(case)
    place = RoleAtAgency.objects.get(role__code="liaison", agency__code="moh")
    giver, deputy = land.people["officer-moh"], land.people["staff-moh"]
    lend(giver=giver, deputy=deputy, place=place, ends=now() + timedelta(days=3), actor=Actor.operator)
    objects(case)
    assert "someone else decides" in refused(
        case, Decide(outcome="refused", text=REASONS, refusal=REFUSAL), "staff-moh"
    )


def test_the_level_above_takes_part_when_it_decided_itself(land: Country) -> None:
    """Who heads the officer and answered for them is no level above themselves."""
    case = file_case(agency="moh")
    answer(case, by="level1-moh")
    objects(case)
    assert (at(case).level, who(at(case))) == (2, "level2-moh")


def test_vacancies(land: Country) -> None:
    case, other, last = (file_case(agency="moh") for _number in range(3))
    for each in (case, other, last):
        answer(each)
    away("moh", 1)
    objects(case)
    assert (at(case).level, who(at(case))) == (2, "level2-moh")
    away("moh", 2)
    objects(other)
    assert (at(other).agency.code, who(at(other))) == ("central", "officer-central")
    answer(other)
    objects(other)
    assert at(other).agency.code == "rights"
    away("central", 0, 1, 2)
    away("rights", 0, 1, 2)
    with pytest.raises(NotPossible, match="Everyone here who could decide"):
        objects(last)
    assert Case.objects.get(pk=last.pk).status == "answered"


def test_what_the_unit_decided_goes_to_another_body_and_then_outside(land: Country) -> None:
    case = file_case(agency=None, subject="لا أدري")
    assert at(case).agency.code == "central"
    answer(case)
    objects(case)
    assert at(case).agency.code == "rights"
    answer(case)
    with pytest.raises(NotPossible, match="Everyone here who could decide"):
        objects(case)


def test_a_sealed_one_stays_with_its_unit_and_then_is_the_other_units_by_name(land: Country) -> None:
    case = file_case(kind="rights", agency=None)
    answer(case)
    objects(case)
    assert (at(case).agency.code, at(case).level) == ("rights", 1)
    answer(case)
    objects(case)
    assert (at(case).agency.code, who(at(case))) == ("rights", "level2-central")
    assert NamedAccess.objects.get(case_id=case.pk, works=True).user.username == "level2-central"
    answer(case)
    ended = NamedAccess.objects.get(case_id=case.pk)
    closed_at = Case.objects.get(pk=case.pk).closed_at
    assert closed_at is not None
    assert ended.ends <= closed_at
    assert list(inconsistencies()) == []


def test_a_decision_on_an_objection_has_reasons(land: Country) -> None:
    case = file_case(agency="moh")
    answer(case, text="لا")
    objects(case)
    assert str(SHORTEST_REASON) in refused(
        case, Decide(outcome="refused", text="ليس ضمن الخطة.", refusal=REFUSAL), "level1-moh"
    )


def test_work_may_be_ordered_and_the_decision_stays_above(land: Country) -> None:
    case = file_case(agency="moh")
    answer(case)
    objects(case)
    apply(case.pk, Proceed(outcome="ordered", text="أصلحوا المصباح"), actor=land.actor("level1-moh"))
    assert (at(case).step, who(at(case))) == ("order", "officer-moh")
    apply(case.pk, Proceed(outcome="done", text="أُصلح"), actor=land.actor("officer-moh"))
    assert (at(case).step, at(case).level, who(at(case))) == ("objection", 1, "level1-moh")
    assert "someone else decides" in refused(case, Decide(outcome="resolved", text=REASONS), "officer-moh")
    answer(case, "resolved")


def test_what_was_promised_goes_back_to_the_work_once(land: Country) -> None:
    case = file_case(agency="moh")
    answer(case, "resolved")
    event = apply(case.pk, NotDone(reason="ما زال معطلًا"), actor=Actor.citizen(case.pk))
    work = at(case)
    assert (work.step, who(work), work.objection, work.again) == ("handle", "officer-moh", 0, True)
    told = OutboxEntry.objects.filter(case=case, event_number=event.number, topic="not_done", audience="staff")
    assert [each.user_id for each in told] == [land.people["level1-moh"].pk]
    answer(case, "resolved")
    with pytest.raises(NotPossible, match="object"):
        apply(case.pk, NotDone(reason="ما زال"), actor=Actor.citizen(case.pk))
    objects(case)
    assert (at(case).step, who(at(case))) == ("objection", "level1-moh")
    assert list(inconsistencies()) == []


def test_a_refusal_promises_nothing(land: Country) -> None:
    case = file_case(agency="moh")
    answer(case)
    with pytest.raises(NotPossible, match="No promise was made"):
        apply(case.pk, NotDone(reason="ما زال"), actor=Actor.citizen(case.pk))


def test_twice_by_two_windows_and_before_anything_is_decided(land: Country) -> None:
    case = file_case(agency="moh")
    with pytest.raises(NotPossible, match="There’s no decision here yet"):
        objects(case)
    answer(case)
    objects(case)
    with pytest.raises(NotPossible, match="already objected"):
        objects(case)


def test_it_waits_thirty_days_after_closing(land: Country) -> None:
    case, late = file_case(agency="moh"), file_case(agency="moh")
    for each in (case, late):
        answer(each)
        apply(each.pk, Accept(), actor=Actor.citizen(each.pk))
    objects(case)
    assert (at(case).step, who(at(case))) == ("objection", "level1-moh")
    Case.objects.filter(pk=late.pk).update(closed_at=LONG_AGO)
    with pytest.raises(NotPossible, match="30 days"):
        objects(late)


def test_a_follower_objects_by_itself(land: Country) -> None:
    lead, follower = file_case(agency="moh"), file_case(agency="moh")
    apply(follower.pk, Merge(lead_id=lead.pk), actor=land.actor("officer-moh"))
    with pytest.raises(NotPossible, match="There’s no decision here yet"):
        objects(follower)
    answer(lead)
    objects(follower)
    assert (at(follower).step, who(at(follower))) == ("objection", "level1-moh")
    assert at(lead).step == "confirm"
    assert state_of(Case.objects.get(pk=lead.pk)).objections == 0


def test_a_new_head_who_decided_as_officer_is_not_the_one_above(land: Country) -> None:
    case = file_case(agency="moh")
    answer(case)
    away("moh", 1)
    post = Post.objects.get(agency__code="moh", level=1)
    Holding.objects.create(post=post, user=land.people["officer-moh"], starts=LONG_AGO)
    grant(land.people["officer-moh"], "level1", land.agencies["moh"])
    objects(case)
    assert (at(case).level, who(at(case))) == (2, "level2-moh")


def test_an_objection_passes_over_whoever_did_a_step_that_it_must_not_be_done_by(land: Country) -> None:
    process = reviewed(agency="@routed", level=1)
    next(step for step in process["steps"] if step["key"] == "objection")["not_by"] = ["legal"]
    publish_one("process", "complaint", process)
    case = file_case(agency="moh")
    to_review = Proceed(outcome="to_review", fields={"amount": "5000"})
    apply(case.pk, to_review, actor=land.actor("officer-moh"))
    assert who(at(case)) == "level1-moh"
    apply(case.pk, Proceed(outcome="agreed"), actor=land.actor("level1-moh"))
    apply(case.pk, Decide(outcome="resolved", text=REASONS), actor=land.actor("officer-moh"))
    objects(case)
    work = at(case)
    assert (work.step, work.level, who(work)) == ("objection", 2, "level2-moh"), "level 1 reviewed the answer"
    assert list(inconsistencies()) == []
