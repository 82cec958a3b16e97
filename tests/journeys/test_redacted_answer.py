"""An officer looks at a photo in its place, covers a part by keys, answers with that; its citizen gets that alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from tests.content.forms.made import picture
from tests.journeys.entering import enter, wide
from tests.journeys.working import follow
from tests.scenes import country
from tests.site.portal.desk.filed_with import filed_with
from workflows.cases.models import Case, CaseStatus

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

SECRET = (250, 20, 30)
NEXT = {"ar": "ArrowLeft", "en": "ArrowRight"}


def photo() -> bytes:
    """White, with a quarter in the colour of a secret."""
    drawn = Image.new("RGB", (400, 200), "white")
    drawn.paste(SECRET, (160, 80, 240, 120))
    written = io.BytesIO()
    drawn.save(written, "JPEG", quality=90)
    return written.getvalue()


@pytest.mark.parametrize(
    ("language", "size"), [("ar", (1280, 900)), pytest.param("en", (360, 740), marks=pytest.mark.large)]
)
def test_by_keys_from_the_photo_to_the_answer(
    open_page: Callable[[tuple[int, int]], Page],
    barriers: Callable[[Page], list[str]],
    live_server: LiveServer,
    language: str,
    size: tuple[int, int],
) -> None:
    land, case = country(), filed_with(("card.jpg", photo()), ("other.png", picture("PNG")))
    page = open_page(size)
    enter(page, land.people["officer-moh"], language, live_server.url)
    looks_at_it(page, case, language)
    assert wide(page) <= size[0]
    assert barriers(page) == []
    covers_it(page)
    assert wide(page) <= size[0]
    assert barriers(page) == []
    saves_and_answers(page, case)
    case.refresh_from_db()
    assert case.status == CaseStatus.ANSWERED
    reads_the_answer(page, case, language, live_server.url)


def looks_at_it(page: Page, case: Case, language: str) -> None:
    """Opened by a key, on to the next and back, closed and opened again."""
    page.goto(f"/admin/desk/{case.tracking}/")
    page.locator("[data-file-view='1']").press("Enter")
    page.wait_for_url("**/files/1/view/")  # with its scripts
    shown = page.locator(".file-seen img")
    assert shown.evaluate("each => each.decode().then(() => each.naturalWidth)") == 400
    page.keyboard.press(NEXT[language])
    page.wait_for_url("**/files/2/view/")
    page.keyboard.press(next(key for key in NEXT.values() if key != NEXT[language]))
    page.wait_for_url("**/files/1/view/")
    page.keyboard.press("Escape")
    page.wait_for_url(f"**/{case.tracking}/#said")
    page.locator("[data-file-view='1']").press("Enter")
    page.wait_for_url("**/files/1/view/")


def covers_it(page: Page) -> None:
    """A box in the middle, a step back and forth, wider and narrower; another one that is removed."""
    page.locator("a[href*='/redact/']").press("Enter")
    page.wait_for_url("**/redact/")
    page.locator("[data-add]").press("Enter")
    box = page.locator(".cover-box").first
    assert box.evaluate("each => each === document.activeElement")
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    assert [page.locator(f"[name=form-0-{name}]").input_value() for name in ("left", "top", "width", "height")] == [
        *("40", "40"),
        *("21", "21"),
    ]
    page.locator("[data-add]").press("Enter")
    page.keyboard.press("Delete")
    assert page.locator(".cover-box").count() == 1


def saves_and_answers(page: Page, case: Case) -> None:
    page.locator("form[data-redact] button:not([name]):not([type=button])").press("Enter")
    page.wait_for_url("**/files/3/view/")
    page.locator("[data-copy]").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_url(f"**/{case.tracking}/#said")
    form = page.locator("#act-decide")
    form.locator("textarea").first.fill("تجد الصورة مرفقة.")
    form.locator("[name=outcome]").select_option("resolved")
    form.locator("[name=copies]").press("Space")
    form.locator(".btn-row button").first.press("Enter")
    page.locator(".messages li").wait_for()
    assert case.events.filter(verb="decided").exists()


def reads_the_answer(page: Page, case: Case, language: str, url: str) -> None:
    """The files in the answer are the covered one, and no other."""
    follow(page, (case.tracking, case.secret), language)
    answer = page.locator("article.answer")
    addresses: list[Any] = answer.locator("a[download]").evaluate_all("all => all.map((each) => each.href)")
    assert len(addresses) == 1
    fetched = Image.open(io.BytesIO(page.request.get(addresses[0]).body())).convert("RGB")
    assert max(fetched.getpixel((200, 100))) < 12  # type: ignore[arg-type]  # three numbers
    small = answer.locator("img.seen").get_attribute("src")
    assert small
    drawn = Image.open(io.BytesIO(page.request.get(f"{url}{small}").body())).convert("RGB")
    assert max(drawn.getpixel((160, 80))) < 12  # type: ignore[arg-type]  # three numbers
