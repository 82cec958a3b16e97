"""A month and a year that are over, with requests of theirs, and what is taken away from the page of a report."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from permissions.now import now, standing_at
from tests.scenes import Country, file_case
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.reports.pdf import PangoMissing, make_pdf
from workflows.reports.period import Period, containing

if TYPE_CHECKING:
    from playwright.sync_api import Page


def drawn_or_skipped() -> None:
    """Skip the test where nothing draws a PDF."""
    try:
        make_pdf("<p>")
    except PangoMissing as error:
        pytest.skip(str(error))  # the sentence says what is missing here


def past_month(land: Country) -> tuple[Period, Case]:
    """The month before this one, with one request answered and one left."""
    month = containing("monthly", now()).former
    with standing_at(month.start + timedelta(days=3)):
        answered = file_case()
        file_case(agency="moe")
    with standing_at(month.start + timedelta(days=4)):
        apply(answered.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moh"))
    return month, answered


def past_year() -> tuple[Period, list[Case]]:
    """The year before this one, with three requests that are left: two with one agency, one with another."""
    year = containing("yearly", now()).former
    cases = []
    for days, agency in ((60, "moh"), (40, "moh"), (30, "moe")):
        with standing_at(year.end - timedelta(days=days)):
            cases.append(file_case(agency=agency))
    return year, cases


def downloaded(page: Page, name: str, folder: Path) -> Path:
    """The file behind one of the page's download buttons."""
    with page.expect_download() as coming:
        page.locator(f'[data-file="{name}"] a').click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path
