"""Suspected spam is kept, numbered and acknowledged, seen by the complaints unit alone, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from permissions.access.selectors import can
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE
from permissions.now import standing_at
from tests.scenes import Country, country, file_case, hire, submission
from workflows.cases.actions import (
    AddInformation,
    CloseAsSpam,
    HoldAgain,
    Note,
    Object,
    Rate,
    Release,
    Reopen,
    Withdraw,
)
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply, apply_all
from workflows.cases.models import Case, CaseEvent, Channel, Work
from workflows.cases.opening import open_case
from workflows.cases.selectors import inbox, state_of
from workflows.cases.spam import SIGNS, Setting, in_words, set_signs, settings_now, suspected
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.outbox.models import OutboxEntry

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)
MONDAY_ENDS = datetime(2026, 11, 23, 21, tzinfo=UTC)
THIRTY_DAYS_END = datetime(2026, 12, 22, 21, tzinfo=UTC)
ADVERT: dict[str, Any] = {
    "subject": "عرض خاص",
    "text": "عرض خاص وكود خصم: https://a.example https://b.example https://c.example",
}
POLITE = "قرأنا رسالتك ولم نجد فيها طلبًا من جهة."


@pytest.fixture
def scene() -> Iterator[Country]:
    with standing_at(SUNDAY):
        yield country()
    assert list(inconsistencies()) == []


@pytest.fixture
def unit(scene: Country) -> Actor:
    return scene.actor("officer-central")


def held(**changes: Any) -> Case:
    case = file_case(**{"agency": "moh"} | ADVERT | changes)
    assert case.held
    return case


def test_it_lies_with_the_unit_and_no_agency_has_it(scene: Country, unit: Actor) -> None:
    case = held()
    work = Work.objects.get(case=case)
    assert (case.agency, case.status, work.holder_id) == (scene.agencies["central"], "triage", None)
    assert case.events.get().data["held"] == {"links": 3, "advertising": 2}
    theirs = scene.actor("officer-moh")
    assert not can(theirs, VIEW_CASE, state_of(case))
    assert can(unit, VIEW_CASE, state_of(case))
    for actor in (theirs, unit):
        assert not inbox(actor).filter(case=case).exists()


def test_it_is_acknowledged_and_no_member_of_staff_is_told(scene: Country) -> None:
    case = held()
    assert list(OutboxEntry.objects.filter(case=case).values_list("topic", "audience")) == [("acknowledged", "citizen")]
    assert len(case.secret) == 16


def test_released_it_goes_as_if_filed_now(scene: Country, unit: Actor) -> None:
    case = held()
    with standing_at(SUNDAY + timedelta(hours=5)):
        event = apply(case.pk, Release(), actor=unit)
        case = Case.objects.get(pk=case.pk)
        work = Work.objects.get(case=case)
        count = Deadline.objects.get(work=work, done=None, kind=DeadlineKind.ESCALATE)
    assert (event.agency, case.held, case.status) == (scene.agencies["moh"], False, "in_progress")
    assert (work.holder_id, count.starts) == (scene.people["officer-moh"].pk, SUNDAY + timedelta(hours=5))
    assert case.opened_at == SUNDAY
    told = set(OutboxEntry.objects.filter(case=case).values_list("topic", "audience"))
    assert {("referred", "citizen"), ("arrived", "staff")} <= told


def test_one_that_no_rule_knows_comes_to_triage(scene: Country, unit: Actor) -> None:
    case = held(agency=None)
    apply(case.pk, Release(), actor=unit)
    case.refresh_from_db()
    assert (case.agency, case.status) == (scene.agencies["central"], "triage")
    assert inbox(unit).filter(case=case).exists()


def test_nobody_looks_and_after_one_working_day_it_goes_on(scene: Country) -> None:
    case = held()
    with standing_at(MONDAY_ENDS - timedelta(seconds=1)):
        assert sweep_clock().due == 0
    with standing_at(MONDAY_ENDS):
        assert (sweep_clock().due, sweep_clock().due) == (1, 0)
    event = CaseEvent.objects.get(case=case, number=2)
    assert (event.verb, event.actor_kind, event.agency) == ("released", "clock", scene.agencies["moh"])


def test_closed_as_spam_its_citizen_reads_why_and_objects(scene: Country, unit: Actor) -> None:
    case = held()
    apply(case.pk, CloseAsSpam(text=POLITE), actor=unit)
    case.refresh_from_db()
    assert (case.status, case.outcome, case.held) == ("closed", "spam", False)
    assert OutboxEntry.objects.filter(case=case, topic="closed_as_spam", audience="citizen").exists()
    citizen = Actor.citizen(case.pk)
    for other in (Reopen(reason="لا"), Rate(stars=1)):
        with pytest.raises(NotPossible):
            apply(case.pk, other, actor=citizen)
    apply(case.pk, Object(reason="أطلب إصلاح الحفرة"), actor=citizen)
    case.refresh_from_db()
    assert (case.agency, case.status, case.outcome) == (scene.agencies["moh"], "in_progress", "")
    with pytest.raises(NotPossible):
        apply(case.pk, CloseAsSpam(text=POLITE), actor=unit)


def test_an_objection_comes_within_thirty_days(scene: Country, unit: Actor) -> None:
    case = held()
    apply(case.pk, CloseAsSpam(text=POLITE), actor=unit)
    with standing_at(THIRTY_DAYS_END), pytest.raises(NotPossible):
        apply(case.pk, Object(reason="أطلب"), actor=Actor.citizen(case.pk))
    with standing_at(THIRTY_DAYS_END - timedelta(seconds=1)):  # the last day is theirs to its end
        apply(case.pk, Object(reason="أطلب"), actor=Actor.citizen(case.pk))


@pytest.mark.parametrize("slip", [Release(), CloseAsSpam(text=POLITE)])
def test_a_slip_is_undone_by_whoever_made_it(scene: Country, unit: Actor, slip: Release | CloseAsSpam) -> None:
    case = held()
    apply(case.pk, slip, actor=unit)
    with pytest.raises(NotAllowed):
        apply(case.pk, HoldAgain(), actor=Actor.staff(hire(scene, "central", username="second-central").pk))
    apply(case.pk, HoldAgain(), actor=unit)
    case.refresh_from_db()
    assert (case.held, case.status, case.agency) == (True, "triage", scene.agencies["central"])
    assert Deadline.objects.get(case=case, done=None, kind=DeadlineKind.RELEASE).due == MONDAY_ENDS
    apply(case.pk, Release(), actor=unit)
    case.refresh_from_db()
    assert case.agency == scene.agencies["moh"]


def test_it_is_not_undone_later_or_once_somebody_acted(scene: Country, unit: Actor) -> None:
    late, acted = held(), held()
    apply_all([(late.pk, Release()), (acted.pk, Release())], actor=unit)
    apply(acted.pk, Note(text="قرأته"), actor=scene.actor("officer-moh"))
    with pytest.raises(NotPossible):
        apply(acted.pk, HoldAgain(), actor=unit)
    with standing_at(SUNDAY + timedelta(minutes=11)), pytest.raises(NotPossible):
        apply(late.pk, HoldAgain(), actor=unit)


def test_an_agency_decides_nothing_about_it(scene: Country) -> None:
    case = held()
    for act in (Release(), CloseAsSpam(text=POLITE)):
        with pytest.raises(NotAllowed):
            apply(case.pk, act, actor=scene.actor("officer-moh"))


def test_its_citizen_may_add_and_withdraw_meanwhile(scene: Country, unit: Actor) -> None:
    case = held()
    citizen = Actor.citizen(case.pk)
    apply(case.pk, AddInformation(text="أضيف صورة"), actor=citizen)
    apply(case.pk, Withdraw(), actor=citizen)
    case.refresh_from_db()
    assert (case.held, case.outcome) == (False, "withdrawn")


def test_what_is_sensitive_or_was_taken_by_a_person_is_never_held_back(scene: Country) -> None:
    assert not file_case(**{"kind": "integrity", "agency": None} | ADVERT).held
    taken = submission(**{"agency": "moh"} | ADVERT)
    case = open_case(submission=taken, channel=Channel.CALL, actor=Actor.citizen(), idempotency_key="by-telephone")
    assert not case.held


def test_no_sign_is_enough_alone() -> None:
    links = submission(text=" https://a.example" * 50)
    assert suspected(links) == {}
    assert suspected(submission(same_text=400)) == {}
    assert suspected(submission(same_text=5, from_sender=10)) == {"same_text": 5, "flood": 10}
    assert suspected(submission(same_text=4, from_sender=10)) == {}


def test_an_ordinary_request_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert suspected(submission(same_text=1, from_sender=1)) == {}
        assert suspected(submission(text="انظر https://example.org/photo", same_text=1, from_sender=1)) == {}


def test_owners_weigh_the_signs_on_the_record(scene: Country, unit: Actor) -> None:
    given = submission(**ADVERT)
    set_signs({"links": Setting(40, 3)}, actor=unit)
    assert suspected(given) == {}
    assert settings_now()["links"] == Setting(40, 3)
    with pytest.raises(NotPossible):
        set_signs({"links": Setting(100, 3)}, actor=unit)


def test_why_is_said_in_words() -> None:
    assert len(in_words(dict.fromkeys(SIGNS, 3))) == len(SIGNS)
    assert in_words({"of another release": 3}) == []
