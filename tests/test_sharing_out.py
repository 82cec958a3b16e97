"""A process is given whole files where there are many tests left, and no more than it must towards the end."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.sharing_out import AND_MORE, AFewAtATime, to_the_end_of_a_file, with_long_ones_apart

FEW = 4


def named(*counts: int) -> list[str]:
    """The names of so many tests in a first file, a second and so on."""
    return [f"tests/test_{file}.py::test_{test}" for file, count in enumerate(counts) for test in range(count)]


@pytest.mark.parametrize(
    ("counts", "given"),
    [((4, 9), 4), ((3, 9), 12), ((9, 9), 9), ((1, 1, 1, 1, 1), 4), ((2,) * 3, 4), ((4,), 4)],
)
def test_it_ends_with_a_file(counts: tuple[int, ...], given: int) -> None:
    assert to_the_end_of_a_file(named(*counts), FEW) == given


class Node:
    """A process that only notes what it is given."""

    shutting_down = False

    def __init__(self) -> None:
        self.given: list[int] = []

    def send_runtest_some(self, indices: list[int]) -> None:
        self.given += indices


def given(names: list[str]) -> int:
    """How many the first of two processes is given when it has nothing before it."""
    asked = {"tx": ["2*popen"], "px": [], "maxschedchunk": FEW}
    config: Any = SimpleNamespace(getoption=asked.__getitem__, getvalue=asked.__getitem__)
    plan = AFewAtATime(config)
    node, another = Node(), Node()
    plan.collection, plan.pending = names, list(range(len(names)))
    plan.node2pending = {node: [], another: []}
    plan.check_schedule(node)
    return len(node.given)


def test_a_file_of_many_is_shared_all_the_same() -> None:
    assert given(named(500)) == FEW + AND_MORE


def test_a_whole_file_is_given_while_there_are_many_left() -> None:
    assert given(named(3, 7, 90)) == 10


def test_towards_the_end_no_process_gets_a_whole_file() -> None:
    assert given(named(3, 7)) == 2


@pytest.mark.parametrize("before", range(FEW + 1))
def test_what_takes_minutes_begins_and_no_process_is_given_two_at_once(before: int) -> None:
    long = [f"tests/test_long_{number}.py::test" for number in range(3)]
    names = [*named(before), *with_long_ones_apart(named(2, 9, 40), long, FEW)]
    assert names[before] == long[0]
    shares = []
    while names:
        share = to_the_end_of_a_file(names, min(FEW, len(names)))
        shares.append(names[:share])
        names = names[share:]
    assert [len(set(share) & set(long)) for share in shares if set(share) & set(long)] == [1, 1, 1]


def test_of_a_few_tests_all_are_there() -> None:
    assert with_long_ones_apart([1, 2], [3, 4, 5], FEW) == [3, 1, 2, 4, 5]
