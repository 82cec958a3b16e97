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
