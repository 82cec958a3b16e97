"""A citizen says where it is: from the list, by the phone's position, on a map, and nothing of it leaves unasked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from permissions.actors import Actor
from permissions.areas.outlines import keep_outlines
from permissions.areas.places import position_in_words
from permissions.areas.services import write_areas
from portal.operations.demo_world.agencies.areas import AREAS
from tests.areas import HILL, ask_where
from tests.comes_true import comes_true
from tests.conftest import PHONE, page_at
from tests.content.forms import made
from tests.journeys.confirmation import number_and_secret
from tests.journeys.entering import enter
from workflows.cases.models import Answer, Case

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
ZARQA: Any = {"latitude": 32.0729, "longitude": 36.0881}
TILES = "https://tiles.example.org/"


def _tile(route: Route) -> None:
    route.fulfill(body=made.picture("PNG"), content_type="image/png", headers={"Access-Control-Allow-Origin": "*"})


def _chosen(page: Page) -> str:
    return page.locator("select[name=area]").input_value()


def test_the_place_is_found_and_kept_only_as_the_citizen_says(
    browser: Browser, live_server: LiveServer, settings: Settings, barriers: Callable[[Page], list[str]]
) -> None:
    settings.MAP_URL, settings.MAP_ATTRIBUTION = f"{TILES}{{z}}/{{x}}/{{y}}.png", {"ar": "المركز الجغرافي"}
    made.published_forms()
    ask_where()
    with page_at(browser, live_server.url, PHONE, named=(TILES,)) as page:
        _says_where(page, barriers)


def _says_where(page: Page, barriers: Callable[[Page], list[str]]) -> None:
    foreign: list[str] = []
    page.on("request", lambda each: foreign.append(each.url) if each.url.startswith("https:") else None)
    page.route(f"{TILES}**", _tile)
    page.goto("/ar/file/complaint/")
    box = page.locator("[data-area]")

    _chooses_from_the_lists(box)

    # The browser gives no position: it is said, and what was chosen stays.
    box.locator("[data-here]").click()
    page.get_by_text("لم يحدّد المتصفح موقعك").wait_for()
    assert _chosen(page) == "south"

    # It takes too long: that is another sentence.
    page.evaluate("() => { navigator.geolocation.getCurrentPosition = (_found, failed) => failed({ code: 3 }) }")
    box.locator("[data-here]").click()
    page.get_by_text("تأخر تحديد موقعك").wait_for()
    page.evaluate("delete navigator.geolocation.getCurrentPosition")

    # Outside of all outlines nothing is chosen; inside it is once it is confirmed, with the position.
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 10, "longitude": 10})
    box.locator("[data-here]").click()
    page.get_by_text("خارج الأردن").first.wait_for()
    assert box.locator("[data-use]").is_hidden()
    page.context.set_geolocation({"latitude": 31.51234, "longitude": 35.5})
    box.locator("[data-here]").click()
    box.locator("[data-use]").wait_for()
    assert not page.locator("input[name=position]").is_checked()
    assert _chosen(page) == "south"
    box.locator("[data-use]").click()
    assert _chosen(page) == HILL
    assert page.locator("input[name=position]").is_checked()

    # The map asks the named server, once it is opened and not before; its middle is a place by the keyboard, too.
    assert foreign == []
    assert barriers(page) == []
    box.locator("[data-map]").click()
    box.locator(".maplibregl-canvas").wait_for()
    box.locator("[data-take]").click()
    comes_true(page, "/^32\\.0\\d\\d,36\\.000$/.test(document.querySelector('input[name=position]').value)")
    box.locator("[data-here]").click()
    comes_true(page, "document.querySelector('input[name=position]').value === '31.512,35.500'")
    box.locator("[data-use]").click()
    assert _chosen(page) == HILL
    assert foreign
    assert all(each.startswith(TILES) for each in foreign)
    assert barriers(page) == []
    assert page.locator("input[name=position]").is_checked()
    assert page.evaluate("document.documentElement.scrollWidth") == 360

    page.fill("[name=place]", "قرب المدرسة، الشارع الثالث")
    _files(page)
    case = Case.objects.get()
    kept = dict(Answer.objects.filter(case=case).values_list("key", "value"))
    assert (kept["area"], kept["position"]) == (["north", HILL], "31.512,35.500")
    assert case.place == "قرب المدرسة، الشارع الثالث"


def _chooses_from_the_lists(box: Locator) -> None:
    """The district follows the governorate, by the keyboard alone."""
    chosen = box.locator("select[name=area]")
    box.get_by_label("المحافظة", exact=True).select_option("north")
    box.get_by_label("اللواء", exact=True).select_option("north-lake")
    assert chosen.input_value() == "north-lake"
    box.get_by_label("المحافظة", exact=True).select_option("south")
    assert chosen.input_value() == "south"
    assert box.get_by_label("اللواء", exact=True).is_hidden()


def test_in_zarqa_a_phone_says_near_zarqa_and_the_officer_reads_the_same(
    browser: Browser, live_server: LiveServer, barriers: Callable[[Page], list[str]]
) -> None:
    """No outlines of an operator's, no tiles: the country's places alone, on our own map."""
    land = made.published_forms()
    ask_where()
    keep_outlines({}, actor=Actor.operator)
    write_areas(AREAS, actor=Actor.operator)
    with page_at(browser, live_server.url, PHONE, geolocation=ZARQA, permissions=["geolocation"]) as page:
        page.goto("/ar/file/complaint/")
        _finds_zarqa(page, barriers)
        _moves_the_pin(page)
        page.locator("[data-use]").click()
        assert page.locator("input[name=position]").is_checked()
        assert _chosen(page) == "zarqa"
        assert barriers(page) == []
        _files(page)
    kept = dict(Answer.objects.values_list("key", "shown"))
    assert kept == {"area": "الزرقاء", "position": "قرب الزرقاء، محافظة الزرقاء"}
    with page_at(browser, live_server.url, PHONE) as desk:
        enter(desk, land.people["officer-moh"], "ar", live_server.url)
        desk.goto(f"/admin/desk/{Case.objects.get().tracking}/")
        where = desk.locator("dd", has=desk.locator("[data-where]"))
        assert "قرب الزرقاء، محافظة الزرقاء" in where.inner_text()
        assert where.locator("svg").is_hidden()
        where.locator("summary").click()
        assert where.locator(".pin").is_visible()
        assert "الزرقاء" in (where.locator("svg").text_content() or "")
        assert Answer.objects.get(key="position").value in where.inner_text()
        assert barriers(desk) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_browser_says_of_every_position_what_the_server_says(phone_page: Page, language: str) -> None:
    """The rules are written twice: on a grid over the country, its borders and its shore both give one answer."""
    grid = [(290 + 3 * row / 2, 347 + 3 * column / 2) for row in range(31) for column in range(32)]
    positions = [f"{latitude / 10:.3f},{longitude / 10:.3f}" for latitude, longitude in grid]
    data = Client().get(f"/areas/places.{language}.json").json()
    phone_page.goto("/static/js/forms-places.js")
    said = phone_page.evaluate(
        """([data, positions]) => import("/static/js/forms-places.js").then(({ Places }) => {
            const places = new Places(data);
            return positions.map((position) => {
                const [latitude, longitude] = position.split(",").map(Number);
                return places.words(places.locate([longitude, latitude]));
            });
        })""",
        [data, positions],
    )
    by_server = [position_in_words(position, language) for position in positions]
    assert said == by_server
    beginnings = {"ar": ("قرب ", "على بعد ", "خارج "), "en": ("Near ", "1", "Outside ")}[language]
    for beginning in beginnings:
        assert any(words.startswith(beginning) for words in by_server), beginning


def _finds_zarqa(page: Page, barriers: Callable[[Page], list[str]]) -> None:
    box = page.locator("[data-area]")
    box.locator("[data-here]").click()
    said = box.locator("[data-said]")
    said.filter(has_text="قرب الزرقاء، محافظة الزرقاء").wait_for()
    assert box.locator(".pin").is_visible()
    assert "32.073" not in said.inner_text() + box.locator("label.choice").inner_text()
    # Nothing is chosen and nothing is kept by itself.
    assert _chosen(page) == ""
    assert not page.locator("input[name=position]").is_checked()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert barriers(page) == []


def _moves_the_pin(page: Page) -> None:
    """By the arrow keys, by a tap, and over the border, where there is nothing to confirm."""
    drawing, position = page.locator("[data-drawing]"), "document.querySelector('input[name=position]').value"
    drawing.focus()
    page.keyboard.press("ArrowUp")
    comes_true(page, f"{position} === '32.075,36.088'")
    page.keyboard.press("-")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.locator("[data-said]").filter(has_text="خارج الأردن").wait_for()
    assert page.locator("[data-use]").is_hidden()
    page.locator("[data-area] [data-here]").click()
    page.locator("[data-said]").filter(has_text="قرب الزرقاء").wait_for()
    before = page.evaluate(position)
    drawing.click(position={"x": 150, "y": 180})
    comes_true(page, f"{position} !== '{before}'")
    page.locator("[data-use]:enabled").wait_for()
    assert "قرب الزرقاء" in page.locator("[data-said]").inner_text()
    # What the device finds too late does not take back a tap.
    page.evaluate("() => { navigator.geolocation.getCurrentPosition = (found) => { window.late = found } }")
    page.locator("[data-here]").click()
    drawing.press("ArrowDown")
    page.locator("[data-use]:enabled").wait_for()
    tapped = page.evaluate(position)
    page.evaluate("late({ coords: { latitude: 29.5267, longitude: 35.0078 } })")
    assert page.evaluate(position) == tapped


def _files(page: Page) -> None:
    page.get_by_role("combobox", name="الجهة").first.fill("MOH")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.fill("[name=subject]", "حفرة في الشارع")
    page.fill("[name=text]", "أمام المدرسة.")
    page.click("main button[type=submit]")
    number_and_secret(page)
