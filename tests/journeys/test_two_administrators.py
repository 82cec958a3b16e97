"""Two administrators grant what one may not, in Arabic: one on a phone, the other at a desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from permissions.access.selectors import held_by
from permissions.people.models import User
from tests.journeys.entering import enter, wide
from tests.scenes import country, hire

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer


def test_one_proposes_and_another_one_confirms(
    phone_page: Page, desk_page: Page, barriers: Callable[[Page], list[str]], live_server: LiveServer
) -> None:
    land = country()
    huda = User.objects.create(username="huda", name={"ar": "هدى الأحمد"}, email="huda@example.org", password="!")
    for page, name in ((phone_page, "admin"), (desk_page, "admin2")):
        enter(page, hire(land, "administrator", username=name), "ar", live_server.url)

    phone_page.goto(f"{live_server.url}/admin/access/people/{huda.pk}/")
    phone_page.locator("#act-grant summary").click()
    phone_page.select_option("[data-act=grant] [name=role]", "rights_handler")
    phone_page.select_option("[data-act=grant] [name=agency]", "rights")
    phone_page.locator("[data-act=grant] .btn").click()
    phone_page.locator("[data-done]").wait_for()
    assert not held_by(huda.pk).agencies
    phone_page.goto(f"{live_server.url}/admin/access/waiting/")
    assert phone_page.locator("[data-proposal] [value=confirm]").count() == 0, "one's own is not confirmed"
    assert barriers(phone_page) == []
    assert wide(phone_page) <= 360

    desk_page.goto(f"{live_server.url}/admin/access/people/")
    assert desk_page.locator("[data-waiting]").inner_text() == "1"
    desk_page.locator(".tabs a").last.click()
    assert "هدى الأحمد" in desk_page.locator("[data-proposal] h3").inner_text()
    assert barriers(desk_page) == []
    desk_page.locator("[value=confirm]").click()
    desk_page.locator("[data-done]").wait_for()
    assert desk_page.locator("[data-proposal]").count() == 0
    assert held_by(huda.pk).at("handle_sensitive")
