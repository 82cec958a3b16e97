"""Every public page in both languages: its own letters only, its twin a click away, whole without scripts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from content.pages.models import HomePage
from permissions.agencies.models import Agency
from permissions.citizens.models import AddressKind
from permissions.citizens.services import sign_in_by_address
from portal.operations.set_up.ladders import LADDERS
from tests.letters import strange_words
from tests.site.portal.citizen.signing_in import known
from workflows.calendars.definition import parse as parse_calendar
from workflows.calendars.jordan import jordan_definition
from workflows.calendars.working_time import add
from workflows.escalation.definition import parse as parse_ladder

pytestmark = pytest.mark.django_db
VIEWS = ["track/"]
KINDS = ("complaint", "inquiry", "suggestion", "praise", "integrity", "rights")


@pytest.fixture
def paths(site_of_all_pages: None, db: None) -> list[str]:
    """The paths of all pages below the language, those of the tree and those of the citizens' views."""
    pages = Page.objects.live().filter(locale__language_code="ar", depth__gt=1).specific()
    return [page.url.removeprefix("/ar/") for page in pages] + VIEWS


def test_no_page_has_letters_of_the_other_language(client: Client, paths: list[str]) -> None:
    for language in ("ar", "en"):
        for path in paths:
            response = client.get(f"/{language}/{path}")
            assert response.status_code == 200, path
            assert strange_words(response.content.decode(), language) == [], f"/{language}/{path}"


def test_every_page_leads_to_its_twin_and_back(client: Client, paths: list[str]) -> None:
    for path in paths:
        for language, other in (("ar", "en"), ("en", "ar")):
            page = BeautifulSoup(client.get(f"/{language}/{path}").content, "lxml")
            link = page.select_one("a.lang")
            assert link is not None
            assert (link["href"], link["lang"], link["hreflang"]) == (f"/{other}/{path}", other, other)


def test_every_page_has_one_heading_a_title_of_its_own_and_a_way_past_the_top(client: Client, paths: list[str]) -> None:
    titles = []
    for path in paths:
        page = BeautifulSoup(client.get(f"/ar/{path}").content, "lxml")
        assert len(page.find_all("h1")) == 1, path
        assert page.select_one("a.skip[href='#main']")
        assert page.select_one("main#main")
        assert page.title
        titles.append(page.title.get_text())
        if page.select_one("[data-quick-exit]"):
            # A window's name and a browser's history show it: it says no more than that something is filed.
            assert titles.pop() == "تقديم طلب | إنصاف"
    assert len(set(titles)) == len(titles)


def addresses(links: list[tuple[str, str]]) -> list[str]:
    return [address for _words, address in links]


def links_of_menus(client: Client, path: str) -> list[list[tuple[str, str]]]:
    """Both menus of a page, that of wide screens and that which opens: words and address of each link."""
    page = BeautifulSoup(client.get(path).content, "lxml")
    menus = page.select(".top nav, .top details")
    return [[(link.get_text(strip=True), str(link["href"])) for link in menu.select("a")] for menu in menus]


@pytest.mark.parametrize(("language", "words"), [("ar", "طلباتي"), ("en", "My requests")])
def test_every_menu_leads_to_ones_own_requests_behind_following_one(
    client: Client, paths: list[str], language: str, words: str
) -> None:
    for path in paths:
        wide, opened = links_of_menus(client, f"/{language}/{path}")
        assert wide == opened
        assert wide[2] == (words, f"/{language}/my/"), path
        assert wide[1][1] == f"/{language}/track/"


def test_where_nobody_can_sign_in_the_menu_does_not_offer_it(client: Client, paths: list[str], settings: Any) -> None:
    settings.EMAIL_IS_SET_UP, settings.SMS_URL, settings.OIDC_CITIZENS = False, "", None
    assert not any("/en/my/" in addresses(menu) for menu in links_of_menus(client, "/en/track/"))
    settings.SMS_URL = "file:///letters"
    assert all("/en/my/" in addresses(menu) for menu in links_of_menus(client, "/en/track/"))


@pytest.mark.parametrize("page", ["track/", "privacy/", "file/complaint/"])
def test_the_menu_is_the_same_to_who_is_signed_in(client: Client, paths: list[str], page: str) -> None:
    signed_in = known(sign_in_by_address(AddressKind.EMAIL, "huda@example.org"))
    assert links_of_menus(signed_in, f"/ar/{page}") == links_of_menus(client, f"/ar/{page}")


def test_no_page_names_another_host(client: Client, paths: list[str]) -> None:
    for path in paths:
        page = BeautifulSoup(client.get(f"/en/{path}").content, "lxml")
        elements = page.select("script, link:not([rel=canonical], [rel=alternate]), img")
        sources = [str(element.get("src") or element.get("href") or "") for element in elements]
        assert [source for source in sources if source.startswith(("http", "//"))] == []


def test_the_home_page_shows_doors_steps_and_agencies_and_sends_number_and_secret(
    client: Client, paths: list[str]
) -> None:
    page = BeautifulSoup(client.get("/en/").content, "lxml")
    assert [str(link["href"]) for link in page.select(".door.file a")] == [f"/en/file/{kind}/" for kind in KINDS]
    assert len(page.select(".stairs.climbs li")) == 4
    assert [link["href"] for link in page.select(".agencies a")] == [
        "/en/agencies/moe/",
        "/en/agencies/moh/",
    ]
    form = page.select_one(".door.follow form")
    assert form is not None
    assert (form["method"], form["action"]) == ("post", "/en/track/")
    assert {str(field["name"]) for field in form.select("input")} == {"tracking", "secret"}


@pytest.mark.parametrize(("language", "said"), [("ar", "لا جهات بعد"), ("en", "None yet")])
def test_where_there_is_no_agency_yet_none_is_searched(
    client: Client, site_of_all_pages: None, language: str, said: str
) -> None:
    Agency.objects.update(active=False)
    agencies = BeautifulSoup(client.get(f"/{language}/").content, "lxml").select("#agencies")[0]
    assert said in agencies.get_text()
    assert agencies.select("input, button") == []


def test_an_agency_is_searched_on_the_home_page_and_named_on_the_form(client: Client, paths: list[str]) -> None:
    page = BeautifulSoup(client.get("/en/", {"q": "health"}).content, "lxml")
    link = page.select_one(".agencies a")
    assert link is not None
    about = BeautifulSoup(client.get(str(link["href"])).content, "lxml")
    assert about.select("h1")[0].get_text() == "Ministry of Health"
    (way,) = about.select("main a[href*='/file/complaint/']")
    form = BeautifulSoup(client.get(str(way["href"])).content, "lxml")
    chosen = form.select_one("select[name=agency] option[selected]")
    assert chosen is not None
    assert chosen["value"] == "moh"
    nothing = client.get("/en/", {"q": "<script>"}).content.decode()
    assert "No agency has this name" in nothing
    assert '<script>"' not in nothing


def test_a_number_of_the_call_centre_is_shown_only_when_there_is_one(client: Client, paths: list[str]) -> None:
    home = HomePage.objects.get(locale__language_code="ar")
    home.call_number = ""
    home.save_revision().publish()
    assert 'class="call"' not in client.get("/ar/").content.decode()
    home.call_number, home.call_hours = "06 000 0000", "من الأحد إلى الخميس"
    home.save_revision().publish()
    assert '<a href="tel:060000000"><bdi class="no">06 000 0000</bdi></a>' in client.get("/ar/").content.decode()


def test_every_page_says_who_runs_it_and_leads_to_them(client: Client, paths: list[str]) -> None:
    for language, who in (("ar", "وحدة إدارة الشكاوى الحكومية"), ("en", "Government Complaints Management Unit")):
        for path in [*paths, "nothing-here/"]:
            foot = BeautifulSoup(client.get(f"/{language}/{path}").content, "lxml").select_one("footer")
            assert foot is not None
            assert who in foot.get_text()
            assert foot.select_one(f"a[href='/{language}/contact/']")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_whoever_is_told_that_the_unit_gets_it_is_led_there(client: Client, paths: list[str], language: str) -> None:
    for path in ("privacy/", "accessibility/", "questions/", "nothing-here/"):
        main = BeautifulSoup(client.get(f"/{language}/{path}").content, "lxml").select_one("main")
        assert main is not None
        ways = {urljoin(f"/{language}/{path}", str(link["href"])) for link in main.select("a")}
        assert ways & {f"/{language}/contact/", f"/{language}/contact/write/"}, path
        assert all(client.get(way).status_code == 200 for way in ways if "/contact/" in way)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_contact_page_names_telephone_and_authority(client: Client, paths: list[str], language: str) -> None:
    main = BeautifulSoup(client.get(f"/{language}/contact/").content, "lxml").select_one("main")
    assert main is not None
    assert main.select_one("a[href='tel:5008080']")
    assert main.select_one("a[href='write/']")
    words = {"ar": "وحدة إدارة الشكاوى الحكومية", "en": "Government Complaints Management Unit"}[language]
    assert words in main.get_text()


def test_the_contact_form_is_no_door_of_the_home_page(client: Client, paths: list[str]) -> None:
    for path in ("", "file/"):
        page = BeautifulSoup(client.get(f"/en/{path}").content, "lxml")
        assert page.select("main a[href*='/file/']")
        assert page.select("main .kinds a[href*='contact']") == []


@pytest.mark.parametrize("hour", [1, 10, 22])
def test_the_example_of_the_page_of_reply_times_is_what_the_ladder_in_force_does(
    client: Client, paths: list[str], hour: int
) -> None:
    assert "what arrives on Thursday is due on Monday by the end" in client.get("/en/reply-times/").content.decode()
    calendar, ladder = parse_calendar(jordan_definition()), parse_ladder(LADDERS["default"])
    thursday = datetime(2026, 11, 5, hour, 20, tzinfo=ZoneInfo("Asia/Amman"))
    due = add(calendar, thursday, ladder.rungs[0].after, ladder.ends)
    assert due == calendar.closing(date(2026, 11, 9))


def test_the_page_of_reply_times_shows_the_ladder_in_force(client: Client, paths: list[str]) -> None:
    page = BeautifulSoup(client.get("/en/reply-times/").content, "lxml")
    rungs = [rung.get_text(" ", strip=True) for rung in page.select(".ladder .rung")]
    assert rungs == [
        "Public service section 2 working days; then it’s escalated automatically.",
        "Level 1 2 working days; then it’s escalated automatically.",
        "Level 2 There is no higher level; the complaints unit is notified of every delay here.",
    ]
