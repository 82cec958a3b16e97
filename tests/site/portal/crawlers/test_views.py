"""What search engines read: what they may, where every page is in both languages, and where each page says it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from lxml import etree
from PIL import Image
from pytest_django import DjangoDbBlocker, Settings

from permissions.now import standing_at
from tests.seeded_site import seeded_site
from tests.workflows.open_figures.opened import opened
from workflows.open_figures.models import OpenBlock

pytestmark = pytest.mark.django_db
HOME = "https://insaf.example"


@pytest.fixture(scope="module")
def _pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with seeded_site(django_db_blocker):
        yield


@pytest.fixture(autouse=True)
def _known_as(settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = f"{HOME}/"


def links_of(client: Client, path: str) -> tuple[list[str], dict[str, str]]:
    page = BeautifulSoup(client.get(path).content, "lxml")
    canonical = [str(link["href"]) for link in page.select("link[rel=canonical]")]
    alternates = {str(link["hreflang"]): str(link["href"]) for link in page.select("link[rel=alternate]")}
    return canonical, alternates


def test_robots_may_read_all_but_the_staff_s_screens(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert lines == ["User-agent: *", "Disallow: /admin/", f"Sitemap: {HOME}/sitemap.xml"]


@pytest.mark.usefixtures("_pages")
def test_the_sitemap_names_the_open_figures_with_each_month_and_longer_period(client: Client) -> None:
    month = opened("2026-09")
    told = {"moh": {"received": 12, "answered": None}}
    OpenBlock.objects.create(name="2026-Q3", told=told, names={}, opened_at=month.opened_at)
    listed = ("", "2026-09/", "2026-Q3/")
    found = etree.fromstring(client.get("/sitemap.xml").content)
    places = [str(place.text) for place in found.iterfind("{*}url/{*}loc")]
    mine = sorted(place for place in places if "/figures/" in place)
    assert mine == [f"{HOME}/{language}/figures/{below}" for language in ("ar", "en") for below in listed]


@pytest.mark.usefixtures("_pages")
def test_the_sitemap_names_every_page_once_with_its_twin(client: Client) -> None:
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"].startswith("application/xml")
    found = etree.fromstring(answer.content)
    places = [str(place.text) for place in found.iterfind("{*}url/{*}loc")]
    assert len(places) == len(set(places))
    for path in ("", "file/complaint/", "file/rights/", "privacy/", "accessibility/"):
        assert f"{HOME}/ar/{path}" in places
        assert f"{HOME}/en/{path}" in places
    for url in found.iterfind("{*}url"):
        twins = {str(link.get("hreflang")): str(link.get("href")) for link in url.iterfind("{*}link")}
        assert set(twins) == {"ar", "en", "x-default"}
        assert twins["x-default"] == twins["ar"] == twins["en"].replace("/en/", "/ar/")
        assert url.findtext("{*}loc") in twins.values()
    for place in places:
        assert client.get(place.removeprefix(HOME)).status_code == 200


@pytest.mark.usefixtures("_pages")
@pytest.mark.parametrize("path", ["", "file/complaint/", "questions/"])
def test_a_page_says_where_it_is_itself_and_in_each_language(client: Client, path: str) -> None:
    for language in ("ar", "en"):
        canonical, alternates = links_of(client, f"/{language}/{path}?agency=moh")
        assert canonical == [f"{HOME}/{language}/{path}"]
        assert alternates == {
            "ar": f"{HOME}/ar/{path}",
            "en": f"{HOME}/en/{path}",
            "x-default": f"{HOME}/ar/{path}",
        }


@pytest.mark.usefixtures("_pages")
@pytest.mark.parametrize("path", ["/ar/track/", "/en/nothing/"])
def test_a_page_that_is_not_to_be_found_says_so_and_nothing_of_where_it_is(client: Client, path: str) -> None:
    assert links_of(client, path) == ([], {})
    page = BeautifulSoup(client.get(path).content, "lxml")
    assert [tag["content"] for tag in page.select("meta[name=robots]")] == ["noindex"]


@pytest.mark.usefixtures("_pages")
def test_every_page_describes_itself(client: Client) -> None:
    for path in ("", "file/", "file/complaint/", "track/", "privacy/"):
        for language in ("ar", "en"):
            page = BeautifulSoup(client.get(f"/{language}/{path}").content, "lxml")
            (described,) = page.select("meta[name=description]")
            assert len(str(described["content"])) > 15, f"/{language}/{path}"


def test_the_icons_that_browsers_and_phones_ask_for_are_there(client: Client) -> None:
    for path, size in (("/favicon.ico", (48, 48)), ("/apple-touch-icon.png", (180, 180))):
        answer = client.get(path)
        assert answer.status_code == 200
        assert Image.open(BytesIO(b"".join(answer))).size == size


def test_whoever_finds_a_fault_reads_whom_to_tell(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = "faults@insaf.example"
    with standing_at(datetime(2026, 11, 1, tzinfo=UTC)):
        answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:faults@insaf.example",
        "Expires: 2027-01-30T00:00:00Z",
        "Preferred-Languages: ar, en",
        f"Canonical: {HOME}/.well-known/security.txt",
    ]


def test_where_nobody_is_named_there_is_no_such_page(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404
