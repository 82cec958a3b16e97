"""What speaks of danger is seen by the complaints unit alone until a person of it says why it may go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from permissions.access.selectors import can
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE
from permissions.now import standing_at
from tests.scenes import Country, country, file_case, publish_danger_words, publish_one, submission
from tests.workflows.clock.november import LIMIT
from workflows.cases.actions import CloseAsSpam, HoldAgain, Release, SetParties, Urge
from workflows.cases.actions.parties import Concerned
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Channel, Message, Work
from workflows.cases.opening import open_case
from workflows.cases.selectors import inbox, state_of
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.outbox.models import OutboxEntry

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)
BEATEN: dict[str, Any] = {"subject": "المعلم يضرب ابني", "text": "المعلم يضرب ابني كل يوم وعلى جسمه آثار"}
HOURS_2 = timedelta(hours=2)


@pytest.fixture
def scene() -> Iterator[Country]:
    with standing_at(SUNDAY):
        land = country()
        publish_danger_words()
        yield land
    assert list(inconsistencies()) == []


@pytest.fixture
def unit(scene: Country) -> Actor:
    return scene.actor("officer-central")


def held(**changes: Any) -> Case:
    case = file_case(**{"agency": "moh"} | BEATEN | changes)
    assert case.held
    return case


def looks(case: Case) -> list[datetime | None]:
    return list(Deadline.objects.filter(case=case, kind=DeadlineKind.LOOK, done=None).values_list("due", flat=True))


def urged(case: Case) -> list[str]:
    told = OutboxEntry.objects.filter(case=case, topic="look_first").order_by("id")
    return list(told.values_list("user__username", flat=True))


def test_it_lies_with_the_unit_and_no_agency_has_it(scene: Country, unit: Actor) -> None:
    case = held()
    work = Work.objects.get(case=case)
    assert (case.agency, case.status, case.due, work.holder_id) == (scene.agencies["central"], "triage", None, None)
    assert case.events.get().data["danger"] == "child"
    theirs = scene.actor("officer-moh")
    assert not can(theirs, VIEW_CASE, state_of(case))
    assert can(unit, VIEW_CASE, state_of(case))
    assert not inbox(theirs).filter(case=case).exists()


@pytest.mark.parametrize("channel", list(Channel))
def test_the_rule_stands_in_the_door_for_every_channel(scene: Country, channel: Channel) -> None:
    filed = submission(agency="moh", **BEATEN)
    case = open_case(submission=filed, channel=channel, actor=Actor.citizen(), idempotency_key="once")
    assert case.held


def test_what_an_answer_says_counts_and_a_sensitive_kind_is_not_held(scene: Country) -> None:
    assert not file_case(agency="moh").held
    assert not file_case(kind="integrity", agency=None, **BEATEN).held


def test_the_duty_post_is_told_at_once_and_then_who_stands_above(scene: Country) -> None:
    case = held()
    assert (looks(case), urged(case)) == ([SUNDAY + HOURS_2], ["officer-central"])
    with standing_at(SUNDAY + HOURS_2 - timedelta(seconds=1)):
        assert sweep_clock().due == 0
    with standing_at(SUNDAY + HOURS_2):
        assert (sweep_clock().due, sweep_clock().due) == (1, 0)
    assert urged(case)[0] == "officer-central"
    assert len(urged(case)) == 2
    assert looks(case) == [SUNDAY + 2 * HOURS_2]


def test_the_clock_never_releases_it(scene: Country) -> None:
    case = held()
    for days in range(1, 15):
        with standing_at(SUNDAY + timedelta(days=days)):
            sweep_clock()
    case.refresh_from_db()
    assert (case.held, case.agency) == (True, scene.agencies["central"])
    assert not CaseEvent.objects.filter(case=case, verb="released").exists()
    assert len(looks(case)) == 1


def test_a_person_releases_it_and_says_why(scene: Country, unit: Actor) -> None:
    case = held()
    with pytest.raises(NotPossible):
        apply(case.pk, Release(note=" "), actor=unit)
    with pytest.raises(NotAllowed):
        apply(case.pk, Release(note="لا خطر"), actor=scene.actor("officer-moh"))
    with standing_at(SUNDAY + timedelta(hours=1)):
        event = apply(case.pk, Release(note="لعبة بين أطفال"), actor=unit)
    case.refresh_from_db()
    assert (event.agency, case.held, looks(case)) == (scene.agencies["moh"], False, [])
    assert Message.objects.get(case=case, event_number=event.number).public is False


def test_the_overall_limit_counts_from_the_filing(scene: Country, unit: Actor) -> None:
    publish_one("limit", "all", LIMIT)
    case, plain = held(), file_case(agency="moh")
    assert case.limit_due == plain.limit_due is not None
    with standing_at(SUNDAY + timedelta(hours=1)):
        apply(case.pk, Release(note="لعبة بين أطفال"), actor=unit)
    case.refresh_from_db()
    assert case.limit_due == plain.limit_due


def test_whom_it_accuses_is_not_told_and_does_not_look(scene: Country, unit: Actor) -> None:
    case = held()
    apply(
        case.pk,
        SetParties(parties=(Concerned(agency_id=scene.agencies["central"].pk),), reason="تتهم الوحدة"),
        actor=unit,
    )
    assert Work.objects.get(case=case).agency == scene.agencies["rights"]
    before = set(urged(case))
    with standing_at(SUNDAY + HOURS_2):
        sweep_clock()
    assert "officer-central" not in urged(case)[len(before) :]
    assert len(looks(case)) == 1


def test_a_release_is_undone_into_the_same_hold(scene: Country, unit: Actor) -> None:
    case = held()
    apply(case.pk, Release(note="سهوًا"), actor=unit)
    apply(case.pk, HoldAgain(), actor=unit)
    case.refresh_from_db()
    assert (case.held, looks(case)) == (True, [SUNDAY + HOURS_2])


def test_it_is_not_closed_as_spam(scene: Country, unit: Actor) -> None:
    case = held(text=f"{BEATEN['text']} عرض خاص وكود خصم: https://a.example https://b.example https://c.example")
    with pytest.raises(NotPossible):
        apply(case.pk, CloseAsSpam(text="لم نجد فيها طلبًا"), actor=unit)


def test_nobody_urges_before_the_time(scene: Country) -> None:
    case = held()
    deadline = Deadline.objects.get(case=case, kind=DeadlineKind.LOOK)
    with pytest.raises(NotPossible):
        apply(case.pk, Urge(deadline_id=deadline.pk), actor=Actor.clock)
