"""What readers say of articles: counted, and nothing of who they are."""

from __future__ import annotations

from django.db.models import F

from content.knowledge.models import ArticlePage, OfUse
from workflows.transactions.turn import write_transaction


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
