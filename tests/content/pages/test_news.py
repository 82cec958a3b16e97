"""News: the newest first, and a feed in each language that readers' programs understand."""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from lxml import etree

from content.pages.news import NewsItemPage, NewsPage
from content.pages.scheduled import publish_what_is_due
from permissions.now import now

pytestmark = [pytest.mark.usefixtures("site_of_all_pages"), pytest.mark.django_db]
ATOM = "{http://www.w3.org/2005/Atom}"


def item(day: int, title: str, slug: str) -> NewsItemPage:
    above = NewsPage.objects.get(locale__language_code="en")
    page = NewsItemPage(
        title=title, slug=slug, day=date(2026, 11, day), intro=f"About {title} & more.", locale=above.locale
    )
    above.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_news_stand_newest_first_and_where_there_are_none_it_says_so(client: Client) -> None:
    assert BeautifulSoup(client.get("/en/news/").content, "lxml").select(".empty")
    item(3, "Third", "third")
    item(9, "Ninth", "ninth")
    page = BeautifulSoup(client.get("/en/news/").content, "lxml")
    assert [link.get_text() for link in page.select(".articles a")] == ["Ninth", "Third"]
    assert client.get("/en/news/ninth/").status_code == 200
    assert client.get("/ar/news/").status_code == 200


def test_the_feed_is_of_one_language_with_whole_addresses(client: Client) -> None:
    item(3, "Third <b>", "third")
    answer = client.get("/en/news/feed/")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not client.cookies
    feed = etree.fromstring(answer.content)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert [each.text for each in feed.iterfind(f"{ATOM}entry/{ATOM}title")] == ["Third <b>"]
    assert str(feed.find(f"{ATOM}entry/{ATOM}link").get("href")).endswith("/en/news/third/")  # type: ignore[union-attr]  # it is there
    other = etree.fromstring(client.get("/ar/news/feed/").content)
    assert other.findall(f"{ATOM}entry") == []


def test_no_news_takes_the_address_of_the_feed() -> None:
    with pytest.raises(ValidationError):
        item(3, "Feed", "feed")


def test_a_list_that_is_not_published_has_no_feed(client: Client) -> None:
    NewsPage.objects.get(locale__language_code="en").unpublish()
    assert [client.get(f"/{language}/news/feed/").status_code for language in ("en", "ar")] == [404, 200]


def test_a_page_that_cannot_be_published_stops_nothing_and_is_told(caplog: pytest.LogCaptureFixture) -> None:
    page = item(3, "Third", "third")
    NewsItemPage.objects.filter(pk=page.pk).update(expire_at=now() - timedelta(minutes=1))
    with patch("content.pages.scheduled.call_command", side_effect=ValueError):
        assert publish_what_is_due() is False
    assert "could not be published" in caplog.text
    assert publish_what_is_due() is True


def test_a_page_is_published_and_taken_away_at_its_time(client: Client) -> None:
    page = item(3, "Third", "third")
    assert publish_what_is_due() is False
    page.unpublish()
    page.go_live_at = now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    assert publish_what_is_due() is True
    assert client.get("/en/news/third/").status_code == 200
    NewsItemPage.objects.filter(pk=page.pk).update(expire_at=now() - timedelta(minutes=1))
    assert publish_what_is_due() is True
    assert client.get("/en/news/third/").status_code == 404
