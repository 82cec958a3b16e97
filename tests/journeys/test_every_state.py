"""No public page, in any state, language, light or width, has a barrier that axe knows, is cut off or wrong HTML."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import DESK, PHONE
from tests.content.forms import made
from tests.journeys import public_states, request_states
from tests.journeys.walking import Tour, Walk

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.large]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOURS: Mapping[str, Tour] = {
    tour.__name__: tour
    for tour in (
        *(public_states.pages_of_text, public_states.announced_and_closed, public_states.errors_of_ours),
        *(public_states.forms, public_states.a_form_of_every_question, public_states.a_form_in_steps),
        *(public_states.forms_that_take_nothing, request_states.after_filing, request_states.a_request_to_its_end),
        *(request_states.other_ends, request_states.entering, request_states.reaching, request_states.signed_in),
        *(request_states.on_the_device, request_states.before_another_instance, request_states.sealed_and_erased),
        *(public_states.slowed, public_states.where_it_is, public_states.open_figures),
    )
}
NU = os.environ.get("INSAF_NU_CHECKER", "")
"""The Nu HTML checker, as the path of its vnu.jar: it wants Java, and is left out where none is named."""


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", TOURS)
def test_no_state_has_a_barrier_or_is_cut_off(
    open_page: Callable[[tuple[int, int]], Page],
    barriers: Callable[[Page], list[str]],
    name: str,
    language: str,
    tmp_path: Path,
    record_property: Any,
) -> None:
    land, page = made.published_forms(), open_page(PHONE)
    pages: list[bytes] = []
    page.on("response", lambda answer: _keep(answer, pages))
    states = 0
    for state in TOURS[name](Walk(page, language, land)):
        for width, height in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(TOO_WIDE) <= 0, (state, width)
            for light in ("light", "dark"):
                page.emulate_media(color_scheme=light, reduced_motion="reduce")
                assert barriers(page) == [], (state, width, light)
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        states += 1
    assert states
    assert faults(pages, tmp_path) == ""
    record_property("said", f"{name}, {language}: {states} states, {len(pages)} pages")


def _keep(answer: Response, pages: list[bytes]) -> None:
    """What was sent as a page, as it was sent."""
    from playwright.sync_api import Error  # noqa: PLC0415 - where it is not installed, these tests are left out

    if answer.request.is_navigation_request() and answer.headers.get("content-type", "").startswith("text/html"):
        with suppress(Error):  # of a redirect, and of a page that was left at once, there is none
            pages.append(answer.body())


def faults(pages: list[bytes], folder: Path) -> str:
    """What the Nu checker says of them; nothing where there is none."""
    if not NU:
        return ""
    for number, page in enumerate(pages):
        (folder / f"{number}.html").write_bytes(page)
    said = subprocess.run(["java", "-jar", NU, str(folder)], capture_output=True, text=True, check=False)
    return said.stderr
