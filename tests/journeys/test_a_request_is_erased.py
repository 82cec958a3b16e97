"""A closed request comes of age: two owners set how long, the clock erases it, everybody reads that it is gone, and the
report of its month says what it said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from permissions.actors import Actor
from permissions.now import now, standing_at
from permissions.writing import local
from portal.operations.sweeping import erase
from portal.operations.verifying import everything
from tests.journeys.entering import enter, wide
from tests.scenes import country, file_case, hire
from workflows.cases.actions import Withdraw
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Message
from workflows.reports.period import Period
from workflows.reports.services import take_snapshot

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

OpenPage = Callable[[tuple[int, int]], "Page"]
PHONE, DESK = (360, 740), (1280, 900)
WORDS = "The lamp in Zumurrudiya street"


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.large)])
def test_a_request_is_erased_when_its_time_is_over(
    open_page: OpenPage, barriers: Callable[[Page], list[str]], live_server: LiveServer, language: str
) -> None:
    land = country()
    with standing_at(now() - timedelta(days=800)):
        case = file_case(subject=WORDS, text=WORDS)
        apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
        day = local(now())
    period = Period(day.year, day.month)
    snapshot = take_snapshot(period=period, cut_off=period.end, actor=Actor.operator)
    report = f"/admin/figures/monthly/{period.name}/"
    first, second, officer, citizen = (open_page(size) for size in (PHONE, DESK, DESK, PHONE))
    enter(first, hire(land, "owner"), language, live_server.url)
    enter(second, hire(land, "owner", username="owner2"), language, live_server.url)
    enter(officer, land.people["officer-central"], language, live_server.url)

    officer.goto(report)
    assert snapshot.checksum[:16] in officer.content()
    _two_owners_set_two_years(first, second, barriers)
    assert erase().erased == 0
    with standing_at(now() + timedelta(days=1, minutes=1)):
        assert erase().erased == 1
    assert Case.objects.get(pk=case.pk).erased_at is not None
    assert not Message.objects.filter(case=case).exists()

    officer.goto(f"/admin/desk/{case.tracking}/")
    officer.locator("[data-erased]").wait_for()
    assert WORDS not in officer.content()
    assert officer.locator("[data-act]").count() == 0
    officer.goto(report)
    assert snapshot.checksum[:16] in officer.content()

    citizen.goto(f"/{language}/track/?tracking={case.tracking}")
    citizen.fill("[name=secret]", case.secret)
    citizen.click("main form button[type=submit], main form button:not([type])")
    citizen.locator("[data-erased]").wait_for()
    assert WORDS not in citizen.content()
    assert wide(citizen) == PHONE[0]
    assert barriers(citizen) == []
    assert list(everything()) == []


def _two_owners_set_two_years(first: Page, second: Page, barriers: Callable[[Page], list[str]]) -> None:
    """One drafts it and says that it is ready, the other reads how many would be due and publishes it."""
    first.goto("/admin/studio/")
    first.locator('[data-do="begin-retention"]').click()
    first.wait_for_url("**/edit/")
    assert wide(first) == PHONE[0]
    first.fill("[name=complaint-ordinary-years]", "2")
    first.locator('button[data-do="ready"]').click()
    first.locator("[data-held]").wait_for()
    second.goto(first.url)
    assert [each for each in barriers(second) if "sidebar" not in each] == []
    second.locator('[data-do="publish"]').click()
    second.wait_for_url(lambda url: "/drafts/" not in url)
