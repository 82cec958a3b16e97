"""In Arabic: a ministry's own administrator invites an officer, who sees that ministry's requests and no other's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from permissions.access.models import Delegation
from permissions.access.seating import let_post_bring
from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.agencies.models import Absence, Holding, Post
from permissions.people.models import User
from tests.journeys.entering import enter, wide
from tests.scenes import country, file_case, hire

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer


def test_an_officer_is_invited_by_the_own_administrator_and_sees_the_one_body(
    phone_page: Page, desk_page: Page, barriers: Callable[[Page], list[str]], live_server: LiveServer
) -> None:
    land = country()
    post = Post.objects.get(agency__code="moh", level=0)
    let_post_bring(post, "liaison", actor=Actor.operator)
    mine, theirs = file_case(agency="moh"), file_case(agency="moe")
    enter(phone_page, hire(land, "agency_administrator", "moh", username="admin-moh"), "ar", live_server.url)

    phone_page.goto(f"{live_server.url}/admin/")
    assert phone_page.locator("[data-person=staff-moh]").count() == 1
    assert phone_page.locator("[data-person=staff-moe]").count() == 0
    assert barriers(phone_page) == []
    assert wide(phone_page) <= 360
    phone_page.goto(f"{live_server.url}/admin/access/people/new/")
    assert barriers(phone_page) == []
    phone_page.select_option("[name=role]", "officer")
    for name, value in {"username": "huda", "email": "huda@example.org", "name_ar": "هدى الأحمد"}.items():
        phone_page.fill(f"[name={name}]", value)
    phone_page.locator("form.card .btn").first.click()
    phone_page.locator("[data-done]").wait_for()
    huda = User.objects.get(username="huda-moh")
    assert held_by(huda.pk).at("view_case") == {land.agencies["moh"].pk}

    phone_page.locator("#act-seat summary").click()
    phone_page.select_option("[data-act=seat] [name=post]", str(post.pk))
    phone_page.select_option("[data-act=seat] [name=rank]", "1")
    phone_page.locator("[data-act=seat] .btn").click()
    phone_page.locator("[data-done]").wait_for()
    assert Holding.objects.filter(post=post, user=huda, rank=1).exists()
    for act, also in (("absent", {}), ("lend", {"deputy": str(land.people["staff-moh"].pk)})):
        phone_page.locator(f"#act-{act} summary").click()
        if also:
            phone_page.select_option(f"[data-act={act}] [name=place]", index=1)
            phone_page.select_option(f"[data-act={act}] [name=deputy]", also["deputy"])
        phone_page.fill(f"[data-act={act}] [name=ends]", "2099-01-03")
        phone_page.locator(f"[data-act={act}] .btn").click()
        phone_page.locator("[data-done]").wait_for()
    assert Absence.objects.filter(user=huda).exists()
    assert Delegation.objects.filter(giver=huda, deputy=land.people["staff-moh"]).exists()
    assert barriers(phone_page) == []
    assert wide(phone_page) <= 360

    enter(desk_page, huda, "ar", live_server.url)
    desk_page.goto(f"{live_server.url}/admin/desk/{mine.tracking}/")
    assert desk_page.locator("h1").count() == 1
    assert mine.tracking in desk_page.content()
    for address in (f"/admin/desk/{theirs.tracking}/", "/admin/access/people/", "/admin/access/posts/moe/"):
        answer = desk_page.goto(f"{live_server.url}{address}")
        assert answer is not None
        assert answer.status == 404
    answer = phone_page.goto(f"{live_server.url}/admin/access/people/{land.people['staff-moe'].pk}/")
    assert answer is not None
    assert answer.status == 404
