"""Who acts in a post: never no one, as long as there is anyone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from permissions.agencies.decide import PostBook, Seat, SeatedPost, Sitter, acting_holder

MOH, CENTRAL, MOE = 1, 2, 3


def sitting(*user_ids: int) -> tuple[Sitter, ...]:
    """Holders and deputies, in the order of their ranks."""
    return tuple(Sitter(user_id, rank, acts=True) for rank, user_id in enumerate(user_ids))


def away(*user_ids: int) -> tuple[Sitter, ...]:
    return tuple(Sitter(user_id, rank, acts=False) for rank, user_id in enumerate(user_ids))


def book(moh: list[tuple[Sitter, ...]], central: list[tuple[Sitter, ...]]) -> PostBook:
    """Posts 10, 11, 12 … of the ministry and 20, 21 … of the complaints unit, by level."""
    return PostBook.of(
        SeatedPost(agency * 10 + level, agency, level, sitters)
        for agency, posts in ((MOH, moh), (CENTRAL, central))
        for level, sitters in reversed(list(enumerate(posts)))
    )


def test_the_holder_acts() -> None:
    assert acting_holder(book([sitting(100, 101)], [sitting(200)]), MOH, 0, CENTRAL) == Seat(10, 100, MOH)


def test_the_deputies_step_in_by_rank() -> None:
    posts = book([(*away(100), Sitter(102, 2, acts=True), Sitter(101, 1, acts=True))], [sitting(200)])
    assert acting_holder(posts, MOH, 0, CENTRAL) == Seat(10, 101, MOH)


def test_a_vacant_post_falls_to_the_one_above() -> None:
    assert acting_holder(book([(), away(110), sitting(120)], [sitting(200)]), MOH, 0, CENTRAL) == Seat(12, 120, MOH)


def test_an_agency_without_anyone_above_falls_to_the_unit_from_its_lowest_post() -> None:
    posts = book([sitting(100), (), away(120)], [away(200), sitting(210), sitting(220)])
    assert acting_holder(posts, MOH, 1, CENTRAL) == Seat(21, 210, CENTRAL)


def test_a_level_that_the_agency_does_not_have_falls_to_the_unit() -> None:
    assert acting_holder(book([sitting(100)], [sitting(200)]), MOH, 3, CENTRAL) == Seat(20, 200, CENTRAL)


def test_with_nobody_above_and_nobody_in_the_unit_those_below_act() -> None:
    posts = book([sitting(100), sitting(110), ()], [away(200), ()])
    assert acting_holder(posts, MOH, 2, CENTRAL) == Seat(11, 110, MOH)


def test_with_nobody_anywhere_it_is_the_units_lowest_post_without_a_person() -> None:
    assert acting_holder(book([away(100)], [(), away(210)]), MOH, 0, CENTRAL) == Seat(20, None, CENTRAL)


def test_without_any_post_at_all_it_is_the_unit() -> None:
    assert acting_holder(PostBook(), MOH, 0, CENTRAL) == Seat(None, None, CENTRAL)


def test_the_units_own_posts_are_asked_once_from_the_level_up_and_then_below() -> None:
    posts = book([], [sitting(200), (), ()])
    assert acting_holder(posts, CENTRAL, 1, CENTRAL) == Seat(20, 200, CENTRAL)


def test_two_holders_of_a_post_share_its_cases_and_keep_theirs() -> None:
    posts = book([(Sitter(100, 0, acts=True), Sitter(101, 0, acts=True), Sitter(99, 1, acts=True))], [])
    holders = [acting_holder(posts, MOH, 0, CENTRAL, spread=case_id).user_id for case_id in range(6)]
    assert holders == [100, 101] * 3


def test_while_one_of_two_holders_is_absent_the_other_one_has_all() -> None:
    posts = book([(Sitter(100, 0, acts=False), Sitter(101, 0, acts=True), Sitter(99, 1, acts=True))], [])
    assert {acting_holder(posts, MOH, 0, CENTRAL, spread=case_id).user_id for case_id in range(6)} == {101}


sitters = st.builds(Sitter, user_id=st.integers(1, 20), rank=st.integers(0, 3), acts=st.booleans())
books = st.lists(
    st.builds(
        SeatedPost,
        post_id=st.integers(1, 99),
        agency_id=st.sampled_from([MOH, CENTRAL, MOE]),
        level=st.integers(0, 4),
        sitters=st.lists(sitters, max_size=4),
    ),
    unique_by=(lambda post: (post.agency_id, post.level), lambda post: post.post_id),
).map(PostBook.of)


@given(books, st.sampled_from([MOH, CENTRAL]), st.integers(0, 5), st.integers(0, 1000))
def test_never_to_no_one(posts: PostBook, agency_id: int, level: int, spread: int) -> None:
    seat = acting_holder(posts, agency_id, level, CENTRAL, spread=spread)
    at_hand = [post for agency in {agency_id, CENTRAL} for post in posts.of_agency(agency)]
    anyone = any(sitter.acts for post in at_hand for sitter in post.sitters)
    assert (seat.user_id is not None) == anyone
    if anyone:
        post = next(post for post in at_hand if post.post_id == seat.post_id and post.agency_id == seat.agency_id)
        assert seat.user_id in {sitter.user_id for sitter in post.sitters if sitter.acts}


@given(books, st.integers(0, 5), st.integers(0, 1000))
def test_never_to_another_agency(posts: PostBook, level: int, spread: int) -> None:
    assert acting_holder(posts, MOH, level, CENTRAL, spread=spread).agency_id in {MOH, CENTRAL}


@given(books, st.integers(0, 1000))
def test_nobody_lower_is_asked_while_someone_at_the_level_or_above_acts(posts: PostBook, spread: int) -> None:
    seat = acting_holder(posts, MOH, 2, CENTRAL, spread=spread)
    acting = [post for post in posts.of_agency(MOH) if post.level >= 2 and any(one.acts for one in post.sitters)]
    if acting:
        assert (seat.post_id, seat.agency_id) == (acting[0].post_id, MOH)
