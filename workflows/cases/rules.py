"""What is in force while a change is decided: calendars, ladders, agencies and who acts in their posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q

from permissions.access.decide import Held
from permissions.access.role_holders import role_holders
from permissions.access.selectors import held_by_many
from permissions.agencies.decide import (
    Accused,
    Destination,
    Ground,
    PostBook,
    Seat,
    SeatedPost,
    Standing,
    acting_holder,
    body_shut,
    first_acting,
    free_destination,
    shut_out,
)
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.selectors import load_posts
from workflows.calendars.calendar import Calendar
from workflows.calendars.publishable import CALENDARS
from workflows.cases.categories import CATEGORIES, path_of
from workflows.cases.category_tree import CategoryTree
from workflows.cases.models import RequestKind, Track
from workflows.cases.mover import EngineMover, Mover
from workflows.escalation.definition import Ladder
from workflows.escalation.limit import Limit
from workflows.escalation.publishable import LADDERS, LIMITS
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.publishable import Publishable
from workflows.versions.selectors import InForce, Stamp, in_force

T = TypeVar("T")


@dataclass(slots=True)
class Rules:
    """Everything a decision may look up. It reads the database only for what it has not met yet."""

    at: datetime
    mover: Mover = field(default_factory=EngineMover)
    _stamps: InForce = field(default_factory=dict)
    _kinds: dict[str, RequestKind] = field(default_factory=dict)
    _agencies: dict[int, Agency] = field(default_factory=dict)
    _books: dict[int, PostBook] = field(default_factory=dict)
    _together: AbstractSet[int] = frozenset()
    _held: dict[int, Held] = field(default_factory=dict)
    _in_role: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    _calendar_keys: dict[int, str] = field(default_factory=dict)
    _ladders: Mapping[str, Ladder] | None = None
    _limits: Mapping[str, Limit] | None = None

    def stamp(self, subject: Subject, key: str) -> Stamp:
        """The version in force; ``KeyError`` when none was ever published."""
        if not self._stamps:
            self._stamps = in_force()
        return self._stamps[subject.value, key]

    def kind(self, code: str) -> RequestKind | None:
        """A request kind, or None when there is none of that code."""
        if code not in self._kinds:
            found = RequestKind.objects.filter(code=code).first()
            if found is None:
                return None
            self._kinds[code] = found
        return self._kinds[code]

    def process(self, key: str) -> Version:
        """The process in force, as far as its stamp tells; what else is asked of it is read then, and its definition is
        mostly known. ``KeyError`` when none was ever published."""
        stamp = self.stamp(Subject.PROCESS, key)
        told = {"id": stamp.id, "subject": Subject.PROCESS.value, "key": key, "number": stamp.number}
        told |= {"status": VersionStatus.PUBLISHED.value, "digest": stamp.digest}
        return Version.from_db(DEFAULT_DB_ALIAS, list(told), list(told.values()))

    def categories(self, kind: str) -> tuple[CategoryTree, int] | None:
        """The tree of a kind in force and its number; None where the kind has none."""
        if not self._stamps:
            self._stamps = in_force()
        stamp = self._stamps.get((Subject.CATEGORIES.value, kind))
        return None if stamp is None else (CATEGORIES.of_stamp(stamp), stamp.number)

    def category_path(self, kind: str, key: str) -> tuple[str, ...]:
        """A category of a case as conditions read it, by the tree in force; nothing where the case has none."""
        found = self.categories(kind) if key else None
        return path_of(kind, found[0] if found is not None else None, key) if key else ()

    def ladder(self, key: str) -> Ladder:
        return LADDERS.of_stamp(self.stamp(Subject.LADDER, key))

    @property
    def ladders(self) -> Mapping[str, Ladder]:
        """Every ladder in force by its key; at most one statement, and none once a process has read them."""
        if self._ladders is None:
            self._ladders = self.in_force(LADDERS)
        return self._ladders

    @property
    def limits(self) -> Mapping[str, Limit]:
        """Every overall limit in force by its key, at the same cost."""
        if self._limits is None:
            self._limits = self.in_force(LIMITS)
        return self._limits

    def in_force(self, thing: Publishable[T]) -> dict[str, T]:
        """All of a subject that is in force, parsed, by key."""
        if not self._stamps:
            self._stamps = in_force()
        stamps = {key: stamp for (subject, key), stamp in self._stamps.items() if subject == thing.subject}
        parsed = thing.of_stamps(stamps.values())
        return {key: parsed[stamp.id] for key, stamp in sorted(stamps.items())}

    def calendar(self, agency_id: int, *, own: str = "") -> Calendar:
        """By which an agency works; ``own``: the key of the one that a step names, as long as that is in force."""
        return CALENDARS.of_stamp(self.stamp(Subject.CALENDAR, self.calendar_key(agency_id, own=own)))

    def reckoned_by(self, ladder: str, agency_id: int, *, own: str = "") -> dict[str, Any]:
        """The version numbers that a deadline was reckoned by."""
        calendar = self.calendar_key(agency_id, own=own)
        numbers: dict[str, Any] = {"calendar": [calendar, self.stamp(Subject.CALENDAR, calendar).number]}
        if ladder:
            numbers["ladder"] = [ladder, self.stamp(Subject.LADDER, ladder).number]
        return numbers

    def calendar_key(self, agency_id: int, *, own: str = "") -> str:
        """The key of that calendar."""
        if agency_id not in self._calendar_keys:
            self._calendar_keys[agency_id] = self._calendar_key(agency_id)
        return own if (Subject.CALENDAR.value, own) in self._stamps else self._calendar_keys[agency_id]

    def _calendar_key(self, agency_id: int) -> str:
        """A body's own calendar, which is named by its code; else that of the nearest body above that has one; else the
        country's."""
        agency = self.agency(agency_id)
        self.stamp(Subject.CALENDAR, agency.calendar)
        own = {key for subject, key in self._stamps if subject == Subject.CALENDAR} - {agency.calendar}
        if not own:
            return agency.calendar
        above = (self.agency(body).code for body in self._above(agency_id))
        return next((code for code in (agency.code, *above) if code in own), agency.calendar)

    def prepare(self, agency_ids: Iterable[int]) -> None:
        """Before deciding on many cases: read agencies and the two units at once, and when the first of them asks who
        sits in a post, everybody's posts.
        """
        self._read_agencies(Q(pk__in=set(agency_ids)))
        self._together = frozenset(self._agencies)

    def agency(self, agency_id: int) -> Agency:
        if agency_id not in self._agencies:
            self._read_agencies(Q(pk=agency_id))
        return self._agencies[agency_id]

    def agency_if_any(self, agency_id: int) -> Agency | None:
        """An agency, or None when there is none of that id."""
        if agency_id not in self._agencies:
            self._read_agencies(Q(pk=agency_id))
        return self._agencies.get(agency_id)

    def agency_by_code(self, code: str) -> Agency | None:
        """An agency that takes cases, or None when there is none of that code."""
        found = self._known_by_code(code)
        if found is None:
            self._read_agencies(Q(code=code))
            found = self._known_by_code(code)
        return found if found is not None and found.active else None

    def standing_in_for(self, agency: Agency) -> Agency:
        """The agency itself, or where it has closed the one that took over, and so on: only what closes has an heir."""
        while not agency.active and agency.heir_id is not None:
            agency = self.agency(agency.heir_id)
        return agency

    def _known_by_code(self, code: str) -> Agency | None:
        return next((agency for agency in self._agencies.values() if agency.code == code), None)

    def _read_agencies(self, wanted: Q) -> None:
        """The two units come along: nearly every decision asks for one of them."""
        found = Agency.objects.filter(wanted | Q(role__in=[AgencyRole.CENTRAL_UNIT, AgencyRole.SENSITIVE_UNIT]))
        self._agencies.update({agency.pk: agency for agency in found})

    def unit(self, track: str) -> Agency:
        """The platform's own unit for a track: where what fits nowhere, or falls through, ends up."""
        role = AgencyRole.SENSITIVE_UNIT if track == Track.SENSITIVE else AgencyRole.CENTRAL_UNIT
        if not any(agency.role == role for agency in self._agencies.values()):
            self._read_agencies(Q())
        return next(agency for agency in self._agencies.values() if agency.role == role)

    def destination(
        self,
        agency_id: int,
        level: int,
        *,
        track: str,
        spread: int,
        parties: Sequence[Accused] = (),
        barred: AbstractSet[int] = frozenset(),
    ) -> Destination:
        """Who acts at a level of an agency now, and with which agency the work then lies.

        ``spread`` shares a post that two people hold. Whom the case accuses, and who answers to them, never acts, nor
        does whoever is ``barred``.
        """
        if not parties:
            unit = self.unit(track).pk
            book = self._book({agency_id, unit})
            free = self._free(_sitters(book, (agency_id, unit)), (), barred) if barred else None
            return Destination(acting_holder(book, agency_id, level, unit, spread=spread, free=free), agency_id)
        ground = self._ground(agency_id)
        book = self._book(ground.bodies)
        return free_destination(
            book,
            ground,
            level,
            parties,
            sealed=track == Track.SENSITIVE,
            free=self._free(_sitters(book, ground.bodies), parties, barred),
            spread=spread,
        )

    def in_post(
        self, agency_id: int, level: int, *, spread: int, parties: Sequence[Accused], barred: AbstractSet[int]
    ) -> Seat | None:
        """Who acts in the very post of a level of an agency and is free of the case; None where nobody does."""
        posts = [post for post in self._book({agency_id}).of_agency(agency_id) if post.level == level]
        sitters = {sitter.user_id for post in posts for sitter in post.sitters}
        return first_acting(posts, spread, free=self._free(sitters, parties, barred))

    def _free(
        self, user_ids: Iterable[int], parties: Sequence[Accused], barred: AbstractSet[int]
    ) -> Callable[[int], bool]:
        standings = self.standings(user_ids)
        return lambda user_id: (
            not (shut_out(standings[user_id], parties) or standings[user_id].people.intersection(barred))
        )

    def stands_in_for(self, agency_id: int, post_id: int | None, user_id: int) -> frozenset[int]:
        """Those of a post who come before somebody there and are away now: who acts in it does so in their place."""
        book = self._book({agency_id, self.unit(Track.ORDINARY).pk, self.unit(Track.SENSITIVE).pk})
        posts = (post for of_agency in book.posts.values() for post in of_agency if post.post_id == post_id)
        sitters = [sitter for post in posts for sitter in post.sitters]
        ranks = [sitter.rank for sitter in sitters if sitter.user_id == user_id]
        return frozenset(each.user_id for each in sitters if ranks and each.rank < min(ranks) and not each.acts)

    def free_post(
        self,
        agency_id: int,
        parties: Sequence[Accused],
        *,
        spread: int,
        above: int = -1,
        from_the_head: bool = False,
    ) -> SeatedPost | None:
        """The first post of an agency above a level in which somebody acts who is free of the case: with that person
        alone. None where there is none."""
        posts = [post for post in self._book({agency_id}).of_agency(agency_id) if post.level > above]
        standings = self.standings(sitter.user_id for post in posts for sitter in post.sitters)
        for post in reversed(posts) if from_the_head else posts:
            seat = first_acting([post], spread, free=lambda user_id: not shut_out(standings[user_id], parties))
            if seat is not None:
                return replace(post, sitters=[each for each in post.sitters if each.user_id == seat.user_id])
        return None

    def in_role(self, role: str, agency_id: int) -> list[int]:
        """Who can act in a role at an agency now, by their ids."""
        if (role, agency_id) not in self._in_role:
            found = role_holders(role, [agency_id], self.at)
            self._in_role[role, agency_id] = found.get(agency_id, [])
        return self._in_role[role, agency_id]

    def held(self, user_id: int) -> Held:
        """What someone may do at the moment of the decision; read once for many cases."""
        return self._read_held([user_id])[user_id]

    def standings(self, user_ids: Iterable[int]) -> Mapping[int, Standing]:
        """Where people stand in all their agencies; one query for those who were not asked about before."""
        wanted = set(user_ids)
        return {user_id: held.standing for user_id, held in self._read_held(wanted).items() if user_id in wanted}

    def _read_held(self, user_ids: Iterable[int]) -> Mapping[int, Held]:
        missing = set(user_ids) - self._held.keys()
        if missing:
            self._held.update(held_by_many(missing, at=self.at))
        return self._held

    def top(self, agency_id: int) -> int:
        """The level of the post of an agency's head; 0 where it has no posts."""
        return max((post.level for post in self._book({agency_id}).of_agency(agency_id)), default=0)

    def is_shut(self, agency_id: int, parties: Sequence[Accused]) -> bool:
        """Whether an agency as a whole is shut out, with or below a body that is accused."""
        return bool(parties) and body_shut(self._ground(agency_id), parties)

    def _ground(self, agency_id: int) -> Ground:
        return Ground(agency_id, self._above(agency_id), self.unit(Track.ORDINARY).pk, self.unit(Track.SENSITIVE).pk)

    def _above(self, agency_id: int) -> list[int]:
        """The bodies above an agency, the nearest first."""
        above: list[int] = []
        parent = self.agency(agency_id).parent_id
        while parent is not None and parent not in above:
            above.append(parent)
            parent = self.agency(parent).parent_id
        return above

    def _book(self, agency_ids: AbstractSet[int]) -> PostBook:
        """Who sits where in some agencies."""
        if not agency_ids <= self._books.keys():
            wanted = agency_ids
            if agency_ids <= self._together:
                wanted = self._together
            self._books.update(dict.fromkeys(wanted, load_posts(wanted, self.at)))
        return PostBook({each: self._books[each].of_agency(each) for each in agency_ids})


def _sitters(book: PostBook, agency_ids: Iterable[int]) -> set[int]:
    return {sitter.user_id for body in agency_ids for post in book.of_agency(body) for sitter in post.sitters}
