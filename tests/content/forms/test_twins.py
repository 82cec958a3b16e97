"""The English form follows the Arabic one, and never shows Arabic in between."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from content.forms.page import FormPage
from content.forms.twins import untranslated
from tests.content.forms import made
from workflows.questions.types import Question, QuestionKind

pytestmark = pytest.mark.django_db(transaction=True)


def publish(page: FormPage, raw: list[dict[str, Any]]) -> None:
    """As the page editor does."""
    page.questions = made.stream(raw)
    page.save_revision().publish()


def twin_of(page: FormPage) -> FormPage:
    twin: FormPage = page.get_translation(Locale.objects.get(language_code="en"))
    return twin


def arabic_page() -> FormPage:
    page: FormPage = FormPage.objects.get(slug="complaint", locale__language_code="ar")
    return page


def test_the_twin_follows_through_a_new_question_its_translation_and_its_removal() -> None:
    made.published_forms()
    page = arabic_page()
    raw = list(page.questions.raw_data)
    before = twin_of(page).schema.questions
    answers = made.options(("once", "مرة"), ("often", "مرارًا"))
    new = made.question("choice", key="how_often", label="كم مرة حدث؟", help_text="تقريبًا", options=answers)

    # A new question: offered for translation; the twin stays as it was.
    publish(page, [*raw, new])
    translation = Translation.objects.get(source__object_id=page.translation_key)
    assert untranslated(translation) == 4
    assert twin_of(page).schema.questions == before

    # Translated and published: the twin asks it too, under the same keys.
    english = {"كم مرة حدث؟": "How often?", "تقريبًا": "Roughly", "مرة": "Once", "مرارًا": "Often"}
    for segment in StringSegment.objects.filter(source=translation.source, string__data__in=english):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            data=english[segment.string.data],
        )
    translation.save_target(publish=True)
    asked = twin_of(page).schema.questions[-1]
    assert (asked.key, asked.label, asked.help_text) == ("how_often", "How often?", "Roughly")
    assert [(option.key, option.label) for option in asked.options] == [("once", "Once"), ("often", "Often")]

    # Moved and made obligatory: nothing to translate, so the twin has it at once.
    new["value"]["required"] = True
    publish(arabic_page(), [new, *raw])
    first = twin_of(page).schema.questions[0]
    assert (first.key, first.required, first.label) == ("how_often", True, "How often?")

    # Removed: gone from both.
    publish(arabic_page(), raw)
    assert twin_of(page).schema.questions == before
    assert before[0] == Question(QuestionKind.AGENCY, "agency", before[0].label, before[0].help_text, required=True)
