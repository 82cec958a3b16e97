"""Whoever sends a form while too many come is asked to come again, and has lost nothing.

A form of a sensitive kind is empty on the way back, so the page says to stay: loading it again sends what was sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.content.forms import made
from workflows.cases.models import Case, File, Message

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)

SUBJECT, TEXT = "حفرة في الشارع", "حفرة أمام المدرسة منذ شهر."
STAY = "فابقَ في هذه الصفحة"
NOBODY = -1.0
"""Seconds: everybody has waited for longer."""


def test_a_sensitive_form_is_sent_again_by_loading_the_page_again(
    browser: Browser, live_server: LiveServer, settings: Any, tmp_path: Path
) -> None:
    made.published_forms()
    patience, paper = settings.LONGEST_WAIT, tmp_path / "a.pdf"
    paper.write_bytes(made.PDF)
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto("/ar/file/integrity/")
    page.select_option("select[name=agency]", "moh")
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=text]", TEXT)
    page.set_input_files("input[type=file]", paper)
    settings.LONGEST_WAIT = NOBODY
    page.click("main button[type=submit]")
    page.get_by_text(STAY).wait_for()
    page.reload()
    page.get_by_text(STAY).wait_for()
    assert Case.objects.count() == 0
    settings.LONGEST_WAIT = patience
    page.reload()
    page.locator("[data-tracking]").wait_for()
    case = Case.objects.get()
    assert (case.subject, Message.objects.get(case=case).text) == (SUBJECT, TEXT)
    assert File.objects.get(case=case).name == "a.pdf"
    context.close()
