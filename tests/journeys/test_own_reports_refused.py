"""What cannot be answered is said in a sentence beside the form, and nothing that was chosen is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from django.utils import translation

from permissions.actors import Actor
from permissions.now import now, standing_at
from permissions.writing import local, midnight
from tests.comes_true import comes_true
from tests.conftest import DESK
from tests.journeys.entering import enter
from tests.scenes import country, file_case, hire
from workflows.dashboards.arranging import add
from workflows.dashboards.tiles import BOARDS
from workflows.figures import reckoning
from workflows.figures.measure import Condition
from workflows.figures.question import Period, Question
from workflows.figures.settings import remove_segment, set_segment
from workflows.notifications.deliver import deliver_waiting
from workflows.saved_reports.kept import renew_wanted
from workflows.saved_reports.models import Drawn, ReportSchedule
from workflows.saved_reports.sending import save_schedule, send_due
from workflows.saved_reports.services import save_new

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
Opens = Callable[[tuple[int, int]], "Page"]
BUILD = "/admin/reports/own/build/"


def builder(page: Page, **said: Any) -> None:
    asked = {"measures": "received", "period": "last_30_days", "drawn": "table", **said}
    page.goto(f"{BUILD}?{urlencode(asked, doseq=True)}")


def told(page: Page) -> str:
    page.locator("[data-answer] [role=alert]").wait_for()
    return page.locator("[data-answer] [role=alert]").inner_text()


def test_each_refusal_is_a_sentence_and_the_form_stays(
    open_page: Opens, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    land = country()
    file_case()
    file_case(agency="moe")
    page = open_page(DESK)
    enter(page, land.people["officer-central"], "en", live_server.url)
    later, years = local(now()).date() + timedelta(days=9), local(now()).date() - timedelta(days=4_000)
    builder(page)
    page.locator('[name="period"]').select_option("fixed")
    page.fill('[name="start"]', later.isoformat())
    page.fill('[name="until"]', later.isoformat())
    assert "has not begun yet" in told(page)
    page.fill('[name="start"]', years.isoformat())
    page.fill('[name="until"]', local(now()).date().isoformat())
    comes_true(page, "document.querySelector('[data-answer] [role=alert]')?.innerText.includes('at most 10 years')")
    assert page.locator('[name="measures"][value="received"]').is_checked()

    builder(page, measures="satisfied_share")  # nobody has rated anything
    assert page.locator("[data-answered] .empty").count() == 1

    monkeypatch.setattr(reckoning, "MOST_GROUPS", 1)
    builder(page, first="agency", second="kind", period="last_7_days")
    assert "more than 1 groups" in told(page)
    assert page.locator('[name="second"]').input_value() == "kind"


def test_a_segment_that_is_gone_is_named_in_report_and_tile(open_page: Opens, live_server: LiveServer) -> None:
    land = country()
    owner = hire(land, "owner")
    set_segment("roads", name={"ar": "الطرق", "en": "Roads"}, conditions=[], actor=Actor.operator)
    asked = Question(measures=("received",), period=Period("this_month"), filters=(Condition("segment", ("roads",)),))
    report = save_new(name="الطرق", question=asked.as_json(), drawn=Drawn.TABLE, owner_id=owner.pk)
    assert add(BOARDS["owner"], owner.pk, f"report-{report.pk}")
    remove_segment("roads", actor=Actor.operator)
    page = open_page(DESK)
    enter(page, owner, "ar", live_server.url)
    page.goto(f"/admin/reports/own/{report.pk}/")
    assert "roads" in page.locator("[data-refused]").inner_text()
    page.goto("/admin/dashboards/owner/")
    renew_wanted()
    page.reload()
    assert "roads" in page.locator(f'[data-tile="report-{report.pk}"] .nothing').inner_text()
    with page.expect_navigation():
        page.locator(f'[data-tile="report-{report.pk}"] .of a').click()
    with page.expect_navigation():
        page.locator(f'a[href$="?report={report.pk}"]').click()
    box = page.locator('[name="f-segment"][value="roads"]')
    assert box.is_checked(), "what is gone can be seen and taken out"
    box.uncheck()
    page.locator("[data-answered]").wait_for()


def test_a_schedule_whose_owner_left_stops_and_tells_its_readers(open_page: Opens, live_server: LiveServer) -> None:
    land = country()
    owner, reader = hire(land, "owner"), land.people["level2-moh"]
    asked = Question(measures=("received",), period=Period("last_month"))
    report = save_new(name="الوارد", question=asked.as_json(), drawn=Drawn.TABLE, owner_id=owner.pk)
    schedule = ReportSchedule(report=report)
    save_schedule(schedule, [reader], every="month", day=1, written_as="pdf", language="ar")
    owner.is_active = False
    owner.save()
    today = local(now()).date()
    ReportSchedule.objects.update(next_on=today)
    with standing_at(midnight(today) + timedelta(hours=9)), translation.override("ar"):
        assert send_due() == []
        deliver_waiting()
    schedule.refresh_from_db()
    assert schedule.stopped == "owner_left"
    page = open_page(DESK)
    enter(page, reader, "ar", live_server.url)
    page.goto("/admin/notices/")
    assert "الوارد" in page.locator(".notices").inner_text()
