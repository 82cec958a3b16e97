"""A new form begins with a shipped one, as another form is, or empty."""

from __future__ import annotations

import pytest
from django.test import Client

from content.forms.page import FormPage
from content.forms.texts.templates import TEMPLATES
from content.pages.models import FilingPage
from tests.content.forms.made import published_forms
from tests.scenes import Country, hire
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    land = published_forms()
    hire(land, "editor")
    return land


def address(language: str = "ar") -> str:
    above = FilingPage.objects.get(locale__language_code=language)
    return f"/admin/pages/add/content/formpage/{above.pk}/"


@pytest.mark.parametrize("code", list(TEMPLATES))
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_shipped_form_is_a_draft_in_both_languages_that_could_be_published(
    land: Country, code: str, language: str
) -> None:
    client = client_of(land, "editor")
    answer = client.post(address(language), {"template": code, "kind": "complaint"})
    made = FormPage.objects.get(locale__language_code="ar", slug=code)
    assert answer.headers["Location"] == f"/admin/pages/{made.pk}/edit/"
    twin = FormPage.objects.get(translation_key=made.translation_key, locale__language_code="en")
    for draft, title in ((made, TEMPLATES[code].title.ar), (twin, TEMPLATES[code].title.en)):
        assert (draft.title, draft.live, draft.kind) == (title, False, "complaint")
        draft.questions.stream_block.clean(draft.questions)
    arabic = {question.label for question in made.schema.questions}
    assert not arabic & {question.label for question in twin.schema.questions}


def test_it_is_offered_with_the_other_forms_and_the_empty_one(land: Country) -> None:
    client = client_of(land, "editor")
    html = page(client.get(address()))
    complaint = FormPage.objects.get(slug="complaint", locale__language_code="en")
    assert f"/admin/pages/{complaint.pk}/copy/" in html
    empty = page(client.get(f"{address()}?empty=1"))
    assert "data-form-lists" in empty
    assert 'data-do="begin-form"' not in empty


@pytest.mark.parametrize("sent", [{}, {"template": "permit"}, {"template": "nothing", "kind": "complaint"}])
def test_what_is_not_chosen_is_said_and_nothing_is_made(land: Country, sent: dict[str, str]) -> None:
    before = FormPage.objects.count()
    answer = client_of(land, "editor").post(address(), {"template": "", **sent})
    assert answer.status_code == 422
    assert FormPage.objects.count() == before


def test_nobody_else_begins_one(land: Country) -> None:
    for client in (client_of(land, "officer-moh"), Client()):
        answer = client.post(address(), {"template": "permit", "kind": "complaint"})
        assert answer.status_code in (302, 403, 404)
    assert not FormPage.objects.filter(slug="permit").exists()
