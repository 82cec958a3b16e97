"""A dashboard is arranged by pointer and by keyboard, tells of a threshold once, hangs on a wall, and is printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from permissions.agencies.models import Agency, AgencyRole
from permissions.now import now, standing_at
from tests.comes_true import comes_true
from tests.conftest import DESK, PHONE
from tests.journeys.entering import enter
from tests.journeys.keyboard import Keyboard
from tests.scenes import Country, country, file_case, hire
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.dashboards.thresholds import look_at_all
from workflows.dashboards.tiles import BOARDS
from workflows.figures.question import Period, Question
from workflows.notifications.deliver import deliver_waiting
from workflows.saved_reports.kept import renew_wanted
from workflows.saved_reports.models import Drawn, SavedReport
from workflows.saved_reports.services import save_new, share

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
Barriers = Callable[["Page"], list[str]]
BOARD = "/admin/dashboards/officer/"
TILES = list(BOARDS["officer"].tiles)
KEYS = "[...document.querySelectorAll('[data-key]')].map((each) => each.dataset.key)"


def keys(page: Page) -> list[str]:
    return list(page.evaluate(KEYS))


def entered(
    open_page: Callable[[tuple[int, int]], Page], land: Country, login: str, home: str, size: tuple[int, int] = DESK
) -> Page:
    page = open_page(size)
    enter(page, land.people[login], "ar", home)
    return page


def counted(page: Page, address: str = BOARD) -> None:
    """Opened, and opened again once the queue has counted what it asked for."""
    page.goto(address)
    renew_wanted()
    page.reload()
    assert page.locator("[data-waits]").count() == 0


def test_tiles_are_put_in_order_by_keyboard_and_by_pointer_and_a_slip_is_taken_back(
    open_page: Callable[[tuple[int, int]], Page], barriers: Barriers, live_server: LiveServer
) -> None:
    page = entered(open_page, country(), "officer-moh", live_server.url)
    page.goto(f"{BOARD}arrange/")
    assert barriers(page) == []
    hands, first = Keyboard(page), f'[data-key="{TILES[0]}"]'
    hands.to(f"{first} [value=down]")
    for place in (1, 2):
        with page.expect_navigation():
            hands.press("Enter")
        assert keys(page).index(TILES[0]) == place
        comes_true(page, f"document.activeElement.matches('{first} [value=down]')")
    hands.to(f"{first} [value=wide]")
    with page.expect_navigation():
        hands.press("Enter")
    assert page.locator(f"{first} [value=wide]").get_attribute("aria-pressed") == "true"

    with page.expect_navigation():
        page.locator(first).drag_to(page.locator(f'[data-key="{TILES[-1]}"]'), target_position={"x": 200, "y": 40})
    assert keys(page)[-1] == TILES[0]

    there = keys(page)
    with page.expect_navigation():
        page.locator(f'[data-key="{there[1]}"] [value=remove]').click()
    assert there[1] not in keys(page)
    with page.expect_navigation():
        page.locator("[data-undo]").click()
    assert keys(page) == there
    page.locator("#add-tile").select_option("referrals")
    with page.expect_navigation():
        page.locator('[value="add"]').click()
    assert keys(page)[-1] == "referrals"
    with page.expect_navigation():
        page.locator('[value="reset"]').click()
    assert keys(page) == TILES
    with page.expect_navigation():
        page.locator("[data-undo]").click()
    assert keys(page) == [*there, "referrals"]


def test_a_threshold_tells_once_and_leads_back_to_its_tile(
    open_page: Callable[[tuple[int, int]], Page], barriers: Barriers, live_server: LiveServer
) -> None:
    land = country()
    page = entered(open_page, land, "officer-moh", live_server.url, PHONE)
    page.goto(f"{BOARD}thresholds/")
    page.locator("[name=limit]").fill("كثير")
    page.locator("main form .btn:not(.second)").last.click()
    page.locator("[role=alert]").wait_for()
    assert page.locator("[name=limit]").input_value() == "كثير"
    assert barriers(page) == []
    page.locator("#threshold-tile").select_option("received")
    page.locator("[name=limit]").fill("١")
    page.locator("main form .btn:not(.second)").last.click()
    page.locator(".thresholds li").wait_for()
    page.reload()
    assert barriers(page) == []
    assert look_at_all() == 0
    file_case()
    file_case()
    with standing_at(now() + timedelta(minutes=11)):  # a number that is kept is believed for ten
        assert look_at_all() == 1
        assert look_at_all() == 0
        deliver_waiting()
    page.goto("/admin/notices/")
    page.locator('main a[href*="/dashboards/"]').first.click()
    page.wait_for_url(f"**{BOARD}**")
    counted(page)
    assert page.locator("[data-tile=received] .crossed").count() == 1
    assert barriers(page) == []


def test_the_unit_s_page_of_many_agencies_is_at_most_3000_pixels_high(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer
) -> None:
    """Ten agencies a list: however many more there are, the page grows no longer."""
    land = country()
    for number in range(40):
        name = {"ar": f"هيئة رقم {number}", "en": f"Agency {number}"}
        agency = Agency.objects.create(code=f"agency-{number}", name=name, role=AgencyRole.PUBLIC_BODY)
        counted_case(agency_id=agency.pk)
    page = entered(open_page, land, "officer-central", live_server.url)
    counted(page, "/admin/dashboards/unit/")
    assert page.locator("[data-tile=pending_agencies] tbody tr").count() >= 10
    last = page.locator("[data-tile]").last.bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 3000


def test_a_wall_names_nobody_leads_nowhere_and_renews_itself(
    open_page: Callable[[tuple[int, int]], Page], barriers: Barriers, live_server: LiveServer
) -> None:
    land = country()
    file_case()
    page = entered(open_page, land, "officer-moh", live_server.url)
    counted(page)
    with page.expect_navigation():
        page.locator(f'main a[href="{BOARD}wall/"]').click()
    assert barriers(page) == []
    assert page.locator("[data-tiles] a").count() == 0
    assert "officer-moh" not in page.inner_text("body")
    assert page.locator("[data-tile=received] .large").inner_text().strip() == "1"
    page.locator("main .btn.quiet").click()
    page.wait_for_url(f"**{BOARD}")


def test_a_shared_report_has_on_each_dashboard_what_its_reader_reaches(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer
) -> None:
    land = country()
    file_case()
    file_case(agency="moe")
    asked = Question(measures=("received",), period=Period("this_month"), rows=("agency",)).as_json()
    owner = hire(land, "owner")
    report = save_new(name="الوارد بحسب الجهة", question=asked, drawn=Drawn.BARS, owner_id=owner.pk)
    share(report, [*report.roles.model.objects.filter(code="liaison")])
    page = entered(open_page, land, "officer-moe", live_server.url)
    page.goto(f"{BOARD}arrange/")
    page.locator("#add-tile").select_option(f"report-{report.pk}")
    with page.expect_navigation():
        page.locator('[value="add"]').click()
    counted(page)
    tile = page.locator(f'[data-tile="report-{report.pk}"]')
    assert tile.locator("tbody th").all_inner_texts()[:-1] == ["moe"]
    SavedReport.objects.filter(pk=report.pk).update(removed_at=now())
    page.reload()
    assert tile.count() == 0


def test_on_paper_each_tile_is_whole_and_nothing_to_press_is_printed(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer
) -> None:
    land = country()
    file_case()
    page = entered(open_page, land, "officer-moh", live_server.url)
    counted(page)
    page.emulate_media(media="print")
    assert page.locator("main .tools").is_hidden()
    assert page.locator(".tile .of a").first.is_hidden()
    first, *others = (each.bounding_box() for each in page.locator(".tile.small").all()[:3])
    assert first is not None
    assert [each is not None and each["y"] for each in others] == [first["y"]] * 2, "small ones stand side by side"
    assert page.locator(".chart.line .numbers").first.is_visible()  # its table is folded on the screen
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    pages = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    assert 1 <= len(pages) <= 4
    assert re.search(r"\d\d/\d\d/\d{4}", pages[0].extract_text()), "the days are drawn on the first page"
