"""What became of a letter: said as it is, tried once more by hand, and given up where a server refuses for good."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail

from permissions.access import delegating, two_people
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import now, standing_at
from tests.scenes import Country, country, file_case
from workflows.notifications import (
    to_account_owners,
    to_addresses,
    to_assigned,
    to_data_protection,
    to_editors,
    to_owners,
    to_report_readers,
)
from workflows.notifications.deliver import REFUSED, TAKEN, Unsent, deliver_waiting
from workflows.notifications.notices import digest
from workflows.notifications.notices.kinds import (
    FILE_DONE,
    JOB_DONE,
    SAVED_REPORT_SENT,
    SAVED_REPORT_STOPPED,
    THRESHOLD_CROSSED,
)
from workflows.notifications.told import AGAIN, OTHER_TOPICS, REASONS, State, letters, letters_of, told, try_again
from workflows.notifications.transports.email.transport import EmailTransport
from workflows.notifications.when_to_tell import LETTERS
from workflows.notifications.wording.delivered import TOPICS
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
PHONE = "+962790000000"


@pytest.fixture
def scene() -> Country:
    return country()


def refusing(code: int) -> Any:
    def send(self: Any, *args: Any, **kwargs: Any) -> int:
        raise SMTPRecipientsRefused({"citizen@example.org": (code, b"5.1.1 citizen@example.org: no")})

    return send


def acknowledged() -> OutboxEntry:
    return OutboxEntry.objects.select_related("user", "case").get(topic="acknowledged")


def test_each_transport_says_when_it_took_it(scene: Country, settings: Any, tmp_path: Any) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    case = file_case(phone=PHONE)
    at = now() + timedelta(minutes=1)
    assert [each.state for each in letters_of(case, most=9)] == [State.WAITING, State.WAITING]
    with standing_at(at):
        deliver_waiting()
    found = {each.entry.topic: each for each in letters_of(case, most=9)}
    assert found["acknowledged"].state == State.SENT
    assert [moment for _way, moment in found["acknowledged"].taken] == [at, at]
    assert found["acknowledged"].to_citizen
    assert (found["arrived"].reader, len(found["arrived"].taken)) == ("officer-moh", 1)


def test_a_letter_of_a_former_release_says_by_what_and_not_when(scene: Country) -> None:
    file_case()
    entry = acknowledged()
    entry.data[TAKEN] = ["sms"]
    assert [moment for _way, moment in told(entry).taken] == [None]


def test_a_refusal_for_good_is_given_up_and_no_address_is_kept(scene: Country, monkeypatch: Any, caplog: Any) -> None:
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refusing(550))
    file_case()
    deliver_waiting()
    entry = acknowledged()
    assert (entry.delivered_at, entry.problem, list(entry.data[REFUSED])) == (None, Unsent.REFUSED, ["email"])
    assert "citizen@example.org" not in f"{entry.data}{caplog.text}"
    assert told(entry).again
    monkeypatch.undo()
    assert deliver_waiting() == (0, 0), "it is not tried again by itself"
    assert try_again(entry.pk, actor=Actor.operator)
    assert deliver_waiting() == (1, 0)
    assert [letter.to for letter in mail.outbox][-1] == ["citizen@example.org"]


def test_a_server_that_says_not_now_is_asked_again(scene: Country, monkeypatch: Any) -> None:
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refusing(451))
    file_case()
    deliver_waiting()
    assert told(acknowledged()).state == State.FAILING
    assert acknowledged().problem == "SMTPRecipientsRefused"


def test_who_is_reached_by_another_transport_was_told(
    scene: Country, settings: Any, tmp_path: Any, monkeypatch: Any
) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refusing(550))
    file_case(phone=PHONE)
    deliver_waiting()
    found = told(acknowledged())
    assert (found.state, len(found.taken), len(found.refused)) == (State.SENT, 1, 1)


def test_a_letter_that_failed_for_weeks_does_not_stop_the_others(scene: Country, settings: Any) -> None:
    file_case()
    OutboxEntry.objects.filter(topic="acknowledged").update(attempts=200)
    settings.EMAIL_BACKEND = "no.such.Backend"
    assert deliver_waiting() == (0, 0)
    entry = acknowledged()
    assert entry.attempts == 201
    assert entry.available_at <= now() + timedelta(hours=6)


def test_a_failing_one_is_tried_by_hand_where_it_would_wait_for_long(scene: Country, settings: Any) -> None:
    file_case()
    OutboxEntry.objects.filter(topic="acknowledged").update(attempts=7)
    settings.EMAIL_BACKEND = "no.such.Backend"
    deliver_waiting()
    entry = acknowledged()
    assert (told(entry).state, told(entry).again) == (State.FAILING, True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    deliver_waiting()
    assert acknowledged().delivered_at is None
    assert try_again(entry.pk, actor=Actor.staff(scene.people["officer-central"].pk))
    assert not try_again(entry.pk, actor=Actor.operator), "nobody tries twice what is tried now"
    deliver_waiting()
    assert acknowledged().delivered_at is not None
    assert not try_again(entry.pk, actor=Actor.operator)
    (trail,) = AuditEntry.objects.filter(verb="letter_tried_again")
    assert (trail.subject, trail.subject_id, trail.data) == ("letter", entry.pk, {"topic": "acknowledged"})


@pytest.mark.parametrize("reason", sorted(set(Unsent) - AGAIN))
def test_what_cannot_have_changed_is_not_tried_again(scene: Country, reason: Unsent) -> None:
    file_case()
    OutboxEntry.objects.update(unsent_at=now(), problem=str(reason))
    assert not try_again(acknowledged().pk, actor=Actor.operator)
    assert acknowledged().unsent_at is not None


def test_states_part_all_letters_among_them(scene: Country) -> None:
    for _each in range(4):
        file_case()
    first, second, third, fourth, *_rest = OutboxEntry.objects.order_by("pk").values_list("pk", flat=True)
    OutboxEntry.objects.filter(pk=first).update(delivered_at=now())
    OutboxEntry.objects.filter(pk=second).update(unsent_at=now(), problem=str(Unsent.NO_ADDRESS))
    OutboxEntry.objects.filter(pk=third).update(problem="OSError")
    OutboxEntry.objects.filter(pk=fourth).update(delivered_at=now(), problem="came back: 5.1.1")
    found = {state: list(letters(state=state).values_list("pk", flat=True)) for state in State.values}
    assert [found[state] for state in (State.SENT, State.UNSENT, State.FAILING)] == [[first], [second], [third]]
    assert (found[State.RETURNED], len(found[State.WAITING])) == ([fourth], 4)
    for state, rows in found.items():
        assert {told(entry).state for entry in letters(state=state)} == {state}, rows


def test_every_reason_and_every_topic_has_words() -> None:
    assert set(REASONS) == set(Unsent)
    others = {
        *to_account_owners.TOPICS,
        *to_addresses.TOPICS,
        *(delegating.LENT, delegating.ENDED, two_people.PROPOSED, two_people.GIVEN, two_people.BROKEN),
        *to_owners.LETTERS,
        *to_editors.LETTERS,
        *(to_assigned.TOPIC, JOB_DONE, FILE_DONE, digest.TOPIC, SAVED_REPORT_SENT, SAVED_REPORT_STOPPED),
        *(THRESHOLD_CROSSED, to_data_protection.ERASED_BY_COMMAND, *to_report_readers.LETTERS),
    }
    assert set(OTHER_TOPICS) == others
    assert set(TOPICS) == set(LETTERS)


def test_a_budget_of_e_mail_holds_letters_about_cases_until_tomorrow(scene: Country, settings: Any) -> None:
    settings.LIMITS_ON, settings.EMAIL_A_DAY = True, 1
    file_case()
    assert deliver_waiting() == (1, 0)
    waiting = OutboxEntry.objects.waiting().get()
    tomorrow = (now() + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    assert (waiting.available_at, waiting.attempts, waiting.problem) == (tomorrow, 0, "")
    to_account_owners.tell_of_change("password_changed", scene.people["officer-moh"].pk)
    assert deliver_waiting() == (1, 0), "a letter about an account never waits"
    with standing_at(tomorrow):
        assert deliver_waiting() == (1, 0)


def test_without_a_budget_nothing_is_counted(scene: Country, settings: Any, monkeypatch: Any) -> None:
    settings.LIMITS_ON, settings.EMAIL_A_DAY = True, 0
    monkeypatch.setattr("workflows.notifications.transports.budgets.count_up", lambda *a, **k: pytest.fail("counted"))
    file_case()
    assert deliver_waiting() == (2, 0)
    assert EmailTransport().ready()
