"""What has no name yet in a language that the installation offers: a list to work off, for its administrators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.db.models import QuerySet

from permissions.agencies.models import Agency, Post
from permissions.areas.models import Area
from permissions.roles.models import Role
from permissions.translated_text import asked_languages, in_language, language_name, languages
from workflows.versions.models import Subject
from workflows.versions.publishable import published_definitions

MOST: Final = 200
"""Rows that are shown; what comes behind them is shown once these are done."""


@dataclass(frozen=True, slots=True)
class LackingName:
    """``what`` it is, its ``name`` as it is shown instead, and the languages in which it has none."""

    what: str
    name: str
    lacks: tuple[str, ...]


def lacking_names() -> list[LackingName]:
    """The first of all that lacks a name: rows of the directory, then what owners have published."""
    return list(islice(_all(), MOST))


def _all() -> Iterator[LackingName]:
    yield from _of_rows()
    for subject in Subject:
        for key, definition in published_definitions(subject).items():
            called = in_language(definition.get("name") or {}) if isinstance(definition, dict) else ""
            what = f"{subject.label}: {called or key}"
            for text in dict.fromkeys(tuple(sorted(each.items())) for each in _texts(definition)):
                yield from _lack(what, dict(text))


def _of_rows() -> Iterator[LackingName]:
    shown: tuple[QuerySet[Any], ...] = (
        Agency.objects.filter(active=True),
        Post.objects.all(),
        Role.objects.all(),
        Area.objects.all(),
    )
    for queryset in shown:
        for name in queryset.order_by("pk").values_list("name", flat=True):
            yield from _lack(str(queryset.model._meta.verbose_name), name)


def _texts(definition: Any) -> Iterator[Mapping[str, str]]:
    """Every text of a definition that is kept by language, wherever it stands."""
    if isinstance(definition, dict):
        installed = languages()
        if definition and all(key in installed and isinstance(words, str) for key, words in definition.items()):
            yield definition
        else:
            for each in definition.values():
                yield from _texts(each)
    elif isinstance(definition, list):
        for each in definition:
            yield from _texts(each)


def _lack(what: str, name: Mapping[str, str]) -> Iterator[LackingName]:
    lacks = tuple(language_name(each) for each in asked_languages() if not name.get(each))
    if lacks and any(name.values()):
        yield LackingName(what, in_language(name), lacks)
