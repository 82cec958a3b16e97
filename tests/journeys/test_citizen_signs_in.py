"""A citizen signs in, in Arabic: at the national identity provider, or by a code; and finds last week's request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail

from permissions.now import now, standing_at
from permissions.openid.discovery import forget
from permissions.openid.provider import Provider
from portal.settings.citizens import CitizensProvider
from tests.scenes import country, file_case
from tests.seeded_site import pages_and_forms
from workflows.cases.models import Case
from workflows.notifications.deliver import deliver_waiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
NAME, NUMBER = "ليلى سامي الحديدي", "9001010101"


@pytest.fixture
def _provider(settings: Any) -> Iterator[None]:
    """A true one, which knows ``layla``."""
    mock = pytest.importorskip("oidc_provider_mock", reason="oidc-provider-mock runs on Python 3.12 and later")
    layla = mock.User(sub="layla", claims={"name": NAME, "national_number": NUMBER})
    forget()
    with mock.run_server_in_thread(user_claims=[layla], require_nonce=True) as server:
        provider = Provider(f"http://localhost:{server.server_port}", "insaf", "secret", plain_http=True)
        settings.OIDC_CITIZENS = CitizensProvider(provider, "name", "national_number", {"ar": "", "en": ""})
        yield


def last_week() -> Case:
    with standing_at(now() - timedelta(days=7)):
        return file_case(subject="انقطاع المياه منذ أسبوع")


def join(page: Page, case: Case) -> None:
    page.fill("#join [name=tracking]", case.tracking)
    page.fill("#join [name=secret]", case.secret)
    page.click("#join button")
    page.wait_for_selector(f"[data-mine='{case.tracking}']")


@pytest.mark.usefixtures("_provider")
def test_through_the_provider_last_weeks_request_is_found_and_another_is_filed(
    browser: Browser, live_server: LiveServer, barriers: Callable[[Page], list[str]]
) -> None:
    """In a browser that may call another server: the provider's. Nothing of our pages is refused by their policy."""
    country()
    pages_and_forms()
    context = browser.new_context(base_url=live_server.url, locale="ar-JO", viewport={"width": 360, "height": 740})
    case, page = last_week(), context.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    page.route(re.compile("^https://"), lambda route: route.fulfill(body=""))  # the provider's page asks for a style
    page.goto("/ar/my/")
    assert barriers(page) == []
    page.click("[data-provider]")
    page.wait_for_url("**/oauth2/authorize**")
    page.click("text=layla")
    page.wait_for_url("**/ar/my/")
    assert NAME in page.inner_text("main")
    assert barriers(page) == []
    join(page, case)
    page.click(f"[data-mine='{case.tracking}'] h2 a")
    page.wait_for_selector("[data-status]")
    assert "انقطاع المياه منذ أسبوع" in page.inner_text("main")

    page.goto("/ar/file/complaint/?agency=moh")
    assert page.locator("[name=name]").count() == 0
    assert NUMBER in page.inner_text("[data-mine]")
    page.fill("[name=subject]", "عداد المياه")
    page.fill("[name=text]", "لا يعمل العداد.")
    assert barriers(page) == []
    page.locator("#filing button[type=submit]").last.click()
    page.wait_for_selector("[data-tracking]")
    filed = Case.objects.exclude(pk=case.pk).get()
    assert (filed.person.name, filed.person.national_number) == (NAME, NUMBER)
    page.goto("/ar/my/")
    assert page.locator("[data-mine]").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.click("form[action$='/my/leave/'] button")
    page.wait_for_selector("#sign-in, [data-provider]")
    page.goto(f"/ar/track/{filed.tracking}/")
    assert NAME not in page.content()
    assert refused == []
    context.close()


def test_by_a_code_without_scripts_and_with_the_keyboard_alone(browser: Browser, live_server: LiveServer) -> None:
    country()
    case = last_week()
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, locale="ar-JO", viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.goto("/ar/my/")
    page.focus("[name=address]")
    page.keyboard.type("huda@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/my/code/")
    deliver_waiting()
    letter = next(each for each in mail.outbox if each.to == ["huda@example.org"])
    [code] = re.findall(r"\b\d{6}\b", str(letter.body))
    page.focus("[name=code]")
    page.keyboard.type(code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/my/")
    assert "huda@example.org" in page.inner_text("main")
    join(page, case)
    page.click("a[href$='/my/forget/']")
    page.click("form[action$='/my/forget/'] button")
    page.wait_for_selector("#sign-in")
    context.close()
