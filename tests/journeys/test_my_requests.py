"""A citizen signs in with the phone of their requests, in Arabic at 360 px: reads, proves, answers and leaves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail

from tests.scenes import Country, country, file_case
from workflows.cases.actions import AskCitizen
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.notifications.deliver import deliver_waiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, MAILBOX = "0791234567", "huda@example.org"


@pytest.fixture
def texts(settings: Any, tmp_path: Path) -> Path:
    settings.SMS_URL = f"file://{tmp_path}"
    return tmp_path


def code_by_text(texts: Path) -> str:
    deliver_waiting()
    last = max(texts.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    return str(re.findall(r"\b\d{6}\b", json.loads(last.read_text())["text"])[-1])


def code_by_letter() -> str:
    deliver_waiting()
    return str(re.findall(r"\b\d{6}\b", str(mail.outbox[-1].body))[-1])


def type_code(page: Page, code: str) -> None:
    page.wait_for_url("**/ar/my/code/")
    page.fill("[name=code]", code)
    page.click("#code button")


def sign_in(page: Page, address: str) -> None:
    page.goto("/ar/my/")
    page.fill("[name=address]", address)
    page.click("#sign-in button")


def open_request(page: Page, case: Case) -> None:
    page.goto("/ar/my/")
    page.click(f"[data-mine='{case.tracking}'] h2 a")
    page.wait_for_selector("[data-status]")


def filed(land: Country) -> tuple[Case, Case]:
    """Two requests on which the phone stands and where our texts were taken; in one the agency asks something."""
    asked, other = (file_case(email="", phone=PHONE, name="هدى", subject=subject) for subject in ("حفرة", "إنارة"))
    apply(asked.pk, AskCitizen(text="في أي شارع؟"), actor=land.actor("officer-moh"))
    sealed = file_case(kind="integrity", agency=None, phone=PHONE, subject="رشوة")
    deliver_waiting()
    assert sealed.track == "sensitive"
    return asked, other


def test_from_the_phone_alone_to_an_answer_and_out(
    browser: Browser, live_server: LiveServer, barriers: Callable[[Page], list[str]], texts: Path
) -> None:
    asked, other = filed(country())
    context = browser.new_context(base_url=live_server.url, locale="ar-JO", viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, PHONE)
    type_code(page, code_by_text(texts))
    page.wait_for_selector("[data-mine]")
    assert page.locator("[data-mine]").count() == 2
    assert "رشوة" not in page.content(), "nothing of a sealed one"
    row = page.locator(f"[data-mine='{asked.tracking}']")
    assert "دورك" in row.inner_text()
    assert "موعد الرد" in page.locator(f"[data-mine='{other.tracking}']").inner_text()
    assert PHONE in page.inner_text(".signed-in")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360

    open_request(page, asked)  # the phone was proved in this session
    page.fill("#answer [name=text]", "شارع الجامعة")
    page.click("#answer button.btn:not(.quiet):not(.second)")
    page.wait_for_selector(".toast")
    assert asked.messages.filter(text="شارع الجامعة").exists()

    page.goto("/ar/my/")
    page.click(f"[data-mine='{other.tracking}'] form button")
    page.wait_for_selector("[data-taken-off]")
    assert page.locator("[data-mine]").count() == 1
    page.click(".signed-in button")
    page.wait_for_selector("#sign-in")
    sign_in(page, PHONE)
    type_code(page, code_by_text(texts))
    page.wait_for_selector("[data-mine]")
    assert page.locator("[data-mine]").count() == 1, "what was taken off stays off"
    context.close()


def come_by_mailbox(page: Page, texts: Path) -> None:
    """Whose account has the phone and a mailbox, and who signs in by the mailbox."""
    sign_in(page, PHONE)
    type_code(page, code_by_text(texts))
    page.wait_for_selector("#address")
    page.fill("#address [name=address]", MAILBOX)
    page.click("#address button")
    type_code(page, code_by_letter())
    page.wait_for_selector("#address")
    page.click(".signed-in button")
    page.wait_for_selector("#sign-in")
    sign_in(page, MAILBOX)
    type_code(page, code_by_letter())
    page.wait_for_selector("[data-mine]")


def test_who_came_by_their_mailbox_proves_the_phone_before_they_act_without_scripts(
    browser: Browser, live_server: LiveServer, texts: Path
) -> None:
    asked, _other = filed(country())
    context = browser.new_context(
        base_url=live_server.url, locale="ar-JO", viewport={"width": 360, "height": 740}, java_script_enabled=False
    )
    page = context.new_page()
    come_by_mailbox(page, texts)
    open_request(page, asked)
    assert "في أي شارع؟" in page.inner_text("main")
    assert page.locator("#answer form").count() == 0
    page.click("[data-proof] a")
    page.wait_for_selector("#proof")
    page.click("#proof button")
    type_code(page, code_by_text(texts))
    page.wait_for_selector("#answer form")
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_on_the_way_to_an_act_have_no_barriers(
    browser: Browser, live_server: LiveServer, barriers: Callable[[Page], list[str]], texts: Path, width: int
) -> None:
    asked, _other = filed(country())
    context = browser.new_context(base_url=live_server.url, locale="ar-JO", viewport={"width": width, "height": 740})
    page = context.new_page()
    come_by_mailbox(page, texts)
    open_request(page, asked)
    assert barriers(page) == []
    page.click("[data-proof] a")
    page.wait_for_selector("#proof")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()
