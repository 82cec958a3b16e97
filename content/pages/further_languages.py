"""The pages in every language beyond those that the platform is shipped in: drafts, for editors to translate."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Locale, Page

from content.pages.models import HomePage
from content.pages.translation import begin_translation
from permissions.translated_text import SHIPPED, languages


@transaction.atomic
def begin_further_languages() -> None:
    """Make, in each further language, the draft of every published Arabic page that has no twin in it yet.

    Until its editors publish one, who reads that language is shown the Arabic. Safe to run again: a twin that is there
    is left as it is.
    """
    home = HomePage.objects.filter(locale__language_code="ar").first()
    if home is None:
        return
    for code in languages():
        if code not in SHIPPED:
            _begin(home, Locale.objects.get_or_create(language_code=code)[0])


def _begin(home: HomePage, locale: Locale) -> None:
    there = set(Page.objects.filter(locale=locale).values_list("translation_key", flat=True))
    # By their path: a page comes after the one above it, whose twin it needs.
    for page in home.get_descendants(inclusive=True).live().order_by("path"):
        if page.translation_key not in there:
            begin_translation(page, locale, {})
