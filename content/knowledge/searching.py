"""Finding articles by what somebody typed, the best first; the same on every database."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from django.apps import apps
from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Locale

from content.knowledge.word_forms import WEAK, WORD, forms_of, words_of

LONGEST_QUERY: Final = 200
"""Characters of what is typed."""
MOST_WORDS: Final = 12
MOST_FOUND: Final = 20
IN_THE_TITLE, IN_THE_TEXT, BY_CONSONANTS = 6, 3, 1
"""What a word that is looked for is worth by where its form stands."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article that was found, its title and its answer as HTML with the words that were looked for marked."""

    title: SafeString
    intro: SafeString
    url: str


def found(query: str, locale: Locale) -> list[Found]:
    """The live articles in one language in which most words of ``query`` stand, in whatever form. Two queries."""
    language = locale.language_code
    wanted = [forms_of(word, language) for word in list(words_of(query))[:MOST_WORDS]]
    forms = frozenset().union(*wanted)
    if not forms:
        return []
    some = reduce(or_, (Q(words__contains=f" {form} ") for form in forms))
    rows = apps.get_model("content", "FoundBy").objects.filter(some, article__live=True, article__locale=locale)
    ranked = sorted(
        ((_worth(wanted, row.title, row.words), row.article) for row in rows.select_related("article")),
        key=lambda pair: (-pair[0][0], -pair[0][1], pair[1].title),
    )
    most = ranked[0][0][0] if ranked else 0
    # Where one article has all the words, those with a few of them are noise.
    return [
        Found(marked(article.title, forms, language), marked(article.intro, forms, language), article.url)
        for (matched, _), article in ranked[:MOST_FOUND]
        if matched * 2 > most
    ]


def marked(text: str, forms: frozenset[str], language: str) -> SafeString:
    """``text`` escaped, each word that was looked for in a ``<mark>``."""
    pieces, last = [], 0
    for match in WORD.finditer(text):
        word = match.group()
        if any(not forms.isdisjoint(forms_of(each, language)) for each in words_of(word)):
            pieces.append((format_html("{}<mark>{}</mark>", text[last : match.start()], word),))
            last = match.end()
    return format_html("{}{}", format_html_join("", "{}", pieces), text[last:])


def _worth(wanted: list[frozenset[str]], title: str, words: str) -> tuple[int, int]:
    """How many of the words stand in an article, and what that is worth."""
    worth = [max((_of_form(form, title, words) for form in forms), default=0) for forms in wanted]
    return sum(bool(each) for each in worth), sum(worth)


def _of_form(form: str, title: str, words: str) -> int:
    if f" {form} " not in words:
        return 0
    if form.startswith(WEAK):
        return BY_CONSONANTS
    return IN_THE_TITLE if f" {form} " in title else IN_THE_TEXT
