"""A link fills in what it may, and a form is taken only in its time."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client

from content.forms.page import FormPage
from permissions.now import now
from tests.content.forms import made
from tests.content.forms.made import options, question
from tests.content.forms.sending import URL, send, text_of
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
COLOURS = options(("red", "Red"), ("blue", "Blue"))
RAW = [
    question("agency"), question("subject"), question("text"), question("contact", ask_name=True),
    question("choices", key="colours", options=COLOURS), question("date", key="day"), question("number", key="times"),
    question("consent", key="agreed"), question("confidential"), question("national_number", key="number"),
]  # fmt: skip


@pytest.fixture
def page() -> FormPage:
    made.english_forms("complaint", "integrity")
    page: FormPage = FormPage.objects.get(slug="complaint")
    page.questions = made.stream(RAW)
    page.save()
    return page


def test_a_link_fills_in_what_it_may_and_leaves_out_what_cannot_be_read(page: FormPage) -> None:
    address = f"{URL}?subject=Water+cut&colours=red&colours=blue&times=often&day=2026-11-02&agency=moh"
    initial = Client().get(address).context["form"].initial
    assert initial["subject"] == "Water cut"
    assert initial["colours"] == ["red", "blue"]
    assert initial["day"].isoformat() == "2026-11-02"
    assert initial["agency"] == "moh"
    assert "times" not in initial


def test_a_link_never_speaks_for_somebody(page: FormPage) -> None:
    address = f"{URL}?agreed=on&email=a@b.org&phone=0790000000&name=X&confidential=on&number=9851012345&text=I+did"
    assert Client().get(address).context["form"].initial == {"agency": ""}


def test_a_sealed_form_takes_nothing_from_a_link(page: FormPage) -> None:
    initial = Client().get("/en/file/integrity/?subject=Told&place=Irbid").context["form"].initial
    assert initial == {"agency": ""}


def test_before_its_time_and_after_it_a_form_says_so_and_takes_nothing(page: FormPage) -> None:
    page.closes_at = now() + timedelta(hours=1)
    page.save()
    open_ = Client().get(URL)
    assert open_.status_code == HTTPStatus.OK
    FormPage.objects.update(closes_at=now() - timedelta(minutes=1))
    closed = Client().get(URL)
    assert closed.status_code == HTTPStatus.GONE
    assert "It was open until this time:" in text_of(closed)
    refused = send(Client(), open_, agreed="on")
    assert (refused.status_code, Case.objects.count()) == (HTTPStatus.UNPROCESSABLE_ENTITY, 0)
    assert "This form is no longer open." in text_of(refused)
    FormPage.objects.update(closes_at=None, opens_at=now() + timedelta(days=1))
    assert "It opens at this time:" in text_of(Client().get(URL))


def test_what_was_sent_in_time_is_the_same_request_when_it_comes_again(page: FormPage) -> None:
    shown = Client().get(URL)
    assert send(Client(), shown, agreed="on").status_code == HTTPStatus.SEE_OTHER
    FormPage.objects.update(closes_at=now() - timedelta(minutes=1))
    assert send(Client(), shown, agreed="on").status_code == HTTPStatus.SEE_OTHER
    assert Case.objects.count() == 1
