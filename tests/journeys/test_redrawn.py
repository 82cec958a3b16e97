"""After each edit the drawing beside a draft is drawn anew, before whoever edits would wait for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from permissions.actors import Actor
from tests.journeys.entering import enter
from tests.scenes import country, hire, long_process
from workflows.versions.services import draft

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

WITHIN = 200
"""Milliseconds in the browser: from the answer with the drawing to the one that is painted, and all beside it."""
# Says of some drawings how long each took from the answer to the paint, and from the question on.
REDRAWS = """async (times) => {
  const aside = document.querySelector("[data-aside]")
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const once = (name) => new Promise((done) => aside.addEventListener(name, done, { once: true }))
  const found = []
  for (let time = 0; time < times; time++) {
    const asked = performance.now()
    const came = once("htmx:beforeSwap").then(() => performance.now())
    const there = once("htmx:afterSettle")
    htmx.trigger(aside, "drafted")
    await there
    await painted()
    found.push([performance.now() - (await came), performance.now() - asked])
  }
  return found
}"""


# Whether a step lies within what is seen of the drawing.
IN_SIGHT = """(key) => {
  const at = document.querySelector(`[data-diagram] li[data-step="${key}"]`).getBoundingClientRect()
  const around = document.querySelector("[data-diagram] .frame").getBoundingClientRect()
  return at.left >= around.left && at.right <= around.right
}"""


@pytest.mark.large
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_hundred_steps_are_drawn_anew_before_one_would_wait(
    open_page: Callable[[tuple[int, int]], Page], live_server: LiveServer, language: str
) -> None:
    land = country()
    version = draft(subject="process", key="long", definition=long_process(99), actor=Actor.operator)
    page = open_page((1280, 800))
    enter(page, hire(land, "owner"), language, live_server.url)
    page.goto(f"/admin/studio/drafts/{version.pk}/edit/?step=step_50")
    assert page.evaluate(IN_SIGHT, "step_50"), "it stands at the step that is open"
    found = page.evaluate(REDRAWS, 7)
    assert page.evaluate(IN_SIGHT, "step_50"), "and stays there"
    shown, whole = (sorted(each[at] for each in found)[len(found) // 2] for at in (0, 1))
    print(f"100 steps drawn anew: {shown:.0f} ms in the browser, {whole:.0f} ms with the server")
    assert page.locator("[data-diagram] li[data-step]").count() == 100
    assert shown < WITHIN
