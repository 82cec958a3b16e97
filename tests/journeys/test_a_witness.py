"""Somebody tells of abuse in a school without a name, comes back with the receipt, and is protected to the end.

Their request is worked, answered with a photo, closed and, after its time, erased: then neither the database, nor the
storage, nor the backup of the month before can show it, and the report of its month still says what it said.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from content.forms.encrypting import encrypt_waiting
from permissions.actors import Actor
from permissions.now import now
from portal.operations.backup.taking import back_up
from portal.operations.sweeping import erase
from portal.operations.verifying import everything
from tests.content.forms import made
from tests.journeys.confirmation import number_and_secret
from tests.journeys.entering import enter, wide
from tests.journeys.filling import open_more
from tests.journeys.working import act, follow
from tests.scenes import Country, hire
from tests.site.portal.operations.backup import conftest as installations
from tests.tables import every_row
from workflows.cases.models import Case, File
from workflows.clock.sweep import sweep_clock
from workflows.reports.models import FileFormat, ReportFile
from workflows.reports.period import containing
from workflows.reports.services import Wanted, request_files, take_snapshot
from workflows.reports.tasks import make_file

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
elsewhere, there = installations.elsewhere, installations.there

OpenPage = Callable[[tuple[int, int]], "Page"]
PHONE, DESK = (360, 740), (1280, 900)
SUBJECT, TEXT = "Pupils are beaten in the yard", "The caretaker beats children of the third class behind the gym."
QUESTION, ANSWER = "Can you show us the place?", "Here is the door, photographed this morning."
PHOTO: FilePayload = {"name": "door behind the gym.jpg", "mimeType": "image/jpeg", "buffer": made.picture()}
WORDS: Final = (SUBJECT, TEXT, QUESTION, ANSWER, "door behind the gym", "Warden Kasasbeh")
ASK: Final = """
from workflows.cases.models import *
case = Case.objects.get(track="sensitive")
print("erased", case.erased_at is not None, [case.subject], Message.objects.filter(case=case).count(),
      File.objects.filter(case=case).count(), CaseKey.objects.filter(case=case).count())
"""


@dataclass
class Story:
    """The country, who is at a browser, in which language, and the clock by which everything goes."""

    land: Country
    open_page: OpenPage
    barriers: Callable[[Page], list[str]]
    home: str
    language: str
    settings: Any

    def stand(self, instant: datetime) -> None:
        """For all threads, those of the server too."""
        self.settings.INSAF_NOW = instant

    def sits(self, login: str) -> Page:
        page = self.open_page(DESK)
        enter(page, self.land.people[login], self.language, self.home)
        return page


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.large)])
def test_a_witness_is_protected_until_nothing_is_left(
    open_page: OpenPage,
    barriers: Callable[[Page], list[str]],
    live_server: LiveServer,
    settings: Any,
    there: installations.Manage,
    tmp_path: Path,
    language: str,
) -> None:
    land = made.published_forms()
    for role in ("auditor", "owner"):
        hire(land, role)
    hire(land, "owner", username="owner2")
    story = Story(land, open_page, barriers, live_server.url, language, settings)
    begun = now()
    receipt = tells_it(story)
    story.stand(begun + timedelta(days=1))
    the_unit_asks(story, receipt[0])
    story.stand(begun + timedelta(days=3))
    answers_with_a_photo(story, receipt)
    the_unit_decides(story, receipt[0])
    the_auditor_sees_who_read_it(story, receipt[0])
    story.stand(begun + timedelta(days=70))
    sweep_clock()
    case = Case.objects.get(tracking=receipt[0])
    assert case.status == "closed"
    report = the_month_is_reported(begun)
    two_owners_set_a_year(story)
    story.stand(begun + timedelta(days=440))
    back_up(tmp_path / "backups", tmp_path / "keys", lambda _said: None)
    assert in_tables() == []  # all of it is encrypted, from the first day on
    assert File.objects.filter(case=case).exists()
    story.stand(begun + timedelta(days=465))
    assert erase().erased == 1
    nothing_is_left(story, receipt)
    the_report_says_what_it_said(story, report)
    last_months_backup_does_not_show_it(there, tmp_path, story)


def tells_it(story: Story) -> tuple[str, str]:
    """On a phone, in danger, about somebody of the school, and without a name. Number and code are the receipt."""
    page = story.open_page(PHONE)
    page.goto(f"/{story.language}/file/rights/")
    page.locator("[name=danger][value=yes]").check(force=True)
    page.locator("select[name=agency]").select_option("moe", force=True)
    page.fill("[name=subject]", SUBJECT)
    page.fill("[name=text]", TEXT)
    open_more(page)
    page.locator("[name=about][value=child_at_school]").check(force=True)
    page.locator("[name=concerns][value=person]").check(force=True)
    page.fill("[name=concerned]", "Warden Kasasbeh")
    assert wide(page) == PHONE[0]
    assert story.barriers(page) == []
    page.locator("form[data-filing] button[type=submit]").click()
    page.locator("[data-tracking]").wait_for()
    tracking, secret = number_and_secret(page)
    assert tracking
    assert secret
    page.close()
    return tracking, secret


def the_unit_asks(story: Story, tracking: str) -> None:
    page = story.sits("officer-rights")
    act(page, tracking, "ask", QUESTION)
    page.close()


def answers_with_a_photo(story: Story, receipt: tuple[str, str]) -> None:
    """On another day, at another browser."""
    page = story.open_page(PHONE)
    follow(page, receipt, story.language)
    assert QUESTION in page.inner_text("main")
    form = page.locator("form[action$='/answer/']")
    form.locator("textarea").fill(ANSWER)
    form.locator("input[type=file]").set_input_files([PHOTO])
    form.locator("li[data-arrived]").wait_for()
    form.locator("button:not([type=button])").last.click()
    page.locator("[data-status=in_progress]").wait_for()
    assert wide(page) == PHONE[0]
    assert story.barriers(page) == []
    page.close()


def the_unit_decides(story: Story, tracking: str) -> None:
    """Whoever works it reads the answer and sees the photo."""
    page = story.sits("officer-rights")
    page.goto(f"/admin/desk/{tracking}/")
    assert ANSWER in page.inner_text("main")
    photo = page.request.get(f"/admin/desk/{tracking}/files/1/")
    assert photo.body()[:3] == b"\xff\xd8\xff"
    stored = File.objects.get(case__tracking=tracking)
    encrypt_waiting()  # as the queue does at once
    assert kept_as(stored)[:3] != b"\xff\xd8\xff", "it lies there as a picture"
    assert page.request.get(f"/admin/desk/{tracking}/files/1/").body() == photo.body()
    while page.locator("#act-proceed").count():
        act(page, tracking, "proceed", "We have looked at it.")
    page.goto(f"/admin/desk/{tracking}/")
    decides = page.locator("#act-decide")
    decides.locator("textarea").first.fill("The caretaker was suspended.")
    decides.locator("[name=outcome]").select_option("resolved")
    decides.locator(".btn-row button").first.press("Enter")
    page.locator(".messages li").wait_for()
    page.close()


def kept_as(file: File) -> bytes:
    """What the storage holds of a file."""
    folder = Path(os.environ["INSAF_VAR"]) / "files"
    (path,) = [path for path in folder.rglob("*") if path.is_file() and path.as_posix().endswith(file.storage_key)]
    return path.read_bytes()


def the_auditor_sees_who_read_it(story: Story, tracking: str) -> None:
    """Each reading of the case, and of its photo: who, and of which request."""
    page = story.sits("auditor")
    page.goto(f"/admin/audit/looked/?about={tracking}")
    assert page.locator('tr[data-kind="case_read"]').count() >= 2
    assert page.locator('tr[data-kind="downloaded"]').count() == 1
    handler = story.land.people["officer-rights"].get_full_name()
    assert handler in page.inner_text("main")
    assert [word for word in WORDS if word in page.content()] == []
    page.close()


def the_month_is_reported(begun: datetime) -> ReportFile:
    """Frozen, and written as a spreadsheet."""
    month = containing("monthly", begun)
    cut_off = month.end
    take_snapshot(period=month, cut_off=cut_off, actor=Actor.operator)
    wanted = [Wanted(FileFormat.SPREADSHEET, "en")]
    (file,) = request_files(period=month, cut_off=cut_off, wanted=wanted, actor=Actor.operator)
    make_file(file.pk)
    file.refresh_from_db()
    assert file.sha256
    return file


def two_owners_set_a_year(story: Story) -> None:
    """One drafts that sealed requests are kept for a year, the other publishes it."""
    first, second = story.sits("owner"), story.sits("owner2")
    first.goto("/admin/studio/")
    first.locator('[data-do="begin-retention"]').click()
    first.wait_for_url("**/edit/")
    first.fill("[name=rights-sensitive-years]", "1")
    first.locator('button[data-do="ready"]').click()
    first.locator("[data-held]").wait_for()
    second.goto(first.url)
    second.locator('[data-do="publish"]').click()
    second.wait_for_url(lambda url: "/drafts/" not in url)
    first.close()
    second.close()


def in_tables() -> list[tuple[str, str]]:
    """Where any word of it stands in the database."""
    kept = {name: repr(rows) for name, rows in every_row().items()}
    return [(where, word) for word in WORDS for where, text in kept.items() if word in text]


def in_files() -> list[tuple[str, str]]:
    """Where any word of it stands in the storage, in the name of a file, or in the file of the database itself."""
    paths = [path for path in Path(os.environ["INSAF_VAR"]).rglob("*") if path.is_file()]
    found = [(str(path), path.read_bytes().decode("utf-8", "replace") + str(path)) for path in paths]
    return [(where, word) for word in WORDS for where, text in found if word in text]


def nothing_is_left(story: Story, receipt: tuple[str, str]) -> None:
    """The citizen is told so; the unit too; no table and no file has a word of it."""
    assert in_tables() == []
    assert in_files() == []
    assert not File.objects.filter(case__tracking=receipt[0]).exists()
    page = story.open_page(PHONE)
    page.goto(f"/{story.language}/track/")
    page.fill("[name=tracking]", receipt[0])
    page.fill("[name=secret]", receipt[1])
    page.locator("[name=secret]").press("Enter")
    page.locator("[data-erased]").wait_for()
    assert wide(page) == PHONE[0]
    assert story.barriers(page) == []
    page.close()
    handler = story.sits("officer-rights")
    handler.goto(f"/admin/desk/{receipt[0]}/")
    handler.locator("[data-erased]").wait_for()
    handler.close()
    assert list(everything()) == []


def the_report_says_what_it_said(story: Story, report: ReportFile) -> None:
    again = ReportFile.objects.get(pk=report.pk)
    assert (again.sha256, again.storage_key) == (report.sha256, report.storage_key)
    page = story.sits("officer-central")
    page.goto(f"/admin/figures/monthly/{report.period}/")
    link = page.locator(f'[data-file="{report.format}-{report.language}"] a, [data-file="{report.format}"] a').first
    taken = page.request.get(str(link.get_attribute("href")))
    assert hashlib.sha256(taken.body()).hexdigest() == report.sha256
    page.close()


def last_months_backup_does_not_show_it(there: installations.Manage, folder: Path, story: Story) -> None:
    """Put back into an empty installation: what was erased since is erased there, and all agrees."""
    back_up(folder / "lists", folder / "keys", lambda _said: None)  # its list of erasures is the newest
    at = {"INSAF_NOW": story.settings.INSAF_NOW.isoformat()}
    put_back = there("restore", folder / "backups", "--keys", folder / "keys", **at)
    assert put_back.returncode == 0, put_back.stderr + put_back.stdout
    assert "Everything agrees." in put_back.stdout
    shown = there("shell", "-v0", "-c", ASK, **at)
    assert shown.stdout.strip() == "erased True [''] 0 0 0", shown.stderr
