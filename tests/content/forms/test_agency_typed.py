"""An agency that was typed and not chosen from the list is not lost with the error."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from content.forms.keys import RESERVED_KEYS
from tests.content.forms import made
from tests.content.forms.sending import URL, send

pytestmark = pytest.mark.django_db


def typed_in(response: object) -> str:
    page = BeautifulSoup(response.content, "lxml")  # type: ignore[attr-defined]  # an answer of the client
    (box,) = page.select("[data-agency-search]")
    assert box["data-typed-name"] == "agency_typed"
    return str(box["data-typed"])


def test_what_was_typed_comes_back_with_the_error_and_is_no_answer(client: Client) -> None:
    made.english_forms("complaint")
    shown = client.get(URL)
    assert typed_in(shown) == ""
    answer = send(client, shown, agency="", agency_typed='the "cleaning" <company>')
    assert answer.status_code == 422
    assert answer.context["form"].errors["agency"]
    assert typed_in(answer) == 'the "cleaning" <company>'


def test_what_was_chosen_counts_for_more_than_what_was_typed_before(client: Client) -> None:
    made.english_forms("complaint")
    answer = send(client, client.get(URL), agency="moh", agency_typed="something", text="")
    assert typed_in(answer) == ""
    assert answer.context["form"]["agency"].value() == "moh"


def test_no_question_of_an_editor_can_take_its_name() -> None:
    assert "agency_typed" in RESERVED_KEYS
