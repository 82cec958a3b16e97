"""Bodies, posts and seats as a list has them: all or none, each act on record, and every refusal at its row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from permissions.access.body_posts import NewPost
from permissions.access.errors import BodyRefused, OutOfReach, PostRefused, SeatRefused
from permissions.access.many_bodies import refused_bodies, write_bodies
from permissions.access.many_posts import refused_posts, write_posts
from permissions.access.seating import NewSeat, let_post_bring, seat_many
from permissions.access.tree import NewBody
from permissions.access.two_people import SecondNeeded
from permissions.actors import Actor
from permissions.agencies.models import Agency, Holding, Post
from permissions.audit.models import AuditEntry
from permissions.people.models import User
from tests.scenes import Country, country, hire

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "administrator", username="admin")
    hire(found, "agency_administrator", "moh", username="admin-moh")
    return found


@pytest.fixture
def admin(land: Country) -> Actor:
    return land.actor("admin")


def new(code: str, parent: str = "", words: str = "") -> NewBody:
    return NewBody(code, {"ar": f"جهة {words or code}", "en": f"Body {words or code}"}, parent)


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("sequence").values_list("verb", flat=True))


def test_new_other_and_moved_bodies_come_in_one_act_with_an_entry_each(land: Country, admin: Actor) -> None:
    write_bodies([new("a"), new("b", "a"), new("c", "b")], actor=admin)
    before = len(verbs())
    # The two change places with their names: alone neither could.
    write_bodies([new("b", "", "a"), new("a", "b", "b"), new("c", "a"), new("d", "b")], actor=admin)
    assert [Agency.objects.get(code=code).name["en"] for code in "ab"] == ["Body b", "Body a"]
    assert Agency.objects.get(code="a").parent == Agency.objects.get(code="b")
    assert Agency.objects.get(code="c").parent == Agency.objects.get(code="a")
    assert sorted(verbs()[before:]) == sorted(
        ["body_made", "body_renamed", "body_renamed", "body_moved", "body_moved", "body_moved"]
    )
    again = len(verbs())
    write_bodies([new("b", "", "a"), new("a", "b", "b"), new("c", "a"), new("d", "b")], actor=admin)
    assert len(verbs()) == again


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ([new("a", "a")], {0: "below itself"}),
        ([new("a", "b"), new("b", "a")], {0: "below itself", 1: "below itself"}),
        ([new("a"), new("a", words="x")], {1: "in the list twice"}),
        ([new("a", "nowhere")], {0: "no agency with the code “nowhere”"}),
        ([new("a", "central")], {0: "beside the tree"}),
        ([new("central", "moh")], {0: "beside the tree"}),
        ([new("a"), new("b", words="a")], {0: "People could not tell", 1: "People could not tell"}),
        ([new("A B")], {0: "is not a code"}),
        ([new("a"), new("b", "a"), new("c", "b"), new("d", "c")], dict.fromkeys(range(4), "at most 3 levels")),
        ([NewBody("a", {"en": "Body"})], {0: "Enter the name in Arabic."}),
    ],
)
def test_what_cannot_stand_is_refused_at_its_row_and_nothing_is_written(
    land: Country, admin: Actor, wanted: list[NewBody], why: dict[int, str]
) -> None:
    refused = refused_bodies(wanted)
    assert refused.keys() == why.keys()
    assert all(words in refused[place] for place, words in why.items())
    codes = set(Agency.objects.values_list("code", flat=True))
    with pytest.raises(BodyRefused):
        write_bodies([new("fine"), *wanted], actor=admin)
    assert set(Agency.objects.values_list("code", flat=True)) == codes


def test_bodies_and_posts_of_a_list_are_the_platforms(land: Country) -> None:
    with pytest.raises(OutOfReach):
        write_bodies([new("a")], actor=land.actor("admin-moh"))
    with pytest.raises(OutOfReach):
        write_posts([NewPost(land.agencies["moh"], 3, {"ar": "م", "en": "P"})], actor=land.actor("admin-moh"))


def test_posts_are_made_renamed_and_bring_roles(land: Country, admin: Actor) -> None:
    moh = land.agencies["moh"]
    names = {level: {"ar": f"منصب {level}", "en": f"Post {level}"} for level in (0, 3, 4)}
    write_posts(
        [NewPost(moh, 4, names[4]), NewPost(moh, 3, names[3], "level2"), NewPost(moh, 0, names[0])], actor=admin
    )
    found = {post.level: post for post in Post.objects.filter(agency=moh)}
    assert found[3].brings is not None
    assert found[3].brings.role.code == "level2"
    assert found[0].name == names[0]
    assert refused_posts([NewPost(moh, 6, names[4])]).keys() == {0}
    assert refused_posts([NewPost(moh, 3, names[3], "administrator")]).keys() == {0}
    assert refused_posts([NewPost(moh, 5, names[4]), NewPost(moh, 5, names[3])]).keys() == {0, 1}
    with pytest.raises(PostRefused):
        write_posts([NewPost(moh, 5, names[4]), NewPost(moh, 7, names[3])], actor=admin)
    assert not Post.objects.filter(agency=moh, level=5).exists()


def test_a_held_post_is_not_given_alone_what_takes_two(land: Country, admin: Actor) -> None:
    rights = land.agencies["rights"]
    wanted = NewPost(rights, 0, Post.objects.get(agency=rights, level=0).name, "rights_handler")
    assert "two administrators" in refused_posts([wanted])[0]


def test_many_are_seated_in_as_many_statements_as_one(
    land: Country, admin: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    post = Post.objects.get(agency=land.agencies["moh"], level=0)
    let_post_bring(post, "liaison", actor=admin)
    people = User.objects.bulk_create(User(username=f"u{number}", password="!") for number in range(40))
    with django_assert_max_num_queries(24):
        seat_many([NewSeat(post, person, rank=1) for person in people], actor=admin)
    assert Holding.objects.filter(post=post, rank=1).count() == 40
    with pytest.raises(SeatRefused, match="already holds this post"):
        seat_many([NewSeat(post, people[0])], actor=admin)
    with pytest.raises(SeatRefused, match="already holds this post"):
        seat_many([NewSeat(post, land.people["staff-moe"])] * 2, actor=admin)


def test_one_seat_that_takes_two_takes_back_all(land: Country, admin: Actor) -> None:
    guarded = Post.objects.get(agency=land.agencies["rights"], level=0)
    let_post_bring(guarded, "rights_handler", actor=Actor.operator)
    plain = Post.objects.get(agency=land.agencies["moh"], level=0)
    with pytest.raises(SecondNeeded):
        seat_many([NewSeat(plain, land.people["staff-moe"]), NewSeat(guarded, land.people["staff-moe"])], actor=admin)
    assert not Holding.objects.filter(post=plain, user=land.people["staff-moe"]).exists()
