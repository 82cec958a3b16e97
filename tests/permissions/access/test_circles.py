"""A loan that would come back to its giver is seen, over any number of hands, while the loans last together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from permissions.access.circles import Loan, closes_a_circle

START = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def loan(giver: int, deputy: int, first: int = 0, last: int = 10) -> Loan:
    return Loan(giver, deputy, START + first * DAY, START + last * DAY)


def test_two_who_lend_to_each_other_are_a_circle() -> None:
    assert closes_a_circle(loan(1, 2), [loan(2, 1)])


def test_a_ring_of_five_is_a_circle() -> None:
    assert closes_a_circle(loan(5, 1), [loan(1, 2), loan(2, 3), loan(3, 4), loan(4, 5)])


def test_a_chain_is_no_circle() -> None:
    assert not closes_a_circle(loan(3, 4), [loan(1, 2), loan(2, 3)])


def test_loans_that_follow_each_other_are_no_circle() -> None:
    assert not closes_a_circle(loan(1, 2, 0, 5), [loan(2, 1, 5, 10)])


def test_a_ring_that_never_lasts_as_a_whole_is_no_circle() -> None:
    assert not closes_a_circle(loan(3, 1, 0, 10), [loan(1, 2, 0, 4), loan(2, 3, 4, 10)])


LOANS = st.builds(
    lambda giver, step, first, length: loan(giver, (giver + step) % 5, first, first + length),
    st.integers(0, 4),
    st.integers(1, 4),
    st.integers(0, 6),
    st.integers(1, 5),
)


@given(LOANS, st.lists(LOANS, max_size=8))
def test_it_says_what_looking_at_every_day_says(new: Loan, lent: list[Loan]) -> None:
    assert closes_a_circle(new, lent) == any(
        returns_on(START + day * DAY, new, lent) for day in range(12) if new.starts <= START + day * DAY < new.ends
    )


def returns_on(day: datetime, new: Loan, lent: list[Loan]) -> bool:
    """Who has it in hand that day, hand over hand, until nobody new is reached."""
    reached, grown = {new.deputy}, True
    while grown:
        more = {each.deputy for each in lent if each.giver in reached and each.starts <= day < each.ends}
        grown = not more <= reached
        reached |= more
    return new.giver in reached
