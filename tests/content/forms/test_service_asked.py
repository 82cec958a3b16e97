"""Which service it is about: those on the pages of the bodies, of the body that was chosen, and a fact like others."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.test import Client

from content.directory.models import AgencyPage, DirectoryPage
from content.forms.asked import answers_asked
from content.forms.page import FormPage
from tests.content.forms import made
from tests.content.forms.made import question
from tests.content.forms.sending import URL, send, text_of
from workflows.cases.models import Answer

pytestmark = pytest.mark.django_db
RAW = [
    question("agency", label="Agency"),
    question("service", key="service", label="Which service?"),
    question("subject", label="Subject"),
    question("text", label="What?"),
]


@pytest.fixture
def citizen() -> Client:
    made.english_forms("complaint")
    page = FormPage.objects.get(slug="complaint")
    page.questions = made.stream(RAW)
    page.save_revision().publish()
    home = page.get_parent().get_parent()
    directory = DirectoryPage(slug="agencies", title="Agencies", locale=home.locale)
    home.add_child(instance=directory)
    for body, services in (("moh", (("births", "Birth records"),)), ("moe", (("exams", "Exam results"),))):
        written = [("service", {"key": key, "label": name, "text": ""}) for key, name in services]
        directory.add_child(instance=AgencyPage(agency=body, services=written, locale=home.locale))
    return Client()


def test_a_service_of_the_chosen_body_is_kept_shown_and_a_fact(citizen: Client) -> None:
    shown = citizen.get(URL)
    assert "Birth records" in text_of(shown)
    other = send(citizen, shown, service="moe:exams")
    assert other.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This service is one of another agency" in text_of(other)
    assert send(citizen, other, service="moh:births").status_code == HTTPStatus.SEE_OTHER
    assert list(Answer.objects.values_list("key", "value", "shown", "type")) == [
        ("service", "moh:births", "Birth records", "choice")
    ]
    fact = next(each for each in answers_asked(("complaint",)) if each.name == "answer.service")
    assert fact.domain is not None
    assert dict(fact.domain()) == {"moe:exams": "Exam results", "moh:births": "Birth records"}


def test_whoever_knows_no_body_may_name_a_service(citizen: Client) -> None:
    assert send(citizen, citizen.get(URL), agency="unknown", service="moe:exams").status_code == HTTPStatus.SEE_OTHER


def test_a_service_that_is_gone_is_refused_and_without_any_nobody_is_asked(citizen: Client) -> None:
    shown = citizen.get(URL)
    AgencyPage.objects.get(agency="moe").delete()
    gone = send(citizen, shown, agency="moe", service="moe:exams")
    assert "This service no longer exists: choose one from the list." in text_of(gone)
    AgencyPage.objects.all().delete()
    assert "Which service?" not in text_of(Client().get(URL))


def test_the_page_of_a_body_tells_its_services(citizen: Client) -> None:
    assert "Birth records" in text_of(citizen.get("/en/agencies/moh/"))
