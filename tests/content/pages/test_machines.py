"""What pages say to machines: whole, in the language of the page, and nothing that could end its block."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from content.pages.machines import data_of
from content.pages.models import HomePage
from content.pages.news import NewsItemPage, NewsPage

pytestmark = [pytest.mark.usefixtures("site_of_all_pages"), pytest.mark.django_db]


def told(client: Client, path: str) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """The blocks of data of a page by what they are of, and its card."""
    page = BeautifulSoup(client.get(path).content, "lxml")
    blocks = [json.loads(block.get_text()) for block in page.select("script[type='application/ld+json']")]
    card = {str(tag["property"]): str(tag["content"]) for tag in page.select("meta[property^=og]")}
    return {block["@type"]: block for block in blocks}, card


def test_the_home_page_is_an_organisation_of_the_state_with_its_telephone(client: Client) -> None:
    blocks, card = told(client, "/en/")
    assert blocks["GovernmentOrganization"]["telephone"] == "5008080"
    assert "BreadcrumbList" not in blocks
    assert card["og:image"].endswith("/card.png")
    assert card["og:locale"] == "en_001"
    assert b"".join(client.get("/card.png")).startswith(b"\x89PNG")


def test_questions_are_said_with_their_answers_and_pages_with_the_way_to_them(client: Client) -> None:
    blocks, _card = told(client, "/en/questions/")
    asked = blocks["FAQPage"]["mainEntity"]
    assert asked[0]["name"] == "Do I need an account?"
    assert asked[0]["acceptedAnswer"]["text"].startswith("No. You follow")
    assert "<" not in json.dumps(asked)
    ways, _card = told(client, "/ar/help/filing/attachments/")
    steps = [step["item"].split("/ar/", 1)[1] for step in ways["BreadcrumbList"]["itemListElement"]]
    assert steps == ["", "help/", "help/filing/", "help/filing/attachments/"]


def test_the_page_of_a_body_says_which_body_and_where(client: Client) -> None:
    blocks, card = told(client, "/ar/agencies/moh/")
    assert blocks["GovernmentOrganization"]["name"] == "وزارة الصحة"
    assert card["og:url"] == blocks["GovernmentOrganization"]["url"]
    assert card["og:url"].endswith("/ar/agencies/moh/")


def test_news_are_articles_of_their_day(client: Client) -> None:
    above = NewsPage.objects.get(locale__language_code="en")
    page = NewsItemPage(title="New", slug="new", day=date(2026, 11, 3), intro="In short.", locale=above.locale)
    above.add_child(instance=page)
    page.save_revision().publish()
    blocks, card = told(client, "/en/news/new/")
    assert (blocks["NewsArticle"]["datePublished"], card["og:type"]) == ("2026-11-03", "article")


def test_no_word_ends_the_block_it_stands_in() -> None:
    drawn = data_of([{"name": "</script><script>alert(1)</script>&"}])
    assert drawn.count("</script>") == 1
    assert json.loads(drawn.split(">", 1)[1].rsplit("<", 1)[0])["name"].startswith("</script>")


@pytest.mark.parametrize("path", ["/ar/track/", "/en/nothing/"])
def test_a_page_that_is_not_to_be_found_says_nothing(client: Client, path: str) -> None:
    assert told(client, path) == ({}, {})


def test_what_an_editor_says_of_the_platform_is_what_machines_read(client: Client) -> None:
    HomePage.objects.update(email="unit@insaf.example")
    assert told(client, "/en/")[0]["GovernmentOrganization"]["email"] == "unit@insaf.example"
    about = BeautifulSoup(client.get("/en/about/").content, "lxml")
    assert about.select("main a[href='mailto:unit@insaf.example']")
    assert about.select("main a[href='tel:5008080']")
