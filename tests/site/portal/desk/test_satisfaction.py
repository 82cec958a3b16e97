"""The screens on which the words of ratings are sorted, and on which owners keep the list of themes."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from permissions.now import standing_at
from tests.scenes import Country, country, hire
from tests.site.portal.signed_in import client_of
from tests.site.portal.signed_in import page as text_of
from tests.workflows.cases.rated import MARCH, rated
from workflows.cases.models import CaseEvent, RatedTheme, Theme

pytestmark = pytest.mark.django_db
LIST, THEMES = "/admin/desk/satisfaction/", "/admin/desk/satisfaction/themes/"


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(text_of(response), "lxml")


@pytest.fixture
def land() -> Country:
    Theme.objects.all().delete()
    for place, key in enumerate(("time", "manner"), 1):
        Theme.objects.create(
            key=key, name={"ar": f"ع {key}", "en": key}, words="تأخر" if key == "time" else "", position=place
        )
    return country()


@pytest.fixture
def event(land: Country) -> CaseEvent:
    return rated(land, 2)


@pytest.fixture
def officer(land: Country) -> Client:
    return client_of(land, "officer-moh")


def shown(client: Client, query: str = "") -> BeautifulSoup:
    with standing_at(MARCH):
        return page(client.get(f"{LIST}?month=2026-03{query}"))


def send(client: Client, event: CaseEvent, *themes: str) -> Any:
    with standing_at(MARCH):
        return client.post(LIST, {"month": "2026-03", "seen": [event.pk], f"themes-{event.pk}": themes})


def test_an_officer_sorts_what_they_read_and_sees_it_counted(officer: Client, event: CaseEvent) -> None:
    row = shown(officer).select_one(f"li[data-rating='{event.pk}']")
    assert row is not None
    assert "تأخّر كثيرا" in row.text
    assert [each["value"] for each in row.select(".offered input")] == ["time"]
    assert send(officer, event, "time", "manner").status_code == 302
    after = shown(officer)
    assert [line["data-theme"] for line in after.select("tr[data-theme]")] == ["time", "manner"]
    assert [each["value"] for each in after.select("input[type=checkbox][checked]")] == ["time", "manner"]
    assert after.select("[data-rating]")
    assert not shown(officer, "&theme=-").select("[data-rating]")
    assert not shown(officer, "&stars=5").select("[data-rating]")
    assert shown(officer, "&theme=manner").select("[data-rating]")
    assert send(officer, event).status_code == 302
    assert not RatedTheme.objects.exists()


def test_what_is_sent_for_the_rating_of_another_agency_does_nothing(land: Country, event: CaseEvent) -> None:
    other = client_of(land, "officer-moe")
    assert not shown(other).select("[data-rating]")
    assert send(other, event, "time").status_code == 302
    assert not RatedTheme.objects.exists()


def test_junk_is_refused_in_words_or_ignored(officer: Client, event: CaseEvent) -> None:
    refused = send(officer, event, "no-such-theme")
    assert refused.status_code == 422
    assert page(refused).select_one("[role=alert]") is not None
    for query in ("?month=junk", "?page=0", "?page=99999999", "?stars=9", "?theme=%00", "?page=²"):
        with standing_at(MARCH):
            assert officer.get(f"{LIST}{query}").status_code == 200
    with standing_at(MARCH):
        assert officer.post(LIST, {"seen": ["x", "9" * 30], "month": "2026-03"}).status_code == 302


def test_owners_keep_the_list_and_nobody_else(land: Country, officer: Client) -> None:
    assert officer.get(THEMES).status_code == 404
    hire(land, "owner")
    owner = client_of(land, "owner")
    said = {"name_ar": "الطابور", "name_en": "Queue", "words": "طابور"}
    assert owner.post(THEMES, said).status_code == 302
    assert owner.post(THEMES, said | {"name_ar": ""}).status_code == 422
    assert owner.post(THEMES, {"theme": "queue", "act": "off"}).status_code == 302
    assert page(owner.get(THEMES)).select_one("[data-off=queue]") is not None
    assert owner.post(THEMES, {"theme": "queue", "act": "on"}).status_code == 302
    assert owner.post(THEMES, said | {"theme": "queue", "name_en": "The queue"}).status_code == 302
    assert Theme.objects.get(key="queue").name == {"ar": "الطابور", "en": "The queue"}
    assert owner.post(THEMES, {"theme": "nothing", "act": "off"}).status_code == 404
