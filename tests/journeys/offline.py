"""A phone whose connection comes and goes, with the worker of the platform in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FORM = "/ar/file/complaint/"
READY = "form[data-draft][data-keeps]"
LONG = 120_000  # milliseconds: many files on a busy machine
COPIES = """async () => {
  const found = {}
  for (const name of await caches.keys()) {
    const kept = await (await caches.open(name)).keys()
    found[name] = kept.map((request) => new URL(request.url).pathname)
  }
  return found
}"""


@contextmanager
def on_a_phone(browser: Browser, home: str, **more: Any) -> Iterator[Page]:
    """A page, of which nobody counts what the console says of a connection that is not there."""
    context = browser.new_context(base_url=home, viewport={"width": 360, "height": 740}, locale="ar-JO", **more)
    context.set_default_timeout(LONG)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert errors == [], errors


def copies(page: Page) -> dict[str, list[str]]:
    """What the worker keeps: paths by the name of their cache."""
    found: dict[str, list[str]] = page.evaluate(COPIES)
    return found


def ready(page: Page, form: str = FORM) -> None:
    """The form stands open, the worker is there, and has a copy of it."""
    page.goto(form)
    page.locator(READY).wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for _half_second in range(120):
        if any(form in paths for paths in copies(page).values()):
            return
        page.wait_for_timeout(500)
    raise AssertionError("no copy of the form")


def send_now(page: Page) -> None:
    """As the browser says it when the connection is back."""
    page.evaluate("dispatchEvent(new Event('online'))")
