"""The log of letters: by state and number, of sealed cases the number alone, never an address; and one more try."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail

from permissions.now import now
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.notifications.deliver import Unsent, deliver_waiting
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
LOG = "/admin/letters/"


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "administrator", username="admin")
    return found


def rows(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [each.get_text(" ", strip=True) for each in BeautifulSoup(answer.content, "lxml").select("tr[data-entry]")]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_says_who_was_told_what_and_shows_no_address(land: Country, language: str) -> None:
    case = file_case(phone="+962790000000", subject="موضوع-فريد")
    deliver_waiting()
    client = client_of(land, "admin", language)
    shown = rows(client.get(LOG))
    words = {
        "ar": ("وصول طلب", "إلى", "بالبريد الإلكتروني"),
        "en": ("A request has arrived", "the citizen", "by email"),
    }
    assert len(shown) == 2
    assert all(case.tracking in each for each in shown)
    for each in words[language][::2]:
        assert each in shown[0]
    assert "officer-moh" in shown[1]
    whole = page(client.get(LOG))
    for kept in ("@example.org", "+962790000000", "موضوع-فريد"):
        assert kept not in whole


def test_of_a_sensitive_request_the_number_is_all(land: Country) -> None:
    case = file_case(kind="integrity")
    deliver_waiting()
    for each in rows(client_of(land, "admin").get(LOG)):
        assert case.tracking in each
        assert "sensitive" in each
        for told in ("arrived", "citizen", "officer-rights", "A new request"):
            assert told not in each


def test_whoever_is_shut_out_finds_nothing_by_list_or_number_and_tries_nothing(land: Country) -> None:
    case, other = file_case(), file_case()
    concerned = SetParties(parties=(Concerned(user_id=land.people["admin"].pk),), reason="يخصه")
    apply(case.pk, concerned, actor=land.actor("officer-central"))
    OutboxEntry.objects.update(unsent_at=now(), problem=str(Unsent.REFUSED))
    client = client_of(land, "admin")
    assert all(other.tracking in each for each in rows(client.get(LOG)))
    for number in (case.tracking, "26-9999-9999-9", "<b>"):
        answer = client.get(LOG, {"number": number})
        assert rows(answer) == []
        assert "There is no such letter." in page(answer)
    entry = OutboxEntry.objects.filter(case=case).first()
    assert entry is not None
    assert client.post(f"{LOG}{entry.pk}/again/").status_code == 404
    entry.refresh_from_db()
    assert entry.unsent_at is not None


def test_it_is_asked_by_state_and_by_number_however_that_is_typed(land: Country) -> None:
    case = file_case()
    file_case()
    OutboxEntry.objects.filter(case=case, topic="acknowledged").update(unsent_at=now(), problem=str(Unsent.TOO_MANY))
    client = client_of(land, "admin")
    (shown,) = rows(client.get(LOG, {"state": "unsent"}))
    assert "The address has had as many letters as one may get in an hour." in shown
    assert len(rows(client.get(LOG, {"number": case.tracking.replace("-", " ")}))) == 2
    assert len(rows(client.get(LOG, {"number": case.tracking, "state": "waiting"}))) == 1
    assert len(rows(client.get(LOG, {"state": "nonsense", "before": "x"}))) == 4


def test_a_failed_one_is_sent_once_more_from_here(land: Country) -> None:
    case = file_case()
    deliver_waiting()
    OutboxEntry.objects.filter(topic="acknowledged").update(
        delivered_at=None,
        unsent_at=now(),
        problem=str(Unsent.NO_TRANSPORT),
        data={"agency": case.agency_id, "due": ""} | {"level": 0},
    )
    client = client_of(land, "admin")
    shown = BeautifulSoup(client.get(LOG).content, "lxml")
    (form,) = shown.select("tr form")
    answer = client.post(str(form["action"]), follow=True)
    assert "is tried once more now" in page(answer)
    before = len(mail.outbox)
    deliver_waiting()
    assert len(mail.outbox) == before + 1
    again = client.post(str(form["action"]), follow=True)
    assert "was sent meanwhile" in page(again)
    assert client.get(str(form["action"])).status_code == 404


def test_many_are_leafed_through(land: Country) -> None:
    case = file_case()
    made = OutboxEntry.objects.get(topic="acknowledged")
    OutboxEntry.objects.bulk_create(
        OutboxEntry(
            key=f"k{number}",
            case=case,
            topic="replied",
            audience="citizen",
            created_at=made.created_at,
            available_at=made.available_at,
        )
        for number in range(60)
    )
    client = client_of(land, "admin")
    first = client.get(LOG)
    assert len(rows(first)) == 50
    older = BeautifulSoup(first.content, "lxml").select_one("nav.pages a")
    assert older is not None
    second = client.get(LOG + str(older["href"]))
    assert len(rows(second)) == 12


def test_budgets_stand_above(land: Country, settings: Any) -> None:
    settings.EMAIL_A_DAY, settings.LIMITS_ON = 1, True
    file_case()
    deliver_waiting()
    shown = page(client_of(land, "admin").get(LOG))
    assert "Email today" in shown
    assert "used up: the rest waits" in shown
    assert "Text messages today" in shown


@pytest.mark.parametrize("username", ["officer-moh", "officer-central", "officer-rights"])
def test_it_is_not_there_for_officers(land: Country, username: str) -> None:
    assert client_of(land, username).get(LOG).status_code == 404


def test_of_a_hidden_citizen_the_desk_does_not_say_how_they_are_reached(land: Country) -> None:
    case = file_case(confidential=True)
    deliver_waiting()
    shown = BeautifulSoup(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/").content, "lxml")
    told = {str(each["data-told"]): each.get_text(" ", strip=True) for each in shown.select("[data-told]")}
    assert "by email" not in told["acknowledged"]
    assert "sent" not in told["acknowledged"]
    assert "by email" in told["arrived"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_desk_says_who_was_told_what_of_a_case(land: Country, language: str, settings: Any) -> None:
    case = file_case(email="citizen@example.org")
    settings.EMAIL_BACKEND = "no.such.Backend"
    deliver_waiting()
    shown = BeautifulSoup(client_of(land, "officer-moh", language).get(f"/admin/desk/{case.tracking}/").content, "lxml")
    told = {str(each["data-told"]): each for each in shown.select("[data-told]")}
    assert {topic: str(each["data-state"]) for topic, each in told.items()} == {
        "acknowledged": "failing",
        "arrived": "failing",
    }
    text = told["acknowledged"].get_text(" ", strip=True)
    assert {"ar": "حُوول إرسالها مرة واحدة", "en": "tried 1 time"}[language] in text
    assert "citizen@example.org" not in text
