"""Nobody reviews what they did: who gets the work then, who is refused, and what lent roles and deputies change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from permissions.access.models import Delegation, RoleAtAgency, RoleHolding
from permissions.actors import Actor
from permissions.agencies.models import Absence, Holding, Post
from permissions.now import now
from tests.scenes import LONG_AGO, Country, country, file_case, hire, publish_one
from tests.workflows.processes.reviewed import reviewed
from workflows.cases.actions import Assign, Check, Escalate, HandOver, Note, Proceed, SetPriority
from workflows.cases.consistency import inconsistencies
from workflows.cases.duties import barred_from, doers_of
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply, apply_each
from workflows.cases.models import Case, Work
from workflows.cases.proving.checking import unproved
from workflows.cases.selectors import state_of
from workflows.moving.acts import Move
from workflows.processes.advance import Token
from workflows.versions.models import Version

pytestmark = [pytest.mark.django_db, pytest.mark.both]
POINT = {"key": "read", "name": {"ar": "قُرئ", "en": "It was read"}}


@pytest.fixture
def land() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def separated(performer: dict[str, Any] | None = None, **more: Any) -> None:
    """The legal review is not done by whoever handled the request, at the same agency."""
    raw = reviewed(**(performer or {"agency": "@routed"}))
    legal = next(step for step in raw["steps"] if step["key"] == "legal")
    legal.update(not_by=["handle"], checklist=[POINT], **more)
    publish_one("process", "complaint", raw)


def prepared(land: Country, by: str = "officer-moh", **changes: Any) -> Case:
    case = file_case(**changes)
    to_review = Proceed(outcome="to_review", fields={"amount": "5000"})
    apply(case.pk, to_review, actor=land.actor(by))
    return case


def at(case: Case) -> Work:
    return case.works.get(done_at=None)


def where(case: Case) -> tuple[str, str, str]:
    work = at(case)
    return work.step, work.agency.code, work.holder.username if work.holder else ""


def refused(case: Case, land: Country, by: str) -> None:
    """They leave the step by no way, tick nothing, give it to nobody, neither above nor below, and say not how soon it
    is to be seen to; a note is theirs to write."""
    acts = (
        *(Proceed(outcome="agreed"), Check(tick=("read",)), Assign(user_id=land.people[by].pk)),
        *(Escalate(reason="x"), SetPriority(priority="urgent", reason="x")),
    )
    for action in acts:
        with pytest.raises(NotPossible):
            apply(case.pk, action, actor=land.actor(by))
    apply(case.pk, Note(text="للعلم"), actor=land.actor(by))


def test_whoever_prepared_it_does_not_review_it(land: Country) -> None:
    separated()
    case = prepared(land)
    assert where(case) == ("legal", "moh", "level1-moh"), "passed over, to whoever else acts there"
    refused(case, land, "officer-moh")
    assert case.events.get(number=2).data["apart_from"] == [land.people["officer-moh"].pk]
    assert case.works.get(step="handle").done_by == [land.people["officer-moh"].pk]
    apply(case.pk, Proceed(outcome="agreed"), actor=land.actor("level1-moh"))
    assert where(case) == ("answer", "moh", "officer-moh"), "the step behind it is theirs again"


def test_a_colleague_who_prepared_it_leaves_the_review_to_the_holder(land: Country) -> None:
    separated()
    case = prepared(land, by="staff-moh")
    assert where(case) == ("legal", "moh", "officer-moh")
    refused(case, land, "staff-moh")
    with pytest.raises(NotPossible, match="دراسة الطلب"):
        apply(case.pk, Assign(user_id=land.people["staff-moh"].pk), actor=land.actor("officer-moh"))


@pytest.mark.parametrize(
    ("otherwise", "there", "who"),
    [
        ({"to": "heir", "level": 2}, "moh", "level2-moh"),
        ({"to": "heir", "role": "officer"}, "moh", "staff-moh"),
        ({"to": "unit"}, "central", "officer-central"),
        ({"to": "refused"}, "central", "officer-central"),
    ],
)
def test_it_goes_to_the_heir_or_the_unit(land: Country, otherwise: dict[str, Any], there: str, who: str) -> None:
    raw_refused = otherwise["to"] == "refused"
    separated({"agency": "@routed", "level": 1} if raw_refused else None, otherwise=otherwise)
    case = prepared(land, by="level1-moh" if raw_refused else "officer-moh")
    assert where(case) == ("legal", there, who)
    apply(case.pk, Proceed(outcome="agreed"), actor=land.actor(who))
    assert where(case) == ("answer", "moh", "officer-moh")


def test_an_heir_who_is_nobody_leaves_it_to_the_unit(land: Country) -> None:
    separated(otherwise={"to": "heir", "level": 2})
    Holding.objects.filter(user=land.people["level2-moh"]).delete()
    assert where(prepared(land)) == ("legal", "central", "officer-central")


def test_a_heir_who_is_away_leaves_it_to_the_unit(land: Country) -> None:
    separated(otherwise={"to": "heir", "level": 2})
    away = Absence(user=land.people["level2-moh"], starts=LONG_AGO, ends=now() + timedelta(days=9))
    away.save()
    assert where(prepared(land)) == ("legal", "central", "officer-central")


def test_with_nobody_on_any_level_it_lies_with_the_unit_and_is_taken_up_once_somebody_is_there(land: Country) -> None:
    separated(otherwise={"to": "heir", "level": 2})
    case = file_case()
    Holding.objects.exclude(user=land.people["officer-moh"]).delete()
    apply(case.pk, Proceed(outcome="to_review", fields={"amount": "5000"}), actor=land.actor("officer-moh"))
    work = at(case)
    assert (work.step, work.holder) == ("legal", None)
    refused(case, land, "officer-moh")
    post = Post.objects.get(agency=work.agency, level=0)
    Holding.objects.create(post=post, user=land.people["officer-central"], starts=LONG_AGO)
    if work.agency.code == "moh":
        Holding.objects.filter(user=land.people["officer-moh"]).delete()
    apply(case.pk, Note(text="هل من أحد؟"), actor=land.actor("staff-moh"))
    assert at(case).holder == land.people["officer-central"]


def test_a_role_goes_to_another_of_its_holders_and_never_to_the_one_who_prepared(land: Country) -> None:
    separated({"agency": "@routed", "role": "officer"})
    other = hire(land, "officer", "moh", username="other")
    for number in range(3):
        case = prepared(land, by="staff-moh", subject=f"{number}")
        assert at(case).holder == other
    RoleHolding.objects.filter(user=other).delete()
    assert where(prepared(land, by="staff-moh", subject="alone")) == ("legal", "moh", "officer-moh")


def lend(land: Country, giver: str, deputy: str, role: str) -> None:
    place = RoleAtAgency.objects.get(role__code=role, agency=land.agencies["moh"])
    Delegation.objects.create(
        giver=land.people[giver],
        deputy=land.people[deputy],
        place=place,
        starts=LONG_AGO,
        ends=now() + timedelta(days=30),
    )


def test_who_acts_by_a_lent_role_acts_for_both(land: Country) -> None:
    separated()
    lend(land, "officer-moh", "staff-moh", "liaison")
    case = prepared(land, by="staff-moh")
    both = {land.people["staff-moh"].pk, land.people["officer-moh"].pk}
    assert set(case.works.get(step="handle").done_by or ()) == both
    assert where(case) == ("legal", "moh", "level1-moh")
    for each in ("staff-moh", "officer-moh"):
        refused(case, land, each)


def test_who_was_lent_the_role_of_the_one_who_prepared_reviews_for_nobody(land: Country) -> None:
    separated()
    case = prepared(land)
    lend(land, "officer-moh", "level1-moh", "liaison")
    refused(case, land, "level1-moh")
    apply(case.pk, Note(text="من يراجع؟"), actor=land.actor("level1-moh"))
    assert where(case) == ("legal", "moh", "level2-moh"), "the end of every act sees to it"


def test_a_deputy_in_a_post_acts_for_who_is_away_from_it(land: Country) -> None:
    separated()
    liaison = Post.objects.get(agency=land.agencies["moh"], level=0)
    Holding.objects.create(post=liaison, user=land.people["staff-moh"], rank=1, starts=LONG_AGO)
    absence = Absence(user=land.people["officer-moh"], starts=LONG_AGO, ends=now() + timedelta(days=9))
    absence.save()
    case = prepared(land, by="staff-moh")
    absence.delete()
    assert barred_from(state_of(case), at(case)) == {land.people["staff-moh"].pk, land.people["officer-moh"].pk}
    refused(case, land, "officer-moh")


def test_it_climbs_past_whoever_prepared_it(land: Country) -> None:
    separated()
    case = prepared(land, by="level1-moh")
    assert where(case) == ("legal", "moh", "officer-moh")
    apply(case.pk, Escalate(reason="x"), actor=land.actor("officer-moh"))
    assert where(case) == ("legal", "moh", "level2-moh")
    refused(case, land, "level1-moh")


def test_many_at_once_are_refused_with_the_sentence(land: Country) -> None:
    separated()
    mine, theirs = prepared(land), prepared(land, by="level1-moh")

    def agree(_state: object) -> Proceed:
        return Proceed(outcome="agreed")

    tried = apply_each({mine.pk: agree, theirs.pk: agree}, actor=land.actor("officer-moh"))
    assert [(each.event is not None, each.refused is not None) for each in tried] == [(False, True), (True, False)]


def test_who_did_a_step_is_proved(land: Country) -> None:
    separated()
    case = prepared(land)
    assert list(Work.objects.filter(done_by__isnull=False).values_list("step", flat=True)) == ["handle"]
    assert list(unproved()) == []
    Work.objects.filter(case=case, step="handle").update(done_by=[land.people["staff-moh"].pk])
    assert [each.partition(": ")[2] for each in unproved()] == ["who did its steps is not what the audit trail says"]
    Work.objects.filter(case=case, step="handle").update(done_by=[land.people["officer-moh"].pk])


def test_what_a_release_before_left_is_told_by_the_diary(land: Country) -> None:
    separated()
    case = prepared(land)
    Work.objects.filter(case=case, step="handle").update(done_by=None)
    assert doers_of(state_of(case), ["handle"]) == {land.people["officer-moh"].pk}
    refused(case, land, "officer-moh")
    Work.objects.filter(case=case, step="handle").update(done_by=[land.people["officer-moh"].pk])


def test_a_case_that_is_moved_to_a_version_with_a_review_goes_to_somebody_else(land: Country) -> None:
    publish_one("process", "complaint", reviewed(agency="@routed"))
    case = prepared(land)
    separated()
    version = Version.objects.get(subject="process", key="complaint", status="published")
    token = Token("", "legal")
    apply(case.pk, Move(plan_id=1, target=version, tokens={token: token}), actor=Actor.clock)
    assert where(case) == ("legal", "moh", "level1-moh")


def test_its_successor_does_not_get_what_they_prepared_themselves(land: Country) -> None:
    separated()
    case = prepared(land, by="staff-moh")
    hire(land, "administrator", username="admin")
    Holding.objects.filter(user=land.people["officer-moh"]).delete()
    RoleHolding.objects.filter(user=land.people["officer-moh"]).delete()
    leaver, successor = land.people["officer-moh"].pk, land.people["staff-moh"].pk
    apply(case.pk, HandOver(from_user_id=leaver, to_user_id=successor), actor=land.actor("admin"))
    assert where(case) == ("legal", "moh", "level1-moh")


def test_without_the_setting_all_is_as_before(land: Country) -> None:
    publish_one("process", "complaint", reviewed(agency="@routed"))
    case = prepared(land)
    assert where(case) == ("legal", "moh", "officer-moh")
    assert barred_from(state_of(case), at(case)) == frozenset()
    apply(case.pk, Proceed(outcome="agreed"), actor=Actor.staff(land.people["officer-moh"].pk))
