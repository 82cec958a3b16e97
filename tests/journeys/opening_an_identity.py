"""The road of an identity: the handler asks, the custodian opens it with a reason, the auditor sees that they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

WHY_ASKED = "نحتاج أن نسمع الأم قبل زيارة المدرسة."
WHY_OPENED = "سلامة طفلة، ولا سبيل إليها إلا من والدتها."


def asks_who_it_is(handler: Page) -> None:
    """On the page of the case; until the answer nothing of the citizen stands there."""
    asks = handler.locator("#act-ask-identity")
    asks.locator("summary").click()
    asks.locator("textarea").fill(WHY_ASKED)
    asks.locator(".btn-row button").first.click()
    handler.locator("[data-act=ask-identity]").wait_for(state="detached")


def opens_the_identity(custodian: Page, tracking: str) -> None:
    """For four hours, with a reason; what the case says stays closed to them."""
    custodian.goto("/admin/identities/")
    waiting = custodian.locator('[data-standing="waiting"]')
    assert tracking in waiting.inner_text()
    assert WHY_ASKED in waiting.inner_text()
    waiting.locator("a").click()
    opens = custodian.locator("#act-open")
    if opens.get_attribute("open") is None:
        opens.locator("summary").click()
    opens.locator("[name=hours][value='4']").check(force=True)
    opens.locator("textarea").fill(WHY_OPENED)
    opens.locator("button").click()
    custodian.locator('.desk-head[data-standing="open"]').wait_for()
    assert custodian.request.get(f"/admin/desk/{tracking}/").status == 404


def reads_who_it_is(handler: Page, address: str) -> None:
    """The handler, from the page of the case, which tells that it was opened."""
    handler.reload()
    assert address not in handler.content()
    handler.locator("[data-do=identity] button").click()
    handler.locator("[data-identity], [data-knowing]", has_text=address).first.wait_for()
    handler.go_back()


def sees_that_it_was_opened(auditor: Page, tracking: str, custodian: str) -> None:
    """Who opened it, of which case and why, and that it was read; not who the citizen is."""
    auditor.goto(f"/admin/audit/?about={tracking}")
    shown = auditor.inner_text("main")
    assert custodian in shown
    assert WHY_OPENED in shown
    assert "example.org" not in shown
