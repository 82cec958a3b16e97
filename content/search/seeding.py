"""The search that an installation has, in two languages."""

from __future__ import annotations

from django.db import transaction

from content.pages.models import HomePage
from content.pages.seeding import seed_under
from content.pages.selectors import SEARCH_SLUG
from content.pages.written import arabic, english
from content.search.indexing import index_missing_pages
from content.search.pages import SearchPage
from content.search.texts import SEARCH, SYNONYMS


@transaction.atomic
def seed_search() -> None:
    """Make the page where there is none, and index what never was. ``seed_pages()`` comes first; safe to run again."""
    home = HomePage.objects.get(locale__language_code="ar")
    fields = {"slug": SEARCH_SLUG, "synonyms": "\n".join(SYNONYMS), **arabic(SEARCH)}
    seed_under(home, SearchPage, fields, english(SEARCH))
    index_missing_pages()
