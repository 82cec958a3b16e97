"""An auditor makes the report of a month in the browser and downloads it; an officer meets nothing there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from permissions.actors import Actor
from permissions.people.models import User
from tests.comes_true import comes_true
from tests.journeys.entering import enter
from tests.journeys.reporting import downloaded, drawn_or_skipped, past_month
from tests.scenes import Country, country, hire
from workflows.reports.models import Snapshot
from workflows.reports.period import Period
from workflows.reports.selectors import files_waiting
from workflows.reports.services import take_snapshot
from workflows.reports.tasks import make_files

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer


def auditor(land: Country) -> User:
    return hire(land, "auditor")


def test_an_auditor_makes_the_report_of_a_month_and_downloads_it(
    open_page: Callable[[tuple[int, int]], Page],
    barriers: Callable[[Page], list[str]],
    live_server: LiveServer,
    tmp_path: Path,
) -> None:
    drawn_or_skipped()
    land = country()
    month, answered = past_month(land)
    page = open_page((1280, 900))
    enter(page, auditor(land), "ar", live_server.url)
    page.goto("/admin/figures/")
    assert barriers(page) == []
    page.locator(f'[data-period="{month.name}"] a').click()
    page.locator('[data-do="make"]').click()
    page.locator('[data-files="waiting"]').wait_for()
    comes_true(page, "() => window.htmx")
    make_files(*files_waiting())  # what a queue worker does; the page looks by itself
    page.locator('[data-files="made"]').wait_for()
    assert page.locator('[data-rate="answered"] b').inner_text() == "50%"
    stands = "cell => getComputedStyle(cell).display"  # beside the others, on the same line
    assert page.locator(".cols td.now").evaluate(stands) == "table-cell"
    page.reload()  # the message that fades in has no contrast while it does
    assert barriers(page) == []

    checksum = Snapshot.objects.get().checksum
    pdf, sheet = (downloaded(page, name, tmp_path) for name in ("pdf-ar", "xlsx-ar"))
    assert pdf.read_bytes().startswith(b"%PDF-")
    book = load_workbook(sheet)
    assert answered.tracking in {row[0] for row in book.worksheets[0].values}
    assert checksum in {row[1] for row in book.worksheets[1].values}
    nothing_for_an_officer(open_page, land, live_server, month)


def nothing_for_an_officer(
    open_page: Callable[[tuple[int, int]], Page], land: Country, live_server: LiveServer, month: Period
) -> None:
    """Neither an entry in the menu nor an address."""
    page = open_page((1280, 900))
    enter(page, land.people["officer-moh"], "ar", live_server.url)
    page.goto("/admin/desk/")
    assert page.locator('a[href="/admin/figures/"]').count() == 0
    for address in ("/admin/figures/", f"/admin/figures/monthly/{month.name}/", "/admin/figures/files/1/"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 404


def test_on_a_phone_the_numbers_fit(
    phone_page: Page, barriers: Callable[[Page], list[str]], live_server: LiveServer
) -> None:
    land = country()
    month, _answered = past_month(land)
    take_snapshot(period=month, cut_off=month.end, actor=Actor.operator)
    enter(phone_page, auditor(land), "en", live_server.url)
    phone_page.goto(f"/admin/figures/monthly/{month.name}/")
    assert phone_page.locator("[data-agency]").count() == 3
    assert int(phone_page.evaluate("document.documentElement.scrollWidth")) <= 360
    assert barriers(phone_page) == []
