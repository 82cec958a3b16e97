"""A catalogue, a setting and pages bring a third language: a case is filed in it, and its letters are written in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import polib
import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from content.forms.page import FormPage
from content.pages.further_languages import begin_further_languages
from content.pages.models import FilingPage, HomePage
from permissions.actors import Actor
from tests.content.forms.sending import send
from tests.scenes import country
from tests.seeded_site import pages_and_forms
from workflows.cases.models import Case, RequestKind
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.wording import delivered
from workflows.versions.services import draft, publish

pytestmark = pytest.mark.django_db
URL = "/fr/file/complaint/"
SAID = {
    "We have received your request %(tracking)s": "Nous avons reçu votre demande %(tracking)s",
    "Hello,": "Bonjour,",
    "Follow your request": "Suivre votre demande",
    "Write the subject in one line.": "Écrivez le sujet en une ligne.",
}
"""All that the small catalogue of this test has."""


@pytest.fixture(autouse=True)
def _a_catalogue_and_a_setting(settings: Any, tmp_path: Path) -> None:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n > 1);"}
    catalogue.extend(polib.POEntry(msgid=english, msgstr=french) for english, french in SAID.items())
    catalogue.save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]
    for kept in (delivered._needed, delivered._delivered_words, delivered._delivered):
        kept.cache_clear()  # another test may have had the same language without these words
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "French")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.WAGTAILADMIN_PERMITTED_LANGUAGES = settings.LANGUAGES


def translate(page: Page) -> None:
    """As an editor does: every sentence, then published."""
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code="fr")
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string", "context"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": f"fr {segment.order}"},
        )
    translation.save_target(publish=False)
    page.get_translation(translation.target_locale).get_latest_revision().publish()


def test_pages_are_begun_as_drafts_and_a_case_is_filed_and_acknowledged_in_it() -> None:
    country()
    pages_and_forms()
    begin_further_languages()
    pages = Page.objects.filter(depth__gt=1)
    arabic, french = (pages.filter(locale__language_code=code).count() for code in ("ar", "fr"))
    assert arabic == french == 57
    assert not Page.objects.filter(locale__language_code="fr", live=True).exists()
    before = list(Page.objects.values_list("pk", "latest_revision"))
    begin_further_languages()
    assert list(Page.objects.values_list("pk", "latest_revision")) == before

    citizen = Client()
    assert citizen.get("/fr/").status_code in (200, 404)  # nothing of it is published yet
    for model, found in ((HomePage, {}), (FilingPage, {}), (FormPage, {"kind": "complaint"})):
        translate(model.objects.get(locale__language_code="ar", **found))

    shown = citizen.get(URL)
    page = BeautifulSoup(shown.content, "lxml")
    html = page.select_one("html")
    assert html is not None
    assert (shown.status_code, html["lang"], html.get("dir", "ltr")) == (200, "fr", "ltr")
    assert {each["lang"] for each in page.select("header a.lang")} == {"ar", "en"}
    refused = send(citizen, shown, url=URL, subject="")
    assert (refused.status_code, "Écrivez le sujet en une ligne." in refused.content.decode()) == (422, True)
    sent = send(citizen, citizen.get(URL), url=URL, email="citoyen@example.org")
    assert (sent.status_code, sent["Location"].startswith("/fr/filed/")) == (303, True)
    filed = citizen.get(sent["Location"])
    case = Case.objects.get()
    assert (filed.status_code, case.language, case.agency.code) == (200, "fr", "moh")

    deliver_waiting()
    (letter,) = [each for each in mail.outbox if each.to == ["citoyen@example.org"]]
    assert re.sub("[\u2066-\u2069]", "", str(letter.subject)) == f"Nous avons reçu votre demande {case.tracking}"
    assert ("Bonjour," in letter.body, "/fr/track/" in letter.body) == (True, True)
    # What the catalogue lacks is in the first language of the platform: nobody gets a letter with a hole in it.
    assert "وصل طلبك" in letter.body
    assert "%(" not in letter.body
    assert citizen.get("/fr/track/").status_code == 200


def test_a_kind_that_is_new_brings_its_form_in_it_too_and_a_page_of_it_need_not_be_there() -> None:
    country()
    pages_and_forms()
    begin_further_languages()
    name = {"ar": "شكاوى المياه", "en": "Water complaints", "fr": "Plaintes sur l’eau"}
    definition = {"name": name, "sensitive": False, "process": "complaint", "routing": "main", "ladder": "default"}
    begun = draft(subject="kind", key="water", definition=definition, copy_of="inquiry", actor=Actor.operator)
    publish(begun.pk, actor=Actor.operator)
    titles = dict(FormPage.objects.filter(kind="water").values_list("locale__language_code", "title"))
    assert titles == name
    unnamed = draft(
        subject="kind",
        key="roads",
        definition={**definition, "name": {"ar": "طرق", "en": "Roads"}},
        actor=Actor.operator,
    )
    publish(unnamed.pk, actor=Actor.operator)
    assert FormPage.objects.get(kind="roads", locale__language_code="fr").title == "طرق"
    assert RequestKind.objects.get(code="roads").name == {"ar": "طرق", "en": "Roads"}
