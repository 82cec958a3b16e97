"""The platform as an app: another release takes the place of a former one, what is shared goes into a form, and of a
sealed one nothing stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.device import worker
from tests.content.forms import made
from tests.journeys.offline import READY, copies, on_a_phone, ready
from workflows.cases.models import Case

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
SHARE = """(bytes) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: "/ar/device/shared/" })
  form.enctype = "multipart/form-data"
  const input = Object.assign(document.createElement("input"), { type: "file", name: "files" })
  const photo = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
  const given = new DataTransfer()
  given.items.add(new File([photo], "صورة.jpg", { type: "image/jpeg" }))
  input.files = given.files
  const text = Object.assign(document.createElement("input"), { name: "text", value: "حفرة أمام المدرسة" })
  form.append(input, text)
  document.body.append(form)
  form.submit()
}"""
UPDATE = "navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => true)"
DATABASES = "indexedDB.databases().then((all) => all.map((each) => each.name))"


def test_another_release_replaces_the_former_and_keeps_what_was_opened(
    browser: Browser, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.published_forms()
    with on_a_phone(browser, live_server.url) as page:
        ready(page)
        (before,) = [name for name in copies(page) if "pages" in name]
        files = (*worker._files(), "/static/js/go-on.js")
        monkeypatch.setattr(worker, "_files", lambda: files)
        page.evaluate(UPDATE)
        for _half_second in range(120):
            now = [name for name in copies(page) if "pages" in name]
            if now and before not in now:
                break
            page.wait_for_timeout(500)
        assert before not in copies(page)
        assert len(copies(page)) == 2  # the files and the pages of this release
        assert "/ar/file/complaint/" in copies(page)[now[0]]
        page.context.set_offline(True)
        page.goto("/ar/file/complaint/")
        page.locator(".offline-bar").wait_for()


def test_what_is_shared_lands_in_a_form_and_a_sealed_form_leaves_nothing(
    browser: Browser, live_server: LiveServer
) -> None:
    made.published_forms()
    with on_a_phone(browser, live_server.url) as page:
        ready(page)
        page.evaluate(SHARE, made.in_base64(made.picture()))
        page.wait_for_url("**/ar/device/shared/")
        page.locator("[data-shared] li").first.wait_for()
        assert page.locator("[data-shared]").inner_text().count("صورة.jpg") == 1
        page.locator("[data-shared-forms] a[href*=complaint]").click()
        page.locator(READY).wait_for()
        page.locator("li[data-arrived]").wait_for()
        assert page.locator("[name=text]").input_value() == "حفرة أمام المدرسة"
        page.goto("/ar/file/rights/")
        page.wait_for_timeout(2500)  # longer than anything loads after a page
        assert not any("/ar/file/rights/" in pages for pages in copies(page).values())
        page.context.set_offline(True)
        page.goto("/ar/file/rights/")
        assert "لا يوجد اتصال" in page.locator("h1").inner_text()
        page.context.set_offline(False)
        page.goto("/ar/file/rights/")
        page.locator("[data-quick-exit] button").click()
        page.wait_for_url("**/ar/today/")
        assert page.evaluate(DATABASES) == []
        page.wait_for_timeout(2500)  # longer than the app takes to come
        assert page.evaluate(
            "async () => [(await navigator.serviceWorker.getRegistrations()).length, await caches.keys()]"
        ) == [
            0,
            [],
        ]
        place = page.evaluate("navigation.currentEntry.index")
        page.go_back()
        page.wait_for_url("**/ar/today/")
        assert page.evaluate("navigation.currentEntry.index") == place - 1, "the day stands where the form was"
        assert Case.objects.count() == 0
