"""One sheet for both directions: nothing in it says left or right."""

from __future__ import annotations

import re

import pytest

from tests.architecture.sources import ROOT, kept_files

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PHYSICAL = re.compile(
    r"""(?x)
    (?<![\w-]) (?:
        (?: margin | padding | border | scroll-margin | scroll-padding ) - (?: left | right ) [\w-]* \s* :
      | border- (?: top | bottom ) - (?: left | right ) -radius \s* :
      | (?: left | right ) \s* :
      | (?: text-align | float | clear ) \s* : \s* (?: left | right ) \b
    )"""
)


def physical(sheet: str) -> list[str]:
    return [match.group().strip() for match in PHYSICAL.finditer(COMMENT.sub("", sheet))]


def test_no_sheet_and_no_template_says_left_or_right() -> None:
    found = {}
    for path in kept_files():
        if path.suffix == ".css" or (path.suffix == ".html" and "templates" in path.parts):
            found[str(path)] = physical((ROOT / path).read_text(encoding="utf-8"))
    assert found
    assert {name: rules for name, rules in found.items() if rules} == {}


@pytest.mark.parametrize(
    "rule",
    [
        "margin-left: 1px",
        "padding-right:0",
        "a{left:0}",
        "text-align: right",
        "border-top-left-radius:2px",
        "float:left",
    ],
)
def test_a_physical_rule_is_seen(rule: str) -> None:
    assert len(physical(f"a {{ color: red; {rule} }}")) == 1


@pytest.mark.parametrize(
    "rule", ["margin-inline-start: 1px", "inset-inline-start: 0", "text-align: start", "--left: 2px", "/* left: 0 */"]
)
def test_a_logical_rule_is_let_through(rule: str) -> None:
    assert physical(f"a {{ {rule} }}") == []
