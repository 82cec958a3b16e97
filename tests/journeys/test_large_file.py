"""A large file on a broken line: it goes on where it was cut off, also after the page was loaded anew."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from content.forms.arriving import Arriving
from content.forms.upload import Upload
from tests.content.forms import made
from tests.journeys.filling import SEND, write
from workflows.cases.models import File

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request, Response

pytestmark = pytest.mark.django_db(transaction=True)
PIECE = 2 * 1024 * 1024


def asked_how_far_in_vain(response: Response) -> bool:
    """The server in front answers for ours: that is no reason to begin anew."""
    return response.request.method == "HEAD" and response.status == 502


def test_a_large_file_goes_on_after_a_cut_and_after_a_reload(phone_page: Page, tmp_path: Path) -> None:
    made.published_forms()
    page, large, offsets = phone_page, tmp_path / "حفرة.jpg", list[str]()
    large.write_bytes(made.picture() + os.urandom(2 * PIECE + 500_000))

    def note(request: Request) -> None:
        if request.method == "PATCH":
            offsets.append(request.headers["upload-offset"])

    write(page)
    page.on("request", note)
    page.route("**/arriving/**", lambda route: route.fulfill(status=502) if len(offsets) > 1 else route.continue_())
    with page.expect_response(asked_how_far_in_vain):
        page.set_input_files("input[type=file]", large)
    page.wait_for_timeout(300)  # what it does next, before its pause of a second
    assert page.locator("li[data-arrived]").count() == 0
    assert Arriving.objects.get().offset == PIECE
    page.unroute("**/arriving/**")
    offsets.clear()
    write(page)
    page.set_input_files("input[type=file]", large)
    page.locator("li[data-arrived]").wait_for()
    assert offsets == [str(PIECE), str(2 * PIECE)]
    page.locator(SEND).click()
    page.locator("[data-tracking]").wait_for()
    assert (Upload.objects.count(), File.objects.get().name) == (1, "حفرة.jpg")
