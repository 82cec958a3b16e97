"""The knowledge base that a new installation starts with, in two languages."""

from __future__ import annotations

from django.db import transaction

from content.knowledge.models import ArticlePage, KnowledgePage, TopicPage
from content.knowledge.texts import KNOWLEDGE, TOPICS
from content.pages.models import HomePage
from content.pages.seeding import seed_under
from content.pages.written import arabic, english

KNOWLEDGE_SLUG = "help"


@transaction.atomic
def seed_knowledge() -> None:
    """Make what is missing of it. ``seed_pages()`` comes first; safe to run again."""
    home = HomePage.objects.get(locale__language_code="ar")
    first = seed_under(
        home, KnowledgePage, {"slug": KNOWLEDGE_SLUG, "show_in_menus": True, **arabic(KNOWLEDGE)}, english(KNOWLEDGE)
    )
    for slug, topic, articles in TOPICS:
        above = seed_under(first, TopicPage, {"slug": slug, **arabic(topic)}, english(topic))
        for name, article in articles:
            seed_under(above, ArticlePage, {"slug": name, **arabic(article)}, english(article))
