"""A person's page says who has what and why, and what is done there is done, said, and taken back with one press."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from permissions.access.models import Delegation, RoleAtAgency, RoleHolding
from permissions.access.selectors import held_by
from permissions.agencies.models import Absence, Holding, Post
from permissions.audit.models import AuditEntry
from permissions.now import now
from permissions.people.models import User
from portal.people_admin.spans import today
from tests.scenes import Country, grant, hire
from tests.site.portal.people_admin.pressing import undo, words
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def huda(land: Country) -> User:
    return User.objects.create(username="huda", name={"ar": "هدى", "en": "Huda"})


def address(person: User, act: str = "") -> str:
    return f"/admin/access/people/{person.pk}/{act}{'/' if act else ''}"


def act(client: Client, person: User, name: str, **fields: Any) -> str:
    """Does an act and gives the page that follows."""
    response = client.post(address(person, name), fields, follow=True)
    return page(response)


def day(offset: int) -> str:
    return (today() + offset * DAY).isoformat()


def test_every_right_is_a_sentence_with_its_reason(admin: Client, land: Country, huda: User) -> None:
    moh, moe = land.agencies["moh"], land.agencies["moe"]
    grant(huda, "officer", moh)
    RoleHolding.objects.filter(user=huda).update(ends=now() + 10 * DAY)
    post = Post.objects.get(agency=moe, level=1)
    act(admin, huda, "seat", post=post.pk, rank="2")
    Delegation.objects.create(
        giver=land.people["level2-moh"],
        deputy=huda,
        place=RoleAtAgency.objects.get(role__code="level2", agency=moh),
        starts=now() - DAY,
        ends=now() + DAY,
    )
    said = words(page(admin.get(address(huda))))
    assert "Reads the requests of MOH through the role “Case officer”, until" in said
    assert "through the role “Head of the agency (level 2)”, lent by level2-moh, until" in said
    assert "level1 (deputy no. 2)" in said


def test_a_loan_that_is_worth_nothing_says_so(admin: Client, land: Country, huda: User) -> None:
    place = RoleAtAgency.objects.get(role__code="level2", agency=land.agencies["moh"])
    span = {"starts": now() - DAY, "ends": now() + DAY}
    Delegation.objects.create(giver=land.people["staff-moh"], deputy=huda, place=place, **span)
    html = page(admin.get(address(huda)))
    assert "Nothing yet." in html
    assert held_by(huda.pk).agencies == {}


@pytest.mark.parametrize("last", ["9999-12-31", "0001-01-01"])
def test_a_day_beyond_all_time_is_refused_and_not_stumbled_over(
    admin: Client, land: Country, huda: User, last: str
) -> None:
    html = act(admin, huda, "grant", role="officer", agency="moh", starts="", ends=last)
    assert "Write the year with four digits" in html
    asked = page(admin.get(f"{address(huda)}what-if/", {"day": last}))
    assert "Write the year with four digits" in asked
    assert held_by(huda.pk).agencies == {}


def test_a_role_is_given_ended_and_given_back(admin: Client, land: Country, huda: User) -> None:
    html = act(admin, huda, "grant", role="officer", agency="moh", starts="", ends=day(30))
    moh = land.agencies["moh"].pk
    assert held_by(huda.pk).at("work_case") == {moh}
    given = RoleHolding.objects.get(user=huda)
    assert given.ends is not None
    assert (given.ends - DAY / 2).date() == date.fromisoformat(day(30))
    html = act(admin, huda, "end", what=f"role:{given.pk}")
    assert held_by(huda.pk).agencies == {}
    html = undo(admin, html)
    assert held_by(huda.pk).at("work_case") == {moh}
    assert RoleHolding.objects.latest("pk").ends == given.ends
    undo(admin, html)
    assert held_by(huda.pk).agencies == {}
    verbs = AuditEntry.objects.filter(subject="person", subject_id=huda.pk).order_by("sequence")
    assert [entry.verb for entry in verbs] == ["role_granted", "role_revoked", "role_granted", "role_revoked"]
    assert {entry.actor_user_id for entry in verbs} == {land.people["admin"].pk}


def test_what_is_said_is_said_once(admin: Client, huda: User) -> None:
    assert "data-done" in act(admin, huda, "grant", role="officer", agency="moh")
    assert "data-done" not in page(admin.get(address(huda)))


def test_a_day_is_typed_as_people_write_it(admin: Client, huda: User) -> None:
    ends = today() + 30 * DAY
    html = act(admin, huda, "grant", role="officer", agency="moh", starts="", ends=f"{ends:%d/%m/%Y}")
    assert f"{ends.day} {ends:%B} {ends.year}" in words(html)
    response = admin.post(address(huda, "grant"), {"role": "officer", "agency": "moe", "ends": "soon"})
    assert "Write the date like this: 24/11/2026." in words(page(response))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ends": -3}, "The end is before the beginning."),
        ({"starts": 5, "ends": 2}, "The end is before the beginning."),
        ({"starts": -2}, "The first day has already passed."),
        ({"agency": "central"}, "cannot be held at CENTRAL"),
        ({"role": ""}, "Choose a role."),
        ({"role": "no-such"}, "Select a valid choice."),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    admin: Client, huda: User, fields: dict[str, Any], sentence: str
) -> None:
    days = {name: day(value) if isinstance(value, int) else value for name, value in fields.items()}
    response = admin.post(address(huda, "grant"), {"role": "officer", "agency": "moh"} | days)
    assert response.status_code == 422
    assert sentence in words(page(response))
    assert not RoleHolding.objects.filter(user=huda).exists()


def test_errors_are_told_in_the_readers_language(land: Country, huda: User) -> None:
    client = client_of(land, "admin", "ar")
    response = client.post(address(huda, "grant"), {"role": "officer", "agency": "moh", "ends": day(-1)})
    assert "النهاية قبل البداية" in page(response)


def test_a_seat_is_taken_left_and_taken_again(admin: Client, land: Country, huda: User) -> None:
    post = Post.objects.get(agency=land.agencies["moh"], level=0)
    html = act(admin, huda, "seat", post=post.pk, rank="1", ends=day(3))
    seat = Holding.objects.get(user=huda)
    assert (seat.rank, seat.post) == (1, post)
    html = act(admin, huda, "end", what=f"post:{seat.pk}")
    assert not Holding.objects.filter(user=huda, ends__gt=now()).exists()
    undo(admin, html)
    assert Holding.objects.get(user=huda, ends__gt=now()).rank == 1


def test_an_absence_and_a_loan_are_noted_and_taken_back(admin: Client, land: Country) -> None:
    officer, deputy = land.people["officer-moh"], land.people["staff-moh"]
    undo(admin, act(admin, officer, "absent", ends=day(3)))
    assert not Absence.objects.filter(ends__gt=now()).exists()
    place = RoleAtAgency.objects.get(role__code="liaison", agency__code="moh")
    html = act(admin, officer, "lend", place=place.pk, deputy=deputy.pk, ends=day(3))
    assert Delegation.objects.get().deputy == deputy
    assert "What they lend to others" in html
    undo(admin, html)
    assert not Delegation.objects.filter(ends__gt=now()).exists()


def test_a_circle_is_refused_on_the_page(admin: Client, land: Country) -> None:
    one, other = land.people["staff-moh"], hire(land, "officer", "moh", username="second")
    place = RoleAtAgency.objects.get(role__code="officer", agency__code="moh")
    act(admin, one, "lend", place=place.pk, deputy=other.pk, ends=day(3))
    html = act(admin, other, "lend", place=place.pk, deputy=one.pk, ends=day(1))
    assert "That would be a circle" in html
    assert Delegation.objects.count() == 1


def test_an_account_that_is_off_is_out_at_the_next_click(admin: Client, land: Country) -> None:
    officer = land.people["officer-moh"]
    theirs = client_of(land, "officer-moh")
    assert theirs.get("/admin/desk/").status_code == 200
    html = act(admin, officer, "off")
    assert theirs.get("/admin/desk/")["Location"].startswith("/admin/login/")
    undo(admin, html)
    officer.refresh_from_db()
    assert officer.is_active


@pytest.mark.parametrize("name", ["off", "end"])
def test_the_last_administrator_is_not_removed(admin: Client, land: Country, name: str) -> None:
    me = land.people["admin"]
    html = act(admin, me, name, what=f"role:{RoleHolding.objects.get(user=me).pk}")
    assert "Fewer than two people would be left who may manage people" in html
    assert admin.get("/admin/access/people/").status_code == 200


def test_a_row_of_somebody_else_is_nothing(admin: Client, land: Country, huda: User) -> None:
    foreign = RoleHolding.objects.filter(user=land.people["staff-moh"]).get()
    for what in (f"role:{foreign.pk}", "role:999999", "post:999999999999999999", "lent:1"):
        assert admin.post(address(huda, "end"), {"what": what}).status_code == 404
    assert admin.post(address(huda, "no-such"), {}).status_code == 404
    assert admin.get("/admin/access/people/999999/").status_code == 404
    assert RoleHolding.objects.get(pk=foreign.pk).ends is None


def test_past_and_future_are_folded_away(admin: Client, huda: User) -> None:
    act(admin, huda, "grant", role="officer", agency="moh", starts=day(10))
    html = act(admin, huda, "grant", role="level1", agency="moh", starts="", ends="")
    assert "from " in words(html)
    assert "<span>Later</span>" in html
    ended = RoleHolding.objects.get(user=huda, place__role__code="level1")
    RoleHolding.objects.filter(pk=ended.pk).update(starts=now() - 9 * DAY, ends=now() - DAY)
    assert "<span>In the past</span>" in page(admin.get(address(huda)))


def test_the_page_costs_the_same_whatever_they_hold(
    admin: Client, land: Country, huda: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for code in ("moh", "moe"):
        for role in ("officer", "level1", "level2", "liaison"):
            grant(huda, role, land.agencies[code])
    with django_assert_max_num_queries(30):
        admin.get(address(huda))


def test_the_auditor_reads_in_words_what_was_done(admin: Client, land: Country, huda: User) -> None:
    hire(land, "auditor")
    post = Post.objects.get(agency=land.agencies["moh"], level=0)
    act(admin, huda, "seat", post=post.pk, rank="1")
    act(admin, huda, "absent", ends=day(3))
    act(admin, huda, "off")
    said = words(page(client_of(land, "auditor").get("/admin/audit/")))
    for sentence in ("Appointed to a post", "liaison · MOH", "Absence recorded", "Account switched off"):
        assert sentence in said
    assert "something else" not in said.lower()
