"""A form on the web: whatever goes wrong is said in a sentence, and nothing that was typed or attached is lost."""

from __future__ import annotations

import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from content.forms.fields import LONGEST_SHOWN
from content.forms.page import FormPage
from content.forms.serving import LIFETIME, new_token
from permissions.agencies.models import Agency
from permissions.now import now, standing_at
from tests.content.forms import made
from tests.content.forms.sending import URL, WORDS, assert_kept, form_of, send, text_of
from workflows.cases.models import Case, File, Message, Person, Track

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _published() -> None:
    made.english_forms("complaint", "praise", "integrity")


@pytest.fixture
def citizen() -> Client:
    return Client()


# --- shown ---


def test_a_form_is_nobodys_but_the_one_it_was_shown_to(citizen: Client) -> None:
    first, second = citizen.get(URL), citizen.get(URL)
    assert form_of(first)["form_token"] != form_of(second)["form_token"]
    assert "private" in first["Cache-Control"]
    assert "sessionid" not in citizen.cookies


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_form_is_read_and_sent_and_nothing_else(citizen: Client, method: str) -> None:
    assert getattr(citizen, method)(URL).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_an_editor_sees_the_form_before_it_is_published() -> None:
    page = FormPage.objects.get(slug="praise")
    page.heading = "Thank someone"
    shown = page.make_preview_request().content.decode()
    assert "Thank someone" in shown
    assert 'name="subject"' in shown


# --- sent ---


def test_a_sent_form_is_a_case_and_leads_to_its_number(citizen: Client) -> None:
    response = send(citizen, citizen.get(URL), email="citizen@example.org")
    case = Case.objects.get()
    assert response.status_code == HTTPStatus.SEE_OTHER
    assert "no-store" in response["Cache-Control"]
    assert (case.kind.code, case.language, case.subject, case.place) == ("complaint", "en", WORDS["subject"], "Irbid")
    assert (case.agency.code, case.channel, case.track) == ("moh", "web", Track.ORDINARY)
    assert Message.objects.get(case=case).text == WORDS["text"]
    assert Person.objects.get(case=case).email == "citizen@example.org"
    assert case.tracking in citizen.get(response["Location"]).content.decode()


def test_who_does_not_know_the_agency_leaves_it_to_routing(citizen: Client) -> None:
    send(citizen, citizen.get(URL), agency="unknown", subject="At the hospital")
    case = Case.objects.get()
    assert (case.subject_agency, case.agency.code) == (None, "moh")


def test_an_integrity_report_goes_to_the_unit_for_sensitive_cases_alone(citizen: Client) -> None:
    url = "/en/file/integrity/"
    send(citizen, citizen.get(url), url=url)
    case = Case.objects.get()
    assert (case.track, case.agency.code) == (Track.SENSITIVE, "rights")


def test_the_same_form_sent_twice_is_one_case_and_the_same_page_after(citizen: Client) -> None:
    shown = citizen.get(URL)
    pages = [citizen.get(send(citizen, shown, [made.sent("a.pdf", made.PDF)])["Location"]) for _time in range(2)]
    found = [re.findall(r'data-(?:tracking|secret)="([^"]+)"', page.content.decode()) for page in pages]
    assert found[0] == found[1]
    assert len(found[0]) == 2
    assert (Case.objects.count(), File.objects.count()) == (1, 1)


# --- the token ---


def test_a_used_form_with_other_words_is_kept_and_can_be_sent_as_another_request(citizen: Client) -> None:
    shown = citizen.get(URL)
    send(citizen, shown)
    again = send(citizen, shown, text="Quite another matter.")
    assert_kept(again, text="Quite another matter.")
    assert "This form was sent before, and that request has arrived." in text_of(again)
    assert Case.objects.count() == 1
    assert send(citizen, again, text="Quite another matter.").status_code == HTTPStatus.SEE_OTHER
    assert Case.objects.count() == 2


def test_files_of_a_used_form_are_named_when_they_cannot_go_again(citizen: Client) -> None:
    first = send(citizen, citizen.get(URL), [made.sent("a.pdf", made.PDF)], subject="")
    send(citizen, first)
    again = send(citizen, first, text="Quite another matter.")
    assert "“a.pdf” was sent with your previous request: attach it again." in text_of(again)
    assert form_of(again)["kept_files"] == []


@pytest.mark.parametrize("forged", ["", "x", "eyJrZXkiOiJhIn0:1abc:forged", "\x00", pytest.param(None, id="missing")])
def test_a_missing_or_forged_token_is_said_and_nothing_is_lost(citizen: Client, forged: str | None) -> None:
    shown = citizen.get(URL)
    changes: dict[str, Any] = {"form_token": forged if forged is not None else []}
    refused = send(citizen, shown, [made.sent("a.pdf", made.PDF)], **changes)
    assert_kept(refused)
    assert "This form could not be recognised." in text_of(refused)
    assert not Case.objects.exists()
    assert send(citizen, refused).status_code == HTTPStatus.SEE_OTHER
    assert File.objects.get().name == "a.pdf"


def test_a_token_of_another_form_is_not_taken(citizen: Client) -> None:
    refused = send(citizen, citizen.get(URL), form_token=new_token("praise").value)
    assert_kept(refused)
    assert not Case.objects.exists()


def test_a_form_that_was_open_for_too_long_is_said_and_nothing_is_lost(citizen: Client) -> None:
    with standing_at(now() - LIFETIME - timedelta(minutes=1)):
        shown = citizen.get(URL)
    refused = send(citizen, shown)
    assert_kept(refused)
    assert "This form was open for more than a day." in text_of(refused)
    assert send(citizen, refused).status_code == HTTPStatus.SEE_OTHER


def test_a_form_without_the_cookie_of_its_page_is_not_taken() -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert send(stranger, Client().get(URL)).status_code == HTTPStatus.FORBIDDEN
    assert not Case.objects.exists()


# --- bad answers ---


def test_an_empty_form_says_what_is_missing_and_links_to_it(citizen: Client) -> None:
    refused = send(citizen, citizen.get(URL), agency="", subject="", text="")
    assert refused.context["round"].errors == [
        ("f-text", "Write what you have to say, or record it: press “Speak instead of writing”."),
    ]
    content = refused.content.decode()
    assert 'href="#f-text"' in content
    assert 'id="f-text"' in content


def test_the_cookie_of_forms_ends_with_the_browser(citizen: Client) -> None:
    """One that stays would tie what is filed without a name to who signs in at the same browser later."""
    cookie = citizen.get(URL).cookies["csrftoken"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_a_hundred_thousand_characters_are_refused_with_the_limit_and_kept(citizen: Client) -> None:
    long = "ش" * 100_000
    refused = send(citizen, citizen.get(URL), text=long)
    assert_kept(refused, text=long)
    assert "has 100,000 characters: shorten it to 4,000 at most." in text_of(refused)


def test_a_form_of_millions_of_characters_does_not_come_back_whole(citizen: Client) -> None:
    """What is sent is not sent back: of each text the page shows what it shows of one that is much too long."""
    usual = len(citizen.get(URL).content)
    refused = send(citizen, citizen.get(URL), text="a" * 1_900_000, subject="b" * 1_900_000, unknown="c" * 90_000)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert len(refused.content) < usual + 2 * LONGEST_SHOWN + 10_000


def test_every_text_of_a_hundred_thousand_characters_is_refused_in_words(citizen: Client) -> None:
    long = "ش" * 100_000
    everywhere: dict[str, Any] = dict.fromkeys(("subject", "text", "place", "name", "phone"), long)
    assert send(citizen, citizen.get(URL), **everywhere).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_the_page_that_refuses_it_is_not_as_large_as_what_was_sent(citizen: Client) -> None:
    refused = send(citizen, citizen.get(URL), text="x" * 3_500_000)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert len(refused.content) < 300_000


@pytest.mark.parametrize("code", ["nowhere", "central", "rights", "<b>"])
def test_a_forged_agency_is_refused_and_the_rest_is_kept(citizen: Client, code: str) -> None:
    refused = send(citizen, citizen.get(URL), agency=code)
    assert_kept(refused)
    assert "Choose an agency from the list." in text_of(refused)
    assert not Case.objects.exists()


def test_an_agency_that_takes_no_more_cases_is_not_offered(citizen: Client) -> None:
    Agency.objects.filter(code="moe").update(active=False)
    codes = [code for code, _name in citizen.get(URL).context["form"].fields["agency"].choices]
    assert codes == ["", "unknown", "moh"]


def test_what_was_typed_is_shown_as_it_was_typed_and_never_run(citizen: Client) -> None:
    refused = send(citizen, citizen.get(URL), subject="", text="</textarea><script>alert(1)</script>")
    assert "<script>alert(1)</script>" not in refused.content.decode()
    assert refused.context["form"]["text"].value() == "</textarea><script>alert(1)</script>"
