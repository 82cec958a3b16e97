"""``make same`` shows what differs and nothing that is drawn anew."""

from __future__ import annotations

import io
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from same.__main__ import ROOT, compare, snapshot
from same.schema import write_sqlite
from same.text import in_lines, masked, workbook_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('name="csrfmiddlewaretoken" value="aaaa1111"', 'name="csrfmiddlewaretoken" value="bbbb2222"'),
        ("/admin/desk/26-4817-3052-5/", "/admin/desk/26-1234-5678-9/"),
        ("/static/css/insaf.0123456789ab.css", "/static/css/insaf.ba9876543210.css"),
        ("488c63e1-c35d-472c-8bc3-b32989217754", "00000000-c35d-472c-8bc3-b32989217754"),
        ('value="MTIzNDU2Nzg5:1tT2xA:abc-DEF_1234"', 'value="OTg3NjU0MzIx:1tT2xB:xyz-DEF_4567"'),
    ],
)
def test_what_is_drawn_at_random_is_masked(one: str, other: str) -> None:
    assert masked(one) == masked(other) != one


@pytest.mark.parametrize("text", ["3 December 2026", "0791234567", "reports/national/2027-02", "is-overdue-by-two"])
def test_what_people_read_is_not_masked(text: str) -> None:
    assert masked(text) == text


def test_a_page_has_a_line_for_each_tag_and_text() -> None:
    assert in_lines("<p class='a'>One\n  word<b>two</b></p>") == "<p class='a'>\nOne word\n<b>\ntwo\n</b>\n</p>\n"


def test_a_workbook_is_read_cell_by_cell() -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, ["وزارة", 12])
    assert workbook_text(written.getvalue()) == "xl/worksheets/sheet1.xml A1 وزارة\nxl/worksheets/sheet1.xml B1 12\n"


def test_the_order_of_columns_is_no_difference_but_their_types_are(tmp_path: Path) -> None:
    statements = {
        "one": "CREATE TABLE t (a integer NOT NULL, b varchar(10) CHECK (b IN ('x', 'y')))",
        "two": "CREATE TABLE t (b varchar(10) CHECK (b IN ('x', 'y')), a integer NOT NULL)",
        "three": "CREATE TABLE t (a bigint NOT NULL, b varchar(10) CHECK (b IN ('x', 'y')))",
    }
    for name, statement in statements.items():
        with sqlite3.connect(tmp_path / name) as connection:
            connection.execute(statement)
        connection.close()
        write_sqlite(tmp_path / name, tmp_path / f"{name}.txt")
    one, two, three = ((tmp_path / f"{name}.txt").read_text() for name in statements)
    assert one == two == "table t: a integer NOT NULL\ntable t: b varchar(10) CHECK (b IN ('x', 'y'))\n"
    assert three != one


def test_each_file_that_differs_is_named_with_its_lines(tmp_path: Path) -> None:
    for folder, words in (("before", "old"), ("after", "new")):
        (tmp_path / folder / "pages").mkdir(parents=True)
        (tmp_path / folder / "pages" / "home.txt").write_text(f"same\n{words}\n")
        (tmp_path / folder / "equal.txt").write_text("equal\n")
    (tmp_path / "after" / "more.txt").write_text("more\n")
    found = dict(compare(tmp_path / "before", tmp_path / "after"))
    assert {name: [line for line in lines if line[0] in "+-"] for name, lines in found.items()} == {
        "more.txt": ["+more"],
        "pages/home.txt": ["-old", "+new"],
    }


def test_a_commit_that_is_not_there_is_an_error_in_words() -> None:
    command = [sys.executable, "-m", "same", "--base", "no-such-commit"]
    done = subprocess.run(command, cwd=ROOT / ".make", capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "There is no commit no-such-commit in this clone: say another with --base.\n"


@pytest.mark.large
def test_two_snapshots_of_one_commit_are_equal(tmp_path: Path) -> None:
    for name in ("one", "two"):
        snapshot(ROOT, tmp_path / name)
    assert list(compare(tmp_path / "one", tmp_path / "two")) == []
