"""A citizen follows a case on a cheap phone: climbs with it, answers, objects, accepts, rates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from permissions.now import now, standing_at
from tests.scenes import country, file_case
from workflows.cases.actions import AskCitizen, Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent
from workflows.clock.sweep import sweep_clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_citizen_follows_a_case_to_its_end(phone_page: Page) -> None:
    scene = country()
    with standing_at(now() - timedelta(days=5)):
        case = file_case()
    with standing_at(now() - timedelta(minutes=5)):
        sweep_clock()
    page = phone_page
    page.goto("/ar/track/")
    page.fill("[name=tracking]", case.tracking)
    page.fill("[name=secret]", case.secret)
    page.locator("form:has([name=secret]) button").first.click()
    page.wait_for_selector("[data-status=in_progress][data-level='1']")

    apply(case.pk, AskCitizen(text="متى كان الموعد؟"), actor=scene.actor("level1-moh"))
    page.reload()
    page.wait_for_selector("[data-status=waiting]")
    form = page.locator("form[action$='/answer/']")
    form.locator("textarea").fill("يوم الأحد الماضي")
    form.locator("button").last.click()
    page.wait_for_selector("[data-status=in_progress]")

    apply(case.pk, Decide(outcome="resolved", text="حُدّد الموعد"), actor=scene.actor("level1-moh"))
    page.reload()
    page.wait_for_selector("[data-status=answered]")
    assert "حُدّد الموعد" in page.inner_text("main")
    page.emulate_media(media="print")
    assert page.locator(".answer").is_visible()
    assert page.locator("#accept dd").is_visible()  # until when: paper is where one looks for it later
    assert [each for each in ("#accept button", "#rate") if page.locator(each).first.is_visible()] == []
    page.emulate_media(media="screen")
    accept = page.locator("form[action$='/accept/'] button")
    accept.first.click()
    page.wait_for_selector("[data-status=closed]")
    page.locator("form[action$='/rate/'] .rate label").last.click()
    page.locator("form[action$='/rate/'] button").last.click()
    page.wait_for_selector("[data-status=closed]")
    assert Case.objects.get(pk=case.pk).rating == 5
    verbs = list(CaseEvent.objects.filter(case=case).order_by("number").values_list("verb", flat=True))
    assert verbs == ["opened", "escalated", "asked", "citizen_answered", "decided", "accepted", "rated"]
    call_command("verify")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
