"""A ladder is read from its JSON as plain values, and what is malformed is refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenes import LADDER
from workflows.escalation.definition import DEFAULT, Ladder, Rung, parse


def test_a_ladder_is_read_rung_by_rung() -> None:
    definition = {
        "name": {"ar": "السلّم", "en": "Ladder"},
        "rungs": [{"level": 1, "after_days": 2}, {"level": 2, "after_days": 3}],
        "remind_every_days": 4,
        "question_pause_days": 5,
    }
    assert parse(definition) == Ladder(
        name={"ar": "السلّم", "en": "Ladder"}, rungs=(Rung(1, 2), Rung(2, 3)), remind_every_days=4, question_pause_days=5
    )


def test_a_rung_of_format_1_names_nobody_and_tells_whom_it_always_told() -> None:
    rungs = [{"level": 1, "after_days": 2, "tells": ["holder"]}]
    assert parse(LADDER | {"rungs": rungs}).rungs == (Rung(1, 2, ("holder", "former_holder", "citizen")),)
    assert parse(LADDER | {"format": 2, "rungs": rungs}).rungs == (Rung(1, 2, ("holder",)),)
    assert parse(LADDER | {"format": 2}).rungs[0].tells == DEFAULT


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        *(({name: None}, TypeError) for name in ("rungs", "remind_every_days", "question_pause_days")),
        *(({name: "two"}, ValueError) for name in ("remind_every_days", "question_pause_days")),
        ({"rungs": [{"level": 1}]}, KeyError),
        ({"rungs": [{"after_days": 1}]}, KeyError),
        ({"rungs": [{"level": "first", "after_days": 1}]}, ValueError),
        ({"rungs": [[1, 2]]}, TypeError),
    ],
)
def test_what_is_malformed_is_refused(changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        parse(LADDER | changes)


@pytest.mark.parametrize("name", sorted(LADDER))
def test_what_is_missing_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(KeyError, match=name):
        parse({each: value for each, value in LADDER.items() if each != name})
