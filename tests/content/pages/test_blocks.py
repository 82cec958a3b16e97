"""What editors write is text with a few marks, whatever they paste or send; the privacy page tells what is in force."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from content.pages.blocks import RICH_FEATURES
from tests.scenes import country, publish_one
from tests.seeded_site import pages_and_forms
from workflows.cases.retention import KEY, as_shipped


def kept(text: str, *, entities: Mapping[str, object] | None = None, style: str = "BOLD") -> str:
    """What is stored of one line that the editor's browser sends."""
    ranges = [{"offset": 0, "length": len(text), "key": 0}] if entities else []
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "entityRanges": ranges}
    block["inlineStyleRanges"] = [{"offset": 0, "length": len(text), "style": style}]
    state = {"blocks": [block], "entityMap": entities or {}}
    return str(ContentstateConverter(features=RICH_FEATURES).to_database_format(json.dumps(state)))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>"])
def test_markup_that_is_pasted_is_words(text: str) -> None:
    stored = kept(text)
    assert "<script" not in stored
    assert "<img" not in stored
    assert "<svg" not in stored
    assert "&lt;" in stored


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x"])
def test_a_link_that_would_run_something_leads_nowhere(url: str) -> None:
    link = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}}
    assert url.split(":", maxsplit=1)[0] + ":" not in kept("here", entities=link)


def test_a_link_to_a_page_of_the_web_stays() -> None:
    link = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://health.example/"}}}
    assert 'href="https://health.example/"' in kept("here", entities=link)


def privacy(client: Client, language: str = "en") -> BeautifulSoup:
    return BeautifulSoup(client.get(f"/{language}/privacy/").content, "lxml")


def times(client: Client, language: str = "en") -> dict[str, str]:
    rows = privacy(client, language).select("dl.terms > div")
    return {words(row.dt): words(row.dd) for row in rows if row.dt and row.dd}


def words(part: Tag) -> str:
    return " ".join(part.get_text().split())


@pytest.mark.django_db
def test_each_kind_has_its_time_of_retention_and_says_so_where_it_has_none(client: Client) -> None:
    country()
    pages_and_forms()
    never = "Kept indefinitely, as no time has been set; you can ask us to erase it"
    assert set(times(client).values()) == {never}
    rows: list[dict[str, Any]] = [
        {"kind": "complaint", "track": "ordinary", "keep": {"years": 2, "months": 6}},
        {"kind": "complaint", "track": "sensitive", "keep": {"years": 10}},
        {"kind": "rights", "track": "sensitive", "keep": {"days": 90}},
    ]
    publish_one("retention", KEY, {**as_shipped(), "rows": rows})
    now = times(client)
    assert now["complaint"] == "Erased 2 years and 6 months after it was closed"
    assert now["complaint, treated as sensitive"] == "Erased 10 years after it was closed"
    assert now["rights"] == "Erased 90 days after it was closed"
    assert now["inquiry"] == never
    assert "inquiry, treated as sensitive" not in now


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "law", "board"),
    [
        ("ar", "قانون حماية البيانات الشخصية رقم (24) لسنة 2023", "مجلس حماية البيانات الشخصية"),
        ("en", "Personal Data Protection Law No. (24) of 2023", "Personal Data Protection Board"),
    ],
)
def test_the_privacy_page_names_the_law_and_its_board(client: Client, language: str, law: str, board: str) -> None:
    country()
    pages_and_forms()
    said = words(privacy(client, language))
    assert law in said
    assert board in said
