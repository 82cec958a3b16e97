"""What the published forms ask, as facts that owners may decide by."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils.translation import gettext

from content.forms.category_asked import names_category
from content.forms.page import FormPage
from permissions.writing import active_language
from workflows.cases.facts import answer_fact
from workflows.facts.fact import Fact


def answers_asked(kinds: Collection[str]) -> Iterator[Fact]:
    """The answers to editors' own questions on the published forms of some kinds (codes), of all where none is named.

    Those in the reader's language come first. A draft asks nobody anything, nor does what is archived.
    """
    for page in _published(kinds):
        for question in page.schema.own:
            yield answer_fact(question, form=str(page.translation_key), name=page.title)


def forms_named(kinds: Collection[str]) -> list[str]:
    """The names of these forms, each once: in the reader's language, where it is published in that."""
    names: dict[object, str] = {}
    for page in _published(kinds):
        names.setdefault(page.translation_key, page.title)
    return list(names.values())


def forms_naming_category(category: str) -> Iterator[str]:
    """The published forms of which a condition names a category (``kind.key``), in words."""
    kind, _dot, key = category.partition(".")
    naming = {page.translation_key: page for page in reversed(_published((kind,))) if names_category(page.schema, key)}
    for page in naming.values():
        yield gettext("the form “%(form)s”") % {"form": page.title}


def _published(kinds: Collection[str]) -> list[FormPage]:
    pages = FormPage.objects.live().filter(archived=False).select_related("locale").order_by("pk")
    language = active_language()[:2]
    return sorted(
        pages.filter(kind__in=kinds) if kinds else pages, key=lambda page: page.locale.language_code != language
    )
