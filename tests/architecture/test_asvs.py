"""The table of OWASP ASVS says what is so: every id once, a state for each, and a test that runs where one is named."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass

import pytest

from tests.architecture.sources import ROOT, tree

PAGE = ROOT / "ASVS.md"
STATES = ("met", "partly", "not yet", "does not apply")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.*?) \|$")
COUNTS = re.compile(r"^\*\*(\d+) rows: (\d+) met, (\d+) partly, (\d+) not yet, (\d+) do not apply\.\*\*$", re.MULTILINE)
LEFT_OUT = {"large", "skip", "xfail"}
"""Marks with which a test does not run by ``make test``, or need not pass."""

# How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has: from 1 on, those of level 3 stand behind them.
SECTIONS = """
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1
4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2
7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2
10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5
14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
"""
IDS = [
    f"{section}.{number}"
    for section, most in (each.split(":") for each in SECTIONS.split())
    for number in range(1, int(most) + 1)
]


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    id: str
    asks: str
    state: str
    why: str

    @property
    def tests(self) -> list[tuple[str, str]]:
        return TEST.findall(self.why)


def rows(text: str) -> list[Row]:
    return [Row(*found.groups()) for line in text.splitlines() if (found := ROW.match(line))]


TABLE = rows(PAGE.read_text(encoding="utf-8"))


def marks(nodes: list[ast.expr]) -> set[str]:
    """The names of the marks that decorators or values of ``pytestmark`` put on, without those of single cases."""
    found = set()
    for node in nodes:
        for each in node.elts if isinstance(node, ast.List | ast.Tuple) else [node]:
            written = ast.unparse(each.func if isinstance(each, ast.Call) else each)
            if written.startswith("pytest.mark."):
                found.add(written.removeprefix("pytest.mark."))
    return found


def problem(module: ast.Module, name: str) -> str:
    """Why a test of a module does not run by ``make test``; empty when it does."""
    there = [node for node in module.body if isinstance(node, ast.FunctionDef) and node.name == name]
    if len(there) != 1:
        return "is not there"
    above = [
        node.value
        for node in module.body
        if isinstance(node, ast.Assign) and any(ast.unparse(target) == "pytestmark" for target in node.targets)
    ]
    left_out = marks([*there[0].decorator_list, *above]) & LEFT_OUT
    if left_out:
        return f"is marked {', '.join(sorted(left_out))}"
    if any(ast.unparse(first).startswith(("pytest.skip", "pytest.xfail")) for first in there[0].body):
        return "leaves itself out"
    return "" if any(isinstance(node, ast.Assert | ast.Call) for node in ast.walk(there[0])) else "asks nothing"


def test_every_id_stands_there_once_and_in_order() -> None:
    assert len(IDS) == 253
    assert [row.id for row in TABLE] == IDS
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith(("| 1", *(f"| {chapter}" for chapter in range(2, 10)))) for line in lines) == len(TABLE)


def test_the_counts_at_the_top_are_those_of_the_rows() -> None:
    (told,) = COUNTS.findall(PAGE.read_text(encoding="utf-8"))
    counted = Counter(row.state for row in TABLE)
    assert [int(number) for number in told] == [len(TABLE), *(counted[state] for state in STATES)]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
def test_a_row_names_a_test_that_runs_or_says_what_is_missing(row: Row) -> None:
    assert row.state in STATES
    assert len(row.asks.split()) >= 2
    if row.state != "met":
        assert len(row.why.split()) >= 2
        return
    assert row.tests
    assert TEST.sub("", row.why).replace("<br>", "") == ""
    for path, name in row.tests:
        assert (ROOT / path).is_file(), path
        assert problem(tree(ROOT / path), name) == "", f"{path}::{name}"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("def test_it():\n    assert asked()", ""),
        ("@pytest.mark.parametrize('a', [1])\ndef test_it(a):\n    assert a", ""),
        ("@pytest.mark.skipif(windows, reason='')\ndef test_it():\n    assert asked()", ""),
        ("def test_other():\n    assert asked()", "is not there"),
        ("@pytest.mark.large\ndef test_it():\n    assert asked()", "is marked large"),
        (
            "pytestmark = [pytest.mark.django_db, pytest.mark.large]\ndef test_it():\n    assert asked()",
            "is marked large",
        ),
        ("@pytest.mark.xfail(strict=True)\ndef test_it():\n    assert asked()", "is marked xfail"),
        ("@pytest.mark.skip\ndef test_it():\n    assert asked()", "is marked skip"),
        ("def test_it():\n    pytest.skip('later')\n    assert asked()", "leaves itself out"),
        ("def test_it():\n    pass", "asks nothing"),
    ],
)
def test_a_test_that_does_not_run_is_seen(text: str, why: str) -> None:
    assert problem(ast.parse(text), "test_it") == why


def test_a_row_is_read() -> None:
    text = "| 1.1.1 | asks a thing | met | `tests/a/test_b.py::test_c`<br>`tests/d.py::test_e` |\n| id | a | b | c |"
    (row,) = rows(text)
    assert (row.id, row.state) == ("1.1.1", "met")
    assert row.tests == [("tests/a/test_b.py", "test_c"), ("tests/d.py", "test_e")]
