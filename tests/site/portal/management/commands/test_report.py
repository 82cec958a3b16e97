"""``manage.py report`` writes the file that its name asks for, and says plainly what it cannot do."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from permissions.now import standing_at
from tests.scenes import country, file_case
from tests.workflows.reports.october import at
from workflows.reports.models import Snapshot
from workflows.reports.pdf import PangoMissing, make_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_case() -> None:
    country()
    with standing_at(at(10, 5)):
        file_case()


def report(*words: str, **options: object) -> str:
    out = StringIO()
    with standing_at(at(11, 25)):
        call_command("report", *words, stdout=out, **options)
    return out.getvalue()


def test_pdf_and_spreadsheet_stand_on_the_same_snapshot(tmp_path: Path) -> None:
    try:
        make_pdf("<p>")
    except PangoMissing as error:
        pytest.skip(str(error))
    pdf, sheet = tmp_path / "october.pdf", tmp_path / "october.xlsx"
    said = report("monthly", "2026-10", "--language", "en", "--output", str(pdf))
    report("monthly", "2026-10", "--output", str(sheet))
    snapshot = Snapshot.objects.get()
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert snapshot.checksum in said
    assert snapshot.checksum in str(list(load_workbook(sheet).worksheets[1].values))


def test_a_cut_off_without_an_offset_is_ammans(tmp_path: Path) -> None:
    report("monthly", "2026-10", "--output", str(tmp_path / "x.xlsx"), "--cut-off", "2026-11-03T09:00")
    assert Snapshot.objects.get().cut_off == at(11, 3, 9)


def test_a_year_that_goes_on_is_counted_up_to_now(tmp_path: Path) -> None:
    said = report("yearly", "2026", "--output", str(tmp_path / "x.xlsx"))
    assert Snapshot.objects.get().cut_off == at(11, 25, 9, 59)
    assert "1 rows in the register" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("monthly", "2026-13"), "write a month like 2026-10"),
        (("monthly", "2026"), "write a month like 2026-10"),
        (("yearly", "2026-10"), "write a year like 2026"),
        (("monthly", "2027-01"), "2027-01 has not begun"),
        (("monthly", "2026-10", "--cut-off", "soon"), "'soon' is not a time"),
        (("monthly", "2026-10", "--cut-off", "2027-01-01"), "must be over for a minute"),
        (("monthly", "2026-10", "--cut-off", "2026-09-01"), "lies before 2026-10"),
    ],
)
def test_what_cannot_be_reported_is_said_and_nothing_is_written(
    tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        report(*words, "--output", str(tmp_path / "x.xlsx"))
    assert list(tmp_path.iterdir()) == []
    assert Snapshot.objects.count() == 0


@pytest.mark.parametrize("name", ["october", "october.docx", "nowhere/october.pdf"])
def test_a_name_that_is_no_report_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match=r"name the file|no folder"):
        report("monthly", "2026-10", "--output", str(tmp_path / name))
    assert Snapshot.objects.count() == 0
