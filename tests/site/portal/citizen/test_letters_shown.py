"""What we sent a citizen stands on their page, with what became of it; nothing for whoever left no address."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from permissions.now import now
from portal.citizen.letters_shown import NEVER_MEANT, WORDS, veiled
from tests.scenes import country, file_case
from tests.site.portal.citizen.following import page, prove
from tests.workflows.notifications.notices import notice
from workflows.cases.events import EVENTS
from workflows.cases.models import Case
from workflows.notifications.came_back import message_id, note
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


def letters_on(client: Client, case: Case, language: str = "en") -> list[tuple[str, str]]:
    """How each stands, and what is said of it."""
    shown = BeautifulSoup(page(client, case, language), "lxml").select("[data-letters] li")
    return [(str(each["data-state"]), " ".join(each.get_text(" ").split())) for each in shown]


def test_each_letter_says_by_what_it_went_and_whether_it_was_taken(settings: Any, tmp_path: Any) -> None:
    country()
    settings.SMS_URL = f"file://{tmp_path}"
    client, case = Client(), file_case(phone="+962790000321")
    prove(client, case, "en")
    ((state, said),) = letters_on(client, case)
    assert (state, "That your request has arrived is being sent" in said) == ("waiting", True)
    deliver_waiting()
    ((state, said),) = letters_on(client, case)
    assert state == "sent"
    for part in ("by email", "c…@example.org", "by text message", "…321"):
        assert part in said
    whole = page(client, case)
    assert "citizen@example.org" not in whole
    assert "officer-moh" not in whole, "what was sent to the staff is theirs"

    assert note(notice(message_id(OutboxEntry.objects.get(topic="acknowledged").pk)))
    ((state, said),) = letters_on(client, case)
    assert (state, "came back: it did not arrive" in said) == ("returned", True)


def test_whoever_left_no_address_reads_of_no_letter() -> None:
    country()
    client, case = Client(), file_case(email="")
    prove(client, case, "en")
    assert letters_on(client, case) == []  # nobody has looked at it yet: it is on its way to nowhere
    deliver_waiting()
    assert OutboxEntry.objects.get(case=case, audience="citizen").problem in NEVER_MEANT
    prove(client, case, "en")
    assert letters_on(client, case) == []
    assert "What we sent you" not in page(client, case, "en")


def test_a_letter_that_nothing_took_is_not_said_to_be_sent() -> None:
    country()
    client, case = Client(), file_case()
    OutboxEntry.objects.filter(case=case, audience="citizen").update(unsent_at=now(), problem=Unsent.REFUSED)
    prove(client, case, "en")
    ((state, said),) = letters_on(client, case)
    assert (state, "could not be sent" in said, "by email" in said) == ("unsent", True, False)


def test_each_letter_to_a_citizen_has_words_for_them() -> None:
    topics = {topic for event in EVENTS.values() for topic in event.letters_to_citizen}
    assert topics - WORDS.keys() == set()
    assert WORDS.keys() - topics == set()
    assert (veiled("huda@example.org"), veiled("+962790000321"), veiled("@")) == ("h…@example.org", "…321", "…@")
