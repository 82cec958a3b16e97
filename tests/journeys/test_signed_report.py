"""The yearly report from the first working day to its signature: sent as a draft, commented, spoken to by the agencies,
signed by a second person, taken away and read back; and what a later edition says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from openpyxl import load_workbook
from pypdf import PdfReader

from permissions.now import now, standing_at
from tests.comes_true import comes_true
from tests.journeys.entering import enter, wide
from tests.journeys.reporting import downloaded, drawn_or_skipped, past_year
from tests.scenes import Country, country, hire
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.outbox.models import OutboxEntry
from workflows.reports.models import Snapshot
from workflows.reports.period import SETTLED, Period
from workflows.reports.selectors import files_waiting
from workflows.reports.sending import due_from, send_what_is_due
from workflows.reports.tasks import make_files
from workflows.reports.unit_models import Recipient

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

OpenPage = Callable[[tuple[int, int]], "Page"]
Barriers = Callable[["Page"], list[str]]
DESK, PHONE = (1280, 900), (360, 740)
WHOLE = {"ar": "ارتفع المعلّق بعد إغلاق مركزين", "en": "More is pending since two centres closed"}
OF_ONE = {"ar": "تسلّمت الجهة نظامًا جديدًا", "en": "The agency took over a new system"}
SIGNED = {"ar": "نوره العمري", "en": "Nora Omari"}


@dataclass
class Story:
    """The country, its year, who is at work in which language, and where files are put."""

    land: Country
    year: Period
    cases: list[Case]
    language: str
    home: str
    open_page: OpenPage
    barriers: Barriers
    folder: Path

    @property
    def address(self) -> str:
        return f"/admin/figures/yearly/{self.year.name}/"

    @contextmanager
    def sits(self, login: str, size: tuple[int, int] = DESK) -> Iterator[Page]:
        """Somebody at a browser of their own; what they leave open has no barrier."""
        page = self.open_page(size)
        enter(page, self.land.people[login], self.language, self.home)
        yield page
        assert self.barriers(page) == [], login
        assert wide(page) <= size[0], login
        page.close()


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.large)])
def test_a_yearly_report_is_sent_commented_confirmed_signed_and_corrected(
    open_page: OpenPage, barriers: Barriers, live_server: LiveServer, tmp_path: Path, language: str
) -> None:
    drawn_or_skipped()
    land = country()
    for login, role in (("central", "central"), ("auditor", "auditor")):
        hire(land, role, username=login)
    land.people["officer-central"].name = SIGNED
    land.people["officer-central"].save(update_fields=["name"])
    year, cases = past_year()
    story = Story(land, year, cases, language, live_server.url, open_page, barriers, tmp_path)
    it_is_sent_as_a_draft(story)
    the_unit_comments_and_asks(story)
    agencies_speak(story)
    a_second_person_signs(story)
    it_is_read_back(story)
    a_later_edition_says_what_changed(story)


def it_is_sent_as_a_draft(story: Story) -> None:
    """To the one whom the unit chose before that day."""
    with story.sits("central") as page:
        page.goto("/admin/figures/recipients/")
        with page.expect_navigation():
            page.locator('[data-person="auditor"] [data-do="yearly"]').click()
    day = due_from(story.year)
    Recipient.objects.update(added_at=day - timedelta(days=1))
    send_what_is_due()
    assert OutboxEntry.objects.get(topic="report_ready").user == story.land.people["auditor"]
    assert Snapshot.objects.get().period == story.year.name
    with story.sits("auditor", PHONE) as page:
        page.goto("/admin/figures/recipients/")
        assert page.locator(f'[data-sent="{story.year.name}"]').count() == 1
        page.goto(story.address)
        assert page.locator('[data-preparation="draft"]').count() == 1
        assert page.locator('[data-do="sign"]').count() == 0
        assert is_marked_as_draft(page, story)


def is_marked_as_draft(page: Page, story: Story) -> bool:
    """Whether each page of the PDF says in its head that it is a draft, and its cover does."""
    drafts = {"ar": "مسوّدة", "en": "Draft"}
    pages = [words_of(each.extract_text()) for each in PdfReader(downloaded(page, pdf(story), story.folder)).pages]
    marked = [words_of(drafts[story.language]) in each for each in pages]
    assert len(set(marked)) == 1, marked
    return marked[0]


def pdf(story: Story) -> str:
    return f"pdf-{story.language}"


def words_of(text: str) -> str:
    """Without spaces and marks that a reader of PDF files moves about."""
    return "".join(letter for letter in text if letter.isalnum())


def the_unit_comments_and_asks(story: Story) -> None:
    with story.sits("central") as page:
        page.goto(story.address)
        with page.expect_navigation():
            page.locator('[data-do="comments"]').click()
        comment(page, "summary-", WHOLE)
        page.locator("select[name=agency]").select_option("moh")
        with page.expect_navigation():
            page.locator("form[method=get] button").click()
        comment(page, "agencies-moh", OF_ONE)
        page.goto(story.address)
        assert page.locator('[data-do="sign"]').count() == 0, "whoever wrote a comment does not sign"
        with page.expect_navigation():
            page.locator('[data-do="progress"]').click()
        with page.expect_navigation():
            page.locator('[data-do="ask"]').click()
        assert page.locator("[data-agency]").count() == 2


def comment(page: Page, place: str, words: dict[str, str]) -> None:
    section = page.locator(f'[data-section="{place}"]')
    for language, text in words.items():
        section.locator(f"[name=text_{language}]").fill(text)
    with page.expect_navigation():
        section.locator('[data-do="comment"]').click()


def agencies_speak(story: Story) -> None:
    """The head of one confirms a line and contests the other, on a phone; the liaison officer of another confirms all;
    a colleague who speaks for nobody finds no way there."""
    cache.clear()
    with story.sits("level2-moh", PHONE) as page:
        page.goto("/admin/notices/")
        assert entries(page) == ["(2)"]
        page.goto("/admin/register/")
        with page.expect_navigation():
            page.locator("[data-round] h2 a").click()
        first, second = (page.locator(f'[data-line="{case.tracking}"]') for case in story.cases[:2])
        with page.expect_navigation():
            second.locator("a").click()
        page.locator("[name=objection][value=elsewhere]").check()
        page.fill("[name=note]", "أُحيل إلى الوزارة في كانون الأول.")
        with page.expect_navigation():
            page.locator('[data-do="contest"]').click()
        first.locator("[name=line]").check()
        with page.expect_navigation():
            page.locator('[data-do="confirm"]').click()
        assert (first.get_attribute("data-state"), second.get_attribute("data-state")) == ("confirmed", "contested")
        assert page.locator(f'[data-line="{story.cases[2].tracking}"]').count() == 0
        assert entries(page) == []
    with story.sits("officer-moe") as page:
        page.goto("/admin/register/")
        with page.expect_navigation():
            page.locator("[data-round] h2 a").click()
        with page.expect_navigation():
            page.locator('[data-do="confirm-all"]').click()
    with story.sits("staff-moh") as page:
        page.goto("/admin/notices/")
        assert entries(page) == []
        answer = page.goto("/admin/register/")
        assert answer is not None
        assert answer.status == 404


def entries(page: Page) -> list[str]:
    """The count at the entry of the menu that leads to the lines, where there is one."""
    said = page.locator('#wagtail-sidebar a[href="/admin/register/"]').all_text_contents()
    return [text[text.index("(") :].strip() for text in said]


def a_second_person_signs(story: Story) -> None:
    with story.sits("officer-central") as page:
        page.goto(f"{story.address}register/")
        row = page.locator(f'[data-line="{story.cases[1].tracking}"]')
        assert "أُحيل إلى الوزارة" in row.inner_text()
        page.goto(story.address)
        with page.expect_navigation():
            page.locator('[data-do="sign"]').click()
        assert WHOLE[story.language] in page.locator("main").inner_text()
        with page.expect_navigation():
            page.locator('button[data-do="sign"]').click()
        comes_true(page, "() => window.htmx")
        make_files(*files_waiting())
        page.locator('[data-files="made"]').wait_for()
        page.reload()
        assert page.locator('[data-preparation="signed"]').count() == 1
    assert OutboxEntry.objects.filter(topic="report_signed").count() == 1


def it_is_read_back(story: Story) -> None:
    """By the recipient: nothing in it is a draft; comments, signature, reasons and lines are there; no note is."""
    with story.sits("auditor") as page:
        page.goto(story.address)
        assert not is_marked_as_draft(page, story)
        report = PdfReader(downloaded(page, pdf(story), story.folder))
        sheet = downloaded(page, f"xlsx-{story.language}", story.folder)
    text = words_of("".join(each.extract_text() for each in report.pages))
    for said in (WHOLE, OF_ONE, SIGNED):
        # Word by word: in Arabic a reader of PDF files puts the pieces of a line in another order.
        assert [word for word in said[story.language].split() if words_of(word) not in text] == []
    rows = [[str(cell) for cell in row] for row in load_workbook(sheet).worksheets[0].values]
    for case in story.cases:
        assert words_of(case.tracking) in text
        assert sum(case.tracking in row for row in rows) == 1
    elsewhere = {"ar": "كان لدى جهة أخرى", "en": "was with another agency"}[story.language]
    (contested,) = [row for row in rows if any(elsewhere in cell for cell in row)]
    assert story.cases[1].tracking in contested
    assert "أُحيل إلى الوزارة" not in str(rows)


def a_later_edition_says_what_changed(story: Story) -> None:
    """One of them is answered now; the year counted again says so beside the signed edition, which stays."""
    with standing_at(now() - 3 * SETTLED):
        apply(story.cases[0].pk, Decide(outcome="resolved", text="تم"), actor=story.land.actor("officer-moh"))
    with story.sits("central") as page:
        page.goto(story.address)
        with page.expect_navigation():
            page.locator('[data-do="count-again"]').click()
        make_files(*files_waiting())
        page.goto(story.address)
        signed = page.locator(".cut-offs a").last
        with page.expect_navigation():
            signed.click()
        assert page.locator('[data-preparation="signed"]').count() == 1
        with page.expect_navigation():
            page.locator('[data-do="corrections"]').click()
        rows = page.locator("[data-later] tbody tr")
        assert rows.count() >= 1
        assert {"ar": "رُدّ عليها بعد", "en": "Answered after"}[story.language] in rows.first.inner_text()
