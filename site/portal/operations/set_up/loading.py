"""Makes all of it, part by part, in the order in which the parts need each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db.models import QuerySet
from wagtail.models import Page

from content.directory.models import DirectoryPage
from content.directory.seeding import seed_directory
from content.forms.page import FormPage
from content.forms.seeding import seed_forms
from content.knowledge.seeding import seed_knowledge
from content.pages.further_languages import begin_further_languages
from content.pages.models import FilingPage, HomePage, StandardPage
from content.pages.news import NewsPage
from content.pages.seeding import seed_pages
from content.search.models import SearchEntry
from content.search.seeding import seed_search
from permissions.access.role_editing import demand_factors
from permissions.access.services import refresh_groups
from permissions.roles.models import Role
from permissions.roles.services import ensure_catalogue
from permissions.translated_text import SHIPPED, languages
from portal.operations.set_up.danger_words import make_danger_words
from portal.operations.set_up.rules import make_kinds, publish_rules
from portal.operations.set_up.units import make_units
from portal.operations.storage_identity import identify_storage, storage_problem
from workflows.transactions.turn import write_transaction

Say = Callable[[str], object]
Part = tuple[str, Callable[[], int]]
"""What is made, and what makes what is missing of it and returns how many were."""


def set_up(say: Say) -> None:
    """Make everything that is missing and say so in a line for each part; safe to run again at any time.

    Each part is there as a whole or not at all (rules one by one); what people have changed since stays as it is.
    """
    for title, make in PARTS:
        make_part(say, title, make)
    identify_storage()
    say(f"Folder of files: {storage_problem() or 'known'}")
    if set(languages()) - set(SHIPPED):
        make_part(say, "Pages in further languages", _counted(Page.objects.all, begin_further_languages))
    with write_transaction():
        refresh_groups()  # an editor's rights hang on the pages
        demanding = demand_factors()
    say(f"Rights: up to date; {demanding} more roles demand a second factor" if demanding else "Rights: up to date")


def is_set_up() -> bool:
    """Whether it ran to its end once: the last part is there."""
    return bool(FormPage.objects.exists())


def make_part(say: Say, title: str, make: Callable[[], int]) -> None:
    """Make what is missing of one part, and say it."""
    made = make()
    say(f"{title}: {made} new" if made else f"{title}: all there")


def _counted(rows: Callable[[], QuerySet[Any]], make: Callable[[], object]) -> Callable[[], int]:
    """``make``, returning how many of ``rows`` came by it."""

    def make_and_count() -> int:
        with write_transaction():
            before = rows().count()
            make()
            return rows().count() - before

    return make_and_count


PARTS: Final[tuple[Part, ...]] = (
    ("Roles", _counted(Role.objects.all, ensure_catalogue)),
    ("Units", make_units),
    ("Kinds of request", make_kinds),
    ("Published rules", publish_rules),
    ("Words of danger", make_danger_words),
    ("Pages", _counted(lambda: Page.objects.exact_type(HomePage, FilingPage, StandardPage, NewsPage), seed_pages)),
    ("Directory", _counted(DirectoryPage.objects.all, seed_directory)),
    ("Knowledge base", _counted(Page.objects.all, seed_knowledge)),
    ("Search", _counted(SearchEntry.objects.all, seed_search)),
    ("Forms", _counted(FormPage.objects.all, seed_forms)),
)
