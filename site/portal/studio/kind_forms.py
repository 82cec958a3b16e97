"""The forms by which a kind of request is filed, as its owners see them: in which languages they are published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from content.forms.page import FormPage
from content.pages.models import FilingPage
from permissions.agencies.rights import EDIT_PAGES
from permissions.translated_text import in_language, one_and_all
from portal.admin_screens.screen import holds_in
from portal.studio.kind_subjects import kind_parts, lacking
from workflows.cases.models import RequestKind
from workflows.escalation.publishable import LIMITS
from workflows.questions.types import QuestionKind
from workflows.versions.models import Subject


@dataclass(frozen=True, slots=True)
class ShownForm:
    """One form in one language.

    ``hides``: it offers to keep the citizen's identity from the agency. ``edit``: where its editor writes it, empty for
    whoever is none.
    """

    title: str
    language: str
    address: str
    live: bool
    archived: bool
    hides: bool
    edit: str


def forms_of(code: str, *, edits: bool) -> list[ShownForm]:
    """The forms of a kind, the languages in their order."""
    names = dict(settings.LANGUAGES)
    order = list(names)
    pages = FormPage.objects.filter(kind=code, locale__language_code__in=order).select_related("locale")
    shown = sorted(pages, key=lambda page: (order.index(page.locale.language_code), page.pk))
    return [
        ShownForm(
            page.title,
            str(names[page.locale.language_code]),
            page.url or "",
            page.live,
            page.archived,
            page.schema.asks(QuestionKind.CONFIDENTIAL) is not None,
            reverse("wagtailadmin_pages:edit", args=[page.pk]) if edits else "",
        )
        for page in shown
    ]


def beside_kind(subject: str, key: str, request: HttpRequest, definition: Any) -> dict[str, Any]:
    """What the page of a kind has beside its versions: all that it goes by, its row, and the forms that take it.
    ``definition``: in force, or as its newest draft has it."""
    if subject != Subject.KIND:
        return {}
    forms = forms_of(key, edits=holds_in(request, EDIT_PAGES))
    limits = {each: in_language(limit["name"]) for each, limit in LIMITS.in_force().items() if key in limit["kinds"]}
    filed = any(form.live and not form.archived for form in forms)
    parts = kind_parts(key, definition, filed=filed, limits=limits)
    kind = RequestKind.objects.filter(code=key).first()
    of_row = {"kind": kind, "forms": forms, "filed": filed} if kind is not None else {}
    return {"parts": parts, "lacking": one_and_all(lacking(parts)), **of_row}


def address_taken(key: str) -> bool:
    """Whether a page stands already where the form of a kind would."""
    return any(page.get_children().filter(slug=key).exists() for page in FilingPage.objects.all())
