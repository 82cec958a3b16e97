"""An owner moves a rule of a long table, and neither the rule nor the button that saves is out of sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from permissions.actors import Actor
from tests.comes_true import comes_true
from tests.journeys.entering import enter, seen_whole
from tests.scenes import country, hire, many_rules, publish_one
from workflows.versions.services import draft

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer


# Whether no cell of any rule lies beyond the edges of the page; those that a small screen leaves out have no width.
READ_WHOLE = """() => [...document.querySelectorAll(".rules-grid tbody tr > *")].every((cell) => {
  const at = cell.getBoundingClientRect()
  return at.width === 0 || (at.left >= 0 && at.right <= innerWidth)
})"""


def in_sight(page: Page, selector: str) -> bool:
    box, size = page.locator(selector).bounding_box(), page.viewport_size
    assert box is not None
    assert size is not None
    return 0 <= box["y"] <= size["height"] - min(box["height"], 60)


@pytest.mark.parametrize(
    ("language", "size"), [("ar", (360, 740)), pytest.param("en", (1280, 900), marks=pytest.mark.large)]
)
def test_a_rule_is_moved_in_one_act_and_stays_in_sight(
    open_page: Callable[[tuple[int, int]], Page],
    barriers: Callable[[Page], list[str]],
    live_server: LiveServer,
    language: str,
    size: tuple[int, int],
) -> None:
    land = country()
    publish_one("routing", "main", many_rules(25))
    begun = draft(subject="routing", key="main", definition=many_rules(25), actor=Actor.operator)
    page = open_page(size)
    enter(page, hire(land, "owner"), language, live_server.url)
    page.goto(f"/admin/studio/drafts/{begun.pk}/edit/")
    assert page.locator("#rule-r1 .num", has_text="0").last.is_visible()
    assert page.evaluate(READ_WHOLE)
    for part in (0, 0.5, 0.9):
        page.evaluate("part => main.scrollTo(0, document.querySelector('.drafting form').scrollHeight * part)", part)
        assert in_sight(page, "[data-do=save]"), part

    page.locator("#rule-r20 input[name$='-to']").fill("3")
    page.locator("#rule-r20 button[value^='move:']").click()
    page.wait_for_url("**#rule-r20")
    assert page.locator(".rules-grid .rule").get_attribute("data-rule") == "3"
    assert page.locator(".rules-grid .rule").count() == 1
    assert page.evaluate("getComputedStyle(main).scrollBehavior") == "auto"  # at once, not past all the rules above
    comes_true(page, "main.scrollTop > 0")  # in the admin this is what scrolls
    assert in_sight(page, "#rule-r20")
    assert page.locator(".differences li.moved").count() == 1
    page.reload()  # the message that fades in has no contrast while it does
    with seen_whole(page):
        assert [each for each in barriers(page) if "sidebar" not in each] == []  # the frame is the admin's own

    page.locator(".rule select[name$='-fact']").select_option("kind")
    page.locator(".rule input[type=checkbox]").first.wait_for()
    assert in_sight(page, "#rule-r20")
