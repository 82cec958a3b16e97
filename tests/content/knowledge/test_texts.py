"""The articles of day one: thirty a language, short, linked to what is there, and without facts of agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.utils.html import strip_tags

from content.knowledge.models import ArticlePage, KnowledgePage
from content.knowledge.seeding import seed_knowledge
from content.knowledge.texts import TOPICS
from content.pages.written import Both, Rich
from content.search.indexing import texts_of
from workflows.cases.actions.citizen import REOPEN_DAYS

ARTICLES = [(slug, article) for _topic, _words, articles in TOPICS for slug, article in articles]
LINK = re.compile(r'href="([^"]+)"')
NUMBER = re.compile(r"\d+")
TIME_TO_OBJECT = "not-settled"
"""The one article that says a number: for how long one can object."""


def said(written: object, language: str) -> Iterator[str]:
    """Every text of an article in one language."""
    if isinstance(written, Both):
        yield getattr(written, language)
    elif isinstance(written, Rich):
        yield from said(written.parts, language)
    elif isinstance(written, dict):
        yield from said([value for key, value in written.items() if key != "also"], language)
    elif isinstance(written, (list, tuple)):
        for part in written:
            yield from said(part, language)


def test_there_are_thirty_and_each_has_an_address_of_its_own() -> None:
    assert len(ARTICLES) == 30
    assert len({slug for slug, _article in ARTICLES}) == 30


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(("slug", "article"), ARTICLES, ids=[slug for slug, _article in ARTICLES])
def test_each_is_short_and_invents_no_number(slug: str, article: dict[str, object], language: str) -> None:
    text = strip_tags(" ".join(said(article, language)))
    assert 80 <= len(text.split()) <= 200, len(text.split())
    numbers = NUMBER.findall(text)
    assert numbers == ([str(REOPEN_DAYS)] if slug == TIME_TO_OBJECT else []), numbers


@pytest.mark.django_db
@pytest.mark.usefixtures("site_of_all_pages")
def test_every_link_of_an_article_leads_to_a_page(client: Client) -> None:
    known: dict[str, int] = {}
    articles = list(ArticlePage.objects.live())
    assert len(articles) == 2 * len(ARTICLES)
    for article in articles:
        for link in LINK.findall(str(article.body.get_prep_value())):
            address = urljoin(article.url, link.replace("\\", ""))
            if address not in known:
                known[address] = client.get(address).status_code
            assert known[address] == 200, (article.url, address)


@pytest.mark.django_db
@pytest.mark.usefixtures("site_of_all_pages")
def test_where_there_is_a_knowledge_base_what_is_new_is_offered_as_drafts() -> None:
    gone = ArticlePage.objects.get(slug="water", locale__language_code="ar")
    gone.get_translations().get().delete()
    gone.delete()
    kept = ArticlePage.objects.get(slug="roads", locale__language_code="ar")
    kept.title = "من المحرر"
    kept.save_revision().publish()
    before = ArticlePage.objects.count()
    seed_knowledge()
    again = ArticlePage.objects.filter(slug="water")
    assert sorted(again.values_list("locale__language_code", "live")) == [("ar", False), ("en", False)]
    english = again.get(locale__language_code="en").get_latest_revision_as_object()
    assert english.title == "Water: no supply, a leak or a bill"
    assert "Which one it is" in " ".join(texts_of(english.body.get_prep_value()))
    assert ArticlePage.objects.count() == before + 2
    assert ArticlePage.objects.get(pk=kept.pk).title == "من المحرر"
    assert not again.get(locale__language_code="ar").search_entries.exists()
    seed_knowledge()
    assert ArticlePage.objects.count() == before + 2
    assert KnowledgePage.objects.live().count() == 2
