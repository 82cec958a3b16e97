"""An owner puts a report together, shares it and has it sent; its file has the right numbers, and a head opens one."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import openpyxl
from django.core.files.storage import storages

from permissions.now import now, standing_at
from permissions.writing import local, midnight
from portal.saved_reports.making import make_waiting
from tests.comes_true import comes_true
from tests.journeys.entering import enter
from tests.scenes import Country, country, file_case, hire
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.figures.models import FOREVER, Standing
from workflows.outbox.models import OutboxEntry
from workflows.reports.period import containing
from workflows.saved_reports.models import Making, ReportCopy, ReportSchedule
from workflows.saved_reports.sending import send_due

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

DAY = 1_440


def decided(land: Country, opened: datetime, *, after: int) -> Case:
    """A request with the ministry of health that was decided so many days later."""
    with standing_at(opened):
        case = file_case()
    with standing_at(opened + timedelta(days=after)):
        apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moh"))
    return case


def test_from_the_question_to_the_file_and_down_to_the_request(
    open_page: Callable[[tuple[int, int]], Page], barriers: Callable[[Page], list[str]], live_server: LiveServer
) -> None:
    land = country()
    begins = containing("monthly", now()).former.start
    cases = [decided(land, begins + timedelta(days=3, hours=9), after=after) for after in (1, 4, 9)]
    page = open_page((1280, 900))
    enter(page, hire(land, "owner"), "ar", live_server.url)
    put_together(page)
    assert barriers(page) == []
    saved_and_sent(page)
    assert barriers(page) == []
    rows = Standing.objects.filter(case__in=cases, until=FOREVER)
    took = sorted(each or 0 for each in rows.values_list("decision_took", flat=True))
    assert the_file(land) == round(took[1] / DAY, 4)
    head = open_page((360, 740))
    enter(head, land.people["level2-moh"], "ar", live_server.url)
    head.goto("/admin/reports/own/")
    with head.expect_navigation():
        head.locator("[data-report] a").click()
    assert barriers(head) == []
    with head.expect_navigation():
        head.locator('a[href*="/reports/own/cases/"]').first.click()
    assert head.locator("[data-case]").count() == len(cases)
    assert barriers(head) == []
    head.locator(f'[data-case="{cases[0].tracking}"] a').click()
    head.wait_for_url(f"**/{cases[0].tracking}/")


def put_together(page: Page) -> None:
    page.goto("/admin/reports/own/build/")
    page.locator('[name="measures"][value="days_to_decision"]').check()
    page.locator('[name="first"]').select_option("agency")
    page.locator('[name="period"]').select_option("last_month")
    page.locator("[data-answered] table").first.wait_for()
    comes_true(page, "location.href.includes('last_month')")  # the address follows the form


def saved_and_sent(page: Page) -> None:
    page.locator('#save [name="name"]').fill("وسيط أيام القرار")
    with page.expect_navigation():
        page.locator("#save button").first.click()
    page.locator("details summary").last.click()
    page.locator('[name="role"][value="level2"]').check()
    with page.expect_navigation():
        page.locator('[value="share"]').click()
    page.goto(page.url.rstrip("/") + "/schedule/")
    page.locator('[name="format"]').select_option("xlsx")
    page.locator('[name="readers"]').fill("level2-moh")
    page.locator('[value="save"]').click()
    page.locator("[data-schedule]").wait_for()


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
