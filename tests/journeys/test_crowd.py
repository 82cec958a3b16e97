"""A citizen and an officer behind a crowded address get through, with scripts and without, and lose nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from permissions.limits import challenges
from permissions.limits.catalogue import FILING, LOGIN_HERE, LOGIN_NETWORK, UPLOADS
from permissions.limits.counting import count_up
from permissions.limits.decide import HOUR, Limit, hour_of
from permissions.limits.subjects import key_of
from permissions.now import now
from tests.content.forms import made
from tests.journeys.entering import wide
from workflows.cases.models import Case, File

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, FilePayload, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("limits_on")]
HERE = "127.0.0.1"
SUBJECT, TEXT = "حفرة في الشارع", "حفرة أمام المدرسة منذ شهر."
PAPER: FilePayload = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": made.PDF}
SEND = "form[data-filing] button[type=submit]"
PASSWORD = "قهوة الصباح وزيتون 77"


def crowd(*limits: Limit, subject: str = HERE) -> None:
    """As many as are free have come from here, in this hour and in the next one that may begin meanwhile."""
    for at in (now(), now() + HOUR):
        counted = {key_of(limit, subject, at): limit.free for limit in limits}
        count_up(counted, ends_at=hour_of(at) + HOUR)


def write(page: Page, *, scripts: bool) -> None:
    page.goto("/ar/file/complaint/")
    if scripts:
        page.get_by_role("combobox").fill("moh")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    else:
        page.select_option("select[name=agency]", "moh")
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=text]", TEXT)
    page.set_input_files("input[type=file]", PAPER)


def assert_filed(page: Page) -> None:
    page.wait_for_url("**/ar/filed/**")
    shown = page.locator("[data-tracking]")
    case = Case.objects.get()
    assert (case.tracking, case.subject) == (shown.get_attribute("data-tracking"), SUBJECT)
    assert File.objects.get(case=case).name == "a.pdf"


def test_with_scripts_the_browser_works_and_sends_by_itself(
    phone_page: Page, barriers: Callable[[Page], list[str]]
) -> None:
    made.published_forms()
    crowd(FILING, UPLOADS)
    # A device whose clock is wrong by a day is no worse off.
    phone_page.clock.install(time=now() - timedelta(days=1))
    write(phone_page, scripts=True)
    phone_page.wait_for_selector("[data-file-list] [data-arrived]")  # the file, too, was worked for
    # Held on the page that asks, so that it can be looked at.
    hold = "(event) => { event.preventDefault(); event.stopImmediatePropagation() }"
    phone_page.add_init_script(f"if (document.referrer) document.addEventListener('submit', {hold}, true)")
    phone_page.click(SEND)
    phone_page.wait_for_selector("[data-challenge-working]:not([hidden])")
    assert "يُجري جهازك حسابًا قصيرًا" in phone_page.locator("[data-challenge]").inner_text()
    assert phone_page.locator("[data-challenge-wait]").is_hidden()
    assert phone_page.locator("[name=subject]").input_value() == SUBJECT
    assert phone_page.locator("[name=text]").input_value() == TEXT
    assert barriers(phone_page) == []
    assert wide(phone_page) <= 360


def test_with_scripts_it_is_filed_without_another_press(phone_page: Page) -> None:
    made.published_forms()
    crowd(FILING)
    write(phone_page, scripts=True)
    phone_page.wait_for_selector("[data-file-list] [data-arrived]")
    phone_page.click(SEND)
    assert_filed(phone_page)


def test_without_scripts_one_waits_and_presses(
    browser: Browser, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.published_forms()
    crowd(FILING)
    monkeypatch.setattr(challenges, "WAIT_SECONDS", 2)
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, locale="ar-JO", viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    write(page, scripts=False)
    page.click(SEND)
    box = page.locator("[data-challenge]")
    assert "انتظر ثانيتين، ثم اضغط الزر" in box.inner_text()
    assert page.locator("[name=text]").input_value() == TEXT
    page.wait_for_timeout(2_500)
    box.locator("button").click()
    assert_filed(page)
    context.close()


def test_an_officer_writes_the_password_again_while_the_browser_works(desk_page: Page) -> None:
    land = made.published_forms()
    officer = land.people["officer-moh"]
    officer.set_password(PASSWORD)
    officer.save()
    crowd(LOGIN_NETWORK)
    crowd(LOGIN_HERE, subject=f"{officer.username}|{HERE}")
    desk_page.goto("/admin/login/")

    def try_it() -> None:
        desk_page.fill("[name=username]", officer.username)
        desk_page.fill("[name=password]", PASSWORD)
        desk_page.click("form.login-form button[type=submit]")

    try_it()
    desk_page.wait_for_selector("[data-challenge]")
    assert "خطوة واحدة قبل الدخول" in desk_page.locator("[data-challenge]").inner_text()
    assert desk_page.locator("[name=password]").input_value() == ""
    desk_page.fill("[name=password]", PASSWORD)
    desk_page.click("form.login-form button[type=submit]")
    desk_page.wait_for_url("**/admin/desk/")
