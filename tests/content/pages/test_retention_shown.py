"""The privacy page tells how long each kind of request is kept, as it is in force, and by which law."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from tests.scenes import country, publish_one
from tests.seeded_site import pages_and_forms
from workflows.cases.retention import KEY, as_shipped

pytestmark = pytest.mark.django_db


def privacy(client: Client, language: str = "en") -> BeautifulSoup:
    return BeautifulSoup(client.get(f"/{language}/privacy/").content, "lxml")


def times(client: Client, language: str = "en") -> dict[str, str]:
    rows = privacy(client, language).select("dl.terms > div")
    return {words(row.dt): words(row.dd) for row in rows if row.dt and row.dd}


def words(part: Tag) -> str:
    return " ".join(part.get_text().split())


def test_each_kind_has_its_time_and_says_so_where_it_has_none(client: Client) -> None:
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


@pytest.mark.parametrize(
    ("language", "law", "board"),
    [
        ("ar", "قانون حماية البيانات الشخصية رقم (24) لسنة 2023", "مجلس حماية البيانات الشخصية"),
        ("en", "Personal Data Protection Law No. (24) of 2023", "Personal Data Protection Board"),
    ],
)
def test_it_names_the_law_and_its_board(client: Client, language: str, law: str, board: str) -> None:
    country()
    pages_and_forms()
    said = words(privacy(client, language))
    assert law in said
    assert board in said
