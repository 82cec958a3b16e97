"""What stood on a form when it was opened holds for what is sent with it; else nothing is filed, and it says why."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from content.forms.page import FormPage
from tests.content.forms import made
from tests.content.forms.sending import URL, send, text_of
from workflows.cases.models import Case, Concern, RequestKind, Track

pytestmark = pytest.mark.django_db
SEALED_URL = "/en/file/integrity/"


@pytest.fixture
def citizen() -> Client:
    made.english_forms("complaint", "integrity")
    return Client()


def take_off(kind: str) -> None:
    """An editor publishes the complaint without a question."""
    page = FormPage.objects.get(slug="complaint")
    page.questions = [(child.block_type, child.value) for child in page.questions if child.block_type != kind]
    page.save()


def test_a_form_whose_seal_was_taken_off_while_it_was_open_is_not_filed(citizen: Client) -> None:
    opened = citizen.get(SEALED_URL)
    RequestKind.objects.filter(code="integrity").update(
        sensitive=False, process="complaint", routing="main", ladder="default"
    )
    refused = send(citizen, opened, url=SEALED_URL)
    assert (refused.status_code, Case.objects.count()) == (422, 0)
    assert "This form was changed while it was open" in text_of(refused)
    assert send(citizen, refused, url=SEALED_URL).status_code == 303
    assert Case.objects.get().track == Track.ORDINARY


@pytest.mark.parametrize(
    ("question", "answer"), [("confidential", {"confidential": "on"}), ("concerns", {"concerns": Concern.HEAD.value})]
)
def test_a_question_that_hides_somebody_is_not_passed_over_when_it_is_gone(
    citizen: Client, question: str, answer: dict[str, Any]
) -> None:
    opened = citizen.get(URL)
    take_off(question)
    refused = send(citizen, opened, **answer)
    assert (refused.status_code, Case.objects.count()) == (422, 0)
    assert "This form was changed while it was open" in text_of(refused)


def test_what_was_filed_before_the_change_is_the_same_case_when_it_is_sent_again(citizen: Client) -> None:
    opened = citizen.get(URL)
    assert send(citizen, opened, confidential="on").status_code == 303
    take_off("concerns")
    assert send(citizen, opened, confidential="on").status_code == 303
    assert Case.objects.count() == 1


def test_a_form_that_promises_more_by_now_is_filed(citizen: Client) -> None:
    take_off("confidential")
    opened = citizen.get(URL)
    RequestKind.objects.filter(code="complaint").update(
        sensitive=True, process="integrity", routing="sensitive", ladder="sensitive"
    )
    assert send(citizen, opened).status_code == 303
    assert Case.objects.get().track == Track.SENSITIVE
