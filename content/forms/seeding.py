"""The forms that a new installation starts with, in two languages."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page

from content.forms.page import FormPage
from content.forms.review.gate import without_second_editor
from content.forms.texts import FORMS
from content.forms.written import WrittenForm
from content.pages.first_version import keep_first, publish_first
from content.pages.models import HomePage
from content.pages.translation import translate_page
from content.pages.written import arabic, english


@transaction.atomic
def seed_forms() -> None:
    """Make the forms that are missing, each in Arabic under the page it belongs to, and with its English twin.

    ``seed_pages()`` comes first, and the request kinds exist. Safe to run again: a form that is there is left as its
    editors have it.
    """
    home = HomePage.objects.get(locale__language_code="ar")
    for written in FORMS:
        above = home.get_children().get(slug=written.under)
        slug = written.slug or written.kind
        page = FormPage.objects.child_of(above).filter(slug=slug).first()
        if page is None:
            with without_second_editor("It comes with the platform, and nobody is an editor yet who could agree."):
                _seed(above, slug, written)
        else:
            keep_first(page)


def _seed(above: Page, slug: str, written: WrittenForm) -> None:
    page = FormPage(slug=slug, locale=above.locale, kind=written.kind, **_texts(written))
    above.add_child(instance=page)
    publish_first(page)
    translate_page(page, english([list(_words(written).values())]))


def _texts(written: WrittenForm) -> dict[str, Any]:
    texts: dict[str, Any] = arabic(_words(written))
    return texts


def _words(written: WrittenForm) -> dict[str, Any]:
    return {
        "title": written.title,
        "heading": written.heading,
        "summary": written.summary,
        "intro": written.intro,
        "send_label": written.send,
        "questions": written.questions,
        "notes": written.notes,
    }
