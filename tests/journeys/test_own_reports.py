"""Two owners make a measure of roads; its report by governorate is shown on a dashboard and sent; a head opens one."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.core.files.storage import storages

from permissions.now import now, standing_at
from permissions.writing import local, midnight
from portal.saved_reports.making import make_waiting
from tests.areas import a_gazetteer
from tests.comes_true import comes_true
from tests.journeys.entering import enter, seen_whole
from tests.scenes import Country, country, file_case, hire
from tests.workflows.cases.trees import publish_tree
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.submission import GivenAnswer
from workflows.figures.in_force import measures
from workflows.figures.models import FOREVER, Standing
from workflows.notifications.deliver import deliver_waiting
from workflows.outbox.models import OutboxEntry
from workflows.reports.period import containing
from workflows.saved_reports.kept import renew_wanted
from workflows.saved_reports.models import Making, ReportCopy, ReportSchedule
from workflows.saved_reports.sending import send_due

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
DAY = 1_440
Barriers = Callable[["Page"], list[str]]


def decided(land: Country, after: int, *, category: str, area: str, agency: str = "moh") -> Case:
    """A request of last month that was decided so many days later."""
    opened = containing("monthly", now()).former.start + timedelta(days=3, hours=9)
    where = GivenAnswer("area", "أين؟", [area], area, "tree")
    with standing_at(opened):
        case = file_case(category=category, agency=agency, answers=(where,))
    with standing_at(opened + timedelta(days=after)):
        apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor(f"officer-{agency}"))
    return case


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.large)])
def test_from_the_measure_to_the_dashboard_and_down_to_the_request(
    open_page: Callable[[tuple[int, int]], Page], barriers: Barriers, live_server: LiveServer, language: str
) -> None:
    land = country()
    a_gazetteer()
    publish_tree()
    own = [decided(land, after, category="potholes", area="north") for after in (1, 4, 9)]
    decided(land, 6, category="water", area="north")
    neighbour = decided(land, 2, category="potholes", area="north", agency="moe")
    first, second, head = open_page((1280, 900)), open_page((1280, 900)), open_page((360, 740))
    enter(first, hire(land, "owner"), language, live_server.url)
    enter(second, hire(land, "owner", username="owner2"), language, live_server.url)
    enter(head, land.people["level2-moh"], language, live_server.url)

    a_segment(first, barriers)
    a_measure(first, barriers)
    published_by(second, first.url)
    assert measures()["roads-decided"].filters[0].column == "segment"
    put_together(first, barriers)
    saved_and_shared(first, barriers)
    on_a_dashboard(first, barriers)
    to_be_sent(first, barriers)
    assert the_file(land) == pytest.approx(median(days_of(own)), abs=0.001)
    opened_by_the_head(head, own, neighbour, barriers)


def days_of(cases: list[Case]) -> list[float]:
    rows = Standing.objects.filter(case__in=cases, until=FOREVER)
    return [(each or 0) / DAY for each in rows.values_list("decision_took", flat=True)]


def a_segment(page: Page, barriers: Barriers) -> None:
    page.goto("/admin/studio/measures/")
    page.locator('a[href$="/segments/new/"]').click()
    page.fill("[name=name_ar]", "الطرق")
    page.fill("[name=name_en]", "Roads")
    page.fill("[name=key]", "roads")
    chosen(page, "conditions-0", "top_category", "complaint.roads")
    with page.expect_navigation():
        page.locator('main [name="do"][value="save"]').last.click()
    page.locator('[data-segment="roads"]').wait_for()
    assert barriers(page) == []


def a_measure(page: Page, barriers: Barriers) -> None:
    """It begins as a copy of one that Insaf came with, and is narrowed."""
    page.goto("/admin/studio/new/measure/")
    page.fill("[name=name_ar]", "وسيط أيام القرار في الطرق")
    page.fill("[name=name_en]", "Median working days to decision, roads")
    page.fill("[name=code]", "roads-decided")
    page.locator("[name=begins]").select_option("days_to_decision")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")
    assert page.locator('[name="top-percentile"]').is_hidden(), "of a median nobody is asked which percentile"
    with page.expect_navigation():
        page.locator('[value="add-filters"]').click()
    chosen(page, "filters-rows-0", "segment", "roads")
    page.locator('[data-do="save"]').first.click()
    page.locator("[data-measured]").wait_for()
    assert page.locator("[data-problems]").count() == 0
    page.reload()
    with seen_whole(page):
        assert barriers(page) == []
    page.locator('[data-do="ready"]').click()
    page.locator("[data-held]").wait_for()


def chosen(page: Page, row: str, column: str, value: str) -> None:
    """One condition: its column, and then one of the values that it offers."""
    page.locator(f'[name="{row}-column"]').select_option(column)
    box = page.locator(f'[name="{row}-values"][value="{value}"]')
    box.wait_for()
    box.check()


def published_by(page: Page, draft: str) -> None:
    """By the second owner, where the first one left it."""
    page.goto(draft)
    page.locator('[data-do="publish"]').first.click()
    page.wait_for_url(lambda url: "/drafts/" not in url)


def put_together(page: Page, barriers: Barriers) -> None:
    page.goto("/admin/reports/own/build/")
    page.locator('[name="measures"][value="roads-decided"]').check()
    page.locator('[name="first"]').select_option("governorate")
    page.locator('[name="period"]').select_option("last_month")
    page.locator('[name="drawn"]').select_option("bars")
    page.locator("[data-answered] .chart.bars table").first.wait_for()
    comes_true(page, "location.href.includes('bars')")  # the address follows the form
    assert barriers(page) == []


def saved_and_shared(page: Page, barriers: Barriers) -> None:
    page.locator('#save [name="name"]').fill("الطرق بحسب المحافظة")
    with page.expect_navigation():
        page.locator("#save button").first.click()
    page.locator("details summary").last.click()
    page.locator('[name="role"][value="level2"]').check()
    with page.expect_navigation():
        page.locator('[value="share"]').click()
    assert barriers(page) == []


def on_a_dashboard(page: Page, barriers: Barriers) -> None:
    report = page.url.rstrip("/").rpartition("/")[2]
    page.goto("/admin/dashboards/owner/arrange/")
    page.locator("#add-tile").select_option(f"report-{report}")
    with page.expect_navigation():
        page.locator('[value="add"]').click()
    page.locator(f'[data-key="report-{report}"]').wait_for()
    page.goto("/admin/dashboards/owner/")
    renew_wanted()
    page.reload()
    tile = page.locator(f'[data-tile="report-{report}"]')
    assert "الطرق بحسب المحافظة" in (tile.locator("figcaption").text_content() or "")
    assert tile.locator("tbody th").count() == 2  # the governorate and all of them
    assert barriers(page) == []
    with page.expect_navigation():
        tile.locator(".of a").click()
    assert page.url.endswith(f"/reports/own/{report}/")


def to_be_sent(page: Page, barriers: Barriers) -> None:
    page.locator('a[href$="/schedule/"]').click()
    page.locator('[name="format"]').select_option("xlsx")
    name = page.locator('[name="person"]')
    name.press_sequentially("level2-moh")
    page.locator('.mentions [data-login="level2-moh"]').wait_for()
    assert barriers(page) == []
    name.press("Enter")
    assert page.locator('[name="readers"][value="level2-moh"]').is_checked(), "taken, and the form isn't sent yet"
    page.locator('[name="readers"]:not([value="level2-moh"])').first.uncheck()
    page.locator('[value="save"]').click()
    page.locator("[data-schedule]").wait_for()
    page.reload()
    assert barriers(page) == []


def the_file(land: Country) -> float:
    """The number in the file that the head of the ministry is sent, once its day has come."""
    today = local(now()).date()
    ReportSchedule.objects.update(next_on=today)
    with standing_at(midnight(today) + timedelta(hours=9)):
        assert len(send_due()) == 1
    make_waiting()
    copy = ReportCopy.objects.get()
    assert (copy.state, copy.problem, copy.reader_id) == (Making.MADE, "", land.people["level2-moh"].pk)
    assert OutboxEntry.objects.filter(topic="saved_report_sent", user=copy.reader_id).exists()
    with storages["private"].open(copy.storage_key) as file:
        book = openpyxl.load_workbook(io.BytesIO(file.read()))
    return float(str(book.worksheets[0].cell(2, 2).value))


def opened_by_the_head(page: Page, own: list[Case], neighbour: Case, barriers: Barriers) -> None:
    """From the notice to the file; from the list to the number, its requests and one of them."""
    deliver_waiting()
    page.goto("/admin/notices/")
    page.locator('a[href*="/reports/own/files/"]').first.click()
    page.locator("[data-copy=made]").wait_for()
    page.goto("/admin/reports/own/")
    with page.expect_navigation():
        page.locator("[data-report] a").click()
    assert barriers(page) == []
    with page.expect_navigation():
        page.locator('a[href*="/reports/own/cases/"]').first.click()
    assert page.locator("[data-case]").count() == len(own)
    assert neighbour.tracking not in page.content()
    assert barriers(page) == []
    page.locator(f'[data-case="{own[0].tracking}"] a').click()
    page.wait_for_url(f"**/{own[0].tracking}/")
