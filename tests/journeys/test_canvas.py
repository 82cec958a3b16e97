"""A process is drawn on the canvas of bpmn-js, in Arabic: changed, published and followed; another tool's is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from permissions.actors import Actor
from tests.journeys.entering import enter, seen_whole
from tests.journeys.purchase_order import PURCHASE_ORDER
from tests.scenes import country, file_case, hire
from workflows.cases.actions import Decide, Proceed
from workflows.cases.lifecycle import apply
from workflows.cases.models import Work
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.drafting import take_over
from workflows.versions.models import Drafting, Version
from workflows.versions.services import draft

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
WIDE = (2600, 1500)
REVIEW = "المراجعة القانونية"


def begun() -> Version:
    return draft(subject="process", key="complaint", definition=STANDARD_PROCESSES["complaint"], actor=Actor.operator)


def drawn_at(page: Page, version: Version) -> None:
    """Opens the canvas, and sees all of the drawing on it."""
    page.goto(f"/admin/studio/drafts/{version.pk}/canvas/")
    page.locator("[data-canvas][data-ready]").wait_for()
    page.locator("[data-act=whole]").click()


def rename(page: Page, sign: str, name: str) -> None:
    page.locator(f'[data-element-id="{sign}"] .djs-hit').first.dblclick()
    page.locator(".djs-direct-editing-content").fill(name)
    page.locator(".djs-direct-editing-content").press("Enter")


def put_between(page: Page, arrow: str, name: str) -> None:
    """A new task of the palette, dropped on an arrow."""
    page.locator('.djs-palette [data-action="create.task"]').click()
    box = page.locator(f'[data-element-id="{arrow}"] .djs-hit').first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 30, y - 30)
    page.mouse.move(x, y, steps=5)
    page.mouse.click(x, y)
    page.locator(".djs-direct-editing-content").fill(name)
    page.locator(".djs-direct-editing-content").press("Enter")


def append_by_keyboard(page: Page, name: str) -> None:
    """A new task behind the step of an agency; no pointer has a part in it."""
    page.locator("[data-board] svg[tabindex]").focus()
    page.keyboard.press("a")
    behind = page.locator("#append-from")
    assert behind.evaluate("field => field === document.activeElement")
    behind.select_option("step-handle")
    page.keyboard.press("Tab")
    page.locator("#append-sign:focus").select_option("task")
    page.keyboard.press("Tab")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    said = page.locator("[role=status][data-said]")
    said.filter(has_text=name).wait_for()
    assert behind.evaluate("field => field.selectedOptions[0].text") == name, "the next one comes behind it"


def put_between_by_keyboard(page: Page, arrow: str, name: str) -> str:
    """A new task on an arrow that is chosen in the list; returns what was said."""
    place = page.locator("#append-from")
    page.locator("[data-board] svg[tabindex]").focus()
    page.keyboard.press("a")
    place.select_option(arrow)
    offered = page.locator("#append-sign option").evaluate_all("all => all.map(each => each.value)")
    assert ("task" in offered, "end" in offered) == (True, False), "an end would cut the road off"
    page.keyboard.press("Tab")
    page.locator("#append-sign:focus").select_option("task")
    page.keyboard.press("Tab")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.locator("[role=status][data-said]", has_text=name).wait_for()
    return page.locator("[role=status][data-said]").inner_text()


# How far the first sign stands from the palette, in pixels.
BESIDE_PALETTE = """() => {
  const signs = [...document.querySelectorAll(".djs-shape")].map((sign) => sign.getBoundingClientRect())
  const first = Math.min(...signs.filter((box) => box.width).map((box) => box.left))
  return first - document.querySelector(".djs-palette").getBoundingClientRect().right
}"""

# How many signs there are, and whether some lie over one another.
SIGNS = """() => {
  const signs = [...document.querySelectorAll(".djs-shape[data-element-id]:not(.djs-label)")]
    .filter((each) => !each.dataset.elementId.endsWith("_label"))
  const boxes = signs.map((each) => each.querySelector(".djs-visual").getBoundingClientRect())
  const over = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
  const clash = boxes.some((a, at) => boxes.slice(at + 1).some((b) => over(a, b)))
  return { count: signs.length, clash }
}"""


def look(page: Page) -> str:
    page.locator("[data-act=look]").click()
    answer = page.locator("[data-answer]:not([hidden])")
    answer.wait_for()
    return answer.inner_text()


@pytest.mark.large
def test_a_process_is_changed_on_the_canvas_published_by_a_second_owner_and_followed(
    open_page: Callable[[tuple[int, int]], Page], barriers: Callable[[Page], list[str]], live_server: LiveServer
) -> None:
    land = country()
    version, page = begun(), open_page(WIDE)
    enter(page, hire(land, "owner"), "ar", live_server.url)
    page.goto(f"/admin/studio/drafts/{version.pk}/edit/")
    page.locator("[data-to-canvas]").click()
    page.locator("[data-canvas][data-ready]").wait_for()
    assert page.locator(".bjs-powered-by").is_visible(), "its licence asks for its mark"
    assert page.locator("[data-board]").evaluate("box => getComputedStyle(box).direction") == "ltr"
    labels = page.locator(".djs-palette [aria-label]").evaluate_all("all => all.map(each => each.ariaLabel).join(' ')")
    assert ("مهمّة" in labels, "Activate" in labels, "sub-process" in labels) == (True, False, False)
    assert "لا شيء يتغيّر" in look(page)

    page.locator("[data-act=whole]").click()
    rename(page, "step-handle", "دراسة الشكوى")
    put_between(page, "flow-meet-confirm", REVIEW)
    said = look(page)
    assert ("دراسة الشكوى" in said, REVIEW in said, "هذا ما يمنع النشر" in said) == (True, True, False)
    assert "للعلم قبل النشر" in said, "the citizen reads the answer before the review"
    with seen_whole(page):
        assert barriers(page) == []
    page.locator("[data-answer] [data-do=save]").click()
    page.wait_for_url("**/edit/**")

    version.refresh_from_db()
    step = next(each for each in version.definition["steps"] if each["name"].get("ar") == REVIEW)
    assert f"step={step['key']}" in page.url, "what is new stands open"
    page.locator("[name=step-name_en]").fill("Legal review")
    page.locator("#bar [data-do=save]").click()
    page.locator("aside [data-do=ready]").click()
    enter(page, hire(land, "owner", username="owner2"), "ar", live_server.url)
    page.goto(f"/admin/studio/drafts/{version.pk}/publish/")
    page.locator("[data-do=publish]").click()
    page.locator('[data-version="2"] .badge.done').wait_for()

    case = file_case()
    officer = hire(land, "officer", "moh")
    apply(case.pk, Decide(outcome="resolved", text="حُدّد موعد جديد."), actor=Actor.staff(officer.pk))
    assert [work.step for work in Work.objects.filter(case=case, done_at=None)] == [step["key"]]
    enter(page, officer, "ar", live_server.url)
    page.goto(f"/admin/desk/{case.tracking}/")
    assert REVIEW in page.locator("main").inner_text()
    apply(case.pk, Proceed(outcome="done"), actor=Actor.staff(officer.pk))
    assert [work.step for work in Work.objects.filter(case=case, done_at=None)] == ["confirm"]


@pytest.mark.parametrize("size", [WIDE, (1280, 900)])
def test_the_palette_hides_nothing_of_the_drawing_as_it_opens(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer, size: tuple[int, int]
) -> None:
    land = country()
    version, page = begun(), open_page(size)
    enter(page, hire(land, "owner"), "en", live_server.url)
    page.goto(f"/admin/studio/drafts/{version.pk}/canvas/")
    page.locator("[data-canvas][data-ready]").wait_for()
    assert page.evaluate(BESIDE_PALETTE) > 0


def test_whoever_loses_the_draft_or_the_session_keeps_the_drawing(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer
) -> None:
    land = country()
    owner, version, page = hire(land, "owner"), begun(), open_page(WIDE)
    enter(page, owner, "ar", live_server.url)
    drawn_at(page, version)
    append_by_keyboard(page, "انتظار الرأي الفني")
    rename(page, "step-handle", "دراسة الشكوى")
    assert "انتظار الرأي الفني" in look(page)
    other = hire(land, "owner", username="owner2")
    take_over(version.pk, actor=Actor.staff(other.pk))
    page.locator("[data-answer] [data-do=save]").click()
    page.locator("[data-answer] [data-meanwhile]").wait_for()
    with page.expect_download() as kept:
        page.locator("[data-act=download]").click()
    assert "دراسة الشكوى" in Path(kept.value.path()).read_text(encoding="utf-8")

    Drafting.objects.filter(version=version).update(holder=None, held_since=None, held_at=None)
    page.context.clear_cookies()
    page.locator("[data-act=look]").click()
    page.locator("[data-said].bad", has_text="انتهت جلستك").wait_for()
    enter(page, owner, "ar", live_server.url)
    assert "دراسة الشكوى" in look(page), "in the same window, with what was drawn"
    page.locator("[data-answer] [data-do=save]").click()
    page.wait_for_url("**/edit/**")
    version.refresh_from_db()
    assert "دراسة الشكوى" in {step["name"]["ar"] for step in version.definition["steps"]}


def test_a_step_is_put_between_two_without_a_pointer_and_at_the_arrow_itself(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer
) -> None:
    land = country()
    version, page = begun(), open_page(WIDE)
    enter(page, hire(land, "owner"), "ar", live_server.url)
    drawn_at(page, version)
    before = page.evaluate(SIGNS)
    said = put_between_by_keyboard(page, "flow-meet-confirm", REVIEW)
    assert f"أُضيف: {REVIEW}، بين" in said
    after = page.evaluate(SIGNS)
    assert (after["count"] - before["count"], after["clash"]) == (1, before["clash"]), "the others made room"
    page.locator("[data-act=undo]").click()  # the name
    page.locator("[data-act=undo]").click()  # the sign, its arrows and the room
    assert page.evaluate(SIGNS) == before
    assert "لا شيء يتغيّر" in look(page)

    arrow = page.locator('[data-element-id="flow-meet-confirm"] .djs-hit').first
    arrow.click(force=True)
    assert page.locator("#append-from").input_value() == "flow-meet-confirm", "what is chosen here is chosen there"
    page.locator('.djs-context-pad [data-action="append.task"]').click()
    page.locator(".djs-direct-editing-content").fill(REVIEW)
    page.locator(".djs-direct-editing-content").press("Enter")
    assert REVIEW in look(page)
    page.locator("[data-answer] [data-do=save]").click()
    page.wait_for_url("**/edit/**")
    version.refresh_from_db()
    leading = {step["key"]: {each["next"] for each in step.get("outcomes", ())} for step in version.definition["steps"]}
    (key,) = (step["key"] for step in version.definition["steps"] if step["name"].get("ar") == REVIEW)
    assert {each for each, nexts in leading.items() if "confirm" in nexts} == {key}
    assert {each for each, nexts in leading.items() if key in nexts} == {"triage", "handle"}


def test_routing_and_a_wait_with_its_events_are_put_between_two_without_a_pointer(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer
) -> None:
    land = country()
    version, page = begun(), open_page(WIDE)
    enter(page, hire(land, "owner"), "ar", live_server.url)
    drawn_at(page, version)
    before = page.evaluate(SIGNS)["count"]
    for place, kind, name in (("flow-handle-1", "wait", "رأي أول"), ("flow-intake", "route", "توجيه ثانٍ")):
        page.locator("#append-from").select_option(place)
        page.locator("#append-sign").select_option(kind)
        page.locator("[data-name-of]").fill(name)
        page.locator("[data-name-of]").press("Enter")
        page.locator("[role=status][data-said]", has_text=name).wait_for()
    assert page.evaluate(SIGNS)["count"] == before + 5, "the wait comes with three events"
    look(page)
    page.locator("[data-answer] [data-do=save]").click()
    page.wait_for_url("**/edit/**")
    version.refresh_from_db()
    by_name = {step["name"].get("ar"): step for step in version.definition["steps"]}
    wait, routing = by_name["رأي أول"], by_name["توجيه ثانٍ"]
    assert {each["effect"]: each["next"] for each in wait["outcomes"]} == {
        "accept": "confirm",
        "silent": "confirm",
        "reopen": "handle",
    }
    assert (wait["type"], wait["days"], routing["type"]) == ("wait", 5, "route")
    assert (routing["found"], routing["not_found"]) == ("handle", "triage"), "the ways of the gateway behind it"


def test_a_purchase_order_of_another_tool_is_opened_with_the_list_of_what_does_not_run(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer, tmp_path: Path
) -> None:
    land = country()
    page = open_page((1280, 1000))
    enter(page, hire(land, "owner"), "ar", live_server.url)
    file = tmp_path / "order.bpmn"
    file.write_text(PURCHASE_ORDER, encoding="utf-8")
    page.goto("/admin/studio/bpmn/")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("[data-do=look]").click()
    page.locator("[data-taken]").wait_for()
    unrun = {each: page.locator(f'[data-unrun] [data-element="{each}"]') for each in NOT_RUN}
    assert {each: found.count() for each, found in unrun.items()} == dict.fromkeys(NOT_RUN, 1)
    assert "حدّ الموازنة" in unrun["boundaryEvent"].inner_text()
    page.locator("[name=name_ar]").fill("طلب شراء")
    page.locator("[name=name_en]").fill("Purchase order")
    page.locator("[data-do=begin-new]").click()
    page.locator("[data-problems]").wait_for()
    version = Version.objects.get(subject="process", key="purchase-order")
    assert "boundaryEvent" in version.note

    drawn_at(page, version)
    assert page.locator('[data-element-id="step-check_price"]').count() == 1
    page.locator("[data-open]").set_input_files(file)
    page.locator('[data-element-id="checkPrice"]').wait_for()
    look(page)
    assert page.locator('[data-element-id="budget"].unrun').count() == 1, "marked where it is drawn"


NOT_RUN = ("participant", "lane", "boundaryEvent", "callActivity", "conditionExpression", "textAnnotation")
