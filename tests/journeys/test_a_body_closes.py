"""In Arabic: a body is made with two posts, renamed, moved and closed; its case is at the heir, on the desk there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from permissions.access.seating import seat
from permissions.access.services import grant
from permissions.actors import Actor
from permissions.agencies.models import Agency, Post
from permissions.now import now
from permissions.people.models import User
from permissions.writing import local
from tests.journeys.entering import enter, wide
from tests.scenes import country, file_case, hire
from workflows.cases.models import EventVerb

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

BODIES = "/admin/access/bodies/"


def test_a_body_is_made_renamed_moved_and_closed_and_its_case_is_at_the_heir(
    phone_page: Page, desk_page: Page, barriers: Callable[[Page], list[str]], live_server: LiveServer
) -> None:
    land = country()
    enter(phone_page, hire(land, "administrator", username="admin"), "ar", live_server.url)

    def look() -> None:
        assert barriers(phone_page) == []
        assert wide(phone_page) <= 360

    def go(address: str) -> None:
        phone_page.goto(f"{live_server.url}{address}")
        look()

    def save(**fields: str) -> None:
        for name, value in fields.items():
            phone_page.fill(f"form.card [name={name}]", value)
        phone_page.locator("[data-do=save]").click()
        phone_page.locator("[data-done]").wait_for()
        look()

    go(BODIES)
    phone_page.locator(f"a[href='{BODIES}new/']").click()
    save(code="clinic", name_ar="عيادة الحي", name_en="Clinic")
    clinic = Agency.objects.get(code="clinic")
    make_posts(phone_page, f"{live_server.url}/admin/access/posts/clinic/")
    assert clinic.posts.count() == 2
    look()

    go(f"{BODIES}clinic/name/")
    save(name_ar="مركز الحي الصحي")
    go(f"{BODIES}clinic/place/")
    phone_page.select_option("[name=parent]", "moe")
    save()
    clinic.refresh_from_db()
    assert (clinic.name["ar"], clinic.parent) == ("مركز الحي الصحي", land.agencies["moe"])

    officer = land.people["staff-moe"]
    work_there(officer, clinic)
    case = file_case(agency="clinic")
    assert case.works.get().holder == officer

    go(f"{BODIES}clinic/closing/")
    phone_page.fill("[name=day]", "2020-01-01")
    phone_page.select_option("[name=heir]", "moh")
    phone_page.locator("[data-do=save]").click()
    phone_page.locator("[data-refused]").wait_for()  # a day that has passed
    assert phone_page.input_value("[name=heir]") == "moh"
    save(day=local(now()).date().isoformat())
    assert "مغلقة منذ" in phone_page.content()
    go(f"{BODIES}clinic/")
    go(f"{BODIES}?closed=1")

    work = case.works.get()
    assert (work.agency, work.holder) == (land.agencies["moh"], land.people["officer-moh"])
    assert case.events.latest("number").verb == EventVerb.PASSED_ON
    enter(desk_page, land.people["officer-moh"], "ar", live_server.url)
    assert_told_on_the_desk(desk_page, f"{live_server.url}/admin/desk/{case.tracking}/")


def make_posts(page: Page, address: str) -> None:
    """Two of them, the lowest first."""
    for level, title in enumerate(("ضابط الارتباط", "مدير العيادة")):
        page.goto(address)
        page.fill("[data-new-post] [name=name_ar]", title)
        page.fill("[data-new-post] [name=name_en]", f"Post {level}")
        page.locator("[data-do=make]").click()
        page.locator("[data-done]").wait_for()


def work_there(officer: User, agency: Agency) -> None:
    """In its lowest post, with a role."""
    seat(post=Post.objects.get(agency=agency, level=0), user=officer, actor=Actor.operator)
    grant(user=officer, role="officer", agency=agency, actor=Actor.operator)


def assert_told_on_the_desk(page: Page, address: str) -> None:
    """Whoever has it now reads where it came from."""
    page.goto(address)
    assert "أُغلقت الجهة، وانتقل الطلب إلى" in page.content()
