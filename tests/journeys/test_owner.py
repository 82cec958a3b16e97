"""An owner drafts a ladder of 1 + 3 days, another publishes it, and the next case is due accordingly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from permissions.now import standing_at
from permissions.people.models import User
from tests.journeys.entering import enter, seen_whole
from tests.scenes import Country, country, file_case, hire
from workflows.cases.actions import Escalate
from workflows.cases.lifecycle import apply

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)


def owner(land: Country, username: str) -> User:
    return hire(land, "owner", username=username)


def test_a_ladder_of_one_and_three_days_is_drafted_published_and_counts(
    open_page: Callable[[tuple[int, int]], Page], barriers: Callable[[Page], list[str]], live_server: LiveServer
) -> None:
    land = country()
    first, second = open_page((1280, 900)), open_page((1280, 900))
    enter(first, owner(land, "owner"), "ar", live_server.url)
    enter(second, owner(land, "owner2"), "en", live_server.url)
    with standing_at(SUNDAY):
        before = file_case()

    first.goto("/admin/studio/")
    assert barriers(first) == []
    first.locator('[data-thing="ladder/default"] h3 a').click()
    assert first.locator(".scroll").get_attribute("tabindex") == "0"  # a keyboard can move it on a phone
    first.locator('[data-do="begin"]').click()
    first.fill("[name=rungs-0-after]", "1")
    first.fill("[name=rungs-1-after]", "3")
    first.locator('button[data-do="save"]').click()
    first.locator(".differences li.changed").nth(1).wait_for()
    assert first.locator(".differences li").count() == 2
    assert first.locator('[data-do="publish"]').count() == 0
    first.reload()  # the message that fades in has no contrast while it does
    with seen_whole(first):
        assert barriers(first) == []
    first.locator('[data-do="ready"]').click()
    first.locator("[data-held]").wait_for()

    second.goto(first.url)
    second.locator('[data-do="publish"]').click()
    second.locator('[data-version="2"] .badge.done').wait_for()

    with standing_at(SUNDAY):
        after = file_case()
    assert after.due == SUNDAY + timedelta(days=1)
    assert before.due == SUNDAY + timedelta(days=2)
    with standing_at(SUNDAY + timedelta(days=1)):
        apply(before.pk, Escalate(), actor=land.actor("officer-moh"))
    before.refresh_from_db()
    assert before.due == SUNDAY + timedelta(days=4)
