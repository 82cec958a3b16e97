"""How an owner draws a process in the editor: every act by the keyboard, as a person would go through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SAVE = "#bar [data-do=save]"
Words = tuple[str, str]
"""Arabic and English."""


def press(page: Page, selector: str) -> None:
    """Go to a button and press it by keyboard, and wait for the page that comes."""
    page.locator(selector).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def begun(page: Page, subject: str, name: Words, *, key: str = "", begins: str = "") -> None:
    """A new thing of the studio, up to its draft."""
    page.goto(f"/admin/studio/new/{subject}/")
    called(page, name, "")
    page.fill("[name=code]", key)
    if begins:
        page.locator("main form select").first.select_option(begins)
    page.locator("[name=code]").press("Enter")
    page.wait_for_url("**/edit/")


def opened(page: Page, step: str) -> None:
    """One step stands open, and the focus is at it."""
    press(page, f"#step-{step}")
    assert page.evaluate("document.activeElement.id") == f"step-{step}"


def called(page: Page, words: Words, prefix: str = "step-") -> None:
    """Names in both languages."""
    for language, said in zip(("ar", "en"), words, strict=True):
        page.locator(f"[name={prefix}name_{language}]").fill(said)


def seen(page: Page, name: str) -> Locator:
    """A field of the open step; what it is folded into is opened."""
    field = page.locator(f"[name={name}]")
    for fold in field.locator("xpath=ancestor::details").all():
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.press("Enter")
    return field


def outcome(
    page: Page,
    row: int,
    leads: str,
    *,
    words: Words | None = None,
    effect: str = "",
    result: str = "",
    asks: str = "",
    answers: bool = False,
) -> None:
    """Where outcome ``row`` of the open step leads, what it does, and the field that must be filled in for it."""
    seen(page, f"row-{row}-next").select_option(leads)
    if effect:
        page.locator(f"[name=row-{row}-effect]").select_option(effect)
    if result:
        page.locator(f"[name=row-{row}-result]").select_option(result)
    if words:
        called(page, words, f"row-{row}-")
    if asks:
        page.locator(f"[name=row-{row}-asks-{asks}]").select_option("must")
    if answers:
        page.locator(f"[name=row-{row}-answers]").check()


def one_more(page: Page) -> int:
    """One more outcome of the open step; its place."""
    press(page, "[data-do=add-row]")
    return page.locator("[data-outcome]").count() - 1


def without(page: Page, *keys: str) -> None:
    """Outcomes of the open step that are taken away."""
    for key in keys:
        place = page.locator(f"[data-outcome={key}]")
        if place.get_attribute("open") is None:
            place.locator("summary").press("Enter")
        press(page, f"[data-outcome={key}] [value^=remove-row]")


def asked_of(page: Page, branch: int, fact: str, test: str, value: str) -> None:
    """The condition of a branch of the open decision."""
    with page.expect_navigation():
        seen(page, f"row-{branch}-when-0-fact").select_option(fact)
    page.locator(f"[name=row-{branch}-when-0-test]").select_option(test)
    page.locator(f"[name=row-{branch}-when-0-value]").fill(value)


def a_field(page: Page, name: Words, kind: str) -> None:
    """One more field that officers fill in; it is the last."""
    if page.locator("[data-do=fields]").count():
        press(page, "[data-do=fields]")
    press(page, "[data-do=add-field]")
    first = page.locator("[data-field]").last.locator("[name$=name_ar]").get_attribute("name")
    assert first is not None
    prefix = first.removesuffix("name_ar")
    called(page, name, prefix)
    page.locator(f"[name={prefix}type]").select_option(kind)
    press(page, SAVE)


def nothing_wrong(page: Page) -> None:
    """Nothing keeps the draft from being published."""
    assert page.locator("[data-problems]").count() == 0, page.locator("[data-problems]").all_inner_texts()


def ready(page: Page) -> str:
    """Given to the second person; its address."""
    nothing_wrong(page)
    press(page, "[data-do=ready]")
    page.locator("[data-held]").wait_for()
    return page.url


def published(page: Page, draft: str) -> None:
    """By the second person, where the first one left it."""
    page.goto(draft)
    nothing_wrong(page)
    press(page, "[data-do=publish]")
    if page.url.endswith("/publish/"):  # what changes is read before
        press(page, "[data-do=publish]")
    page.wait_for_url(lambda url: "/drafts/" not in url)
