"""The screens of Wagtail's that an Arabic editor opens most speak Arabic, also where the library has only English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from content.forms.page import FormPage
from tests.content.forms import made
from tests.journeys.entering import enter
from tests.scenes import hire

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = """element => {
  const { fontStyle, textAlign, unicodeBidi } = getComputedStyle(element)
  return [fontStyle, textAlign, unicodeBidi]
}"""


def test_translating_a_page_is_said_in_arabic_and_each_text_runs_its_own_way(
    desk_page: Page, live_server: LiveServer
) -> None:
    land = made.published_forms()
    enter(desk_page, hire(land, "editor"), "ar", live_server.url)
    twin = FormPage.objects.get(slug="complaint", locale__language_code="en")
    desk_page.goto(f"/admin/pages/{twin.pk}/edit/")
    editor = desk_page.locator(".js-translation-editor")
    editor.get_by_role("heading", name="من العربية إلى الإنجليزية").wait_for()
    said = editor.inner_text()
    assert re.search(r"\d\d/\d\d/20\d\d", said)
    assert "November" not in said
    assert editor.locator(".w-sr-only").all_text_contents().count("More actions") == 0
    assert editor.locator("input[type=file]").get_attribute("aria-label") == "ملف الترجمات"
    assert editor.locator("li.complete p").first.evaluate(LOOKS) == ["normal", "start", "plaintext"]
