"""One search finds what is published in any form of its words, with slips of a finger and other words for the same."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from content.forms.page import FormPage
from content.knowledge.models import ArticlePage
from content.pages.models import StandardPage
from content.pages.news import NewsItemPage, NewsPage
from content.search import index, pages
from content.search.indexing import index_missing_pages
from content.search.models import Kind, SearchEntry
from content.search.pages import SearchPage
from content.search.query import marked, search
from content.search.word_forms import forms_of
from permissions.agencies.models import Agency
from permissions.limits.catalogue import SEARCHES
from permissions.limits.decide import Limit
from workflows.cases.models import RequestKind

pytestmark = [pytest.mark.usefixtures("site_of_all_pages"), pytest.mark.django_db]


def titles(query: str, language: str) -> list[str]:
    return [BeautifulSoup(result.title, "lxml").get_text() for result in search(query, language).results]


def shown(client: Client, path: str, **asked: str) -> BeautifulSoup:
    answer = client.get(path, asked)
    assert answer.status_code == HTTPStatus.OK
    return BeautifulSoup(answer.content, "lxml")


@pytest.mark.parametrize(
    ("language", "query", "kind", "title"),
    [
        ("ar", "شكوى", Kind.FORM, "شكوى"),
        ("en", "complaint", Kind.FORM, "Complaint"),
        ("ar", "وزارة الصحه", Kind.AGENCY, "وزارة الصحة"),
        ("ar", "health ministry", Kind.AGENCY, "وزارة الصحة"),
        ("en", "المرفقات", Kind.ARTICLE, "What should I attach?"),
        ("ar", "خصوصية", Kind.PAGE, "خصوصيتك"),
        ("ar", "أضعت رقمي", Kind.QUESTION, "أضعت الرقم أو الرمز، فهل أستعيده؟"),
        ("en", "do I need an account", Kind.QUESTION, "Do I need an account?"),
        ("ar", "رشوة", Kind.FORM, "بلاغ نزاهة"),
    ],
)
def test_every_sort_of_page_is_found(language: str, query: str, kind: Kind, title: str) -> None:
    results = search(query, language).results
    best = [BeautifulSoup(result.title, "lxml").get_text() for result in results if result.kind == kind]
    assert title in best[:2], titles(query, language)


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("ar", "الشكزى", "شكوي"),
        ("ar", "مرفات", "مرفقات"),
        ("en", "compliant", "complaint"),
        ("en", "atachments", "attachments"),
        ("en", "pasport", "passport"),
    ],
)
def test_a_slip_of_the_finger_is_found_and_said(language: str, typed: str, meant: str) -> None:
    assert list(search(typed, language).instead) == [(typed, meant)]


def test_a_word_that_is_written_to_its_half_is_found() -> None:
    assert "Complaint" in titles("compl", "en")


def test_words_that_mean_the_same_are_those_of_the_editors() -> None:
    assert "Complaint" not in titles("zebra", "en")
    page = SearchPage.objects.get(locale__language_code="ar")
    page.synonyms = "zebra, complaint, شكوى"
    page.save_revision().publish()
    assert titles("zebra", "en")[0] == "Complaint"
    assert titles("zebra", "ar")[0] == "شكوى"


def test_phrases_mean_the_same_as_words_and_as_other_phrases() -> None:
    page = SearchPage.objects.get(locale__language_code="ar")
    page.synonyms = "zebra, striped animal, do account, حساب المستخدم\nstriped horse, complaint"
    page.save_revision().publish()
    question = "Do I need an account?"
    for typed in ("zebra", "striped animal", "the striped animals", "حساب المستخدم"):
        assert titles(typed, "en")[0] == question, typed
    assert titles("striped horse", "en")[0] == "Complaint", "and not what other phrases with one of its words mean"
    assert question not in titles("animal striped", "en"), "in another order it is no phrase"
    assert "<mark>account</mark>" in search("striped animal", "en").results[0].title


def test_a_search_for_water_neither_finds_nor_marks_what() -> None:
    for typed in ("water", "ماء", "مي"):
        results = search(typed, "ar").results
        assert results
        assert not any("<mark>ما</mark>" in result.title + result.summary for result in results), typed
        assert "ما الفرق بين الشكوى وبلاغ النزاهة؟" not in titles(typed, "ar"), typed


def test_a_word_with_marks_of_vowels_is_marked_whole_or_not_at_all() -> None:
    text = "ما يُقدَّم إليها، ومن قدّم شكوًى"
    assert marked(text, frozenset({"م"}), "ar") == text
    assert marked(text, forms_of("شكوى", "ar"), "ar") == "ما يُقدَّم إليها، ومن قدّم <mark>شكوًى</mark>"


@pytest.mark.parametrize("table", ["alone", "passport, document that one takes abroad", "\n".join(["a, b"] * 401)])
def test_a_table_that_cannot_be_read_is_refused_by_its_line(table: str) -> None:
    page = SearchPage.objects.get(locale__language_code="ar")
    page.synonyms = table
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "synonyms" in refused.value.message_dict


def test_nothing_that_is_not_there_is_found() -> None:
    assert "What should I attach?" in titles("attach", "en")
    ArticlePage.objects.get(slug="attachments", locale__language_code="en").unpublish()
    assert "What should I attach?" not in titles("attach", "en")
    RequestKind.objects.filter(code="complaint").update(active=False)
    Agency.objects.filter(code="moh").update(active=False)
    index.forget()
    assert "Complaint" not in titles("complaint", "en")
    assert "Ministry of Health" not in titles("health", "en")
    assert FormPage.objects.live().filter(slug="complaint").exists()


def test_a_draft_is_found_once_it_is_published() -> None:
    above = NewsPage.objects.get(locale__language_code="en")
    item = NewsItemPage(title="Zebra crossings", slug="zebra", intro="New ones.", live=False, locale=above.locale)
    above.add_child(instance=item)
    item.save_revision()
    assert titles("zebra", "en") == []
    item.get_latest_revision().publish()
    assert titles("zebra", "en") == ["Zebra crossings"]


def test_a_page_that_was_never_indexed_is_indexed_by_set_up() -> None:
    deleted, _by_model = SearchEntry.objects.filter(page__slug="questions").delete()
    assert deleted > 2
    assert index_missing_pages() == deleted
    assert index_missing_pages() == 0


def test_the_page_shows_groups_with_marks_and_leads_to_the_answer(client: Client) -> None:
    page = shown(client, "/en/search/", q="complaint")
    groups = page.select(".search-group")
    assert "Forms and services" in [group.h2.get_text() for group in groups if group.h2]
    assert page.select(".search-group mark")
    address = shown(client, "/en/search/", q="do I need an account").select('a[href*="#question-"]')[0]["href"]
    path, _hash, anchor = str(address).partition("#")
    answer = shown(client, path).find(id=anchor)
    assert answer is not None
    assert "You follow your request with a number" in answer.get_text()


def test_one_group_alone_is_shown_whole(client: Client) -> None:
    page = shown(client, "/ar/search/", q="طلب")
    more = page.select('.search-group a[href*="&in="]')
    assert more
    alone = shown(client, str(more[0]["href"]))
    assert len(alone.select(".search-group")) == 1
    assert len(alone.select(".search-group li")) > pages.AT_FIRST


def test_where_nothing_fits_the_forms_are_offered_and_what_was_typed_is_text(client: Client) -> None:
    page = shown(client, "/en/search/", q="<xqzw>qqqqqq</xqzw>")
    assert page.select(".empty")
    assert page.select("xqzw") == []
    assert page.select('main a[href="/en/file/complaint/"]')
    for query in ("كلمة " * 2_000, "%_%' OR 1=1 --", "\u0000\u202e", "~", "  ", "1", "a" * 5_000):
        shown(client, "/ar/search/", q=query)
    assert shown(client, "/ar/search/", q="شكوى", **{"in": "nowhere"}).select(".search-group")


def test_only_the_empty_page_is_kept_and_no_browser_keeps_what_was_searched(client: Client) -> None:
    assert "no-store" in client.get("/ar/search/", {"q": "شكوى"})["Cache-Control"]
    assert b'content="noindex"' in client.get("/ar/search/", {"q": "شكوى"}).content
    assert "no-store" not in client.get("/ar/search/")["Cache-Control"]
    assert not client.cookies


@pytest.mark.usefixtures("limits_on")
def test_so_many_an_hour_and_no_more(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "SEARCHES", Limit(SEARCHES.name, free=2, most=2))
    answers = [client.get("/en/search/", {"q": "complaint"}) for _time in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"]
    assert b"Try again later" in answers[2].content
    assert client.get("/en/search/").status_code == HTTPStatus.OK


def test_a_search_asks_the_database_nothing_once_it_is_read(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    search("شكوى", "ar")
    with django_assert_num_queries(0):
        search("جوزات وزارة الصخة اعتراضي zzzzzz", "ar")


def test_every_public_page_leads_to_it(client: Client) -> None:
    for path in ("/ar/", "/ar/privacy/", "/ar/track/", "/ar/file/complaint/"):
        assert shown(client, path).select('header a[href="/ar/search/"]'), path
    SearchPage.objects.get(locale__language_code="ar").unpublish()
    assert not shown(client, "/ar/privacy/").select("header a.find")


def test_the_words_of_a_question_are_not_those_of_its_page_too() -> None:
    page = StandardPage.objects.get(slug="questions", locale__language_code="en")
    entry = SearchEntry.objects.get(page=page, kind=Kind.PAGE)
    assert "account" not in entry.spellings.split()
