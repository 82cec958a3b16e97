"""The list of bodies that a new installation starts with, in two languages."""

from __future__ import annotations

from django.db import transaction

from content.directory.models import DirectoryPage
from content.directory.texts import DIRECTORY
from content.pages.models import HomePage
from content.pages.seeding import seed_under
from content.pages.selectors import DIRECTORY_SLUG
from content.pages.written import arabic, english


@transaction.atomic
def seed_directory() -> None:
    """Make the page of the list where there is none. ``seed_pages()`` comes first; safe to run again."""
    home = HomePage.objects.get(locale__language_code="ar")
    fields = {"slug": DIRECTORY_SLUG, "show_in_menus": True, **arabic(DIRECTORY)}
    seed_under(home, DirectoryPage, fields, english(DIRECTORY))
