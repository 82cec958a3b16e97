"""A citizen says where it is: from the list, by the phone's position, on a map, and nothing of it leaves unasked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.areas import HILL, ask_where
from tests.comes_true import comes_true
from tests.conftest import PHONE, page_at
from tests.content.forms import made
from tests.journeys.confirmation import number_and_secret
from workflows.cases.models import Answer, Case

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
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

    # The district follows the governorate, by the keyboard alone.
    box.get_by_label("المحافظة", exact=True).select_option("north")
    box.get_by_label("اللواء", exact=True).select_option("north-lake")
    assert _chosen(page) == "north-lake"
    box.get_by_label("المحافظة", exact=True).select_option("south")
    assert _chosen(page) == "south"
    assert box.get_by_label("اللواء", exact=True).is_hidden()

    # The browser gives no position: it is said, and what was chosen stays.
    box.locator("[data-here]").click()
    page.get_by_text("لم يحدّد المتصفح موقعك").wait_for()
    assert _chosen(page) == "south"

    # Outside of all outlines nothing is chosen; inside it is, and the position is there to keep, unticked.
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 10, "longitude": 10})
    box.locator("[data-here]").click()
    page.get_by_text("لا يقع هذا الموقع في أي من المناطق").wait_for()
    page.context.set_geolocation({"latitude": 31.51234, "longitude": 35.5})
    box.locator("[data-here]").click()
    comes_true(page, f"document.querySelector('select[name=area]').value === '{HILL}'")
    assert not page.locator("input[name=position]").is_checked()
    assert "31.512,35.500" in box.inner_text()

    # The map asks the named server, once it is opened and not before; its middle is a place by the keyboard, too.
    assert foreign == []
    assert barriers(page) == []
    box.locator("[data-map]").click()
    box.locator(".maplibregl-canvas").wait_for()
    box.locator("[data-take]").click()
    comes_true(page, "/^32\\.0\\d\\d,36\\.000$/.test(document.querySelector('input[name=position]').value)")
    box.locator("[data-here]").click()
    comes_true(page, f"document.querySelector('select[name=area]').value === '{HILL}'")
    comes_true(page, "document.querySelector('input[name=position]').value === '31.512,35.500'")
    assert foreign
    assert all(each.startswith(TILES) for each in foreign)
    assert barriers(page) == []
    page.locator("input[name=position]").check()
    assert page.evaluate("document.documentElement.scrollWidth") == 360

    page.get_by_role("combobox", name="الجهة").first.fill("MOH")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.fill("[name=subject]", "حفرة في الشارع")
    page.fill("[name=text]", "أمام المدرسة.")
    page.fill("[name=place]", "قرب المدرسة، الشارع الثالث")
    page.click("main button[type=submit]")
    number_and_secret(page)
    case = Case.objects.get()
    kept = dict(Answer.objects.filter(case=case).values_list("key", "value"))
    assert (kept["area"], kept["position"]) == (["north", HILL], "31.512,35.500")
    assert case.place == "قرب المدرسة، الشارع الثالث"
