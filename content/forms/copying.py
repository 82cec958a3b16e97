"""A form copied as a draft of its own, with all its questions and rules, and its translations as far as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from content.forms.beginning import FIRST, texts_of, titled
from content.forms.page import FormPage
from content.pages.translation import begin_translation, known_strings


def original_of(page: FormPage) -> FormPage:
    """The form of which ``page`` is a translation; itself, where it is none."""
    found = FormPage.objects.filter(translation_key=page.translation_key, locale__language_code=FIRST).first()
    return found or page


def is_free(slug: str, above: Page) -> bool:
    """Whether a page below ``above`` may have this address, in every language."""
    twins = Page.objects.filter(translation_key=above.translation_key)
    return not any(twin.get_children().filter(slug=slug).exists() for twin in twins)


@transaction.atomic
def copy_form(page: FormPage, titles: Mapping[str, str], slug: str, *, user: Any) -> FormPage:
    """The draft of a copy beside ``page``, with the drafts of its twins. ``titles``: by language; ``slug``: in all.

    Its questions keep their keys, so that its rules hold and what processes ask for is asked here, too. What has an end
    by the original's clock, or is archived there, is open here.
    """
    original = original_of(page)
    copy = FormPage(slug=slug, locale=original.locale, kind=original.kind, live=False, **texts_of(original))
    copy.title = titles.get(original.locale.language_code) or original.title
    original.get_parent().add_child(instance=copy)
    copy.save_revision(user=user, log_action="wagtail.copy")
    for locale in Locale.objects.exclude(pk=original.locale.pk):
        begin_translation(copy, locale, {**known_strings(original, locale), **titled(copy.title, titles, locale)})
    return copy
