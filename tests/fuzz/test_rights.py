"""After each of thousands of random acts the platform answers as a plain model does: 0 disagreements."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.histories import LONGEST, Disagreement, drawn, shortened, walk

pytestmark = pytest.mark.django_db
MODEL = Path(__file__).with_name("model.py")


def walked(first_seed: int, steps: int) -> int:
    """Walk histories until there are so many steps; a failing one is told with its seed and as short as it gets."""
    done = 0
    for seed in range(first_seed, first_seed + -(-steps // LONGEST)):
        history = drawn(seed, LONGEST)
        try:
            done += walk(history)
        except Disagreement as error:
            short = "\n".join(map(str, shortened(history)))
            raise AssertionError(f"seed {seed}: {error}\nThe shortest way there:\n{short}") from error
    return done


def test_two_thousand_steps_without_a_disagreement(record_property) -> None:  # noqa: ANN001
    assert walked(1, 2_000) == 2_000
