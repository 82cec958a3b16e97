"""What the outbox delivers to the staff is a notice at their bell, and goes by the ways that they chose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils.translation import override

from permissions.access.selectors import held_by
from permissions.now import now
from tests.scenes import Country, country, file_case, hire
from workflows.cases.actions import Assign, Concerned, Escalate, SetParties
from workflows.cases.lifecycle import apply
from workflows.notifications import to_account_owners, to_holders
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.notifications.notices.choices import choices_of, choose
from workflows.notifications.notices.kinds import KIND_OF, USUAL, kind_of
from workflows.notifications.notices.models import Channel, Notice, NoticeKind
from workflows.notifications.notices.selectors import count_new, notices_of
from workflows.notifications.notices.services import forget_notices, mark_read
from workflows.notifications.notices.words import SAID, Said, said
from workflows.notifications.told import OTHER_TOPICS
from workflows.notifications.when_to_tell import LETTERS
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def texts(land: Country, username: str) -> list[str]:
    person = land.people[username].pk
    return [each.text for each in read(person)]


def read(person: int) -> list[Said]:
    with override("en"):
        return said(notices_of(person, held_by(person)))


def test_every_letter_to_the_staff_has_a_kind_and_words_or_goes_to_everybody_it_is_for() -> None:
    about_cases = {topic for topic, letters in LETTERS.items() if letters.staff is not None}
    assert about_cases <= set(KIND_OF)
    always = {*to_account_owners.TOPICS, *to_holders.LETTERS}
    for topic in {*about_cases, *KIND_OF}:
        assert (kind_of(topic) is None) is (topic in always)
    assert set(KIND_OF) - set(SAID) == {"assigned_together"}
    assert {"draft_ready", "job_done", "assigned_together"} <= set(OTHER_TOPICS) & set(KIND_OF)
    assert set(USUAL) == set(NoticeKind)


def test_whoever_gets_a_request_finds_it_at_the_bell_and_in_the_mailbox(land: Country) -> None:
    case = file_case(subject="No water")
    deliver_waiting()
    person = land.people["officer-moh"].pk
    (one,) = read(person)
    assert (one.text, one.tracking, one.subject, one.is_new) == ("New for you", case.tracking, "No water", True)
    assert count_new(person, held_by(person)) == 1
    assert "officer-moh@example.org" in {to for letter in mail.outbox for to in letter.to}
    mark_read(person)
    assert count_new(person, held_by(person)) == 0
    assert [each.is_new for each in read(person)] == [False]


def test_a_kind_goes_by_the_ways_that_its_reader_chose(land: Country) -> None:
    officer, colleague = land.people["officer-moh"], land.people["staff-moh"]
    choose(officer.pk, {NoticeKind.ARRIVED: [Channel.BELL]})
    choose(colleague.pk, {NoticeKind.ASSIGNED: []})
    case = file_case()
    apply(case.pk, Assign(user_id=colleague.pk), actor=land.actor("officer-moh"))
    deliver_waiting()
    assert {to for letter in mail.outbox for to in letter.to} == {"citizen@example.org"}
    arrived, assigned = (OutboxEntry.objects.get(topic=topic) for topic in ("arrived", "assigned"))
    assert arrived.delivered_at is not None
    assert list(arrived.data["taken"]) == ["bell"]
    assert assigned.problem == Unsent.UNWANTED
    assert (texts(land, "officer-moh"), texts(land, "staff-moh")) == (["New for you"], [])
    assert choices_of(officer.pk)[NoticeKind.DUE] == USUAL[NoticeKind.DUE]


def test_a_letter_alone_leaves_nothing_at_the_bell(land: Country) -> None:
    choose(land.people["officer-moh"].pk, {NoticeKind.ARRIVED: [Channel.LETTER]})
    file_case()
    deliver_waiting()
    assert Notice.objects.count() == 0
    assert len(mail.outbox) == 2


def test_delivered_twice_it_is_one_notice(land: Country) -> None:
    file_case()
    deliver_waiting()
    OutboxEntry.objects.filter(topic="arrived").update(delivered_at=None, available_at=now())
    deliver_waiting()
    assert Notice.objects.count() == 1


def test_of_a_sealed_request_it_says_the_number_and_no_more(land: Country) -> None:
    case = file_case(kind="integrity", subject="A bribe")
    deliver_waiting()
    person = land.people["officer-rights"].pk
    (one,) = read(person)
    assert (one.tracking, one.subject) == (case.tracking, "")
    assert "integrity" not in f"{one}"


def test_whoever_lost_the_right_sees_it_no_more_and_it_is_not_counted(land: Country) -> None:
    case = file_case()
    deliver_waiting()
    person = land.people["officer-moh"].pk
    assert count_new(person, held_by(person)) == 1
    accused = SetParties(parties=(Concerned(user_id=person),), reason="هو")
    apply(case.pk, accused, actor=land.actor("officer-central"))
    assert count_new(person, held_by(person)) == 0
    assert list(notices_of(person, held_by(person))) == []
    assert Notice.objects.filter(user=person).count() == 1


def test_a_custodian_hears_of_a_request_for_an_identity_whose_case_they_do_not_read(land: Country) -> None:
    custodian = hire(land, "custodian")
    case = file_case(confidential=True)
    row = OutboxEntry.objects.create(
        key="asked",
        case=case,
        event_number=1,
        topic="identity_asked",
        audience="staff",
        user=custodian,
        data={"agency": case.agency_id, "level": 0, "due": None},
        created_at=now(),
        available_at=now(),
    )
    Notice.objects.create(entry=row, user=custodian, case=case, kind=NoticeKind.ACCESS, at=now())
    assert texts(land, "custodian") == ["A request for an identity waits for you"]
    assert texts(land, "officer-moh") == []


def test_what_climbs_to_somebody_says_to_which_level(land: Country) -> None:
    case = file_case()
    apply(case.pk, Escalate(), actor=land.actor("officer-moh"))
    deliver_waiting()
    assert any(text.startswith("Escalated to level") for text in texts(land, "level1-moh"))


def test_old_notices_go(land: Country) -> None:
    file_case()
    deliver_waiting()
    Notice.objects.update(at=now() - timedelta(days=366))
    forget_notices()
    assert Notice.objects.count() == 0
