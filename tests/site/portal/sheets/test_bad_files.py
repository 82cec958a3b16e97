"""What people send by mistake, or to do harm, gets a sentence that says what to do, and nothing is half done."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client
from openpyxl import Workbook

from permissions.agencies.models import Agency
from portal.operations.sheets.models import SentSheet
from tests.scenes import Country
from tests.site.portal.people_admin.pressing import words
from tests.site.portal.sheets.sending import BODIES, as_csv, as_xlsx, said, send, sent, verdicts, why
from tests.site.portal.signed_in import page

pytestmark = pytest.mark.django_db
HEADS = ["code", "name_ar", "name_en", "parent"]
ROWS = [HEADS, ["clinics", "العيادات", "Clinics", "moh"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_text_files_as_programs_write_them_are_read(
    land: Country, admin: Client, separator: str, encoding: str
) -> None:
    html = page(send(admin, BODIES, as_csv(ROWS, separator=separator, encoding=encoding)))
    assert verdicts() == {2: "added"}
    assert sent().judged[0]["data"]["name"]["ar"] == "العيادات"
    assert ("read as Windows-1256" in words(html)) is (encoding == "cp1256")


def test_headings_are_known_in_any_language_and_excels_own_line_is_passed_over(land: Country, admin: Client) -> None:
    text = "sep=;\r\nالرمز;الاسم بالعربية;Name in English;Code of the agency above\r\nx1;جهة;Body;\r\n;;;\r\n\r\n"
    send(admin, BODIES, text.encode())
    assert verdicts() == {3: "added"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        ("code,name_ar,name_en,parent\nx,caf\u00e9 \u00fc\u00f1,y,\n".encode("latin-1"), "neither UTF-8 nor"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "before 2007"),
        (b"PK\x03\x04 is no zip", "not a spreadsheet"),
        (b"%PDF-1.7\n%\x00\x00\n", "not a spreadsheet"),
        (as_csv([HEADS]), "no row below"),
        (as_csv([HEADS[:3], ["a", "أ", "A"]]), "“Code of the agency above” is missing"),
        (as_csv([[*HEADS, "colour"], ["a", "أ", "A", "", "red"]]), "no column “colour”"),
        (as_csv([[*HEADS, "code"], ["a", "أ", "A", "", "b"]]), "is there twice"),
        (as_csv([HEADS, ["a", "أ", "A", "", "more"]]), "Row 2 has a cell under no heading"),
        (b'code,name_ar,name_en,parent\na,"b,c\n', "quotation mark"),
        (as_csv([HEADS, *([str(number), "أ", "A", ""] for number in range(5_001))]), "more than 5,000 rows"),
        (b"x" * (4 * 1024 * 1024 + 1), "larger than 4.0 MB"),
        (b"just words", "no column “just words”"),
    ],
)
def test_a_file_that_is_not_taken_says_why(land: Country, admin: Client, content: bytes, said: str) -> None:
    assert said in why(send(admin, BODIES, content))
    assert not SentSheet.objects.exists()


def test_formulas_are_refused_and_never_computed(land: Country, admin: Client) -> None:
    rows = [HEADS, ["a", "أ", '=HYPERLINK("http://evil.example")', ""], ["b", "ب", "B", ""]]
    for name, content in (("list.xlsx", as_xlsx(rows)), ("list.csv", as_csv(rows))):
        send(admin, BODIES, content, name)
        assert verdicts() == {2: "refused", 3: "added"}
        assert "“Name in English” is a formula" in said(2)


def test_merged_cells_and_a_sheet_without_rows_are_refused(land: Country, admin: Client) -> None:
    book, out = Workbook(), io.BytesIO()
    sheet = book.create_sheet("merged", 0)
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("A2:B2")
    book.save(out)
    assert "merged cells" in why(send(admin, BODIES, out.getvalue(), "list.xlsx"))
    assert "no rows" in why(send(admin, BODIES, as_xlsx([]), "list.xlsx"))


def test_empty_rows_are_passed_over_and_numbers_stay(land: Country, admin: Client) -> None:
    send(admin, BODIES, as_xlsx([HEADS, [], ["a", "أ", "A", None], [], [7, "ب", "B", "a"]]), "list.xlsx")
    assert verdicts() == {3: "added", 5: "added"}
    assert sent().judged[1]["data"]["code"] == "7"


def _package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _with(part: str, change: bytes, *, of: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(of)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return _package({**parts, part: change})


def test_hostile_workbooks_end_with_a_sentence(land: Country, admin: Client) -> None:
    good = as_xlsx(ROWS)
    bomb = _with("xl/media/zeros.bin", bytes(60 * 1024 * 1024), of=good)
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>'
    word = _package({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})
    wide = as_xlsx([[*HEADS, *[None] * 80, "far"], ROWS[1]])
    cases = [
        (bomb, "too much work"),
        (_with("xl/worksheets/sheet1.xml", entities, of=good), "not a spreadsheet"),
        (word, "not a spreadsheet"),
        (wide, "too much work"),
    ]
    for content, sentence in cases:
        assert sentence in why(send(admin, BODIES, content, "list.xlsx"))
    assert not SentSheet.objects.exists()


def test_nothing_sent_is_said(land: Country, admin: Client) -> None:
    answer = admin.post(BODIES, {})
    assert answer.status_code == 422
    assert "Choose a file." in words(page(answer))
    assert Agency.objects.count() == 4
