"""The English twin of a page: whole or not at all, an editor's words kept, new words offered."""

from __future__ import annotations

from uuid import uuid4

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from content.pages.models import StandardPage
from content.pages.translation import UntranslatedText, translate_page
from tests.seeded_site import pages

pytestmark = pytest.mark.django_db

ENGLISH = {
    "صفحة": "Page",
    'جملة مع <b>كلمة</b> و<a id="a1">رابط</a>': 'A line with a <b>word</b> and a <a id="a1">link</a>',
    "بند": "Item",
    "ما هذا؟ & لماذا": "What is this? & why",
    "جواب": "Answer",
}


@pytest.fixture
def page() -> StandardPage:
    """A published page with a link, a list, an ampersand and a nested list of questions."""
    home = pages()
    body = [
        {
            "type": "text",
            "value": '<p>جملة مع <b>كلمة</b> و<a href="https://example.org/">رابط</a></p><ul><li>بند</li></ul>',
        },
        {
            "type": "questions",
            "value": [
                {
                    "type": "item",
                    "id": str(uuid4()),
                    "value": {"question": "ما هذا؟ & لماذا", "answer": "<p>جواب</p>"},
                }
            ],
        },
    ]
    made = StandardPage(title="صفحة", slug="page", locale=home.locale, body=body)
    home.add_child(instance=made)
    made.save_revision().publish()
    return made


def test_the_twin_is_published_with_every_string(page: StandardPage) -> None:
    twin = translate_page(page, ENGLISH)
    assert isinstance(twin, StandardPage)
    assert (twin.title, twin.slug, twin.live, twin.locale.language_code) == ("Page", "page", True, "en")
    assert twin.body[0].value.source == (
        '<p>A line with a <b>word</b> and a <a href="https://example.org/">link</a></p><ul><li>Item</li></ul>'
    )
    question = twin.body[1].value[0]
    assert (question["question"], question["answer"].source) == ("What is this? & why", "<p>Answer</p>")


def test_a_string_without_english_is_named_and_nothing_is_written(page: StandardPage) -> None:
    before = (Page.objects.count(), StringTranslation.objects.count(), TranslationSource.objects.count())
    with pytest.raises(UntranslatedText, match="بند"):
        translate_page(page, {key: value for key, value in ENGLISH.items() if key != "بند"})
    assert (Page.objects.count(), StringTranslation.objects.count(), TranslationSource.objects.count()) == before


def test_a_second_call_writes_nothing(page: StandardPage) -> None:
    revisions = translate_page(page, ENGLISH).revisions.count()
    assert translate_page(page, ENGLISH).revisions.count() == revisions


def test_what_an_editor_translated_is_kept(page: StandardPage) -> None:
    translate_page(page, ENGLISH)
    StringTranslation.objects.filter(data="Item").update(data="Point")
    page.title = "صفحة جديدة"
    page.save_revision().publish()
    twin = translate_page(page, {**ENGLISH, "صفحة جديدة": "New page"})
    assert twin.title == "New page"
    assert "<li>Point</li>" in twin.body[0].value.source


def test_what_is_published_in_arabic_is_offered_for_translation_and_the_twin_waits(page: StandardPage) -> None:
    twin = translate_page(page, ENGLISH)
    page.intro = "مقدّمة جديدة"
    page.save_revision().publish()
    source = TranslationSource.objects.get_for_instance(page)
    assert "مقدّمة جديدة" in StringSegment.objects.filter(source=source).values_list("string__data", flat=True)
    assert StandardPage.objects.get(pk=twin.pk).intro == ""


def test_publishing_the_twin_is_no_source_of_its_own(page: StandardPage) -> None:
    twin = translate_page(page, ENGLISH)
    twin.save_revision().publish()
    assert not TranslationSource.objects.filter(locale=Locale.objects.get(language_code="en")).exists()
