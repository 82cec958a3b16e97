"""A form that a citizen has filled in in the browser, and the button that sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

SUBJECT, TEXT = "حفرة في الشارع", "حفرة أمام المدرسة منذ شهر."
SEND = "form[data-filing] button[type=submit]"


def write(page: Page) -> None:
    page.goto("/ar/file/complaint/")
    page.get_by_role("combobox").fill("moh")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=text]", TEXT)


def open_more(page: Page) -> None:
    """What the form folds, because nobody need answer it, stands open."""
    fold = page.locator("form[data-filing] details#more")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
