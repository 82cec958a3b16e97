"""A country that is not Jordan begins on screens and with one spreadsheet, and its first case is worked to its end."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command

from permissions.platform import called
from portal.operations.sheets.carrying_out import carry_out
from tests.journeys.entering import wide
from tests.site.portal.sheets.sending import as_csv, sent
from workflows.cases.models import Case, CaseStatus

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.large]
DESK, PHONE = (1280, 900), (360, 740)
PASSWORD = "limestone by the harbour 77"
VALLETTA = ZoneInfo("Europe/Malta")
A_FRIDAY = datetime(2026, 12, 4, 10, 20, tzinfo=VALLETTA)
"""The next working day but one is not Tuesday, which is a holiday of that country."""
DUE = datetime(2026, 12, 9, 16, 30, tzinfo=VALLETTA)
STAFF = [
    ["email", "name_ar", "name_en", "language", "body", "post", "role"],
    ["rita@gov.example", "ريتا", "Rita", "en", "central", "", "owner"],
    ["karm@gov.example", "كارم", "Karm", "en", "central", "", "owner"],
    ["ana@gov.example", "آنا", "Ana", "en", "central", "0", ""],
    ["luca@gov.example", "لوكا", "Luca", "en", "roads", "0", ""],
    ["ines@gov.example", "إينس", "Ines", "en", "roads", "1", ""],
]
Barriers = Callable[["Page"], list[str]]


@dataclass
class Road:
    """What the robot looks at on its way, and how long it took without looking."""

    barriers: Barriers
    began: float = field(default_factory=time.monotonic)
    looked: float = 0

    def look(self, page: Page) -> None:
        """Nothing bars anyone, and nothing is wider than the screen."""
        page.wait_for_load_state()
        since, size = time.monotonic(), page.viewport_size
        assert size is not None
        assert wide(page) <= size["width"], page.url
        assert self.barriers(page) == [], page.url
        self.looked += time.monotonic() - since

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began - self.looked


def test_a_country_begins_in_a_browser_and_works_a_case_to_its_end(
    open_page: Callable[[tuple[int, int]], Page],
    barriers: Barriers,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    monkeypatch.setattr(called, "known", called.Known())
    settings.INSAF_NOW = A_FRIDAY.astimezone(UTC)
    road, printed = Road(barriers), StringIO()
    call_command("set_up", stdout=StringIO())
    call_command("first_administrator", "marija@gov.example", "pawlu@gov.example", stdout=printed)
    first, second = (urlsplit(link).path for link in re.findall(r"^http\S+$", printed.getvalue(), re.MULTILINE))

    phone, desk = open_page(PHONE), open_page(DESK)
    begin(phone, first, "ماريا", "Marija", road)
    phone.wait_for_url("**/admin/access/opening/")
    begin(desk, second, "باولو", "Pawlu", road)
    desk.wait_for_url("**/admin/access/platform/")
    phone.locator("a.btn").click()
    name_the_country(phone, road)
    make_a_body(phone, "infrastructure", "البنى التحتية", "Infrastructure", "", road)
    make_a_body(phone, "roads", "مصلحة الطرق", "Roads", "infrastructure", road)
    make_posts(phone, road)
    send_the_people(desk, road)

    rita, karm, luca = open_page(PHONE), open_page(DESK), open_page(DESK)
    for page, email, arabic, english in (
        (rita, "rita@gov.example", "ريتا", "Rita"),
        (karm, "karm@gov.example", "كارم", "Karm"),
        (luca, "luca@gov.example", "لوكا", "Luca"),
    ):
        begin(page, invited(email), arabic, english, road)
        page.wait_for_url(lambda url: "/start/" not in url)
    change_the_calendar(rita, road)
    published(karm, "calendar/country", road)
    change_the_routing(rita, road)
    published(karm, "routing/main", road)

    citizen = open_page(PHONE)
    file(citizen, road)
    record_property("said", f"from set_up to a filed case: {road.seconds:.0f} s of a robot's clicks, 120 at most")
    case = Case.objects.get()
    assert (case.agency.code, case.language, case.due) == ("roads", "en", DUE)
    assert [work.holder.email for work in case.works.all() if work.holder] == ["luca@gov.example"]

    decide(luca, case, road)
    settle(citizen, case, road)
    case.refresh_from_db()
    assert (case.status, case.outcome) == (CaseStatus.CLOSED, "resolved")
    call_command("verify")


def begin(page: Page, link: str, arabic: str, english: str, road: Road) -> None:
    """Whoever opens a one-time link writes their name, chooses a password and is in, in English."""
    page.goto(link)
    if "/ar/" in link:
        page.locator("a[hreflang=en]").click()
        page.wait_for_url("**/en/start/**")
    road.look(page)
    for name, words in (("name_ar", arabic), ("name_en", english), ("password", PASSWORD), ("again", PASSWORD)):
        page.fill(f"[name={name}]", words)
    page.locator("form .btn").click()


def name_the_country(page: Page, road: Road) -> None:
    """The first page of a platform: what it is called, what it speaks, where it is."""
    page.wait_for_url("**/admin/access/platform/")
    road.look(page)
    for name, words in {
        "platform_ar": "ميزان",
        "platform_en": "Balance",
        "authority_ar": "حكومة البلد",
        "authority_en": "The government of the islands",
        "central_unit_ar": "أمانة المظالم",
        "central_unit_en": "Ombudsman’s office",
        "sensitive_unit_ar": "وحدة الحقوق",
        "sensitive_unit_en": "Rights unit",
    }.items():
        page.fill(f"[name={name}]", words)
    page.select_option("[name=first]", "en")
    page.select_option("[name=zone]", "Europe/Malta")
    page.select_option("[name=country]", "MT")
    page.locator("[data-do=save]").click()
    page.wait_for_url("**/admin/access/bodies/")
    assert "Balance" in page.title()
    assert page.locator("[data-step=open]").count() == 5
    road.look(page)


def make_a_body(page: Page, code: str, arabic: str, english: str, above: str, road: Road) -> None:
    """From the list of bodies to the page of the new one."""
    page.locator('nav.tabs a[href$="/bodies/"], nav.crumb a').first.click()
    page.locator('.desk-head a[href$="/bodies/new/"]').click()
    road.look(page)
    for name, words in (("code", code), ("name_ar", arabic), ("name_en", english)):
        page.fill(f"form.card [name={name}]", words)
    page.select_option("form.card [name=parent]", above)
    page.locator("[data-do=save]").click()
    page.locator("[data-done]").wait_for()
    road.look(page)


def make_posts(page: Page, road: Road) -> None:
    """Two at the body that was made last, with the roles that they bring."""
    page.locator('main a[href*="/posts/"]').first.click()
    for arabic, english, role in (("ضابط", "Officer", "liaison"), ("رئيس", "Head", "level1")):
        new = page.locator("[data-new-post]")
        new.locator("[name=name_ar]").fill(arabic)
        new.locator("[name=name_en]").fill(english)
        new.locator("[name=role]").select_option(role)
        new.locator("[data-do=make]").click()
        page.locator("[data-done]").wait_for()
    assert page.locator("[data-level]").count() == 2
    road.look(page)


def send_the_people(page: Page, road: Road) -> None:
    """All others by one spreadsheet; each is sent a link."""
    page.goto("/admin/")
    page.locator('.sidebar a[href$="/access/people/"]').click()
    page.locator("[data-sheet]").click()
    road.look(page)
    page.set_input_files("[name=file]", {"name": "people.csv", "mimeType": "text/csv", "buffer": as_csv(STAFF)})
    page.locator("[data-do=send]").click()
    page.locator("[data-count=added]").wait_for()
    assert page.locator("[data-verdict=added]").count() == len(STAFF) - 1
    road.look(page)
    page.locator("[data-do=confirm]").click()
    page.locator("[data-under-way]").wait_for()
    carry_out(sent().pk)
    page.locator("#how-far [data-done]").wait_for()
    road.look(page)
    page.locator("nav.crumb a").first.click()
    page.wait_for_url("**/admin/access/people/")
    assert page.locator("[data-step]").count() == 0
    assert page.locator("[data-place=open]").count() > 0, "the country's own numbers are still missing"


def invited(email: str) -> str:
    """The link of the letter that someone got."""
    (letter,) = (each for each in mail.outbox if each.to == [email])
    (link,) = set(re.findall(r"http\S+/start/[\w-]+/?", str(letter.body)))
    return str(urlsplit(str(link)).path)


def drafted(page: Page, thing: str) -> None:
    """From the menu to a new draft of a thing."""
    page.goto("/admin/")
    to_the_studio(page)
    page.locator(f'[data-thing="{thing}"] h3 a').click()
    page.locator('[data-do="begin"]').click()
    page.wait_for_url("**/edit/")


def to_the_studio(page: Page) -> None:
    size = page.viewport_size
    if size is not None and size["width"] == PHONE[0]:
        page.locator(".sidebar-nav-toggle").click()
    page.locator('.sidebar a[href$="/admin/studio/"]').click()
    page.wait_for_url("**/admin/studio/")


def change_the_calendar(page: Page, road: Road) -> None:
    """Five days from Monday on, in another zone, with the holidays of the country that the first page named."""
    drafted(page, "calendar/country")
    road.look(page)
    page.locator('button[value="clear-seasons"]').click()
    page.locator('button[value="clear-holidays"]').click()
    page.locator('button[value="clear-holidays"]').wait_for(state="detached")
    page.fill("[name=name_ar]", "تقويم البلد")
    page.fill("[name=name_en]", "The country’s calendar")
    page.fill("[name=zone]", "Europe/Malta")
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday"):
        page.fill(f"[name=hours-{day}]", "08:00-16:30")
    for day in ("saturday", "sunday"):
        page.fill(f"[name=hours-{day}]", "")
    page.locator('[data-do="next-year"]').click()
    page.locator("[data-holiday]").first.wait_for()
    saved(page, road)


def change_the_routing(page: Page, road: Road) -> None:
    """Who writes of a pothole and names nobody has the case go to the roads."""
    drafted(page, "routing/main")
    page.locator('button[value="add"]').click()
    rule = page.locator(".rules-grid .rule").last
    rule.locator("[name$=name_ar]").fill("الطرق")
    rule.locator("[name$=name_en]").fill("Roads")
    rule.locator("textarea[name$=value]").fill("pothole\nroad\nحفرة")
    rule.locator("[name$=agency]").select_option("roads")
    saved(page, road)


def saved(page: Page, road: Road) -> None:
    page.locator('.save-bar [data-do="save"]').click()
    page.locator(".messages .success").wait_for()
    page.locator('[data-do="ready"]').click()
    page.locator("[data-held]").wait_for()
    page.reload()  # the message that fades in has no contrast while it does
    assert page.locator("[data-problems]").count() == 0, page.locator("[data-problems]").all_inner_texts()
    road.look(page)


def published(page: Page, thing: str, road: Road) -> None:
    """By the second owner, who finds the draft in the studio."""
    page.goto("/admin/")
    to_the_studio(page)
    page.locator(f'[data-thing="{thing}"] a[href*="/drafts/"]').click()
    road.look(page)
    page.locator('[data-do="publish"]').click()
    page.wait_for_url(lambda url: "/drafts/" not in url)
    page.get_by_text("Version 2 is in force now.").wait_for()


def file(page: Page, road: Road) -> None:
    """On a phone, from the first page of the platform, without naming a body."""
    page.goto("/")
    page.wait_for_url("**/en/")
    assert "Balance" in page.title()
    road.look(page)
    page.locator('main a[href="/en/file/complaint/"]').first.click()
    road.look(page)
    page.locator("select[name=agency]").select_option("unknown", force=True)
    page.fill("[name=subject]", "A pothole")
    page.fill("[name=text]", "It is deep, and the bus drives through it.")
    page.fill("[name=place]", "Triq ir-Repubblika")
    page.click("main button[type=submit]")
    page.locator("[data-tracking]").wait_for()
    road.look(page)


def decide(page: Page, case: Case, road: Road) -> None:
    """The officer of the body finds it in the inbox and decides."""
    page.goto("/admin/")
    page.locator('.sidebar a[href$="/admin/desk/"]').click()
    page.locator(f'tr[data-case="{case.tracking}"] a').first.click()
    road.look(page)
    act = page.locator("#act-decide")
    act.locator("textarea").fill("It was filled this morning.")
    act.locator("select").select_option("resolved")
    act.locator(".btn-row .btn:not(.quiet)").click()
    page.locator('[data-status="answered"]').wait_for()


def settle(page: Page, case: Case, road: Road) -> None:
    """The citizen reads the answer and says that it is settled."""
    page.locator(f'main a[href$="/{case.tracking}/"]').first.click()
    page.locator("[data-status=answered]").wait_for()
    assert "It was filled this morning." in page.inner_text("main")
    road.look(page)
    page.locator("form[action$='/accept/'] button").first.click()
    page.locator("[data-status=closed]").wait_for()
    road.look(page)
