"""Who acts in a post: its holder, or who steps in, and who is shut out. Plain Python over what was read before."""

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


def acting_holder(book: PostBook, agency_id: int, level: int, central_agency_id: int, *, spread: int = 0) -> Seat:
    """Who acts at a level of an agency.

    The holder of the post there; when it is vacant or they are absent or inactive, its deputies by rank; then the
    posts above, each in the same way; then the unit that the case falls to (``central_agency_id``: the complaints
    unit, or for a sensitive case the sensitive unit) from its lowest post up; then, before no one, the posts below.
    Where several have the same rank, ``spread`` (a case's id) chooses one of them, always the same one.

    The last resort, when nobody acts in any of these: the unit's lowest post without a person.
    """
    seat = first_acting(_in_turn(book, agency_id, level, central_agency_id), spread)
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
