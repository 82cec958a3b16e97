"""Who acts on a case that accuses someone: the next who is free of it. Plain Python over what was read before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from permissions.agencies.decide import Accused, PostBook, Seat, SeatedPost, first_acting


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a case may go: its agency, the bodies above that (nearest first), and the platform's two units."""

    agency_id: int
    above: Sequence[int]
    complaints_unit: int
    sensitive_unit: int

    @property
    def bodies(self) -> frozenset[int]:
        return frozenset({self.agency_id, *self.above, self.complaints_unit, self.sensitive_unit})


@dataclass(frozen=True, slots=True)
class Place:
    """Who acts, and the agency with which the work lies.

    ``by_name`` where the person has no right at that agency and needs one on this very case.
    """

    seat: Seat
    agency_id: int
    by_name: bool = False


def body_shut(ground: Ground, parties: Iterable[Accused]) -> bool:
    """Whether the case accuses the agency as a whole, or a body above it."""
    bodies = {ground.agency_id, *ground.above}
    return any(party.level is None and party.agency_id in bodies for party in parties)


def free_place(
    book: PostBook,
    ground: Ground,
    level: int,
    parties: Sequence[Accused],
    *,
    sealed: bool,
    free: Callable[[int], bool],
    spread: int,
) -> Place:
    """Where a case that accuses someone goes: never to whom it accuses, never to no one while anyone free acts.

    From ``level`` of the agency upward; if the whole agency is accused, the bodies above it, each from its lowest
    post; the complaints unit; the agency's posts below; the unit for sensitive requests; any other body above. A sealed
    case stays with its unit, in the next free post; if nobody there is free, the complaints unit's people work it from
    the head downward, by name. The last resort is a post of a unit that the case does not accuse, without a person.
    """
    shut = body_shut(ground, parties)
    turn = _sealed(book, ground, level) if sealed else _ordinary(book, ground, level, shut=shut)
    seat = first_acting(turn, spread, free=free) or _vacant(book, ground, parties, sealed=sealed)
    if sealed:
        return Place(seat, ground.sensitive_unit, by_name=seat.agency_id != ground.sensitive_unit)
    stays = not shut and seat.agency_id in (ground.agency_id, ground.complaints_unit)
    return Place(seat, ground.agency_id if stays else seat.agency_id)


def _ordinary(book: PostBook, ground: Ground, level: int, *, shut: bool) -> Iterator[SeatedPost]:
    own = book.of_agency(ground.agency_id)
    yield from (post for post in own if post.level >= level)
    if shut:
        yield from _from_the_ground(book, ground.above)
    if ground.complaints_unit != ground.agency_id:
        yield from book.of_agency(ground.complaints_unit)
    yield from (post for post in reversed(own) if post.level < level)
    yield from book.of_agency(ground.sensitive_unit)
    if not shut:
        yield from _from_the_ground(book, ground.above)


def _sealed(book: PostBook, ground: Ground, level: int) -> Iterator[SeatedPost]:
    own = book.of_agency(ground.sensitive_unit)
    yield from (post for post in own if post.level >= level)
    yield from (post for post in reversed(own) if post.level < level)
    yield from reversed(book.of_agency(ground.complaints_unit))


def _from_the_ground(book: PostBook, bodies: Iterable[int]) -> Iterator[SeatedPost]:
    for body in bodies:
        yield from book.of_agency(body)


def _vacant(book: PostBook, ground: Ground, parties: Sequence[Accused], *, sealed: bool) -> Seat:
    """The lowest post, of the units in their order, that the case does not accuse; at worst no post at all."""
    units = (ground.complaints_unit, ground.sensitive_unit)
    order = tuple(reversed(units))[:1] if sealed else units
    for post in _from_the_ground(book, order):
        if not any(_accuses(party, post) for party in parties):
            return Seat(post.post_id, None, post.agency_id)
    return Seat(None, None, order[0])


def _accuses(party: Accused, post: SeatedPost) -> bool:
    return party.agency_id == post.agency_id and (party.level is None or post.level <= party.level)
