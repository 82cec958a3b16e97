"""What officers can have filled in by the time that a step is reached."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.workflows.processes.whole import Steps, asks_for, whole
from workflows.processes.available import available, filled_before
from workflows.processes.checks import check_process
from workflows.processes.parsing import parse


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_a_field_can_be_asked_for_behind_the_outcome_that_fills_it_in_and_behind_a_join() -> None:
    raw = whole()
    it = Steps(raw).add(asks_for("amount"))
    it["confirm"]["outcomes"][0].update(next="large")
    it["left"]["outcomes"][0].update(fields=[{"field": "amount", "required": False}])
    assert check_process("whole", raw) == []


def test_what_the_other_branch_fills_in_is_not_there_before_the_join() -> None:
    raw = whole()
    it = Steps(raw)
    it["left"]["outcomes"][0].update(fields=[{"field": "amount"}])
    found = filled_before(parse(raw))
    assert {key for key, fields in found.items() if fields} == {"met", "find", "sort", "handle", "confirm", "closed"}
    assert available(parse(raw), "right") == frozenset()
    assert available(parse(raw), "met") == {"field.amount"}
    it["right"]["performer"].update(agency="@fact:field.amount")
    sentence = "The step “Step right” asks for “Amount”, which nobody can have filled in before it."
    assert check_process("whole", raw) == [sentence]
