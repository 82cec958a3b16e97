"""The rule of access, for every combination that matters."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permissions.access.decide import Held, Scope, may, scope_of
from permissions.agencies.decide import Standing
from permissions.agencies.models import Agency

MOH, MOE, CENTRAL, RIGHTS = 1, 2, 3, 4


@dataclass(frozen=True)
class Party:
    user_id: int | None = None
    agency_id: int | None = None
    level: int | None = None


@dataclass(frozen=True)
class Case:
    track: str
    agency_ids: frozenset[int]
    case_id: int | None = None
    parties: tuple[Party, ...] = ()


def ordinary(*agencies: int) -> Case:
    return Case("ordinary", frozenset(agencies))


def sensitive(*agencies: int) -> Case:
    return Case("sensitive", frozenset(agencies))


def holding(*rights: str, at: int) -> Held:
    return Held({right: frozenset({at}) for right in rights}, frozenset({at} & {CENTRAL}))


OFFICER = holding("view_case", "work_case", at=MOH)
UNIT = holding("view_case", "work_case", "view_every_case", "work_every_case", at=CENTRAL)
HANDLER = holding("view_case", "work_case", "handle_sensitive", at=RIGHTS)


@pytest.mark.parametrize(
    ("held", "right", "case", "allowed"),
    [
        (OFFICER, "view_case", ordinary(MOH), True),
        (OFFICER, "work_case", ordinary(MOE, MOH), True),
        (OFFICER, "work_case", ordinary(MOE), False),
        (OFFICER, "open_identity", ordinary(MOH), False),
        (OFFICER, "view_case", sensitive(MOH), False),
        (UNIT, "view_case", ordinary(MOH), True),
        (UNIT, "work_case", ordinary(CENTRAL), True),
        (UNIT, "view_case", sensitive(RIGHTS), False),
        (UNIT, "view_case", sensitive(CENTRAL), False),
        (
            holding("view_case", "view_every_case", "handle_sensitive", at=CENTRAL),
            "view_case",
            sensitive(CENTRAL),
            False,
        ),
        (holding("view_every_case", at=MOH), "view_case", ordinary(MOE), False),
        (holding("view_every_case", at=CENTRAL), "work_case", ordinary(MOE), False),
        (HANDLER, "view_case", sensitive(RIGHTS), True),
        (HANDLER, "work_case", sensitive(MOH), False),
        (HANDLER, "view_case", ordinary(MOH), False),
        (holding("handle_sensitive", at=RIGHTS), "view_case", sensitive(RIGHTS), False),
        (holding("view_case", at=RIGHTS), "view_case", sensitive(RIGHTS), False),
        (holding("open_identity", at=CENTRAL), "open_identity", ordinary(MOH), True),
        (holding("open_identity", at=CENTRAL), "open_identity", sensitive(RIGHTS), False),
        (holding("open_identity", "handle_sensitive", at=RIGHTS), "open_identity", sensitive(RIGHTS), True),
        (holding("open_identity", "handle_sensitive", at=RIGHTS), "view_case", sensitive(RIGHTS), False),
        (Held(), "view_case", ordinary(MOH), False),
        (UNIT, "view_case", ordinary(), True),
        (HANDLER, "view_case", Case("secret", frozenset({RIGHTS})), False),
    ],
)
def test_who_reaches_which_case(held: Held, right: str, case: Case, allowed: bool) -> None:
    assert may(held, right, case) is allowed


def test_a_right_over_the_platform_is_held_at_the_complaints_unit() -> None:
    assert may(holding("publish_rules", at=CENTRAL), "publish_rules", None)
    assert not may(holding("publish_rules", at=MOH), "publish_rules", None)
    assert not may(holding("publish_rules", at=CENTRAL), "read_audit", None)


def test_rights_at_several_agencies_add_up_but_do_not_mix() -> None:
    held = Held({"view_case": frozenset({MOH, RIGHTS}), "handle_sensitive": frozenset({MOE, RIGHTS})})
    assert scope_of(held, "view_case") == Scope(
        ordinary_agency_ids=frozenset({MOH, RIGHTS}), sensitive_agency_ids=frozenset({RIGHTS})
    )


agencies = st.frozensets(st.sampled_from([MOH, MOE, CENTRAL, RIGHTS]))
anyone = st.builds(
    Held,
    st.dictionaries(
        st.sampled_from(["view_case", "work_case", "view_every_case", "work_every_case", "handle_sensitive"]), agencies
    ),
    st.sampled_from([frozenset(), frozenset({CENTRAL})]),
)


@given(anyone, st.sampled_from(["view_case", "work_case"]), agencies)
def test_nothing_sensitive_is_reached_without_both_rights_at_one_of_its_agencies(
    held: Held, right: str, case_agencies: frozenset[int]
) -> None:
    together = held.at(right) & held.at("handle_sensitive") & case_agencies
    if not together - held.central:
        assert not may(held, right, Case("sensitive", case_agencies))


@pytest.mark.parametrize("right", ["view_case", "work_case"])
def test_who_is_accused_reaches_neither_what_lies_with_them_nor_what_they_were_named_for(right: str) -> None:
    accused = (Party(user_id=5),)
    for held, case in ((UNIT, ordinary(MOH)), (HANDLER, sensitive(RIGHTS)), (named(CLERK, work=True), THE_CASE)):
        for user_id, allowed in ((5, False), (6, True)):
            them = replace(held, standing=Standing(user_id))
            assert may(them, right, replace(case, parties=accused)) is allowed
            assert scope_of(them, right).reaches(case.track, case.agency_ids, case_id=case.case_id)


def named(held: Held, *, work: bool = False) -> Held:
    """The same person, named for the single case 7: to read it, or to work it too."""
    cases = frozenset({7})
    return replace(held, named=cases, named_to_work=cases if work else frozenset())


THE_CASE = Case("sensitive", frozenset({RIGHTS}), case_id=7)
CLERK = holding("view_case", "work_case", at=CENTRAL)


@pytest.mark.parametrize("right", [code for code, _words in Agency._meta.permissions])
def test_a_named_reader_reads_the_case_and_gets_no_other_right_on_it_that_they_hold_elsewhere(right: str) -> None:
    reader = named(holding("view_case", right, at=MOH))
    assert may(reader, right, THE_CASE) is (right == "view_case")
    assert scope_of(reader, right).named_case_ids == (frozenset({7}) if right == "view_case" else frozenset())


@pytest.mark.parametrize(
    ("held", "reads", "works"),
    [
        (named(OFFICER), True, False),
        (named(OFFICER, work=True), False, False),
        (named(CLERK), True, False),
        (named(CLERK, work=True), True, True),
        (named(holding("view_case", at=CENTRAL), work=True), False, False),
        (named(holding("open_identity", at=MOH)), False, False),
        (named(Held()), False, False),
    ],
)
def test_who_is_named_reads_while_they_read_somewhere_and_works_while_they_work_at_the_unit(
    held: Held, reads: bool, works: bool
) -> None:
    assert (may(held, "view_case", THE_CASE), may(held, "work_case", THE_CASE)) == (reads, works)
    for right in ("view_case", "work_case"):
        assert not may(held, right, replace(THE_CASE, case_id=8))
        assert not may(held, right, replace(THE_CASE, case_id=None))
