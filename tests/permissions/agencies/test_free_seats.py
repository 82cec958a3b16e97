"""Where a case that accuses someone goes: never to them, never to no one while anyone free acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from permissions.agencies.decide import (
    Destination,
    Ground,
    PostBook,
    Seat,
    SeatedPost,
    Sitter,
    Standing,
    free_destination,
    shut_out,
)

DEPARTMENT, MINISTRY, GOVERNMENT, CENTRAL, RIGHTS, OTHER = range(1, 7)
ABOVE = {DEPARTMENT: (MINISTRY, GOVERNMENT), MINISTRY: (GOVERNMENT,), OTHER: ()}


@dataclass(frozen=True)
class Against:
    user_id: int | None = None
    agency_id: int | None = None
    level: int | None = None


@dataclass
class Land:
    """Posts of every body, ``holders[body][level]`` sit in them; ``also`` are places beside the posts."""

    holders: dict[int, list[list[int]]]
    away: set[int] = field(default_factory=set)
    also: dict[int, dict[int, int]] = field(default_factory=dict)

    @property
    def book(self) -> PostBook:
        return PostBook.of(
            SeatedPost(
                body * 10 + level,
                body,
                level,
                tuple(Sitter(user, rank, user not in self.away) for rank, user in enumerate(users)),
            )
            for body, posts in self.holders.items()
            for level, users in enumerate(posts)
        )

    def standing(self, user_id: int) -> Standing:
        levels = dict(self.also.get(user_id, {}))
        for body, posts in self.holders.items():
            for level, users in enumerate(posts):
                if user_id in users:
                    levels[body] = max(level, levels.get(body, 0))
        above = {each for body in levels for each in ABOVE.get(body, ())}
        return Standing(user_id, levels, frozenset(above))

    def destination(
        self, agency_id: int, level: int, *parties: Against, sealed: bool = False, spread: int = 0
    ) -> Destination:
        return free_destination(
            self.book,
            Ground(agency_id, ABOVE.get(agency_id, ()), CENTRAL, RIGHTS),
            level,
            parties,
            sealed=sealed,
            free=lambda user_id: not shut_out(self.standing(user_id), parties),
            spread=spread,
        )


def land() -> Land:
    """One person a post: 100, 101, 102 of the department and so on."""
    bodies = (DEPARTMENT, MINISTRY, CENTRAL, RIGHTS)
    return Land({body: [[body * 100 + level] for level in range(3)] for body in bodies})


def test_an_accused_supervisor_is_passed_over_with_all_below_them() -> None:
    found = land().destination(DEPARTMENT, 0, Against(user_id=101), Against(agency_id=DEPARTMENT, level=1))
    assert found == Destination(Seat(12, 102, DEPARTMENT), DEPARTMENT)


def test_an_accused_body_goes_to_the_body_above_it_from_the_ground() -> None:
    assert land().destination(DEPARTMENT, 0, Against(agency_id=DEPARTMENT)) == Destination(
        Seat(20, 200, MINISTRY), MINISTRY
    )


def test_an_accused_ministry_shuts_its_departments_too() -> None:
    assert land().destination(DEPARTMENT, 0, Against(agency_id=MINISTRY)) == Destination(
        Seat(40, 400, CENTRAL), CENTRAL
    )


def test_one_who_also_sits_in_the_accused_body_is_shut_where_the_case_goes() -> None:
    country = land()
    country.also[200] = {DEPARTMENT: 0}
    assert country.destination(DEPARTMENT, 0, Against(agency_id=DEPARTMENT)).seat == Seat(21, 201, MINISTRY)


def test_with_the_complaints_unit_accused_as_well_the_sensitive_unit_has_it() -> None:
    accused = (Against(agency_id=MINISTRY), Against(agency_id=CENTRAL))
    assert land().destination(MINISTRY, 0, *accused) == Destination(Seat(50, 500, RIGHTS), RIGHTS)


def test_an_absent_head_above_an_accused_supervisor_lets_the_unit_step_in_and_the_agency_stays() -> None:
    country = land()
    country.away.add(102)
    found = country.destination(DEPARTMENT, 0, Against(agency_id=DEPARTMENT, level=1))
    assert found == Destination(Seat(40, 400, CENTRAL), DEPARTMENT)


def test_what_lies_with_the_complaints_unit_itself_goes_up_there_and_then_down_from_the_top() -> None:
    country = land()
    country.away.add(402)
    elsewhere = Against(user_id=201)
    assert country.destination(CENTRAL, 0, elsewhere).seat == Seat(40, 400, CENTRAL)
    assert country.destination(CENTRAL, 2, elsewhere).seat == Seat(41, 401, CENTRAL)


def test_a_sealed_case_stays_in_its_unit_with_the_next_who_is_free() -> None:
    found = land().destination(RIGHTS, 0, Against(agency_id=RIGHTS, level=1), sealed=True)
    assert found == Destination(Seat(52, 502, RIGHTS), RIGHTS)


def test_with_all_of_the_sensitive_unit_accused_the_head_of_the_complaints_unit_works_it_by_name() -> None:
    assert land().destination(RIGHTS, 0, Against(agency_id=RIGHTS), sealed=True) == Destination(
        Seat(42, 402, CENTRAL), RIGHTS, by_name=True
    )


def test_with_nobody_free_anywhere_no_accused_person_has_it() -> None:
    everywhere = [Against(agency_id=body) for body in (DEPARTMENT, MINISTRY, CENTRAL, RIGHTS)]
    assert land().destination(DEPARTMENT, 0, *everywhere) == Destination(Seat(None, None, CENTRAL), CENTRAL)


USERS = st.integers(1, 12)
POSTS = st.lists(st.lists(USERS, max_size=2, unique=True), max_size=3)
BODIES = (DEPARTMENT, MINISTRY, GOVERNMENT, CENTRAL, RIGHTS, OTHER)
PARTIES = st.lists(
    st.one_of(
        st.builds(Against, user_id=USERS),
        st.builds(Against, agency_id=st.sampled_from(BODIES), level=st.one_of(st.none(), st.integers(0, 2))),
    ),
    min_size=1,
    max_size=4,
)


@st.composite
def lands(draw: st.DrawFn) -> Land:
    holders = {body: draw(POSTS) for body in BODIES}
    also = draw(st.dictionaries(USERS, st.dictionaries(st.sampled_from(BODIES), st.just(0), max_size=2), max_size=3))
    return Land(holders, draw(st.sets(USERS, max_size=6)), also)


def free_and_acting(country: Land, parties: Sequence[Against], bodies: frozenset[int]) -> set[int]:
    """Said anew, from the rule in words: who sits in one of the bodies, acts, and is neither accused nor below."""
    found = set()
    for body in bodies:
        for user in {user for users in country.holders.get(body, []) for user in users} - country.away:
            where = country.standing(user)
            accused = any(
                party.user_id == user
                if party.user_id is not None
                else (
                    party.agency_id in where.levels
                    and (party.level is None or where.levels[party.agency_id or 0] <= party.level)
                )
                or (party.level is None and any(party.agency_id in ABOVE.get(each, ())[:2] for each in where.levels))
                for party in parties
            )
            if not accused:
                found.add(user)
    return found


@settings(max_examples=400, deadline=None)
@given(
    country=lands(),
    agency=st.sampled_from((DEPARTMENT, MINISTRY, OTHER, CENTRAL, RIGHTS)),
    level=st.integers(0, 3),
    parties=PARTIES,
    sealed=st.booleans(),
    spread=st.integers(0, 5),
)
def test_never_to_whom_it_accuses_and_never_to_no_one_while_anyone_free_acts(
    country: Land, agency: int, level: int, parties: list[Against], sealed: bool, spread: int
) -> None:
    if sealed:
        agency = RIGHTS
    destination = country.destination(agency, level, *parties, sealed=sealed, spread=spread)
    units = frozenset({CENTRAL, RIGHTS})
    reachable = units if sealed else units | {agency, *ABOVE.get(agency, ())}
    free = free_and_acting(country, parties, reachable)
    assert destination.seat.user_id in free if free else destination.seat.user_id is None
    if sealed:
        assert destination.agency_id == RIGHTS
    elif destination.seat.user_id is not None and any(
        party.level is None and party.agency_id == destination.agency_id for party in parties
    ):
        raise AssertionError("the work lies with an agency that is shut out")
