"""What a process must have before it is published."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from workflows.processes.checks import check_process
from workflows.processes.standard import STANDARD_PROCESSES


@pytest.mark.parametrize("key", STANDARD_PROCESSES)
def test_the_standard_processes_can_be_published(key: str) -> None:
    assert check_process(key, STANDARD_PROCESSES[key]) == []


def _drop_end(steps: list[dict[str, Any]]) -> None:
    steps.pop()


def _lead_nowhere(steps: list[dict[str, Any]]) -> None:
    steps[2]["outcomes"]["resolved"] = "nowhere"


def _no_silence(steps: list[dict[str, Any]]) -> None:
    del steps[3]["outcomes"]["silent"]


def _twice(steps: list[dict[str, Any]]) -> None:
    steps.append(copy.deepcopy(steps[3]))


def _orphan(steps: list[dict[str, Any]]) -> None:
    steps.append({"key": "orphan", "type": "end", "name": {"ar": "يتيم", "en": "Orphan"}})


def _circle(steps: list[dict[str, Any]]) -> None:
    steps[0]["found"] = "intake"


def _no_arabic(steps: list[dict[str, Any]]) -> None:
    steps[2]["name"] = {"en": "Handling"}


def _unknown_type(steps: list[dict[str, Any]]) -> None:
    steps[2]["type"] = "magic"


@pytest.mark.parametrize(
    "spoil", [_drop_end, _lead_nowhere, _no_silence, _twice, _orphan, _circle, _no_arabic, _unknown_type]
)
def test_a_broken_process_says_what_is_missing(spoil: Callable[[list[dict[str, Any]]], None]) -> None:
    definition = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    spoil(definition["steps"])
    assert check_process("complaint", definition) != []
