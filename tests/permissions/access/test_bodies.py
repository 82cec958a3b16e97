"""Bodies are made, renamed, moved and announced to close by the platform's administrators, each act on record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from permissions.access.bodies import (
    announce_closing,
    end_all_at,
    keep_open,
    make_bodies,
    make_body,
    move_body,
    rename_body,
    take_effect,
)
from permissions.access.errors import BodyRefused, OutOfReach, RoleRefused, SeatRefused
from permissions.access.seating import seat
from permissions.access.selectors import held_by
from permissions.access.services import grant
from permissions.access.tree import NewBody
from permissions.actors import Actor
from permissions.agencies.models import Agency, Holding, Post
from permissions.audit.models import AuditEntry
from permissions.now import now
from permissions.writing import local
from tests.scenes import Country, country, hire

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "administrator", username="admin")
    hire(found, "agency_administrator", "moh", username="admin-moh")
    return found


@pytest.fixture
def admin(land: Country) -> Actor:
    return land.actor("admin")


def named(words: str) -> dict[str, str]:
    return {"ar": f"جهة {words}", "en": f"Body {words}"}


def new(code: str, parent: str = "") -> NewBody:
    return NewBody(code, named(code), parent)


def today() -> date:
    return local(now()).date()


def last_entry() -> AuditEntry:
    return AuditEntry.objects.latest("sequence")


def test_a_body_is_made_below_another_and_the_trail_says_so(land: Country, admin: Actor) -> None:
    body = make_body(NewBody("clinic", {"ar": " العيادة ", "en": "Clinic"}, "moh"), actor=admin)
    body.refresh_from_db()
    assert (body.name, body.parent, body.active) == ({"ar": "العيادة", "en": "Clinic"}, land.agencies["moh"], True)
    entry = last_entry()
    assert (entry.verb, entry.subject, entry.subject_id, entry.actor_user_id) == (
        "body_made",
        "body",
        body.pk,
        admin.user_id,
    )
    assert entry.data["above"] == "moh"


def test_many_are_made_with_those_above_them_in_any_order(
    land: Country, admin: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # nine of these prove the agencies that are made and the one that is changed
    with django_assert_num_queries(20) as few:
        make_bodies([new("c", "b"), new("b", "a"), new("a")], actor=admin)
    with django_assert_num_queries(len(few.captured_queries)):
        many = [new(f"z{number}", "y") for number in range(40)]
        made = make_bodies([*many, new("y", "x"), new("x")], actor=admin)
    assert [each.code for each in made][-2:] == ["y", "x"]
    assert Agency.objects.get(code="c").parent == Agency.objects.get(code="b")


@pytest.mark.parametrize(
    "wanted",
    [
        new("moh"),
        new("MOH"),
        new("new"),
        new("x" * 41),
        new("a--b"),
        new("fresh", "nowhere"),
        new("fresh", "central"),
        NewBody("fresh", {"ar": "moh", "en": "Another"}),
        NewBody("fresh", {"ar": "", "en": "Fresh"}),
        NewBody("fresh", {"ar": "اسم", "en": "two\nlines"}),
        NewBody("fresh", {"ar": "اسم", "en": "x" * 201}),
    ],
)
def test_what_makes_no_body_is_refused_and_nothing_is_done(land: Country, admin: Actor, wanted: NewBody) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(BodyRefused):
        make_bodies([new("fine"), wanted], actor=admin)
    assert not Agency.objects.filter(code="fine").exists()
    assert AuditEntry.objects.count() == before


def test_the_same_code_or_name_twice_in_one_act_is_refused(land: Country, admin: Actor) -> None:
    with pytest.raises(BodyRefused):
        make_bodies([new("one"), NewBody("one", named("two"))], actor=admin)
    with pytest.raises(BodyRefused):
        make_bodies([new("one"), NewBody("two", named("one"))], actor=admin)


def test_the_tree_is_three_deep(land: Country, admin: Actor) -> None:
    make_bodies([new("a", "moh"), new("b", "a")], actor=admin)
    with pytest.raises(BodyRefused):
        make_body(new("c", "b"), actor=admin)
    with pytest.raises(BodyRefused):  # moh brings two generations below it
        move_body(land.agencies["moh"], land.agencies["moe"], actor=admin)


def test_a_body_is_renamed_and_the_trail_keeps_what_it_was_called(land: Country, admin: Actor) -> None:
    moh = land.agencies["moh"]
    assert rename_body(moh, {"ar": "الصحة", "en": "Health"}, actor=admin)
    assert Agency.objects.get(code="moh").name == {"ar": "الصحة", "en": "Health"}
    assert last_entry().data["before"] == {"ar": "moh", "en": "MOH"}
    assert not rename_body(moh, {"ar": "الصحة", "en": "Health "}, actor=admin)
    with pytest.raises(BodyRefused):
        rename_body(moh, {"ar": "moe", "en": "Health"}, actor=admin)


def test_the_units_are_renamed_and_stay_where_they_are(land: Country, admin: Actor) -> None:
    assert rename_body(land.agencies["central"], named("unit"), actor=admin)
    with pytest.raises(BodyRefused):
        move_body(land.agencies["central"], land.agencies["moh"], actor=admin)
    with pytest.raises(BodyRefused):
        announce_closing(land.agencies["rights"], heir=land.agencies["moh"], day=today(), actor=admin)


def test_a_body_is_moved_and_never_into_a_circle(land: Country, admin: Actor) -> None:
    a, b = make_bodies([new("a"), new("b", "a")], actor=admin)
    for below in (a, b):
        with pytest.raises(BodyRefused):
            move_body(a, below, actor=admin)
    assert move_body(b, land.agencies["moh"], actor=admin)
    assert last_entry().data == {"agency": "b", "before": "a", "above": "moh"}
    assert not move_body(b, land.agencies["moh"], actor=admin)
    assert move_body(b, None, actor=admin)
    assert Agency.objects.get(code="b").parent is None


def test_a_closing_is_announced_changed_and_called_off(land: Country, admin: Actor) -> None:
    moh, moe = land.agencies["moh"], land.agencies["moe"]
    announce_closing(moh, heir=moe, day=today() + timedelta(days=9), actor=admin)
    announce_closing(moh, heir=land.agencies["central"], day=today() + timedelta(days=3), actor=admin)
    there = Agency.objects.get(code="moh")
    assert (there.closes_on, there.heir, there.active) == (
        today() + timedelta(days=3),
        land.agencies["central"],
        True,
    )
    assert keep_open(moh, actor=admin)
    assert not keep_open(moh, actor=admin)
    assert Agency.objects.get(code="moh").closes_on is None


@pytest.mark.parametrize(
    ("heir", "days"), [("moh", 1), ("rights", 1), ("moe", -1), ("moe", 2000), ("none", 1)], ids=str
)
def test_a_closing_that_cannot_be_is_refused(land: Country, admin: Actor, heir: str, days: int) -> None:
    with pytest.raises(BodyRefused):  # without an heir, since its posts are held
        announce_closing(
            land.agencies["moh"], heir=land.agencies.get(heir), day=today() + timedelta(days=days), actor=admin
        )
    assert Agency.objects.get(code="moh").closes_on is None


def test_a_body_with_others_below_it_does_not_close(land: Country, admin: Actor) -> None:
    make_body(new("clinic", "moh"), actor=admin)
    with pytest.raises(BodyRefused, match="clinic"):
        announce_closing(land.agencies["moh"], heir=land.agencies["moe"], day=today(), actor=admin)


def test_two_bodies_do_not_take_over_from_each_other(land: Country, admin: Actor) -> None:
    moh, moe = land.agencies["moh"], land.agencies["moe"]
    announce_closing(moh, heir=moe, day=today() + timedelta(days=1), actor=admin)
    with pytest.raises(BodyRefused):
        announce_closing(moe, heir=moh, day=today(), actor=admin)
    with pytest.raises(BodyRefused):  # an heir that goes first
        announce_closing(moe, heir=land.agencies["central"], day=today(), actor=admin)


def test_when_it_is_closed_all_that_was_held_there_ends(land: Country, admin: Actor) -> None:
    moh = land.agencies["moh"]
    announce_closing(moh, heir=land.agencies["moe"], day=today(), actor=admin)
    take_effect(moh, actor=Actor.clock)
    end_all_at(moh, actor=Actor.clock)
    assert held_by(land.people["officer-moh"].pk).agencies == {}
    assert not Holding.objects.filter(post__agency=moh, ends__isnull=True).exists()
    assert AuditEntry.objects.filter(verb="post_left").count() == 3
    with pytest.raises(BodyRefused):
        keep_open(moh, actor=admin)


def test_nobody_is_given_anything_at_a_closed_body(land: Country, admin: Actor) -> None:
    moh, person = land.agencies["moh"], land.people["staff-moe"]
    announce_closing(moh, heir=land.agencies["moe"], day=today(), actor=admin)
    take_effect(moh, actor=Actor.clock)
    with pytest.raises(SeatRefused):
        seat(post=Post.objects.get(agency=moh, level=0), user=person, actor=admin)
    with pytest.raises(RoleRefused):
        grant(user=person, role="officer", agency=Agency.objects.get(code="moh"), actor=admin)


@pytest.mark.parametrize("who", ["admin-moh", "officer-central", "level2-moh"])
def test_nobody_else_touches_the_tree(land: Country, who: str) -> None:
    actor, moh = land.actor(who), land.agencies["moh"]
    before = AuditEntry.objects.count()
    with pytest.raises(OutOfReach):
        make_body(new("mine"), actor=actor)
    with pytest.raises(OutOfReach):
        rename_body(moh, named("mine"), actor=actor)
    with pytest.raises(OutOfReach):
        move_body(moh, land.agencies["moe"], actor=actor)
    with pytest.raises(OutOfReach):
        announce_closing(moh, heir=land.agencies["moe"], day=today(), actor=actor)
    with pytest.raises(OutOfReach):
        keep_open(moh, actor=actor)
    assert AuditEntry.objects.count() == before
