"""What an editor opens in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.forms.page import FormPage

if TYPE_CHECKING:
    from playwright.sync_api import Page


def edit(page: Page, language: str) -> None:
    """The form of complaints, in the page editor."""
    found = FormPage.objects.get(slug="complaint", locale__language_code=language)
    page.goto(f"/admin/pages/{found.pk}/edit/")


def make_ready(page: Page) -> str:
    """Save what is in the editor and say that it is ready for a second one; gives the address where they decide."""
    page.get_by_role("button", name="More actions").click()
    page.locator("button[name=action-ready]").click()
    return say_ready(page)


def say_ready(page: Page) -> str:
    """On the page of the form, where its editor is already."""
    page.locator("[data-do=ready] button").click()
    page.locator(".messages .success").wait_for()
    return page.url


def agree(second: Page, address: str) -> None:
    """By the second editor."""
    second.goto(address)
    second.locator("[data-do=agree] button").click()
    second.locator(".messages .success").wait_for()
