"""Posts are made level by level, renamed, and closed from the top while nobody holds them."""

from __future__ import annotations

import pytest

from permissions.access.bodies import make_body
from permissions.access.body_posts import NewPost, close_post, make_post, make_posts, next_level, rename_post
from permissions.access.errors import OutOfReach, PostRefused, RoleRefused, SeatRefused
from permissions.access.seating import seat
from permissions.access.tree import NewBody
from permissions.actors import Actor
from permissions.agencies.models import Agency, Post
from permissions.agencies.selectors import load_posts
from permissions.audit.models import AuditEntry
from permissions.now import now
from tests.scenes import Country, country, hire

pytestmark = pytest.mark.django_db
NAME = {"ar": "منصب", "en": "Post"}


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "administrator", username="admin")
    hire(found, "agency_administrator", "moh", username="admin-moh")
    return found


@pytest.fixture
def admin(land: Country) -> Actor:
    return land.actor("admin")


@pytest.fixture
def clinic(land: Country, admin: Actor) -> Agency:
    return make_body(NewBody("clinic", {"ar": "العيادة", "en": "Clinic"}), actor=admin)


def test_posts_of_any_number_of_levels_are_made(clinic: Agency, admin: Actor) -> None:
    for level in range(10):
        assert next_level(clinic) == level
        make_post(NewPost(clinic, level, NAME), actor=admin)
    with pytest.raises(PostRefused):
        make_post(NewPost(clinic, 10, NAME), actor=admin)
    assert AuditEntry.objects.filter(verb="post_made").count() == 10


def test_many_are_made_in_any_order_with_the_roles_that_they_bring(clinic: Agency, admin: Actor) -> None:
    wanted = [NewPost(clinic, 1, NAME, "level1"), NewPost(clinic, 0, NAME, "liaison"), NewPost(clinic, 2, NAME)]
    make_posts(wanted, actor=admin)
    brought = clinic.posts.order_by("level").values_list("level", "brings__role__code")
    assert list(brought) == [(0, "liaison"), (1, "level1"), (2, None)]


@pytest.mark.parametrize("level", [0, 4, -1])
def test_a_level_that_is_taken_or_leaves_one_out_is_refused(land: Country, admin: Actor, level: int) -> None:
    with pytest.raises(PostRefused):
        make_post(NewPost(land.agencies["moh"], level, NAME), actor=admin)


def test_a_post_that_brings_a_role_not_made_for_it_is_refused_whole(clinic: Agency, admin: Actor) -> None:
    with pytest.raises(RoleRefused):
        make_post(NewPost(clinic, 0, NAME, "auditor"), actor=admin)
    assert not clinic.posts.exists()


def test_a_post_is_renamed_and_the_trail_keeps_what_it_was_called(land: Country, admin: Actor) -> None:
    post = Post.objects.get(agency=land.agencies["moh"], level=2)
    assert rename_post(post, {"ar": "الوزير", "en": "Minister"}, actor=admin)
    assert not rename_post(post, {"ar": "الوزير", "en": "Minister"}, actor=admin)
    assert Post.objects.get(pk=post.pk).name["en"] == "Minister"
    assert AuditEntry.objects.get(verb="post_renamed").data["before"] == {"ar": "level2", "en": "level2"}
    with pytest.raises(PostRefused):
        rename_post(post, {"en": "Minister"}, actor=admin)


def test_a_post_closes_once_nobody_holds_it_and_its_level_is_free_again(land: Country, admin: Actor) -> None:
    moh = land.agencies["moh"]
    post = make_post(NewPost(moh, 3, NAME), actor=admin)
    holding = seat(post=post, user=land.people["staff-moh"], actor=admin)
    with pytest.raises(PostRefused):
        close_post(post, actor=admin)
    holding.delete()
    assert close_post(post, actor=admin)
    assert not close_post(post, actor=admin)
    assert [each.level for each in load_posts([moh.pk], now()).of_agency(moh.pk)] == [0, 1, 2]
    with pytest.raises(SeatRefused):
        seat(post=post, user=land.people["staff-moh"], actor=admin)
    assert make_post(NewPost(moh, 3, NAME), actor=admin).pk != post.pk


def test_a_post_below_another_does_not_close(clinic: Agency, admin: Actor) -> None:
    low, _high = make_posts([NewPost(clinic, 0, NAME), NewPost(clinic, 1, NAME)], actor=admin)
    with pytest.raises(PostRefused):
        close_post(low, actor=admin)


def test_an_agency_administrator_sees_to_the_posts_of_that_body_alone(land: Country) -> None:
    own = land.actor("admin-moh")
    post = make_post(NewPost(land.agencies["moh"], 3, NAME, "officer"), actor=own)
    assert rename_post(post, {"ar": "آخر", "en": "Other"}, actor=own)
    assert close_post(post, actor=own)
    foreign = Post.objects.get(agency=land.agencies["moe"], level=2)
    with pytest.raises(OutOfReach):
        make_post(NewPost(land.agencies["moe"], 3, NAME), actor=own)
    with pytest.raises(OutOfReach):
        rename_post(foreign, NAME, actor=own)
    with pytest.raises(OutOfReach):
        close_post(foreign, actor=own)
    with pytest.raises(OutOfReach):  # what is not ordinary is not theirs to give
        make_post(NewPost(land.agencies["moh"], 3, NAME, "agency_administrator"), actor=own)


@pytest.mark.parametrize("who", ["level2-moh", "officer-central"])
def test_nobody_else_sees_to_posts(land: Country, who: str) -> None:
    with pytest.raises(OutOfReach):
        make_post(NewPost(land.agencies["moh"], 3, NAME), actor=land.actor(who))
