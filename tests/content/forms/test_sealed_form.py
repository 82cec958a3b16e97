"""The form for human rights and schools: asked gently, read by its unit alone, and led to from the complaint."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from content.forms.page import FormPage
from permissions.platform.called import forget
from tests.content.forms import made
from tests.content.forms.counted_with import is_counted_from_here
from tests.content.forms.recordings_made import needs_ffmpeg
from tests.content.forms.sending import send
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
URL = "/en/file/rights/"


@pytest.fixture
def citizen() -> Client:
    made.published_forms()
    return Client()


def shown(citizen: Client, url: str) -> BeautifulSoup:
    return BeautifulSoup(citizen.get(url).content, "lxml")


def test_it_asks_for_danger_and_what_happened_and_needs_no_name(citizen: Client) -> None:
    refused = send(citizen, citizen.get(URL), url=URL)
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"danger"}
    sent = send(citizen, citizen.get(URL), url=URL, danger="yes", about="child_at_school", when="Since the term began")
    assert sent.status_code == 303
    case = Case.objects.get()
    assert (case.track, case.agency.code) == ("sensitive", "rights")
    answers = {answer.key: answer.value for answer in case.answers.all()}
    assert answers == {"danger": True, "about": "child_at_school", "when": "Since the term began"}


@pytest.mark.parametrize(("kind", "kept"), [("rights", False), ("integrity", False), ("complaint", True)])
def test_what_is_written_stays_in_no_browser_where_the_request_is_sealed(
    citizen: Client, kind: str, kept: bool
) -> None:
    page = shown(citizen, f"/en/file/{kind}/")
    scripts = [str(script["src"]) for script in page.select("script[src]")]
    assert any("forms-draft" in script for script in scripts) is kept
    assert bool(page.select("form[data-draft]")) is kept


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_tells_where_help_is_now_and_can_be_left_at_once(citizen: Client, language: str) -> None:
    forget()  # other tests have no numbers
    response = citizen.get(f"/{language}/file/rights/")
    page = BeautifulSoup(response.content, "lxml")
    assert {"911", "110"} == {link.get_text() for link in page.select(".note.look a[href^='tel:']")}
    assert page.select_one("[data-quick-exit]") is not None
    assert page.title is not None
    assert page.title.get_text() == {"ar": "تقديم طلب | إنصاف", "en": "File a request | Insaf"}[language]
    assert "no-store" in response["Cache-Control"]


def test_an_editor_cannot_make_it_a_form_for_an_ordinary_kind(citizen: Client) -> None:
    page = FormPage.objects.get(slug="rights", locale__language_code="en")
    page.kind = "complaint"
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.message_dict) == {"kind"}
    page.kind = "integrity"
    page.full_clean()
    other = FormPage.objects.get(slug="suggestion", locale__language_code="en")
    other.kind = "rights"
    other.full_clean()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_above_the_address_that_nobody_sees_stand_few_words(citizen: Client, language: str) -> None:
    hint = shown(citizen, f"/{language}/file/rights/").select_one(".sealed-note .field .hint")
    assert hint is not None
    assert 10 < len(hint.get_text().split()) < 30


@needs_ffmpeg
@pytest.mark.parametrize(("kind", "changes"), [("rights", True), ("integrity", True), ("complaint", False)])
def test_a_voice_is_changed_before_it_is_sent_unless_its_owner_unticks_that(
    citizen: Client, kind: str, changes: bool
) -> None:
    panels = shown(citizen, f"/en/file/{kind}/").select("template[data-voice]")
    assert panels
    boxes = [box for panel in panels for box in panel.select("[data-change-voice][checked]")]
    assert len(boxes) == (len(panels) if changes else 0)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_complaint_leads_to_it_in_the_same_language(citizen: Client, language: str) -> None:
    link = shown(citizen, f"/{language}/file/complaint/").select_one(".first-notes a[href*=rights]")
    assert link is not None
    assert link["href"] == "../rights/"
    assert citizen.get(f"/{language}/file/rights/").status_code == 200
    assert shown(citizen, f"/{language}/file/complaint/").select_one("[data-quick-exit]") is None


def test_every_question_has_its_words_in_both_languages(citizen: Client) -> None:
    pages = {page.locale.language_code: page.schema for page in FormPage.objects.filter(slug="rights")}
    asked = {language: [(each.key, [option.key for option in each.options]) for each in schema.questions]
             for language, schema in pages.items()}  # fmt: skip
    assert asked["ar"] == asked["en"]
    assert [key for key, _options in asked["ar"]] == [
        "danger", "about", "agency", "subject", "text", "concerns", "place", "when", "files", "contact", "for_other",
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "counted"), [("integrity", False), ("complaint", True)])
def test_nothing_is_counted_of_a_sealed_one_with_the_network_it_came_from(
    kind: str, counted: bool, settings: Any
) -> None:
    made.english_forms("integrity", "complaint")
    settings.LIMITS_ON = True
    citizen, url = Client(), f"/en/file/{kind}/"
    assert send(citizen, citizen.get(url), url=url).status_code == 303
    assert is_counted_from_here() == counted
