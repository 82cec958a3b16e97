"""In Arabic: a body's ladder, a limit, a holiday and a letter are changed by two owners, and what comes next obeys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail

from permissions.now import now, standing_at
from permissions.writing import local
from portal.operations.jobs import do_waiting
from tests.content.forms import made
from tests.journeys.entering import enter, seen_whole, wide
from tests.scenes import file_case, hire
from workflows.calendars.calendar import Calendar
from workflows.calendars.publishable import CALENDARS
from workflows.cases.models import Case, EventVerb
from workflows.clock.sweep import sweep_clock
from workflows.notifications.deliver import deliver_waiting
from workflows.versions.selectors import published

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
DESK, PHONE = (1280, 900), (360, 740)
WORDS = "وصلنا طلبك {رقم الطلب}، وهو لدى {كل الجهات المعنية}، ويأتيك الرد حتى {الموعد}."
Barriers = Callable[["Page"], list[str]]


@pytest.mark.parametrize("open_requests", [12, pytest.param(400, marks=pytest.mark.large)])
def test_a_ladder_a_limit_a_holiday_and_a_letter_change_without_a_developer(
    open_page: Callable[[tuple[int, int]], Page], barriers: Barriers, live_server: LiveServer, open_requests: int
) -> None:
    land = made.published_forms()
    with standing_at(now() - timedelta(days=20)):
        file_case(subject="طلب قديم")
    for days in (12, 6, 1):
        with standing_at(now() - timedelta(days=days)):
            sweep_clock()
    first, second, phone = open_page(DESK), open_page(DESK), open_page(PHONE)
    enter(first, hire(land, "owner"), "ar", live_server.url)
    enter(second, hire(land, "owner", username="owner2"), "ar", live_server.url)

    a_ladder_for_one_body(first, barriers)
    tried_on_the_past(second, first.url, barriers)
    said_ready(first)
    published_by(second, first.url)
    a_limit_of_ten_days(first)
    said_ready(first)
    published_by(second, first.url)
    case = filed_by_phone(phone)
    work = case.works.get()
    assert (work.ladder, work.level) == ("health", 0)
    assert case.limit_due is not None
    assert set(work.deadlines.values_list("kind", flat=True)) == {"escalate", "warn", "limit"}

    for number in range(open_requests - 1):
        file_case(subject=f"طلب {number}")
    former = dict(Case.objects.filter(closed_at=None).values_list("pk", "due"))
    tomorrow = next_open_day()
    a_holiday(first, tomorrow)
    said_ready(first)
    redated_by(second, first.url, barriers)
    moved = [case for case in Case.objects.filter(pk__in=former) if case.due != former[case.pk]]
    assert len(moved) >= open_requests
    assert all(case.events.filter(verb=EventVerb.REDATED).count() == 1 for case in moved[:12])

    mail.outbox.clear()
    other_words(first)
    said_ready(first)
    published_by(second, first.url)
    case = filed_by_phone(phone)
    deliver_waiting()
    assert_reads(phone, case)


def a_ladder_for_one_body(page: Page, barriers: Barriers) -> None:
    """A copy of the country's for one body: 1 + 1 + 3 days, with a warning four hours before the first."""
    begun_as_a_copy(page, "ladder/default", "سُلّم الصحة", "Health ladder", "health")
    page.locator("details.for-what > summary").click()
    page.locator("[name=for-bodies][value=moh]").check()
    page.locator('button[value="add"]').click()
    page.locator("[data-rung='3']").wait_for()
    for rung, days in enumerate((1, 1, 3)):
        page.fill(f"[name=rungs-{rung}-after]", str(days))
    page.fill("[name=rungs-0-before]", "4")
    page.locator("[name=rungs-0-warns]").first.check()
    page.locator('button[data-do="save"]').click()
    page.locator("[data-warnings]").wait_for()  # no body has a post at the third level
    page.reload()
    with seen_whole(page):
        assert barriers(page) == []


def begun_as_a_copy(page: Page, thing: str, arabic: str, english: str, key: str) -> None:
    page.goto(f"/admin/studio/{thing}/")
    page.locator('[data-do="copy"]').click()
    named(page, arabic, english, key)


def named(page: Page, arabic: str, english: str, key: str) -> None:
    """What a new thing is called; then its draft."""
    page.fill("[name=name_ar]", arabic)
    page.fill("[name=name_en]", english)
    page.fill("[name=code]", key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")


def tried_on_the_past(page: Page, draft: str, barriers: Barriers) -> None:
    page.goto(draft)
    page.locator('a[href$="/trial/"]').click()
    page.locator('button[value="ask"]').click()
    page.locator("[role=progressbar]").wait_for()
    do_waiting()
    page.locator("[data-headline]").wait_for()
    page.reload()  # a message that fades in has no contrast while it does
    assert barriers(page) == []


def said_ready(page: Page) -> None:
    """Whoever drafted it gives it to the second person."""
    page.locator('[data-do="ready"]').click()
    page.locator("[data-held]").wait_for()


def published_by(page: Page, draft: str) -> None:
    """By the second owner, where the first one left it."""
    page.goto(draft)
    assert page.locator("[data-problems]").count() == 0, page.locator("[data-problems]").all_inner_texts()
    page.locator('[data-do="publish"]').first.click()
    page.wait_for_url(lambda url: "/drafts/" not in url)


def a_limit_of_ten_days(page: Page) -> None:
    page.goto("/admin/studio/new/limit/")
    named(page, "مهلة القرار", "Decision limit", "decision")
    page.locator("details.for-what > summary").click()
    page.locator("[name=for-kinds][value=complaint]").check()
    page.fill("[name=within]", "10")
    page.locator("[name=tells]").first.check()
    page.locator('button[data-do="save"]').click()
    page.wait_for_load_state()
    assert page.locator("[data-problems]").count() == 0


def next_open_day() -> date:
    """The next working day after today in the country's calendar."""
    calendar: Calendar = CALENDARS.of(published("calendar", "jordan"))
    return calendar.first_open(local(now()).date() + timedelta(days=1))


def a_holiday(page: Page, day: date) -> None:
    """Decreed in the country's calendar."""
    page.goto("/admin/studio/calendar/jordan/")
    page.locator('[data-do="begin"]').click()
    page.locator('button[value="add-holiday"]').click()
    last = page.locator("[data-holiday]").last
    last.locator("[name$=name_ar]").fill("عطلة رسمية")
    last.locator("[name$=name_en]").fill("Public holiday")
    last.locator("[name$=first]").fill(day.isoformat())
    last.locator("[name$=last]").fill(day.isoformat())
    page.locator('button[data-do="save"]').click()
    page.wait_for_load_state()


def redated_by(page: Page, draft: str, barriers: Barriers) -> None:
    """Nobody moves a date without having seen how many: publishing leads to the sum, and then publishes."""
    page.goto(draft)
    page.locator('[data-do="publish"]').first.click()
    page.locator("[role=progressbar]").wait_for()
    do_waiting()
    page.locator("[data-summary]").wait_for()
    page.reload()  # a message that fades in has no contrast while it does
    assert barriers(page) == []
    page.locator('[data-do="publish"]').click()
    page.locator("[role=progressbar]").wait_for()
    do_waiting()
    page.locator("[data-redated]").wait_for()


def other_words(page: Page) -> None:
    page.goto("/admin/studio/letters/acknowledged/words/")
    page.locator('[data-do="begin"]').click()
    page.fill("[name=citizen-text-ar]", WORDS)
    page.locator('button[data-do="save"]').click()
    page.wait_for_load_state()


def filed_by_phone(page: Page) -> Case:
    """A citizen's complaint about the body, in Arabic."""
    page.goto("/ar/file/complaint/")
    page.locator("select[name=agency]").select_option("moh", force=True)
    page.fill("[name=subject]", "تأخر الموعد")
    page.fill("[name=text]", "راجعت العيادة مرتين ولم أجد الطبيب.")
    page.fill("[name=place]", "عمّان")
    page.fill("[name=email]", "citizen@example.org")
    page.click("main button[type=submit]")
    page.locator("[data-tracking]").wait_for()
    return Case.objects.latest("pk")


def assert_reads(page: Page, case: Case) -> None:
    """The owner's words, with the number in its own order, from right to left."""
    own = [each for each in mail.outbox if each.to == ["citizen@example.org"] and case.tracking in str(each.body)]
    (letter,) = own
    assert isinstance(letter, mail.EmailMultiAlternatives)
    html = str(letter.alternatives[0][0])
    page.goto("about:blank")  # a mailbox has not the platform's policy
    page.set_content(html)
    assert f"وصلنا طلبك {case.tracking}، وهو لدى moh، ويأتيك الرد حتى" in page.locator("body").inner_text()
    direction = page.locator("body > div").first.evaluate("each => getComputedStyle(each).direction")
    assert (direction, wide(page)) == ("rtl", PHONE[0])
