"""Who acts in a post: its holder, or who steps in; who is shut out, and who is free of what accuses someone.

Plain Python over what was read before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


class Accused(Protocol):
    """Whom a case accuses: a person, or of an agency the posts up to a level; without a level all of it."""

    @property
    def user_id(self) -> int | None: ...

    @property
    def agency_id(self) -> int | None: ...

    @property
    def level(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """Who someone is, the agencies where they stand with the highest level there, and the bodies above these.

    ``acts_for``: those who have lent them a role that they hold now. ``lowest``: of the agencies where they sit in
    several posts, the level of the lowest.
    """

    user_id: int | None = None
    levels: Mapping[int, int] = field(default_factory=dict)
    above: frozenset[int] = frozenset()
    acts_for: frozenset[int] = frozenset()
    lowest: Mapping[int, int] = field(default_factory=dict)

    def __hash__(self) -> int:
        """By all that is compared."""
        levels, lowest = frozenset(self.levels.items()), frozenset(self.lowest.items())
        return hash((self.user_id, levels, self.above, self.acts_for, lowest))

    def lowest_at(self, agency_id: int) -> int:
        """Their lowest post at an agency where they stand: whoever sits in an accused post is not freed by another."""
        return self.lowest.get(agency_id, self.levels[agency_id])

    @property
    def people(self) -> frozenset[int]:
        """In whose own case they would judge: theirs, and that of whomever they act for."""
        return self.acts_for if self.user_id is None else self.acts_for | {self.user_id}


def shut_out(standing: Standing, parties: Iterable[Accused]) -> bool:
    """Whether someone is accused, acts for whoever is, or answers to them: the same post or a lower one, the agency, a
    body below.
    """
    return any(_answers_to(standing, party) for party in parties)


def _answers_to(standing: Standing, party: Accused) -> bool:
    if party.agency_id is None:
        return party.user_id in standing.people
    if party.agency_id in standing.levels:
        return party.level is None or standing.lowest_at(party.agency_id) <= party.level
    return party.level is None and party.agency_id in standing.above


@dataclass(frozen=True, slots=True)
class Sitter:
    """Someone who holds a post or deputises in it. ``acts`` is false while they are absent or their account is off."""

    user_id: int
    rank: int
    acts: bool


@dataclass(frozen=True, slots=True)
class SeatedPost:
    """A post with everyone who sits in it now, in no particular order."""

    post_id: int
    agency_id: int
    level: int
    sitters: Sequence[Sitter] = ()


@dataclass(frozen=True, slots=True)
class PostBook:
    """The posts of some agencies at one instant: agency to its posts, by ascending level."""

    posts: Mapping[int, Sequence[SeatedPost]] = field(default_factory=dict)

    @classmethod
    def of(cls, posts: Iterable[SeatedPost]) -> PostBook:
        book: dict[int, list[SeatedPost]] = {}
        for post in sorted(posts, key=lambda post: (post.agency_id, post.level)):
            book.setdefault(post.agency_id, []).append(post)
        return cls(book)

    def of_agency(self, agency_id: int) -> Sequence[SeatedPost]:
        return self.posts.get(agency_id, ())


@dataclass(frozen=True, slots=True)
class Seat:
    """Who acts. Both ids are None only when there is nobody and no post at all; see ``acting_holder``."""

    post_id: int | None
    user_id: int | None
    agency_id: int


def acting_holder(
    book: PostBook,
    agency_id: int,
    level: int,
    central_agency_id: int,
    *,
    spread: int = 0,
    free: Callable[[int], bool] | None = None,
) -> Seat:
    """Who acts at a level of an agency, of those who are ``free`` to.

    The holder of the post there; when it is vacant or they are absent or inactive, its deputies by rank; then the
    posts above, each in the same way; then the unit that the case falls to (``central_agency_id``: the complaints
    unit, or for a sensitive case the sensitive unit) from its lowest post up; then, before no one, the posts below.
    Where several have the same rank, ``spread`` (a case's id) chooses one of them, always the same one.

    The last resort, when nobody acts in any of these: the unit's lowest post without a person.
    """
    seat = first_acting(_in_turn(book, agency_id, level, central_agency_id), spread, free=free)
    if seat is not None:
        return seat
    lowest = next(iter(book.of_agency(central_agency_id)), None)
    return Seat(lowest.post_id if lowest else None, None, central_agency_id)


def first_acting(posts: Iterable[SeatedPost], spread: int, *, free: Callable[[int], bool] | None = None) -> Seat | None:
    """The first post in which somebody acts, of those who are ``free`` of the case; None if there is none."""
    for post in posts:
        user_id = _who_acts(post, spread, free)
        if user_id is not None:
            return Seat(post.post_id, user_id, post.agency_id)
    return None


def _in_turn(book: PostBook, agency_id: int, level: int, unit_id: int) -> Iterator[SeatedPost]:
    own = book.of_agency(agency_id)
    yield from (post for post in own if post.level >= level)
    if unit_id != agency_id:
        yield from book.of_agency(unit_id)
    yield from (post for post in reversed(own) if post.level < level)


def _who_acts(post: SeatedPost, spread: int, free: Callable[[int], bool] | None = None) -> int | None:
    acting = [sitter for sitter in post.sitters if sitter.acts and (free is None or free(sitter.user_id))]
    if not acting:
        return None
    first_rank = min(sitter.rank for sitter in acting)
    candidates = sorted({sitter.user_id for sitter in acting if sitter.rank == first_rank})
    return candidates[spread % len(candidates)]


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
class Destination:
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


def free_destination(
    book: PostBook,
    ground: Ground,
    level: int,
    parties: Sequence[Accused],
    *,
    sealed: bool,
    free: Callable[[int], bool],
    spread: int,
) -> Destination:
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
        return Destination(seat, ground.sensitive_unit, by_name=seat.agency_id != ground.sensitive_unit)
    stays = not shut and seat.agency_id in (ground.agency_id, ground.complaints_unit)
    return Destination(seat, ground.agency_id if stays else seat.agency_id)


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
