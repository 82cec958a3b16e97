"""The guides name what there is: the topics in the order of the contracts, and files under their names."""

from __future__ import annotations

import re
import tomllib
from itertools import chain

import pytest

from tests.architecture.sources import FLOORS, ROOT, kept_files

GUIDES = ("ARCHITECTURE.md", "CONTRIBUTING.md")
FILE = re.compile(r"`([\w/.-]*\w\.(?:py|toml|html|css))`")
QUOTED = re.compile(r"`(\w+)`")


def text_of(guide: str) -> str:
    return (ROOT / guide).read_text(encoding="utf-8")


def contract_of(floor: str) -> list[list[str]]:
    """The topics of a floor, line by line from the top."""
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (each for each in configuration["tool"]["importlinter"]["contracts"] if each["id"] == floor)
    return [sorted(layer.split(" | ")) for layer in contract["layers"]]


def drawn(floor: str) -> list[list[str]]:
    """The same as the table of ARCHITECTURE.md has it, whose head names the floor."""
    part = re.search(
        rf"^\| \d · `(?:site/)?{floor}`.*\n\| --- \| --- \|\n((?:\|.*\n)+)", text_of(GUIDES[0]), re.MULTILINE
    )
    assert part is not None, floor
    return [sorted(QUOTED.findall(row.split("|")[1])) for row in part[1].splitlines()]


@pytest.mark.parametrize("floor", FLOORS)
def test_the_topics_are_drawn_in_the_order_of_the_contracts(floor: str) -> None:
    assert drawn(floor) == contract_of(floor)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_that_a_guide_names_is_there(guide: str) -> None:
    there = {"/".join(path.parts[-depth:]) for path in kept_files() for depth in range(1, len(path.parts) + 1)}
    named = set(chain.from_iterable(FILE.findall(line) for line in text_of(guide).splitlines()))
    assert named - there == set()
    assert len(named) > 20
