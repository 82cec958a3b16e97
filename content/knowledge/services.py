"""What is written beside articles: the words by which they are found, and what readers said of them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.db.models import F

from content.knowledge.models import ArticlePage, FoundBy, OfUse
from content.knowledge.word_forms import all_forms
from workflows.transactions.turn import write_transaction

_TAG = re.compile(r"<[^>]*>")


def keep_findable(sender: type[ArticlePage], instance: ArticlePage, **_signal: Any) -> None:
    """Signal ``page_published``: the article is found by the words it has now."""
    language = instance.locale.language_code
    title = all_forms([instance.title], language)
    words = all_forms([instance.intro, instance.also, *_texts(instance.body.get_prep_value())], language) | title
    said = {"title": _between_blanks(title), "words": _between_blanks(words)}
    FoundBy.objects.update_or_create(article=instance, defaults=said)


def note_use(*, article_id: int, was_of_use: bool) -> None:
    """Count what one reader said of an article. Raises ``ArticlePage.DoesNotExist`` where none is published."""
    column = "yes" if was_of_use else "no"
    with write_transaction():
        article = ArticlePage.objects.live().get(pk=article_id)
        OfUse.objects.get_or_create(article=article)
        OfUse.objects.filter(article=article).update(**{column: F(column) + 1})


def note_spared(*, article_id: int) -> None:
    """Count that somebody sent no request after an article. Raises ``DoesNotExist`` as ``note_use`` does."""
    with write_transaction():
        article = ArticlePage.objects.live().get(pk=article_id)
        OfUse.objects.get_or_create(article=article)
        OfUse.objects.filter(article=article).update(spared=F("spared") + 1)


def _between_blanks(forms: frozenset[str]) -> str:
    return f" {' '.join(sorted(forms))} "


def _texts(value: Any) -> list[str]:
    """Every text in a stream's raw data, without its markup."""
    if isinstance(value, str):
        return [unescape(_TAG.sub(" ", value))]
    if isinstance(value, dict):
        return [text for key, each in value.items() if key not in ("id", "type", "tone") for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, (list, tuple)) else []
