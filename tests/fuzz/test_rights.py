"""After each of thousands of random acts the platform answers as a plain model does: 0 disagreements."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fuzz.histories import ACTS, LONGEST, Disagreement, drawn, shortened, walk

pytestmark = pytest.mark.django_db
PLAIN = ("model", "told")


def walked(first_seed: int, steps: int) -> int:
    """Walk histories until there are so many steps; a failing one is told with its seed and as short as it gets."""
    done = 0
    for seed in range(first_seed, first_seed + -(-steps // LONGEST)):
        history = drawn(seed, LONGEST)
        try:
            done += walk(history)
        except Disagreement as error:
            short = "\n".join(map(str, shortened(history[: error.steps])))
            raise AssertionError(f"seed {seed}: {error}\nThe shortest way there:\n{short}") from error
    return done


def test_five_hundred_steps_without_a_disagreement(record_property: Callable[[str, object], None]) -> None:
    assert walked(1, 500) == 500
    record_property("said", f"500 steps, seeds 1 to {500 // LONGEST}: 0 disagreements")


@pytest.mark.postgres
def test_another_history_on_postgres(record_property: Callable[[str, object], None]) -> None:
    """One that SQLite does not walk. What the acts decide is the same there; how lists are asked for may not be."""
    assert walked(1 + 500 // LONGEST, LONGEST) == LONGEST
    record_property("said", f"{LONGEST} steps, seed {1 + 500 // LONGEST}: 0 disagreements")


@pytest.mark.large
def test_twenty_thousand_steps_without_a_disagreement(record_property: Callable[[str, object], None]) -> None:
    assert walked(101, 20_000) == 20_000
    record_property("said", f"20,000 steps, seeds 101 to {100 + 20_000 // LONGEST}: 0 disagreements")


def test_the_histories_hold_every_act_many_times() -> None:
    seen = Counter(step.act for seed in range(1, 9) for step in drawn(seed, LONGEST))
    assert set(seen) == set(ACTS)
    assert min(seen.values()) >= 15


def test_the_model_shares_no_code_with_the_platform() -> None:
    """It imports the standard library alone, so that one mistake cannot stand on both sides."""
    for name in PLAIN:
        module = ast.parse(Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8"))
        imported = {each.module or "" for each in ast.walk(module) if isinstance(each, ast.ImportFrom)}
        imported |= {each.name for node in ast.walk(module) if isinstance(node, ast.Import) for each in node.names}
        assert imported - {f"tests.fuzz.{other}" for other in PLAIN} <= sys.stdlib_module_names
