"""Waiting in a browser for something to be so. Playwright's way evaluates words there, which our policy refuses."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE = 60.0  # seconds


def comes_true(page: Page, expression: str, arg: Any = None) -> None:
    """Come back as soon as ``expression``, a JavaScript expression or function, is true on the page. Raises
    TimeoutError, on which a test is run once more."""
    end = time.monotonic() + PATIENCE
    while not _is_so(page, expression, arg):
        if time.monotonic() > end:
            raise TimeoutError(expression)
        page.wait_for_timeout(50)  # milliseconds


def _is_so(page: Page, expression: str, arg: Any) -> bool:
    try:
        return bool(page.evaluate(expression, arg))
    except Error:
        # A page that is just being left or laid anew has none of what is asked for yet; patience ends all the same.
        return False
