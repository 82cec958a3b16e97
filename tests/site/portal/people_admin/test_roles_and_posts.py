"""Roles are changed with their effect seen before; posts show who holds them and which are vacant."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from permissions.access.selectors import held_by
from permissions.access.services import revoke
from permissions.actors import Actor
from permissions.agencies.models import Holding, Post
from permissions.now import now
from permissions.roles.models import Role
from portal.people_admin.spans import last_day
from tests.scenes import LONG_AGO, Country
from tests.site.portal.people_admin.pressing import undo, words
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
OFFICER = {
    "name_ar": "موظف",
    "name_en": "Officer",
    "held_at": ["public_body"],
    "delegable": "on",
    "demands_factor": "on",
}


def test_a_change_is_shown_before_it_is_done(admin: Client, land: Country) -> None:
    sent = OFFICER | {"rights": ["view_case"]}
    response = admin.post("/admin/access/roles/officer/", sent)
    assert "2 people lose: Works requests" in words(page(response))
    assert held_by(land.people["staff-moh"].pk).at("work_case")
    confirmed = re.findall(r'name="confirmed" value="(\w+)"', page(response))[0]
    html = page(admin.post("/admin/access/roles/officer/", sent | {"confirmed": confirmed}, follow=True))
    assert not held_by(land.people["staff-moh"].pk).at("work_case")
    assert client_of(land, "staff-moh").get("/admin/desk/").status_code == 200  # still reads
    undo(admin, html)
    assert held_by(land.people["staff-moh"].pk).at("work_case")


def test_what_was_not_shown_is_not_confirmed(admin: Client, land: Country) -> None:
    shown = page(admin.post("/admin/access/roles/officer/", OFFICER | {"rights": ["view_case"]}))
    confirmed = re.findall(r'name="confirmed" value="(\w+)"', shown)[0]
    other = OFFICER | {"rights": ["read_reports"], "confirmed": confirmed}
    assert admin.post("/admin/access/roles/officer/", other).status_code == 200
    assert held_by(land.people["staff-moh"].pk).at("view_case")


def test_the_role_of_the_last_administrator_keeps_its_right(admin: Client, land: Country) -> None:
    sent = {"name_ar": "م", "name_en": "A", "held_at": ["central_unit"], "rights": ["read_audit"]}
    sent |= {"demands_factor": "on"}
    shown = page(admin.post("/admin/access/roles/administrator/", sent))
    confirmed = re.findall(r'name="confirmed" value="(\w+)"', shown)[0]
    response = admin.post("/admin/access/roles/administrator/", sent | {"confirmed": confirmed})
    assert response.status_code == 422
    assert "Fewer than two people would be left" in page(response)
    assert held_by(land.people["admin"].pk).at("manage_people")


def test_a_role_is_made_and_its_making_undone(admin: Client, land: Country) -> None:
    sent = OFFICER | {"code": "reader", "rights": ["view_case"]}
    html = page(admin.post("/admin/access/roles/new/", sent, follow=True))
    assert 'data-role="reader"' in html
    undo(admin, html)
    assert not Role.objects.filter(code="reader").exists()


@pytest.mark.parametrize("change", [{"code": "Big Word"}, {"code": "new"}, {"code": "officer"}, {"rights": []}])
def test_a_role_that_is_none_is_refused(admin: Client, land: Country, change: dict[str, object]) -> None:
    before = Role.objects.count()
    response = admin.post("/admin/access/roles/new/", OFFICER | {"code": "reader", "rights": ["view_case"]} | change)
    assert response.status_code == 422
    assert Role.objects.count() == before


def test_a_held_role_is_not_deleted(admin: Client, land: Country) -> None:
    assert admin.post("/admin/access/roles/officer/", {"do": "delete"}).status_code == 422
    assert Role.objects.filter(code="officer").exists()
    assert admin.get("/admin/access/roles/no-such/").status_code == 404


def test_a_post_brings_its_role_to_whoever_sits_there(admin: Client, land: Country) -> None:
    officer, post = land.people["officer-moh"], Post.objects.get(agency=land.agencies["moh"], level=0)
    revoke(user=officer, role="liaison", agency=land.agencies["moh"], actor=Actor.operator)
    html = page(
        admin.post("/admin/access/posts/moh/", {"do": "bring", "post": post.pk, "role": "liaison"}, follow=True)
    )
    assert held_by(officer.pk).at("view_case") == {land.agencies["moh"].pk}
    undo(admin, html)
    assert held_by(officer.pk).at("view_case") == frozenset()


def test_a_vacant_post_is_marked_and_filled(admin: Client, land: Country) -> None:
    post = Post.objects.get(agency=land.agencies["moe"], level=1)
    Holding.objects.filter(post=post).delete()
    assert re.findall(r'data-agency="(\w+)"', page(admin.get("/admin/access/posts/?vacant=1"))) == ["moe"]
    assert "vacant" in page(admin.get("/admin/access/posts/moe/"))
    sent = {"do": "seat", "post": post.pk, "login": "staff-moe", "rank": "0"}
    html = page(admin.post("/admin/access/posts/moe/", sent, follow=True))
    assert Holding.objects.get(post=post).user == land.people["staff-moe"]
    undo(admin, html)
    assert not Holding.objects.filter(post=post, ends__isnull=True).exists()


def test_a_seat_that_was_ended_by_a_slip_comes_back_with_its_last_day(admin: Client, land: Country) -> None:
    holding = Holding.objects.get(post__agency=land.agencies["moe"], post__level=1)
    holding.ends = now() + timedelta(days=40)
    holding.save()
    sent = {"do": "end", "post": holding.post_id, "holding": holding.pk}
    html = page(admin.post("/admin/access/posts/moe/", sent, follow=True))
    undo(admin, html)
    again = Holding.objects.exclude(pk=holding.pk).get(post=holding.post_id)
    assert (again.user_id, again.rank) == (holding.user_id, holding.rank)
    assert again.ends is not None
    assert last_day(again.ends) == last_day(holding.ends)


def test_what_cannot_be_at_a_post_is_told(admin: Client, land: Country) -> None:
    post, other = Post.objects.get(agency=land.agencies["moe"], level=1), Post.objects.get(agency__code="moh", level=1)
    sent = {"do": "seat", "post": post.pk, "login": "nobody", "rank": "2"}
    response = admin.post("/admin/access/posts/moe/", sent)
    assert response.status_code == 422
    assert "No one has the user name “nobody”." in page(response)
    assert page(response).count('value="nobody"') == page(response).count('<option value="2" selected>') == 1
    assert admin.post("/admin/access/posts/moe/", sent | {"post": other.pk}).status_code == 404
    refused = admin.post("/admin/access/posts/moe/", {"do": "bring", "post": post.pk, "role": "administrator"})
    assert refused.status_code == 422
    assert post.holdings.get().starts == LONG_AGO
