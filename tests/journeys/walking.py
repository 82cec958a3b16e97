"""A citizen who walks through the public pages in one language, and what they press and type on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.scenes import Country
from workflows.cases.models import Case

if TYPE_CHECKING:
    from playwright.sync_api import Page

ADDRESS: Final = "citizen@example.org"
SEND: Final = "#filing button[type=submit]:visible"


@dataclass
class Walk:
    """A page of a browser in one language, and the country behind it."""

    page: Page
    language: str
    land: Country

    def go(self, path: str) -> str:
        self.page.goto(f"/{self.language}/{path}")
        return path or "home"

    def shown(self, html: str) -> None:
        """A page that nobody comes to by walking, at an address of this site."""
        self.page.route("**/shown/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        self.go("shown/")
        self.page.unroute("**/shown/")

    def prove(self, case: Case) -> None:
        self.go("track/")
        self.page.fill("[name=tracking]", case.tracking)
        self.page.fill("[name=secret]", case.secret)
        self.page.locator("[name=secret]").press("Enter")
        self.page.locator(".case-head").wait_for()

    def file(self, kind: str, answers: Mapping[str, str]) -> None:
        self.go(f"file/{kind}/")
        self.page.locator("select[name=agency]").select_option("moh", force=True)
        for name, value in answers.items():
            self.page.fill(f"[name={name}]", value)
        self.page.locator(SEND).last.click()
        self.page.locator("[data-tracking]").wait_for()

    def unfolded(self) -> None:
        """All that opens is open."""
        self.page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")

    def refused(self, press: str) -> None:
        """Press what is to be refused, and wait until that is said."""
        self.page.locator(press).last.click()
        self.page.locator("[data-errors]").wait_for()


Tour = Callable[[Walk], Iterator[str]]
"""Walks, and stops in each state with its name, to be looked at."""
