"""The knowledge base that a new installation starts with, in two languages."""

from __future__ import annotations

from django.db import transaction

from content.knowledge.models import ArticlePage, KnowledgePage, TopicPage
from content.knowledge.texts import KNOWLEDGE, TOPICS
from content.pages.models import HomePage
from content.pages.seeding import offer_under, seed_under
from content.pages.written import arabic, english

KNOWLEDGE_SLUG = "help"


@transaction.atomic
def seed_knowledge() -> None:
    """Make what is missing of it: published where there is none yet, else as drafts, which editors publish or delete.

    ``seed_pages()`` comes first; safe to run again.
    """
    home = HomePage.objects.get(locale__language_code="ar")
    make = offer_under if KnowledgePage.objects.child_of(home).exists() else seed_under
    first = seed_under(
        home, KnowledgePage, {"slug": KNOWLEDGE_SLUG, "show_in_menus": True, **arabic(KNOWLEDGE)}, english(KNOWLEDGE)
    )
    for slug, topic, articles in TOPICS:
        above = make(first, TopicPage, {"slug": slug, **arabic(topic)}, english(topic))
        for name, article in articles:
            make(above, ArticlePage, {"slug": name, **arabic(article)}, english(article))
