"""The table of who decides on an objection: who decided, times who is away, for the first and for the second."""

from __future__ import annotations

from itertools import combinations

import pytest

from workflows.cases.objection import Body, Instance, instance_for

ABOVE, UNIT, SEALED, OUTSIDE = Instance.ABOVE, Instance.UNIT, Instance.SEALED, Instance.OUTSIDE
EVERYWHERE = (ABOVE, UNIT, SEALED)
VACANCIES = [frozenset(free) for count in range(4) for free in combinations(EVERYWHERE, count)]


def first(by: Body, free: frozenset[Instance]) -> Instance:
    return instance_for(by, 1, decided=frozenset({by}), free=free)


@pytest.mark.parametrize("free", VACANCIES, ids=lambda free: "+".join(sorted(free)) or "nobody")
def test_the_first_objection_whoever_is_away(free: frozenset[Instance]) -> None:
    """The first of its own list at which somebody acts; nobody anywhere is the door outside, at once."""
    lists = {Body.AGENCY: (ABOVE, UNIT, SEALED), Body.UNIT: (SEALED, ABOVE), Body.SEALED: (ABOVE, UNIT)}
    for by, order in lists.items():
        assert first(by, free) == next((each for each in order if each in free), OUTSIDE)


@pytest.mark.parametrize(
    ("by", "heard", "free", "second"),
    [
        # An officer, or a head, decided; the level above or the unit has heard the first objection.
        (Body.AGENCY, Body.AGENCY, EVERYWHERE, UNIT),
        (Body.AGENCY, Body.AGENCY, (ABOVE, SEALED), SEALED),
        (Body.AGENCY, Body.AGENCY, (ABOVE,), OUTSIDE),
        (Body.AGENCY, Body.UNIT, EVERYWHERE, SEALED),
        (Body.AGENCY, Body.UNIT, (ABOVE, UNIT), OUTSIDE),
        (Body.AGENCY, Body.SEALED, EVERYWHERE, UNIT),
        (Body.AGENCY, Body.SEALED, (ABOVE, SEALED), OUTSIDE),
        # The complaints unit decided.
        (Body.UNIT, Body.SEALED, EVERYWHERE, OUTSIDE),
        (Body.UNIT, Body.UNIT, EVERYWHERE, SEALED),
        (Body.UNIT, Body.UNIT, (ABOVE, UNIT), OUTSIDE),
        # The unit for sensitive requests decided.
        (Body.SEALED, Body.SEALED, EVERYWHERE, UNIT),
        (Body.SEALED, Body.SEALED, (ABOVE, SEALED), OUTSIDE),
        (Body.SEALED, Body.UNIT, EVERYWHERE, OUTSIDE),
    ],
)
def test_the_second_is_decided_by_a_body_that_has_not_decided(
    by: Body, heard: Body, free: tuple[Instance, ...], second: Instance
) -> None:
    assert instance_for(heard, 2, decided=frozenset({by, heard}), free=frozenset(free)) == second


def test_nobody_decides_a_third_time() -> None:
    for by in Body:
        assert instance_for(by, 3, decided=frozenset({by}), free=frozenset(EVERYWHERE)) == OUTSIDE
