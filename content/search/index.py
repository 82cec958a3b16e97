"""What a process knows of everything that can be searched, in one language: read once a minute, and after a change."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from django.apps import apps
from django.conf import settings
from wagtail.models import Locale, Page

from content.directory.selectors import in_directory, place_of
from content.pages.selectors import place_url
from content.search.models import Kind, SearchEntry
from content.search.synonyms import Synonyms
from content.search.word_forms import WEAK, all_forms, spellings
from permissions.translated_text import in_language

READ_AGAIN: Final = 60.0
"""Seconds after which a process reads it anew: what is published elsewhere is found by then."""
IN_THE_TITLE, IN_THE_TEXT, BY_CONSONANTS = 3.0, 1.0, 0.3
"""What a word is worth by where its form stands."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One result. ``page``: its id; None for the page of an agency that nobody wrote about."""

    kind: Kind
    title: str
    summary: str
    url: str
    page: int | None
    title_forms: frozenset[str]
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Index:
    """The entries of one language, by number; which of them have a form; every spelling that stands in them."""

    language: str
    entries: Sequence[Entry] = ()
    by_form: Mapping[str, frozenset[int]] = field(default_factory=dict)
    spellings: frozenset[str] = frozenset()
    synonyms: Synonyms = field(default_factory=Synonyms)

    def worths(self, forms: Iterable[str]) -> dict[int, float]:
        """The entries in which one of ``forms`` stands, with what that is worth."""
        worths: dict[int, float] = {}
        for form in forms:
            for number in self.by_form.get(form, ()):
                worths[number] = max(worths.get(number, 0.0), _worth(form, self.entries[number]))
        return worths

    def worths_of_all(self, words: Sequence[frozenset[str]]) -> dict[int, float]:
        """The entries in which every one of some words stands, given by their forms, with what the least is worth."""
        first, *others = (self.worths(forms) for forms in words)
        there = [number for number in first if all(number in worths for worths in others)]
        return {number: min(worths[number] for worths in (first, *others)) for number in there}


def _worth(form: str, entry: Entry) -> float:
    if form.startswith(WEAK):
        return IN_THE_TITLE * BY_CONSONANTS if form in entry.title_forms else BY_CONSONANTS
    return IN_THE_TITLE if form in entry.title_forms else IN_THE_TEXT


_known: dict[str, tuple[float, Index]] = {}
"""By language, with when it was read on the process's own clock."""


def index_of(language: str) -> Index:
    """The index in one language; five statements, once a minute."""
    read_at, index = _known.get(language, (float("-inf"), None))
    if index is None or time.monotonic() - read_at > READ_AGAIN:
        index = _read(language)
        _known[language] = (time.monotonic(), index)
    return index


def forget(**_signal: object) -> None:
    """Read everything anew; also a signal."""
    _known.clear()


def _read(language: str) -> Index:
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        return Index(language)
    closed = _closed_forms()
    rows = SearchEntry.objects.filter(page__live=True, page__locale=locale).exclude(page__in=closed)
    entries: list[Entry] = []
    known: set[str] = set()
    written: dict[str, SearchEntry] = {}
    for row in rows.select_related("page").order_by("pk"):
        known.update(row.spellings.split())
        if row.kind == Kind.AGENCY:
            written[row.page.slug] = row
            continue
        title, forms = frozenset(row.title_forms.split()), frozenset(row.forms.split())
        entries.append(
            Entry(Kind(row.kind), row.title, row.summary, f"{row.page.url}{row.anchor}", row.page_id, title, forms)
        )
    for entry, spelled in _agencies(locale, written):
        entries.append(entry)
        known |= spelled
    by_form: dict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(entries):
        for form in entry.forms:
            by_form[form].add(number)
    synonyms = Synonyms.read(_synonyms(), language)
    return Index(
        language,
        tuple(entries),
        {form: frozenset(numbers) for form, numbers in by_form.items()},
        frozenset(known | synonyms.spellings),
        synonyms,
    )


def _closed_forms() -> list[int]:
    """The forms that nobody files through now."""
    active = set(apps.get_model("workflows", "RequestKind").objects.filter(active=True).values_list("code", flat=True))
    pages = apps.get_model("content", "FormPage").objects.live().defer("questions", "notes")
    return [page.pk for page in pages if page.kind not in active or not page.open_now]


def _agencies(locale: Locale, written: Mapping[str, SearchEntry]) -> Iterable[tuple[Entry, frozenset[str]]]:
    """Every agency of the directory, by its name in each language and what an editor wrote of it."""
    directory = Page.objects.live().exclude(directorypage=None).filter(locale=locale).first()
    if directory is None:
        return
    for body in in_directory().filter(active=True).order_by("code"):
        names = {language: words for language, words in body.name.items() if words}
        title = frozenset(chain.from_iterable(all_forms([words], language) for language, words in names.items()))
        row = written.get(body.code)
        forms = title | frozenset(row.forms.split()) if row is not None else title
        name, url = in_language(body.name, locale.language_code), place_url(place_of(directory, body.code))
        summary, page = (row.summary, row.page_id) if row is not None else ("", None)
        yield Entry(Kind.AGENCY, name, summary, url, page, title, forms), spellings(names.values())


def _synonyms() -> str:
    """The lines of editors, on the search page in the first language."""
    pages = apps.get_model("content", "SearchPage").objects.live()
    return str(
        pages.filter(locale__language_code=settings.LANGUAGE_CODE).values_list("synonyms", flat=True).first() or ""
    )
