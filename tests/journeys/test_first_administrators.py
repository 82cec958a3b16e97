"""Two people open a new installation: one on a phone in Arabic, the other at a desk in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command

from permissions.platform import called
from tests.journeys.entering import wide

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

PASSWORD = "قهوة الصباح وزيتون 77"


@pytest.mark.large
def test_both_accept_and_the_platform_opens(
    phone_page: Page,
    desk_page: Page,
    barriers: Callable[[Page], list[str]],
    live_server: LiveServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(called, "known", called.Known())
    printed = StringIO()
    call_command("set_up", stdout=StringIO())
    call_command("first_administrator", "huda@example.org", "samer@example.org", stdout=printed)
    huda, samer = (urlsplit(link).path for link in re.findall(r"^http\S+$", printed.getvalue(), re.MULTILINE))

    phone_page.goto(huda)
    assert barriers(phone_page) == []
    assert phone_page.locator("html").get_attribute("dir") == "rtl"
    phone_page.locator("form .btn").click()
    phone_page.locator("[data-errors]").wait_for()
    assert phone_page.locator(".field.bad").count() == 4
    assert wide(phone_page) <= 360
    write(phone_page, "هدى الأحمد", "Huda Al-Ahmad")
    phone_page.wait_for_url("**/admin/access/opening/")
    assert phone_page.locator("[data-first]").count() == 2
    assert barriers(phone_page) == []
    assert wide(phone_page) <= 360

    desk_page.goto(samer)
    desk_page.locator("a[hreflang=en]").click()
    desk_page.wait_for_url("**/en/start/**")
    assert barriers(desk_page) == []
    write(desk_page, "سامر الخطيب", "Samer Al-Khatib")
    name_it(desk_page, barriers)

    phone_page.locator("a.btn").click()
    phone_page.wait_for_url("**/admin/access/people/")
    phone_page.goto(huda)
    assert phone_page.locator(".note.late").is_visible()
    assert barriers(phone_page) == []


def name_it(page: Page, barriers: Callable[[Page], list[str]]) -> None:
    """Whoever comes in first once both have accepted is asked what it is all called."""
    page.wait_for_url("**/admin/access/platform/")
    assert barriers(page) == []
    assert page.input_value("[name=platform_en]") == "Insaf"
    for field, words in {
        "platform_ar": "ميزان",
        "platform_en": "Mizan",
        "central_unit_en": "Office",
    }.items():
        page.fill(f"[name={field}]", words)
    page.locator("[data-do=save]").click()
    page.wait_for_url("**/admin/access/bodies/")
    assert "Mizan" in page.title()
    assert page.locator("[data-body=central] a").inner_text() == "Office"


def write(page: Page, arabic: str, english: str) -> None:
    """Name and password, and in."""
    for name, words in (("name_ar", arabic), ("name_en", english), ("password", PASSWORD), ("again", PASSWORD)):
        page.fill(f"[name={name}]", words)
    page.locator("form .btn").click()
