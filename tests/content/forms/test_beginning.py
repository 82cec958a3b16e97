"""A new kind brings its form as a draft in every language; the form of a kind that ended says where to go instead."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client, RequestFactory
from wagtail.models import Locale
from wagtail_localize.models import Translation

from content.forms.page import FormPage
from content.forms.twins import say_what_is_untranslated, untranslated
from content.pages.models import FilingPage
from content.pages.selectors import public_pages
from permissions.actors import Actor
from tests.content.forms import made
from tests.content.forms.sending import assert_kept, send
from tests.scenes import country
from workflows.cases.designation import definition_of
from workflows.cases.models import Case, RequestKind
from workflows.versions.selectors import history, published
from workflows.versions.services import draft, publish, republish, retire

pytestmark = pytest.mark.django_db
WATER = {"ar": "شكاوى المياه", "en": "Water complaints"}


@pytest.fixture
def citizen() -> Client:
    made.published_forms()
    return Client()


def make_kind(code: str = "water", copy_of: str = "", **changes: Any) -> None:
    definition = {**definition_of(RequestKind.objects.get(code="inquiry")), "name": WATER, **changes}
    begun = draft(subject="kind", key=code, definition=definition, copy_of=copy_of, actor=Actor.operator)
    publish(begun.pk, actor=Actor.operator)


def form(language: str, code: str = "water") -> FormPage:
    found: FormPage = FormPage.objects.get(kind=code, locale__language_code=language)
    return found


def test_a_copy_brings_the_form_as_a_draft_with_every_sentence_in_both_languages(citizen: Client) -> None:
    make_kind(copy_of="inquiry")
    for language, title in WATER.items():
        page, former = form(language), form(language, "inquiry")
        assert (page.title, page.live, page.slug, page.url) == (title, False, "water", f"/{language}/file/water/")
        assert (page.heading, page.summary, page.intro) == (former.heading, former.summary, former.intro)
        assert page.schema.questions == former.schema.questions
        assert [note.value["text"].source for note in page.notes] == [
            note.value["text"].source for note in former.notes
        ]
        assert citizen.get(page.url).status_code == 404
    (translation,) = Translation.objects.filter(source__object_id=form("ar").translation_key)
    assert untranslated(translation) == 0


def test_an_empty_one_brings_the_usual_questions_and_the_kind_takes_nothing_until_an_editor_publishes_it(
    citizen: Client,
) -> None:
    make_kind()
    assert [question.key for question in form("en").schema.questions] == [
        *("agency", "subject", "text", "files", "contact", "confidential"),
    ]
    assert (form("ar").heading, form("en").heading) == (WATER["ar"], WATER["en"])
    assert form("en").schema.questions[2].label == "What would you like to say?"
    assert "/water/" not in citizen.get("/ar/file/").content.decode()
    form("ar").get_latest_revision().publish()
    form("en").get_latest_revision().publish()
    assert "/ar/file/water/" in citizen.get("/ar/file/").content.decode()
    url = "/en/file/water/"
    assert send(citizen, citizen.get(url), url=url).status_code == 303
    assert Case.objects.get().kind.code == "water"


@pytest.mark.parametrize(
    ("copy_of", "says"), [("inquiry", "translated, but still a draft"), ("", "Sentences to translate: 1.")]
)
def test_its_editor_is_led_on_to_the_twins_that_nobody_sees_yet(citizen: Client, copy_of: str, says: str) -> None:
    make_kind(copy_of=copy_of)
    if not copy_of:
        page = form("ar")
        page.heading = "شكوى عن المياه"
        page.save_revision()
    form("ar").get_latest_revision().publish()
    request = RequestFactory().post("/")
    request.session = SessionBase()
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # as the middleware does
    say_what_is_untranslated(request, form("ar"))
    (message,) = list(get_messages(request))
    assert says in str(message)
    assert f"/admin/pages/{form('en').pk}/edit/" in str(message)


def test_one_that_only_the_unit_for_sensitive_requests_reads_asks_for_no_hiding(citizen: Client) -> None:
    make_kind(sensitive=True, process="rights", routing="sensitive", ladder="sensitive")
    assert [question.key for question in form("ar").schema.questions][-1] == "contact"
    assert list(form("ar").notes) == []


def test_every_language_of_the_pages_gets_one_and_what_has_no_translation_stands_in_arabic(
    citizen: Client, settings: Any
) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "French")]
    french = Locale.objects.create(language_code="fr")
    FilingPage.objects.get(locale__language_code="ar").copy_for_translation(french, copy_parents=True)
    make_kind(copy_of="inquiry", name={**WATER, "fr": "Plaintes sur l’eau"})
    page = form("fr")
    assert (page.title, page.live, page.heading) == ("Plaintes sur l’eau", False, form("ar").heading)


def test_a_kind_that_has_a_form_or_is_put_in_force_again_gets_none(citizen: Client) -> None:
    before = FormPage.objects.count()
    retire(published("kind", "inquiry").pk, actor=Actor.operator)
    make_kind("inquiry")
    assert FormPage.objects.count() == before


def test_before_there_are_pages_no_form_is_begun() -> None:
    country()
    make_kind()
    assert not FormPage.objects.exists()


@pytest.mark.parametrize(("language", "says"), [("ar", "لم يعد هذا النوع من الطلبات مقبولًا"), ("en", "is closed")])
def test_the_form_of_a_kind_that_ended_says_so_and_where_to_go(citizen: Client, language: str, says: str) -> None:
    url, home = f"/{language}/file/complaint/", f"/{language}/file/"
    open_form = citizen.get("/en/file/complaint/")
    retire(published("kind", "complaint").pk, actor=Actor.operator)
    gone = citizen.get(url)
    page = BeautifulSoup(gone.content, "lxml")
    assert (gone.status_code, says in page.get_text()) == (410, True)
    doors = [str(each["href"]) for each in page.select("ul.kinds a")]
    assert (f"{home}inquiry/" in doors, url in doors) == (True, False)
    assert page.select(f'main a[href="/{language}/track/"]')
    assert url not in citizen.get(home).content.decode()
    assert not [each for each in public_pages() if each.address.endswith(url)]
    kept = send(citizen, open_form, url="/en/file/complaint/")
    assert_kept(kept)
    assert "no longer taken" in kept.content.decode()
    republish(history("kind", "complaint")[0].pk, actor=Actor.operator)
    assert citizen.get(url).status_code == 200
