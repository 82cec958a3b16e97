"""A form filed by a citizen who is signed in: what is known of them is there and goes with it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.citizens import services
from permissions.citizens.models import AddressKind
from permissions.citizens.services import Identity
from tests.content.forms.made import hidden_values
from tests.scenes import Country
from tests.seeded_site import pages_and_forms
from tests.site.portal.citizen.signing_in import known
from workflows.cases.models import Case, JoinedCase, Person
from workflows.notifications.deliver import deliver_waiting

pytestmark = pytest.mark.django_db
FORM, SEALED = "/en/file/complaint/", "/en/file/integrity/"
LAYLA = Identity("https://id.example", "layla", "ليلى الحديدي", "9001010101")
FILINGS_SIGNED_IN = 39
"""Statements of filing a complaint as a citizen who is signed in, with its limit, at most."""


@pytest.fixture
def huda(land: Country) -> Client:
    pages_and_forms()
    return known(services.sign_in_by_address(AddressKind.EMAIL, "huda@example.org"))


@pytest.fixture
def layla(land: Country) -> Client:
    pages_and_forms()
    return known(services.sign_in_by_identity(LAYLA))


def send(client: Client, url: str = FORM, **more: str) -> Any:
    [token] = hidden_values(client.get(url).content.decode(), "form_token")
    return client.post(url, {"agency": "moh", "subject": "Water", "text": "None", "form_token": token, **more})


def test_what_was_proved_is_filled_in_and_the_choice_is_said_before_sending(huda: Client) -> None:
    said = huda.get(FORM).content.decode()
    assert 'value="huda@example.org"' in said
    assert "Add it to my requests" in said
    assert 'name="mine"' in said
    assert "huda" not in Client().get(FORM).content.decode()
    assert "data-mine" not in Client().get(FORM).content.decode()


def test_a_phone_is_filled_in_as_it_is_written_at_home(land: Country) -> None:
    pages_and_forms()
    client = known(services.sign_in_by_address(AddressKind.PHONE, "+962791234567"))
    assert 'value="0791234567"' in client.get(FORM).content.decode()


def test_what_is_not_to_be_added_is_not_listed_for_its_address_either(huda: Client) -> None:
    """Even once our message to it was taken."""
    assert send(huda, email="huda@example.org").status_code == 303
    assert send(Client(), email="huda@example.org", subject="Not signed in").status_code == 303
    deliver_waiting()
    listed = huda.get("/en/my/").content.decode()
    assert "Not signed in" in listed
    assert listed.count("data-mine=") == 1


def test_it_is_among_ones_requests_at_once(huda: Client) -> None:
    assert send(huda, mine="yes").status_code == 303
    case = Case.objects.get()
    assert JoinedCase.objects.get().case == case
    assert "Water" in huda.get("/en/my/").content.decode()
    assert huda.get(f"/en/track/{case.tracking}/").status_code == 200


def test_the_page_after_filing_says_where_else_it_is(huda: Client) -> None:
    said = "It is among your requests too:"
    assert said in huda.get(send(huda, mine="yes")["Location"]).content.decode()
    assert said not in huda.get(send(huda, mine="yes", confidential="yes")["Location"]).content.decode()
    stranger = Client()
    assert said not in stranger.get(send(stranger)["Location"]).content.decode()


def test_who_does_not_want_it_files_as_anybody(layla: Client) -> None:
    assert send(layla).status_code == 303
    assert not JoinedCase.objects.exists()
    assert [(each.name, each.national_number) for each in Person.objects.all()] == [("", "")]


def test_name_and_number_go_as_proved_and_nobody_writes_others(layla: Client) -> None:
    said = layla.get(FORM).content.decode()
    assert LAYLA.name in said
    assert LAYLA.number in said
    assert 'name="name"' not in said
    send(layla, mine="yes", name="Somebody else", national_number="1")
    assert [(each.name, each.national_number) for each in Person.objects.all()] == [(LAYLA.name, LAYLA.number)]


def test_nobody_else_is_proved_by_what_they_send(huda: Client) -> None:
    send(huda, mine="yes", national_number="1")
    send(Client(), mine="yes", national_number="1")
    assert {each.national_number for each in Person.objects.all()} == {""}


def test_a_confidential_one_goes_under_the_name_and_is_not_listed(layla: Client) -> None:
    send(layla, mine="yes", confidential="on")
    case = Case.objects.get()
    assert case.confidential
    assert Person.objects.get().national_number == LAYLA.number
    assert not JoinedCase.objects.exists()


def test_a_sealed_form_knows_nobody(layla: Client) -> None:
    said = layla.get(SEALED).content.decode()
    assert LAYLA.name not in said
    assert "data-mine" not in said
    send(layla, SEALED, mine="yes")
    assert Case.objects.count() == 1
    assert not JoinedCase.objects.exists()
    assert Person.objects.get().national_number == ""


def test_what_was_chosen_is_still_chosen_when_something_is_wrong(huda: Client) -> None:
    answer = send(huda, subject="")
    assert answer.status_code == 422
    said = answer.content.decode()
    assert 'name="mine" value="yes"' in said
    assert 'name="mine" value="yes" checked' not in said


def test_a_form_sent_twice_is_one_request_of_theirs(layla: Client) -> None:
    [token] = hidden_values(layla.get(FORM).content.decode(), "form_token")
    sent = {"agency": "moh", "subject": "Water", "text": "None", "form_token": token, "mine": "yes"}
    assert [layla.post(FORM, sent).status_code for _each in range(2)] == [303, 303]
    assert (Case.objects.count(), JoinedCase.objects.count()) == (1, 1)


@pytest.mark.usefixtures("limits_on")
def test_filing_while_signed_in_costs_at_most_39_statements(huda: Client, record_property: Any) -> None:
    send(huda, mine="yes")
    [token] = hidden_values(huda.get(FORM).content.decode(), "form_token")
    sent = {"agency": "moh", "subject": "Water", "text": "Again", "form_token": token, "mine": "yes"}
    with CaptureQueriesContext(connection) as done:
        assert huda.post(FORM, sent).status_code == 303
    cost = len([each for each in done if "SAVEPOINT" not in each["sql"]])
    record_property("said", f"{cost} statements")
    assert cost <= FILINGS_SIGNED_IN


def test_a_page_of_text_is_the_kept_one_for_whoever_is_signed_in(huda: Client) -> None:
    Client().get("/en/privacy/")
    kept = Client().get("/en/privacy/").content
    with CaptureQueriesContext(connection) as done:
        assert huda.get("/en/privacy/").content == kept
    assert len(done) == 1  # whether it is still the same
