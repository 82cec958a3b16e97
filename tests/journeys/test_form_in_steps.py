"""On a phone, in Arabic: a page at a time, a question that an answer brings, a reload without loss, a last look."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from content.forms.page import FormPage
from tests.content.forms import made
from tests.content.forms.made import condition, options, question
from workflows.cases.models import Answer, Case

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
PLACES = options(("clinic", "مركز صحي"), ("school", "مدرسة"))
STEPPED = [
    question("choice", key="where", label="أين حدث ذلك؟", options=PLACES, required=True),
    question(
        "short_text", key="doctor", label="من الطبيب؟", required=True,
        shown_if=condition(("where", "one_of", "clinic")),
    ),
    question("step", key="what", label="ما حدث"),
    question("subject", label="الموضوع"),
    question("text", label="اشرح ما حدث"),
]  # fmt: skip


def test_a_form_in_steps_is_filed_on_a_phone(open_page: Callable[[tuple[int, int]], Page]) -> None:
    made.published_forms()
    form = FormPage.objects.get(slug="complaint", locale__language_code="ar")
    form.questions = made.stream(STEPPED)
    form.save_revision().publish()
    page = open_page((360, 740))
    page.goto("/ar/file/complaint/")
    assert "الخطوة 1 من 3" in page.inner_text("[data-progress]")
    assert not page.is_visible("[name=doctor]")
    page.check("[name=where][value=clinic]")
    page.fill("[name=doctor]", "سامر")
    page.check("[name=where][value=school]")
    assert not page.is_visible("[name=doctor]")
    page.check("[name=where][value=clinic]")
    page.click("[value=next]")
    page.fill("[name=subject]", "موعد مؤجّل")
    page.wait_for_timeout(400)  # the draft is written once the typing pauses
    page.goto("/ar/file/complaint/")
    assert page.input_value("[name=doctor]") == "سامر"
    page.click("[value=next]")
    assert page.input_value("[name=subject]") == "موعد مؤجّل"
    page.click("[value=next]")
    missing = page.locator("[data-errors] a")
    missing.wait_for()
    assert missing.all_inner_texts() == ["اكتب ما تريد قوله."]
    page.fill("[name=text]", "أُجّل الموعد ثلاث مرات.")
    page.click("[value=next]")
    assert "مركز صحي" in page.inner_text(".to-check")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.click("[value=send]")
    page.locator("[data-tracking]").wait_for()
    assert Case.objects.get().subject == "موعد مؤجّل"
    assert dict(Answer.objects.values_list("key", "value")) == {"where": "clinic", "doctor": "سامر"}
