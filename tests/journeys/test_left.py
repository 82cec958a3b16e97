"""A sealed request in a browser: what is said before it is sent, an address for news, and that leaving it closes it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from portal.citizen.briefly import COOKIE, LEFT, LIFETIME
from tests.content.forms import made
from tests.journeys.confirmation import number_and_secret
from workflows.cases.models import Case, RelayAddress
from workflows.cases.relay import relay_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[[tuple[int, int]], "Page"]


def keep_picture(page: Page, name: str) -> None:
    """For whoever wants to look at them: ``INSAF_PICTURES`` names a folder."""
    folder = os.environ.get("INSAF_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def opens_for(page: Page) -> float:
    """For how many seconds its cookie still opens the request; 0 where there is none."""
    lasting = [
        float(each.get("expires", 0)) - time.time()
        for each in page.context.cookies()
        if each.get("name", "").startswith(COOKIE)
    ]
    return max(lasting, default=0.0)


@pytest.mark.parametrize(
    ("language", "size"), [("ar", (360, 740)), pytest.param("en", (1280, 900), marks=pytest.mark.large)]
)
def test_it_says_what_is_protected_and_is_closed_once_it_is_left(
    open_page: Open, barriers: Callable[[Page], list[str]], language: str, size: tuple[int, int]
) -> None:
    made.published_forms()
    page, mark = open_page(size), f"{language}-{size[0]}"
    page.goto(f"/{language}/protected/")
    keep_picture(page, f"protected-{mark}")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    page.goto(f"/{language}/file/integrity/")
    assert page.locator(".sealed-note a[href$='/protected/']").is_visible()
    page.get_by_role("combobox").fill("MOE")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.fill("[name=subject]", "A bribe for a permit")
    page.fill("[name=text]", "It was asked for at the counter.")
    page.locator("summary:has(+ .field [name=relay])").click()
    page.fill("[name=relay]", "quiet-reed@example.org")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    keep_picture(page, f"form-{mark}")
    page.locator("form[data-filing] button[type=submit]").click()
    page.locator("[data-tracking]").wait_for()
    tracking, _secret = number_and_secret(page)
    assert relay_of(Case.objects.get(tracking=tracking)) == "quiet-reed@example.org"

    page.goto(f"/{language}/track/{tracking}/")
    page.locator("#reach summary").click()
    keep_picture(page, f"follow-{mark}")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    page.locator("[data-relay] button[name=forget]").click()
    page.locator("[data-relay] [name=relay]").wait_for(state="attached")
    assert not RelayAddress.objects.exists()
    page.wait_for_timeout(1500)  # the page has said that it is there
    assert opens_for(page) > LIFETIME.total_seconds() - 60
    page.goto(f"/{language}/protected/")
    page.wait_for_timeout(1500)
    assert 0 < opens_for(page) <= LEFT.total_seconds()
