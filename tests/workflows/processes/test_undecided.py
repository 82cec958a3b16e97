"""Where a decision stands too early: an officer still works on what the citizen has read the answer of."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from portal.studio.process_templates import TEMPLATES
from tests.workflows.processes.reviewed import reviewed
from tests.workflows.processes.whole import decides, named
from workflows.processes.parsing import parse
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.processes.undecided import answered_too_early


def told(raw: dict[str, Any]) -> list[str]:
    with override("en"):
        return [str(each) for each in answered_too_early(parse(raw))]


def deciding(following: str) -> dict[str, Any]:
    """*Handling* decides by one more outcome, which leads to ``following``."""
    raw = reviewed()
    handle = next(step for step in raw["steps"] if step["key"] == "handle")
    handle["outcomes"].append({**decides(following, "resolved"), "key": "too_early"})
    return raw


def test_a_task_behind_a_decision_comes_after_the_citizen_has_read_the_answer() -> None:
    (said,) = told(deciding("legal"))
    assert said == (
        "At “Handling” an outcome decides the request, so the citizen reads the answer before “Legal review”. "
        "Let that outcome continue without deciding, and decide after it."
    )


def test_a_task_without_a_name_yet_is_named_by_its_key() -> None:
    raw = deciding("legal")
    next(step for step in raw["steps"] if step["key"] == "legal")["name"] = {"ar": "", "en": ""}
    (said,) = told(raw)
    assert "before “legal”." in said


def test_a_fork_and_a_rest_on_the_way_are_passed_and_each_task_behind_them_is_named() -> None:
    (said,) = told(deciding("large"))
    assert "before “Legal review” and “Answer”." in said
    raw = deciding("wait")
    raw["steps"].append(named("wait", "timer", status="in_progress", days=3, next="legal"))
    (said,) = told(raw)
    assert "before “Legal review”." in said


@pytest.mark.parametrize(
    "raw", [*STANDARD_PROCESSES.values(), *(made() for _words, made in TEMPLATES.values()), reviewed()]
)
def test_what_the_citizen_sends_back_to_work_is_in_its_place(raw: dict[str, Any]) -> None:
    assert told({"name": {"ar": "اسم", "en": "Name"}, **raw}) == []
