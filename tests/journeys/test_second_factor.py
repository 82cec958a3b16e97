"""An officer is invited, sets a passkey on a phone, logs in with it, and is asked for it before opening an identity.

And one with an app: a code, then a recovery code for the day on which the phone is not there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore

from permissions.actors import Actor
from permissions.people.models import LinkPurpose, StaffSession, User
from portal.admin_screens.entry import ENTRY
from portal.operations.inviting import invite
from tests.comes_true import comes_true
from tests.journeys.entering import enter, wide
from tests.journeys.opening_an_identity import WHY_OPENED, asks_who_it_is
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.sign_in.apps import PASSWORD, code_of
from workflows.cases.models import Case, IdentityRequest

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("sessions_end")]


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "custodian", "central", "rights")
    User.objects.filter(username="custodian").update(password="!", email="salma@example.org")
    return found


@pytest.fixture
def hidden(land: Country) -> Case:
    return file_case(confidential=True, name="سمر حداد", email="samar.haddad@example.org")


def authenticator(page: Page) -> tuple[Any, str]:
    """A phone that keeps passkeys and knows its owner's finger, as Chromium plays one."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, str(made["authenticatorId"])


def written(page: Page, person: User) -> None:
    """The login's first step."""
    page.goto("/admin/login/")
    page.fill("[name=username]", person.username)
    page.fill("[name=password]", PASSWORD)
    page.locator("form [type=submit], form button").first.click()


def some_minutes_pass(person: User) -> None:
    """As if the last proof were a quarter of an hour old."""
    for row in StaffSession.objects.filter(user=person):
        session = SessionStore(row.key)
        entry = session[ENTRY]
        entry["proved"] = (datetime.fromisoformat(entry["proved"]) - timedelta(minutes=15)).isoformat()
        session[ENTRY] = entry
        session.save()


def is_asked_before_opening(phone_page: Page, hidden: Case, salma: User, barriers: Callable[[Page], list[str]]) -> None:
    """A quarter of an hour after logging in; then what was typed is done."""
    asked = IdentityRequest.objects.get()
    phone_page.goto(f"/admin/identities/{hidden.tracking}/{asked.number}/")
    some_minutes_pass(salma)
    opens = phone_page.locator("#act-open")
    if opens.get_attribute("open") is None:
        opens.locator("summary").click()
    opens.locator("[name=hours][value='4']").check(force=True)
    opens.locator("textarea").fill(WHY_OPENED)
    opens.locator("button").click()
    phone_page.locator("[data-again]").wait_for()
    asked.refresh_from_db()
    assert asked.answered_at is None
    assert (barriers(phone_page), wide(phone_page) <= 360) == ([], True)
    phone_page.locator("[data-ask]").click()
    phone_page.locator('.desk-head[data-standing="open"]').wait_for()
    asked.refresh_from_db()
    assert asked.until is not None


def test_a_custodian_is_invited_sets_a_passkey_and_is_asked_for_it_before_opening_an_identity(
    land: Country,
    hidden: Case,
    phone_page: Page,
    desk_page: Page,
    barriers: Callable[[Page], list[str]],
    live_server: LiveServer,
    settings: Any,
) -> None:
    salma = land.people["custodian"]
    enter(desk_page, land.people["officer-moh"], "ar", live_server.url)
    desk_page.goto(f"/admin/desk/{hidden.tracking}/")
    asks_who_it_is(desk_page)
    settings.SECOND_FACTOR_DEMANDED = True

    session, phone = authenticator(phone_page)
    phone_page.goto(urlsplit(invite(salma, LinkPurpose.ACCOUNT, actor=Actor.operator).link).path)
    for name, words in (("name_ar", "سلمى النجار"), ("name_en", "Salma Najjar"), ("password", PASSWORD)):
        phone_page.fill(f"[name={name}]", words)
    phone_page.fill("[name=again]", PASSWORD)
    phone_page.locator("form .btn").click()
    phone_page.wait_for_url("**/admin/sign-in/")
    assert phone_page.locator("html").get_attribute("dir") == "rtl"
    assert "دورك يشترط وسيلة تحقق ثانية" in phone_page.inner_text("main")
    assert (barriers(phone_page), wide(phone_page) <= 360) == ([], True)
    phone_page.goto("/admin/identities/")
    phone_page.wait_for_url("**/admin/sign-in/")  # nothing else is there

    phone_page.locator("a[href$='/passkey/']").click()
    phone_page.fill("[name=name]", "هاتف العمل")
    assert (barriers(phone_page), wide(phone_page) <= 360) == ([], True)
    phone_page.locator("[data-ask]").click()
    phone_page.locator("[data-codes]").wait_for()
    assert phone_page.locator("[data-codes] li").count() == 10
    assert (barriers(phone_page), wide(phone_page) <= 360) == ([], True)
    assert len(session.send("WebAuthn.getCredentials", {"authenticatorId": phone})["credentials"]) == 1
    phone_page.locator("[data-do=kept]").click()
    assert phone_page.locator("[data-passkey-row]").inner_text().startswith("هاتف العمل")
    phone_page.goto("/admin/logout/")
    phone_page.locator(".not-here button").click()

    written(phone_page, salma)
    phone_page.wait_for_url("**/admin/login/second/")
    assert (barriers(phone_page), wide(phone_page) <= 360) == ([], True)
    phone_page.locator("[data-ask]").click()
    phone_page.wait_for_url("**/admin/identities/")

    is_asked_before_opening(phone_page, hidden, salma, barriers)

    # A passkey that was removed opens nothing any more, though the phone has it still.
    phone_page.context.clear_cookies()
    written(phone_page, salma)
    phone_page.wait_for_url("**/admin/login/second/")
    Authenticator.objects.filter(user=salma, type="webauthn").delete()
    phone_page.locator("[data-ask]").click()
    phone_page.locator("[data-second] > [data-refused]").wait_for()
    assert phone_page.url.endswith("/admin/login/second/")


def test_an_app_and_then_a_recovery_code(
    land: Country, desk_page: Page, barriers: Callable[[Page], list[str]], live_server: LiveServer
) -> None:
    huda = land.people["officer-moh"]
    huda.set_password(PASSWORD)
    huda.save()
    written(desk_page, huda)
    desk_page.wait_for_url("**/admin/desk/")
    desk_page.goto("/admin/sign-in/")
    assert barriers(desk_page) == []
    desk_page.locator("a[href$='/app/']").click()
    desk_page.wait_for_url("**/admin/sign-in/app/")
    assert barriers(desk_page) == []
    comes_true(desk_page, "document.querySelector('img.totp').naturalWidth > 0")
    desk_page.locator("details summary").click()
    secret = "".join(desk_page.locator(".typed code").all_inner_texts())
    desk_page.fill("[name=code]", code_of(secret))
    desk_page.locator("[data-do=app]").click()
    desk_page.locator("[data-codes]").wait_for()
    codes = desk_page.locator("[data-codes] code").all_inner_texts()
    assert len(codes) == 10
    desk_page.context.clear_cookies()

    written(desk_page, huda)
    desk_page.wait_for_url("**/admin/login/second/")
    desk_page.fill("[name=proof_code]", "123")
    desk_page.locator("[data-second] .btn").last.click()
    desk_page.locator("[data-refused]").wait_for()
    desk_page.fill("[name=proof_code]", code_of(secret, 1))
    desk_page.locator("[data-second] .btn").last.click()
    desk_page.wait_for_url("**/admin/desk/")
    desk_page.context.clear_cookies()

    written(desk_page, huda)
    desk_page.fill("[name=proof_code]", codes[0])
    desk_page.locator("[data-second] .btn").last.click()
    desk_page.wait_for_url("**/admin/desk/")
