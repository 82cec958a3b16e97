"""Articles that may answer what somebody is about to send: found by all its words, few, and only where they fit."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from math import log
from typing import Final

from django.apps import apps
from wagtail.models import Locale

from content.forms.hints import Answer
from content.knowledge.word_forms import WEAK, forms_of, words_of

MOST: Final = 3
MOST_WORDS: Final = 150
"""Different words of a text that are looked for."""
SHORTEST: Final = 3
"""Letters of a word that tells anything."""
LOOKED_AGAIN: Final = 60.0
"""Seconds after which a process reads anew by what articles are found."""
IN_THE_TITLE, IN_THE_TEXT, BY_CONSONANTS = 3.0, 1.0, 0.3
"""What a word of the text is worth by where its form stands."""
COMMON: Final = 0.4
"""A word that stands in a larger share of all articles says nothing of one."""
FEWEST_WORDS: Final = 2
"""Different words of a text that must stand in an article, one of them in its title."""
ENOUGH: Final = 6.5
"""So much all of them together must be worth."""
BESIDE_THE_BEST: Final = 0.7
"""So much of what the best is worth the others must be."""


@dataclass(frozen=True, slots=True)
class _Known:
    """By article, the forms in its title and in all of it. ``read``: on the process's own clock, in seconds."""

    forms: dict[int, tuple[frozenset[str], frozenset[str]]]
    read: float


_known: dict[str, _Known] = {}


def answering(text: str, locale: Locale) -> list[Answer]:
    """At most three live articles in one language that may answer ``text``, the best first. At most two queries."""
    known = _forms(locale)
    words = {word for word in words_of(text) if len(word) >= SHORTEST and not word.isdecimal()}
    wanted = [forms_of(word, locale.language_code) for word in sorted(words)[:MOST_WORDS]]
    worths = _worths({forms for forms in wanted if forms}, known)
    least = max(ENOUGH, BESIDE_THE_BEST * max(worths.values(), default=0.0))
    best = sorted((article for article in worths if worths[article] >= least), key=lambda each: -worths[each])[:MOST]
    if not best:
        return []
    articles = apps.get_model("content", "ArticlePage").objects.live().filter(locale=locale).in_bulk(best)
    return [
        Answer(article.pk, article.title, article.intro, article.url)
        for article in (articles[each] for each in best if each in articles)
    ]


def forget() -> None:
    """Read everything anew."""
    _known.clear()


def _worths(wanted: Collection[frozenset[str]], known: _Known) -> dict[int, float]:
    """What each article is worth to a text that has these words; 0 where too few of them stand in it."""
    worths, words, titles = dict.fromkeys(known.forms, 0.0), dict.fromkeys(known.forms, 0), set[int]()
    for forms in wanted:
        found = {article: _worth(forms, *there) for article, there in known.forms.items()}
        having = sum(worth >= IN_THE_TEXT for worth in found.values())
        if having > max(COMMON * len(found), 1):
            continue
        rarity = log(1 + len(found) / max(having, 1))
        for article, worth in found.items():
            worths[article] += rarity * worth
            words[article] += worth >= IN_THE_TEXT
            if worth == IN_THE_TITLE:
                titles.add(article)
    return {each: worths[each] if each in titles and words[each] >= FEWEST_WORDS else 0.0 for each in worths}


def _worth(forms: frozenset[str], title: frozenset[str], words: frozenset[str]) -> float:
    strong = [form for form in forms if not form.startswith(WEAK)]
    if any(form in title for form in strong):
        return IN_THE_TITLE
    if any(form in words for form in strong):
        return IN_THE_TEXT
    return BY_CONSONANTS if not forms.isdisjoint(words) else 0.0


def _forms(locale: Locale) -> _Known:
    known = _known.get(locale.language_code)
    if known is None or time.monotonic() - known.read > LOOKED_AGAIN:
        rows = apps.get_model("content", "FoundBy").objects.filter(article__live=True, article__locale=locale)
        forms = {row.article_id: (frozenset(row.title.split()), frozenset(row.words.split())) for row in rows}
        known = _known[locale.language_code] = _Known(forms, time.monotonic())
    return known
