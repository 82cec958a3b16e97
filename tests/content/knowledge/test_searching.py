"""The knowledge base finds an article by any form of its words, shows nothing unsafe, and counts what readers said."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from content.knowledge.models import ArticlePage, OfUse

pytestmark = [pytest.mark.usefixtures("site_of_all_pages"), pytest.mark.django_db]


def page(client: Client, path: str, **asked: str) -> BeautifulSoup:
    answer = client.get(path, asked)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "lxml")


def ways(client: Client, path: str, query: str) -> list[str]:
    return [str(link["href"]) for link in page(client, path, q=query).select(".articles a")]


@pytest.mark.parametrize(
    ("path", "query", "first"),
    [
        ("/ar/help/", "المرفقات", "attachments"),
        ("/ar/help/", "أرفق صورة", "attachments"),
        ("/ar/help/", "متابعه الطلبات", "number-and-code"),
        ("/ar/help/", "أين وصلت معاملتي", "number-and-code"),
        ("/ar/help/", "اعتراضي على الردود", "not-settled"),
        ("/ar/help/", "هويتي مجهولة", "staying-unknown"),
        ("/en/help/", "attaching documents", "attachments"),
        ("/en/help/", "ANONYMOUSLY", "staying-unknown"),
    ],
)
def test_an_article_is_found_by_other_forms_of_its_words(client: Client, path: str, query: str, first: str) -> None:
    assert [way.split("/")[-2] for way in ways(client, path, query)][:1] == [first]


def test_where_one_article_has_all_the_words_those_with_few_of_them_are_left_out(client: Client) -> None:
    for slug, also in (("attachments", "zebra quagga okapi"), ("staying-unknown", "zebra")):
        article = ArticlePage.objects.get(slug=slug, locale__language_code="en")
        article.also = also
        article.save_revision().publish()
    assert [way.split("/")[-2] for way in ways(client, "/en/help/", "zebra quagga okapi")] == ["attachments"]
    assert len(ways(client, "/en/help/", "zebra")) == 2


def test_what_is_typed_is_shown_as_text_and_nothing_found_says_what_to_do(client: Client) -> None:
    shown = page(client, "/en/help/", q="<xqzw>qqqq</xqzw> zzzz")
    assert shown.select("xqzw") == []
    assert shown.select(".empty")
    assert len(shown.select(".topics section")) == 5


def test_a_title_with_markup_is_text_and_its_word_is_marked(client: Client) -> None:
    article = ArticlePage.objects.get(slug="attachments", locale__language_code="en")
    article.title = "Attach <b>this</b> & that"
    article.save_revision().publish()
    shown = page(client, "/en/help/", q="attach that")
    title = shown.select(".articles a b")[0]
    assert title.get_text() == "Attach <b>this</b> & that"
    assert [mark.get_text() for mark in title.select("mark")] == ["Attach", "that"]


def test_what_is_no_longer_published_or_of_another_language_is_not_found(client: Client) -> None:
    assert [way for way in ways(client, "/en/help/", "anonymous") if "staying-unknown" in way]
    ArticlePage.objects.get(slug="staying-unknown", locale__language_code="en").unpublish()
    assert not [way for way in ways(client, "/en/help/", "anonymous") if "staying-unknown" in way]
    assert not [way for way in ways(client, "/en/help/", "مجهول") if "/ar/" in way]


def test_a_long_or_strange_query_is_answered(client: Client) -> None:
    for query in ("كلمة " * 2_000, "%_%' OR 1=1 --", "\u0000\u202e", "~", "  "):
        page(client, "/ar/help/", q=query)


def said(client: Client, article: ArticlePage, word: str, **headers: str) -> int:
    sent = {"article": str(article.pk), "of_use": word}
    return client.post("/en/of-use/", sent, headers={"origin": "http://testserver", **headers}).status_code


@pytest.mark.usefixtures("limits_on")
def test_a_reader_is_counted_a_few_times_at_most_and_gets_no_cookie(client: Client) -> None:
    article = ArticlePage.objects.get(slug="attachments", locale__language_code="en")
    for word in ("yes", "no", "yes", "yes", "no"):
        assert said(client, article, word) == 302
    counted = OfUse.objects.get(article=article)
    assert (counted.yes, counted.no) == (2, 1)
    assert not client.cookies
    assert page(client, "/en/help/filing/attachments/", said="").select(".of-use [role=status]")


def test_only_from_our_page_about_a_published_article_and_one_of_two_words(client: Client) -> None:
    article = ArticlePage.objects.get(slug="attachments", locale__language_code="en")
    strict = Client(enforce_csrf_checks=True)
    assert said(strict, article, "yes", origin="https://elsewhere.example") == 403
    assert said(client, article, "perhaps") == 404
    article.unpublish()
    assert said(client, article, "yes") == 404
    assert not OfUse.objects.exists()
