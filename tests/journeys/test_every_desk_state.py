"""No screen of the desk or of the reports, in any state, language, light or width, has a barrier or is cut off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import DESK, PHONE
from tests.content.forms import made
from tests.journeys import desk_states, report_states
from tests.journeys.desk_states import Desk

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.large]
TOURS = desk_states.TOURS | report_states.TOURS
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", TOURS)
def test_no_state_has_a_barrier_or_is_cut_off(
    open_page: Callable[[tuple[int, int]], Page],
    barriers: Callable[[Page], list[str]],
    live_server: LiveServer,
    name: str,
    language: str,
    record_property: Any,
) -> None:
    land, page = made.published_forms(), open_page(DESK)
    page.emulate_media(reduced_motion="reduce")
    states = 0
    found: list[tuple[str, int, str, list[str]]] = []
    for state in TOURS[name](Desk(page, language, land, live_server.url)):
        for width, height in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": height})
            if page.evaluate(TOO_WIDE) > 0:
                found.append((state, width, "", ["too wide"]))
            for light in ("light", "dark"):
                page.emulate_media(color_scheme=light, reduced_motion="reduce")
                wrong = barriers(page)
                if wrong:
                    found.append((state, width, light, wrong))
        states += 1
    assert found == []
    assert states
    record_property("said", f"{name}, {language}: {states} states")
