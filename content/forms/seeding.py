"""The six forms that a new installation starts with, in two languages."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from content.forms.page import FormPage
from content.forms.texts import FORMS
from content.forms.written import WrittenForm
from content.pages.first_version import keep_first, publish_first
from content.pages.models import FilingPage
from content.pages.translation import translate_page
from content.pages.written import arabic, english


@transaction.atomic
def seed_forms() -> None:
    """Make the forms that are missing under the Arabic page of the forms, each with its English twin.

    ``seed_pages()`` comes first, and the request kinds exist. Safe to run again: a form that is there is left as its
    editors have it.
    """
    above = FilingPage.objects.get(locale__language_code="ar")
    for written in FORMS:
        page = FormPage.objects.child_of(above).filter(slug=written.kind).first()
        if page is None:
            _seed(above, written)
        else:
            keep_first(page)


def _seed(above: FilingPage, written: WrittenForm) -> None:
    page = FormPage(slug=written.kind, locale=above.locale, kind=written.kind, **_texts(written))
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
