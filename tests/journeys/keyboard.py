"""Hands that stay on the keyboard: every key is counted, what is said by somebody else is typed and not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST_TABS = 120


class Keyboard:
    """Presses keys and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += len(key.split("+"))

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def to(self, selector: str, *, most: int = MOST_TABS) -> None:
        """By Tab to what is meant."""
        for _time in range(most):
            if self.page.evaluate("selector => !!document.activeElement?.matches(selector)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"no way by Tab to {selector}")
