"""What the page after filing shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def number_and_secret(page: Page) -> tuple[str | None, str | None]:
    kept = page.locator("[data-tracking]")
    kept.first.wait_for()
    assert kept.count() == 1
    return kept.get_attribute("data-tracking"), kept.get_attribute("data-secret")
