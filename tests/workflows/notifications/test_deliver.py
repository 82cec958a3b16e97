"""Delivering what the outbox holds."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from permissions.access.services import revoke
from permissions.actors import Actor
from permissions.now import now, standing_at
from permissions.writing import written_due
from tests.scenes import Country, country, file_case, hire
from tests.workflows.notifications.reading import whole
from workflows.cases.actions import AskIdentity, Concerned, Decide, Refer, SetParties
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.tracking import grouped
from workflows.notifications.barred import is_barred
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
ARABIC = re.compile("[\u0600-\u06ff]")


@pytest.fixture
def scene() -> Country:
    return country()


def test_the_acknowledgement_is_in_the_language_of_the_page_with_number_and_secret(scene: Country) -> None:
    arabic, english = file_case(), file_case(language="en", email="english@example.org", subject="A scan")
    deliver_waiting()
    by_reader = {letter.to[0]: letter for letter in mail.outbox}
    letter = by_reader["english@example.org"]
    assert english.tracking in letter.subject
    assert grouped(english.secret) in letter.body
    assert not ARABIC.search(f"{letter.subject}{letter.body}")
    assert grouped(arabic.secret) in by_reader["citizen@example.org"].body
    assert by_reader["officer-moh@example.org"].body
    assert deliver_waiting() == (0, 0)


def test_of_a_persons_words_a_letter_holds_the_subject_alone_and_only_the_citizens_own(scene: Country) -> None:
    file_case(subject="عنوان-فريد", text="نص-فريد", name="اسم-فريد")
    deliver_waiting()
    for letter in mail.outbox:
        expected = {"عنوان-فريد"} if letter.to == ["citizen@example.org"] else set()
        assert set(re.findall(r"\w+-فريد", whole(letter))) == expected
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    "subject", ["Pay at http://example.com/pay", "pay.example.com", "WWW.example", "Write to me@example", "x://y"]
)
def test_nobody_sends_a_link_of_theirs_in_a_letter_of_ours(scene: Country, subject: str) -> None:
    file_case(subject=subject)
    deliver_waiting()
    (letter,) = (each for each in mail.outbox if each.to == ["citizen@example.org"])
    assert subject not in whole(letter)


@pytest.mark.parametrize("subject", ["مياه.كهرباء", "P.O. box, 3.5 km away", "No light. No water."])
def test_a_full_stop_makes_no_link(scene: Country, subject: str) -> None:
    file_case(subject=subject)
    deliver_waiting()
    assert any(subject in whole(letter) for letter in mail.outbox)


def test_what_fails_waits_longer_each_time_and_is_not_lost(scene: Country, settings: Any) -> None:
    file_case()
    settings.EMAIL_BACKEND = "no.such.Backend"
    assert deliver_waiting() == (0, 0)
    waiting = OutboxEntry.objects.get(topic="acknowledged")
    assert (waiting.attempts, waiting.problem) == (1, "ModuleNotFoundError")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with standing_at(now() + timedelta(minutes=3)):
        assert deliver_waiting() == (2, 0)


def test_a_letter_that_is_late_speaks_of_its_own_moment(scene: Country) -> None:
    case = file_case()
    due = Case.objects.get(pk=case.pk).due
    assert due is not None
    with override("ar"):
        promised = written_due(due, by_day=False)
    apply(case.pk, Refer(agency="moe", reason="عندكم"), actor=scene.actor("officer-moh"))
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=scene.actor("officer-moe"))
    deliver_waiting()
    first = next(letter for letter in mail.outbox if grouped(case.secret) in letter.body)
    assert promised in first.body, "a citizen reads the same date as on the page"
    assert "moh" in first.body


def test_a_letter_about_praise_speaks_of_no_date(scene: Country) -> None:
    case = file_case(kind="praise", language="en", email="english@example.org")
    apply(case.pk, Decide(outcome="noted", text="Thank you."), actor=scene.actor("officer-moh"))
    deliver_waiting()
    letters = [f"{letter.subject}\n{letter.body}" for letter in mail.outbox]
    assert len(letters) == 3
    assert [letter for letter in letters if "—" in letter or "by:" in letter or "due" in letter] == []
    assert sum(grouped(case.secret) in letter for letter in letters) == 1


def test_a_letter_is_not_sent_to_whom_the_case_has_come_to_accuse(scene: Country) -> None:
    case = file_case()
    moh = scene.agencies["moh"].pk
    action = SetParties(parties=(Concerned(agency_id=moh),), reason="رئيس الجهة")
    apply(case.pk, action, actor=scene.actor("officer-central"))
    deliver_waiting()
    reached = {letter.to[0] for letter in mail.outbox}
    assert reached == {"citizen@example.org"}
    arrived = OutboxEntry.objects.get(topic="arrived", user=scene.people["officer-moh"])
    assert (arrived.delivered_at, arrived.unsent_at is not None, arrived.problem) == (None, True, Unsent.BARRED)
    assert deliver_waiting() == (0, 0)


def test_a_letter_is_not_sent_to_whoever_lost_their_role(scene: Country) -> None:
    file_case()
    revoke(user=scene.people["officer-moh"], role="liaison", agency=scene.agencies["moh"], actor=Actor.operator)
    deliver_waiting()
    assert {letter.to[0] for letter in mail.outbox} == {"citizen@example.org"}


def test_a_custodian_who_reads_no_case_is_told_that_a_request_waits(scene: Country) -> None:
    for login, code in (("sealed", "rights"), ("central", "central")):
        hire(scene, "custodian", code, username=login)
    case = file_case(kind="integrity")
    apply(case.pk, AskIdentity(reason="لا بد من سماعه"), actor=scene.actor("officer-rights"))
    deliver_waiting()
    letter = next(letter for letter in mail.outbox if letter.to == ["sealed@example.org"])
    assert case.tracking in letter.subject
    assert "central@example.org" not in {each.to[0] for each in mail.outbox}


def test_what_may_be_sent_is_asked_of_each_letter_in_a_few_queries(scene: Country) -> None:
    file_case(concerns="head", agency="moe")
    file_case()
    for entry in OutboxEntry.objects.select_related("case__kind", "user"):
        with CaptureQueriesContext(connection) as queries:
            assert not is_barred(entry)
        assert len(queries) <= (4 if entry.audience == "staff" else 0)
