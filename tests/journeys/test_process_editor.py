"""An owner puts a legal review of large amounts into a process, in Arabic, by keyboard; a second one publishes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from permissions.actors import Actor
from portal.studio.process_edits import add_field
from tests.journeys.entering import enter, seen_whole
from tests.scenes import country, hire
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Version
from workflows.versions.services import draft

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer


def with_an_amount() -> dict[str, object]:
    """The process of a complaint, with an amount that officers can fill in."""
    definition = {**STANDARD_PROCESSES["complaint"]}
    add_field(definition)
    definition["fields"][0] |= {"name": {"ar": "المبلغ", "en": "Amount"}, "type": "money"}
    return definition


def press(page: Page, selector: str) -> None:
    """Go to a button and press it by keyboard, and wait for the page that comes."""
    page.locator(selector).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_legal_review_is_added_by_keyboard_undone_after_a_reload_and_published_by_a_second_person(
    open_page: Callable[[tuple[int, int]], Page], barriers: Callable[[Page], list[str]], live_server: LiveServer
) -> None:
    land = country()
    version = draft(subject="process", key="complaint", definition=with_an_amount(), actor=Actor.operator)
    page = open_page((360, 800))
    enter(page, hire(land, "owner"), "ar", live_server.url)
    page.goto(f"/admin/studio/drafts/{version.pk}/edit/")
    press(page, "#step-triage")
    assert page.evaluate("document.activeElement.id") == "step-triage", "the focus is at the step that was opened"
    page.locator("[data-outcome=go_elsewhere] > summary").press("Enter")
    page.locator("[name=row-1-asks-amount]").select_option("must")
    page.locator("[name=new_kind]").select_option("decision")
    page.locator("[name=new_way]").select_option("1")
    press(page, "[data-do=add]")
    assert page.evaluate("document.activeElement.id") == "step-decision_1"
    page.locator("[name=step-name_ar]").fill("هل المبلغ كبير؟")
    page.locator("[name=step-name_en]").fill("A large amount?")
    with page.expect_navigation():
        page.locator("[name=row-0-when-0-fact]").select_option("field.amount")
    press(page, "[name=do][value^='add-group:']")
    page.locator("[name=row-0-when-1-when-0-value]").fill("غرامة")
    press(page, "[name=do][value^='condition-up:'][value$=':0:1']")
    assert page.locator("[name=row-0-when-0-when-0-value]").input_value() == "غرامة", "the group goes as a whole"
    press(page, "[name=do][value^='remove-condition:'][value$=':0:0']:not([value$=':0:0:0'])")
    page.locator("[name=row-0-when-0-test]").select_option("at_least")
    page.locator("[name=row-0-next]").select_option("+task")
    press(page, "#bar [data-do=save]")
    press(page, "#step-task_1")
    page.locator("[name=step-name_ar]").fill("المراجعة القانونية")
    page.locator("[name=step-name_en]").fill("Legal review")
    press(page, "#step-large_amount")
    assert "المراجعة القانونية" in page.locator(".steps > .deep-1 > .step-line").inner_text()
    page.locator(".steps .step-form > .note", has_text="تقارن").wait_for()
    page.locator("[name=row-0-when-0-value]").fill("1000")
    press(page, "#bar [data-do=save]")
    assert page.locator(".steps .step-form > .note").count() == 0
    assert page.locator("[data-problems]").count() == 0
    page.reload()  # the message that fades in has no contrast while it does
    with seen_whole(page):
        assert barriers(page) == []
    value = page.locator("[name=row-0-when-0-value]")
    press(page, "#bar [data-do=undo]")
    assert value.input_value() == ""
    press(page, "#bar [data-do=redo]")
    assert value.input_value() == "1000"
    press(page, "aside [data-do=ready]")
    enter(page, hire(land, "owner", username="owner2"), "ar", live_server.url)
    page.goto(f"/admin/studio/drafts/{version.pk}/publish/")
    assert "المراجعة القانونية" in page.locator("h3.part").all_inner_texts()[-1]
    press(page, "[data-do=publish]")
    assert Version.objects.get(pk=version.pk).published_at is not None
