"""What officers and citizens do to a request in the browser: an act at the desk, and the page with number and code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.confirmation import number_and_secret

if TYPE_CHECKING:
    from playwright.sync_api import Page

Kept = tuple[str, str]
"""Number and code."""


def act(page: Page, tracking: str, name: str, text: str, *, outcome: str = "", **fields: str) -> None:
    """One act of an officer on the page of a request, by the words of its outcome where there are several.

    ``fields`` are what it has them fill in.
    """
    page.goto(f"/admin/desk/{tracking}/")
    form = page.locator(f"#act-{name}")
    if form.get_attribute("open") is None:
        form.locator("summary").press("Enter")
    form.locator("textarea").first.fill(text)
    if outcome:
        form.locator("[name=outcome]").select_option(label=outcome)
    if form.locator("[name=ground]").is_visible():
        form.locator("[name=ground]").select_option("no_legal_basis")
        form.locator("[name=rule]").fill("المادة 4 من النظام")
        form.locator("[name=instead]").fill("يمكنك تقديم الطلب من جديد.")
    for key, value in fields.items():
        form.locator(f"[name=field-{key}]").fill(value)
    form.locator(".btn-row button").first.press("Enter")
    page.locator(".messages li").wait_for()


def filed(page: Page, kind: str, **answers: str) -> Kept:
    """A citizen’s request to the first ministry."""
    page.goto(f"/ar/file/{kind}/")
    page.locator("select[name=agency]").select_option("moh", force=True)
    for name, value in answers.items():
        page.fill(f"[name={name}]", value)
    page.click("main button[type=submit]")
    page.locator("[data-tracking]").wait_for()
    tracking, secret = number_and_secret(page)
    assert tracking
    assert secret
    return tracking, secret


def follow(page: Page, kept: Kept, language: str = "ar") -> None:
    """The page of a request, by its number and code."""
    page.goto(f"/{language}/track/")
    page.fill("[name=tracking]", kept[0])
    page.fill("[name=secret]", kept[1])
    page.locator("[name=secret]").press("Enter")
    page.locator(".case-head").wait_for()
