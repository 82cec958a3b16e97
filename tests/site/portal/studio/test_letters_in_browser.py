"""Writing the words of a letter in a real browser: placeholders where one types, parts counted, and how it lands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from permissions.actors import Actor
from tests.journeys.entering import enter
from tests.scenes import country, hire
from workflows.notifications.transports.sms.parts import parts_of
from workflows.notifications.wording.delivered import delivered
from workflows.versions.services import draft

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
TEXTS = ["a" * 160, "a" * 161, "€" * 81, "a" * 152 + "€" * 77, "و" * 70, "و" * 71, "و" * 135, "و" * 66 + "😀" * 34, ""]


def test_words_are_written_in_arabic_counted_and_shown_as_they_land(
    desk_page: Page, live_server: LiveServer, settings: Any
) -> None:
    settings.INSAF_URL = "https://insa.example"
    owner = hire(country(), "owner")
    begun = draft(subject="letter", key="replied", definition=delivered("replied"), actor=Actor.staff(owner.pk))
    enter(desk_page, owner, "ar", live_server.url)
    desk_page.goto(f"/admin/studio/drafts/{begun.pk}/edit/")
    before: Any = desk_page.evaluate("history.length")

    box = desk_page.locator("[data-box]:has([name=citizen-message-ar])")
    field, count = box.locator("textarea"), box.locator("[data-count]")
    field.fill("وصل . شكرًا")
    field.evaluate("field => field.setSelectionRange(4, 4)")
    box.get_by_role("button", name="{رقم الطلب}").click()
    assert field.input_value() == "وصل {رقم الطلب}. شكرًا"

    preview = desk_page.frame_locator("iframe.letter-preview:not([hidden])")  # the next one may be on its way
    # Words without the placeholder may have landed before it: the preview follows each pause in typing.
    preview.locator("[data-message]", has_text="شكرًا").filter(has_text="26-0000-0000-0").wait_for()
    landed = preview.locator("[data-message]").text_content() or ""
    assert "26-0000-0000-0" in landed
    found = parts_of(landed.removeprefix("إنصاف: "))  # which is left out before a word is
    assert (count.text_content() or "").endswith(f"الحروف: {found.letters}. الأجزاء: {found.count}.")
    letter = preview.frame_locator("iframe").first
    assert letter.locator("html").get_attribute("dir") == "rtl"

    assert desk_page.evaluate("history.length") == before, "Back leads out of the page"
    counted = desk_page.evaluate(
        """async ([address, texts]) => {
          const { partsOf } = await import(address)
          return texts.map((text) => [partsOf(text).letters, partsOf(text).parts])
        }""",
        [f"{live_server.url}/static/js/studio-letters.js", TEXTS],
    )
    assert counted == [[parts_of(text).letters, parts_of(text).count] for text in TEXTS]
