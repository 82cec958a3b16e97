"""The chain of seals: what is told apart when someone has tampered with it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permissions.audit.chain import Break, Link, breaks, canonical, derive, digest, seal

KEY, OLD_KEY, STRANGE_KEY = derive("new"), derive("old"), derive("nobody's")


def chain_of(length: int, *, key: bytes = KEY, after: list[Link] | None = None) -> list[Link]:
    links = list(after or [])
    for place in range(len(links) + 1, len(links) + length + 1):
        said = f"entry {place}".encode()
        links.append(Link(place, said, seal(key, links[-1].seal if links else "", said)))
    return links


def found(links: list[Link], *, count: int | None = None, head_seal: str | None = None) -> list[Break]:
    return list(
        breaks(
            links,
            keys=[KEY, OLD_KEY],
            count=len(links) if count is None else count,
            head_seal=(links[-1].seal if links else "") if head_seal is None else head_seal,
        )
    )


def test_a_whole_chain_has_no_break() -> None:
    assert found(chain_of(1200)) == []


def test_an_empty_chain_has_no_break() -> None:
    assert found([]) == []


def test_entries_sealed_with_a_former_key_still_hold() -> None:
    assert found(chain_of(5, after=chain_of(5, key=OLD_KEY))) == []


def test_an_entry_sealed_with_a_key_of_nobody_is_named() -> None:
    links = chain_of(3, after=chain_of(1, key=STRANGE_KEY, after=chain_of(3)))
    assert found(links) == [Break("changed", 4, 4)]


@given(st.integers(1, 9))
def test_only_the_entry_whose_words_were_changed_is_named(place: int) -> None:
    links = chain_of(9)
    links[place - 1] = links[place - 1]._replace(digest=b"something else")
    assert found(links) == [Break("changed", place, place)]


@given(st.integers(1, 8))
def test_only_the_entry_whose_seal_was_changed_is_named(place: int) -> None:
    links = chain_of(9)
    links[place - 1] = links[place - 1]._replace(seal="0" * 64)
    assert found(links) == [Break("changed", place, place)]


def test_a_forged_last_entry_differs_from_the_head_too() -> None:
    links = chain_of(3)
    head_seal = links[-1].seal
    links[-1] = links[-1]._replace(seal="0" * 64)
    assert found(links, head_seal=head_seal) == [Break("changed", 3, 3), Break("head_differs", 3, 3)]


def test_entries_that_were_taken_out_are_named() -> None:
    links = chain_of(9)
    assert found(links[:3] + links[5:], count=9) == [Break("missing", 4, 5)]


def test_the_first_entries_taken_out_are_named() -> None:
    assert found(chain_of(9)[2:], count=9) == [Break("missing", 1, 2)]


def test_entries_taken_out_and_the_rest_renumbered_are_named() -> None:
    links = chain_of(9)
    closed_up = links[:3] + [link._replace(sequence=link.sequence - 1) for link in links[4:]]
    assert found(closed_up, count=9) == [Break("changed", 4, 4), Break("cut_off", 9, 9)]


def test_two_entries_that_changed_places_are_named_with_the_one_after_them() -> None:
    links = chain_of(9)
    links[2], links[3] = links[3]._replace(sequence=3), links[2]._replace(sequence=4)
    assert found(links) == [
        Break("reordered", 3, 3, after=4),
        Break("reordered", 4, 4, after=2),
        Break("reordered", 5, 5, after=3),
    ]


def test_an_end_that_was_cut_off_is_named() -> None:
    links = chain_of(9)
    assert found(links[:6], count=9, head_seal=links[-1].seal) == [Break("cut_off", 7, 9)]


def test_entries_beyond_the_head_are_named() -> None:
    links = chain_of(9)
    assert found(links, count=7, head_seal=links[6].seal) == [Break("uncounted", 8, 9)]


def test_entries_before_the_first_are_named() -> None:
    links = chain_of(3)
    assert found([Link(-4, b"", ""), *links], count=3) == [Break("uncounted", -4, -4)]


def test_a_chain_overwritten_as_a_whole_is_named_entry_by_entry() -> None:
    assert len(found([link._replace(seal="0" * 64) for link in chain_of(1200)])) == 1200


json_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(json_data)
def test_data_reads_the_same_after_a_stay_in_the_database(data: Any) -> None:
    assert canonical(json.loads(json.dumps(data))) == canonical(data)


@pytest.mark.parametrize("data", [{"share": 0.5}, {1: "one"}, {"at": datetime(2026, 3, 1, tzinfo=UTC)}, [{"a": {2.0}}]])
def test_data_that_would_not_come_back_as_it_went_in_is_refused(data: Any) -> None:
    with pytest.raises(TypeError):
        canonical(data)


def test_everything_an_entry_says_is_in_its_digest() -> None:
    said: dict[str, Any] = {
        "at": datetime(2026, 3, 1, 8, tzinfo=UTC),
        "actor_kind": "staff",
        "actor_user_id": 7,
        "verb": "role_granted",
        "subject": "person",
        "subject_id": 8,
        "data": {"role": "officer"},
    }
    other: dict[str, Any] = {
        "at": datetime(2026, 3, 1, 8, 0, 0, 1, tzinfo=UTC),
        "actor_kind": "operator",
        "actor_user_id": None,
        "verb": "role_revoked",
        "subject": "persons",
        "subject_id": 9,
        "data": {"role": "central"},
    }
    digests = {digest(**said), *(digest(**said | {name: value}) for name, value in other.items())}
    assert len(digests) == 1 + len(other)


def test_an_instant_has_one_digest_in_whatever_zone_it_is_given() -> None:
    amman = datetime(2026, 3, 1, 11, tzinfo=timezone(timedelta(hours=3)))
    said: dict[str, Any] = {
        "actor_kind": "clock", "actor_user_id": None, "verb": "v", "subject": "s", "subject_id": 1, "data": {}
    }  # fmt: skip
    assert digest(at=amman, **said) == digest(at=amman.astimezone(UTC), **said)
