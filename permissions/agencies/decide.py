"""Who acts in a post: its holder, a deputy, the next one up, at last the unit above the agencies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post and the people who can act in it now, holders before deputies; absent and inactive people are left out.

    ``shared`` says how many of them hold it side by side (the rest are deputies).
    """

    post_id: int
    level: int
    people: tuple[int, ...]
    shared: int


PostBook = Mapping[int, tuple[PostHeld, ...]]
"""Agency id to its posts, lowest level first."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where work lands. ``user_id`` is None only when nobody at all can act, neither in the agency nor in the unit."""

    post_id: int | None
    user_id: int | None
    agency_id: int


def acting_holder(book: PostBook, *, agency_id: int, level: int, central_agency_id: int, spread: int) -> Seat:
    """Who acts at ``level`` of the agency. ``spread`` shares a post that several hold side by side."""
    for where, held in _in_order(book, agency_id, level, central_agency_id):
        if held.people:
            person = held.people[spread % held.shared] if held.shared else held.people[0]
            return Seat(held.post_id, person, where)
    return _empty(book, agency_id, level)


def _in_order(book: PostBook, agency_id: int, level: int, unit_id: int) -> Iterator[tuple[int, PostHeld]]:
    yield from ((agency_id, held) for held in book.get(agency_id, ()) if held.level >= level)
    if unit_id != agency_id:
        yield from ((unit_id, held) for held in book.get(unit_id, ()))


def _empty(book: PostBook, agency_id: int, level: int) -> Seat:
    """The vacant post itself, so that it still stands somewhere to be seen."""
    post = next((held.post_id for held in book.get(agency_id, ()) if held.level >= level), None)
    return Seat(post, None, agency_id)
