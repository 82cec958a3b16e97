"""A form that waited on a device: a fresh token by its own key, one case however often it is sent, its number again."""

from __future__ import annotations

import json
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from content.forms.later import NUMBER_SHOWN_FOR
from content.forms.page import FormPage
from permissions.agencies.models import Agency
from permissions.now import now, standing_at
from tests.content.forms import made
from tests.content.forms.sending import URL, WORDS
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
OWN = "0123456789abcdef" * 4


@pytest.fixture
def citizen() -> Client:
    made.published_forms()
    return Client()


def fresh(client: Client, own: str = OWN, address: str = URL) -> Any:
    return client.get(f"{address}?fresh&agency=moh", headers={"Accept": "application/json", "Insaf-Draft": own})


def sent(client: Client, token: str, **changes: str) -> Any:
    data = {"agency": "moh", **WORDS, "form_token": token, **changes}
    return client.post(URL, data, headers={"Accept": "application/json"})


def test_it_is_sent_once_however_often_its_answer_is_lost(citizen: Client) -> None:
    asked_before = fresh(citizen).json()["token"]
    first = sent(citizen, fresh(citizen).json()["token"])
    case = Case.objects.get()
    again = sent(citizen, asked_before)
    assert (first.status_code, again.status_code) == (HTTPStatus.CREATED, HTTPStatus.CREATED)
    assert {first.json()["tracking"], again.json()["tracking"]} == {case.tracking}
    asked = fresh(citizen)
    assert asked.json() == {"tracking": case.tracking, "link": f"/en/filed/{case.tracking}/"}
    assert "no-store" in asked["Cache-Control"]
    assert Case.objects.count() == 1


def test_what_was_sent_before_from_the_page_itself_is_known_by_the_token_of_that_form(citizen: Client) -> None:
    (token,) = made.hidden_values(citizen.get(URL).content.decode(), "form_token")
    citizen.post(URL, {"agency": "moh", **WORDS, "form_token": token})
    with standing_at(now() + timedelta(days=3)):
        assert fresh(citizen, token).json()["tracking"] == Case.objects.get().tracking


def test_the_device_that_sent_it_opens_the_page_with_its_code_for_a_week(citizen: Client) -> None:
    answer = sent(citizen, fresh(citizen).json()["token"]).json()
    device = Client()
    assert device.get(answer["link"]).status_code == HTTPStatus.FOUND  # to number and code
    fresh(device)
    assert b"data-secret" in device.get(answer["link"]).content
    with standing_at(now() + NUMBER_SHOWN_FOR + timedelta(hours=2)):
        later = Client()
        assert fresh(later).json()["tracking"] == answer["tracking"]
        assert later.get(answer["link"]).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("own", ["", "short", "G" * 32, "0" * 65, "a:b:c"])
def test_what_is_no_key_of_a_draft_gets_nothing(citizen: Client, own: str) -> None:
    assert fresh(citizen, own).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("kind", ["rights", "integrity"])
def test_no_sealed_form_waits_on_a_device(citizen: Client, kind: str) -> None:
    address = f"/en/file/{kind}/"
    assert fresh(citizen, address=address).status_code == HTTPStatus.NOT_FOUND
    page = citizen.get(address)
    drawn = BeautifulSoup(page.content, "lxml")
    assert not drawn.select("[data-offline], [data-promised], [data-offline-note]")
    assert "no-store" in page["Cache-Control"]  # for which the worker keeps no copy, whatever else it says


def test_what_the_form_says_and_what_is_asked_later_are_the_same_promises(citizen: Client) -> None:
    (form,) = BeautifulSoup(citizen.get(URL).content, "lxml").select("form[data-promised]")
    said = json.loads(str(form["data-promised"]))
    asked = fresh(citizen).json()["promised"]
    assert asked == said | {"agency": "MOH"}
    Agency.objects.filter(code="moh").update(active=False)
    assert fresh(citizen).json()["promised"]["agency"] == ""


def test_a_form_with_an_end_says_until_when_it_is_taken(citizen: Client) -> None:
    FormPage.objects.filter(kind="complaint").update(closes_at=now() + timedelta(days=2))
    (form,) = BeautifulSoup(citizen.get(URL).content, "lxml").select("form[data-draft]")
    said = json.loads(str(form["data-promised"]))
    assert said["closes"]
    assert fresh(citizen).json()["promised"] == said | {"agency": "MOH"}


def test_of_a_form_that_is_closed_by_now_it_is_told_so(citizen: Client) -> None:
    FormPage.objects.filter(kind="complaint").update(closes_at=now() - timedelta(hours=1))
    answer = fresh(citizen)
    assert answer.status_code == HTTPStatus.GONE
    assert "no longer open" in answer.json()["sentences"][0]


def test_what_is_wrong_comes_back_as_sentences_and_nothing_is_filed(citizen: Client) -> None:
    answer = sent(citizen, fresh(citizen).json()["token"], text="")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.json()["sentences"]
    assert (answer.json()["again"], Case.objects.count()) == (False, 0)
