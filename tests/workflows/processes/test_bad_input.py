"""Bad processes are refused in words and in no time, and never run."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from tests.call_count import count_calls
from tests.scenes import country, long_process
from workflows.processes.checks import check_process
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Subject
from workflows.versions.references import problems


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def test_ten_thousand_steps_are_refused_in_one_sentence_before_any_is_read() -> None:
    raw = long_process(10_000)
    assert check_process("long", raw) == ["A process has at most 200 steps; this one has 10001."]
    assert count_calls(lambda: check_process("long", raw)) < 200


def test_two_hundred_steps_that_lead_to_twenty_others_each_are_checked_at_once() -> None:
    raw = long_process(199)
    for step in raw["steps"][:-1]:
        step["outcomes"] += [
            {"key": f"to_{other['key']}", "next": other["key"], "effect": "proceed"} for other in raw["steps"][::10]
        ]
    assert check_process("long", raw) == []
    assert count_calls(lambda: check_process("long", raw)) < 200_000


@pytest.mark.django_db
def test_a_question_that_no_form_has_any_more_is_named_with_its_step() -> None:
    country()
    raw: dict[str, Any] = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    when = {"fact": "answer.gone", "is": "given"}
    branch = {"key": "asked", "when": when, "next": "confirm"}
    which = {"key": "which", "type": "decision", "name": {"ar": "أيها", "en": "Which"}, "branches": [branch]}
    raw["steps"].append({**which, "default": "confirm"})
    next(step for step in raw["steps"] if step["key"] == "handle")["outcomes"][0]["next"] = "which"
    found = problems(Subject.PROCESS, "complaint", raw)
    assert len(found) == 1, found
    assert "Which" in found[0]
    assert "gone" in found[0]
    assert getattr(found[0], "step", "which") == "which"
