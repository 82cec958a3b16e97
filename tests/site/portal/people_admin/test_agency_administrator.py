"""An agency administrator at the screens: the people of the one body, and at every address of others nothing at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from permissions.access.models import Proposal, RoleAtAgency, RoleHolding
from permissions.access.selectors import held_by
from permissions.access.services import revoke
from permissions.actors import Actor
from permissions.agencies.models import Absence, Holding, Post
from permissions.audit.models import AuditEntry
from permissions.limits.catalogue import LINK_LETTERS
from permissions.limits.decide import Limit
from permissions.people.models import OneTimeLink, User
from portal.operations import inviting
from tests.scenes import Country, file_case, hire
from tests.scenes import grant as give
from tests.site.portal.people_admin.pressing import undo, words
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.who_may_what.answers import TOKEN
from workflows.cases.models import Work

pytestmark = pytest.mark.django_db
NOWHERE = "/admin/no-such/address/at-all/"
ACTS = ("grant", "seat", "absent", "lend", "emergency", "end", "present", "off", "on")


@pytest.fixture
def moh(land: Country) -> Client:
    """The administrator of moh, reading English; beside ``both``, an officer of two bodies, and ``keeper``."""
    hire(land, "agency_administrator", "moh", username="admin-moh")
    hire(land, "officer", "moh", "moe", username="both")
    give(hire(land, "officer", "moh", username="keeper"), "custodian", land.agencies["central"])
    return client_of(land, "admin-moh")


def people(client: Client, asked: str = "") -> set[str]:
    html = page(client.get(f"/admin/access/people/{asked}"))
    return {part.partition('"')[0] for part in html.split('data-person="')[1:]}


def nothing(client: Client, address: str, method: str = "get", data: dict[str, object] | None = None) -> bool:
    """Whether an address answers byte for byte as one that is not there."""
    answer, none = (getattr(client, method)(each, data or {}) for each in (address, NOWHERE))
    return answer.status_code == 404 and page(answer).replace(address, NOWHERE) == page(none)


def foreign_addresses(land: Country) -> Iterator[str]:
    """All that names somebody, a post or a role that is not the body's."""
    staff, none = land.people["staff-moe"].pk, 999_999
    for pk in (staff, land.people["admin"].pk, land.people["level2-central"].pk, none):
        for below in ("", "account/", "link/", "what-if/", "hand-over/", f"hand-over/{staff}/"):
            yield f"/admin/access/people/{pk}/{below}"
        yield from (f"/admin/access/people/{pk}/{act}/" for act in ACTS)
    own = land.people["staff-moh"].pk
    yield f"/admin/access/people/{own}/hand-over/{staff}/"
    yield f"/admin/access/people/{own}/emergency/"
    yield from (f"/admin/access/posts/{code}/" for code in ("moe", "central", "rights", "none"))
    yield from (f"/admin/access/{rest}" for rest in ("roles/", "roles/new/", "roles/officer/", "waiting/", "opening/"))
    yield from ("/admin/users/", "/admin/users/new/", f"/admin/users/edit/{own}/", "/admin/audit/", "/admin/desk/")


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head"])
def test_what_is_not_theirs_is_not_there(land: Country, moh: Client, method: str) -> None:
    before = AuditEntry.objects.count()
    for address in foreign_addresses(land):
        assert nothing(moh, address, method), address
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("name", ["both", "keeper"])
def test_of_somebody_of_another_body_too_there_is_only_what_they_hold_here(
    land: Country, moh: Client, name: str
) -> None:
    pk = land.people[name].pk
    read = words(page(moh.get(f"/admin/access/people/{pk}/")))
    assert "moe" not in read.lower().split()
    assert "central" not in read.lower().split()
    assert "Identity custodian" not in read
    assert "platform’s administrators see to this account" in read
    for below in ("account/", "link/", "what-if/", "hand-over/", "off/", "on/", "absent/", "present/"):
        for method in ("get", "post"):
            assert nothing(moh, f"/admin/access/people/{pk}/{below}", method), below
    elsewhere = RoleHolding.objects.exclude(place__agency__code="moh").get(user=pk)
    assert nothing(moh, f"/admin/access/people/{pk}/end/", "post", {"what": f"role:{elsewhere.pk}"})
    here = RoleHolding.objects.get(user=pk, place__agency__code="moh")
    moh.post(f"/admin/access/people/{pk}/end/", {"what": f"role:{here.pk}"})
    assert set(held_by(pk).agencies["view_case"] if name == "both" else ()) <= {land.agencies["moe"].pk}
    assert nothing(moh, f"/admin/access/people/{pk}/"), "nothing ties them to the body any more"


def test_lists_searches_and_counts_know_the_one_body(land: Country, moh: Client) -> None:
    theirs = {"officer-moh", "level1-moh", "level2-moh", "staff-moh", "admin-moh", "both", "keeper"}
    assert people(moh) == people(moh, "?state=all") == theirs
    assert "7 people" in words(page(moh.get("/admin/access/people/")))
    for asked in ("?q=moe", "?q=staff-moe", "?q=rights", "?agency=moe&q=staff-moe", "?q=custodian", "?role=custodian"):
        assert people(moh, asked) <= theirs
        assert not people(moh, asked) & {"staff-moe", "officer-rights"}
    assert people(moh, "?q=custodian") == set(), "what somebody is elsewhere finds nobody"
    assert people(moh, "?agency=moe") == theirs, "an agency that is not offered filters nothing"
    revoke(user=land.people["both"], role="officer", agency=land.agencies["moh"], actor=Actor.operator)
    liaison = RoleAtAgency.objects.get(role__code="liaison", agency__code="moh")
    give(land.people["both"], "liaison", land.agencies["moh"])
    assert liaison.holdings.filter(user=land.people["both"]).exists()
    assert "both" not in people(moh, "?role=officer"), "an officer at moe alone"


def test_no_form_offers_anything_of_others(land: Country, moh: Client) -> None:
    pk = land.people["staff-moh"].pk
    addresses = ["people/", f"people/{pk}/", f"people/{pk}/what-if/", f"people/{pk}/hand-over/", "people/new/"]
    for address in (*addresses, "posts/", "posts/moh/", f"people/{pk}/account/"):
        html = page(moh.get(f"/admin/access/{address}"))
        for other in (
            "moe",
            "MOE",
            "central",
            "CENTRAL",
            "rights_handler",
            "custodian",
            "agency_administrator",
            "admin2",
        ):
            assert f'"{other}"' not in html, (address, other)
            assert f">{other}<" not in html, (address, other)
        for name in ("staff-moe", "officer-rights", "level2-central"):
            assert name not in html, (address, name)


def test_what_is_sent_past_the_forms_is_refused(land: Country, moh: Client) -> None:
    pk, theirs = land.people["staff-moh"].pk, Post.objects.get(agency__code="moe", level=0)
    sent: dict[str, list[dict[str, str | int]]] = {
        "grant": [
            {"role": "officer", "agency": "moe"},
            {"role": "agency_administrator", "agency": "moh"},
            {"role": "administrator", "agency": "central"},
        ],
        "seat": [{"post": theirs.pk, "rank": 0}],
        "lend": [{"place": RoleAtAgency.objects.get(role__code="officer", agency__code="moe").pk, "deputy": pk}],
    }
    before = AuditEntry.objects.count()
    for act, forms in sent.items():
        for form in forms:
            assert moh.post(f"/admin/access/people/{pk}/{act}/", form).status_code == 422
    own = Post.objects.get(agency__code="moh", level=0)
    unknown = page(moh.post("/admin/access/posts/moh/", {"do": "seat", "post": own.pk, "login": "staff-nil"}))
    foreign = page(moh.post("/admin/access/posts/moh/", {"do": "seat", "post": own.pk, "login": "staff-moe"}))
    assert TOKEN.sub("", unknown).replace("staff-nil", "staff-moe") == TOKEN.sub("", foreign), "is there such a login?"
    assert nothing(moh, "/admin/access/posts/moh/", "post", {"do": "bring", "post": theirs.pk, "role": ""})
    assert nothing(moh, "/admin/access/posts/moh/", "post", {"do": "bring", "post": own.pk, "role": "administrator"})
    assert AuditEntry.objects.count() == before
    assert not Proposal.objects.exists()


def test_the_menu_and_the_first_page_lead_to_the_people(land: Country, moh: Client) -> None:
    assert moh.get("/admin/").headers["Location"] == reverse("access:people")
    html = page(moh.get("/admin/access/people/"))
    assert reverse("access:people") in html
    for other in ("access:roles", "access:waiting", "desk:inbox", "studio:all", "audit:all"):
        assert f'href="{reverse(other)}"' not in html
    posts = words(page(moh.get("/admin/access/posts/")))
    assert "MOH" in posts
    assert "MOE" not in posts


NEW = {
    "name_ar": "رنا",
    "name_en": "Rana",
    "username": "rana",
    "email": "rana@example.org",
    "phone": "",
    "language": "en",
}


def test_they_invite_a_colleague_who_is_of_the_body_at_once(land: Country, moh: Client) -> None:
    answer = moh.post("/admin/access/people/new/", {**NEW, "role": "officer"})
    assert answer.status_code == 302, words(page(answer))
    rana = User.objects.get(username="rana-moh")
    assert held_by(rana.pk).agencies["view_case"] == {land.agencies["moh"].pk}
    assert not rana.has_usable_password()
    assert [letter.to for letter in mail.outbox] == [["rana@example.org"]]
    verbs = AuditEntry.objects.filter(actor_user=land.people["admin-moh"]).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["role_granted", "account_made", "link_made"]


def test_a_user_name_that_is_taken_tells_of_no_other_body(land: Country, moh: Client) -> None:
    """The code of the body stands behind each: ``staff-moe`` becomes ``staff-moe-moh``."""
    for typed in ("staff-moe", "admin", "level2-central"):
        moh.post("/admin/access/people/new/", {**NEW, "username": typed, "role": "officer"})
        assert User.objects.filter(username=f"{typed}-moh").exists()
    taken = moh.post("/admin/access/people/new/", {**NEW, "username": "staff", "role": "officer"})
    assert taken.status_code == 422
    pk = land.people["staff-moh"].pk
    moh.post(f"/admin/access/people/{pk}/account/", {**NEW, "username": "admin"})
    assert User.objects.get(pk=pk).username == "staff-moh", "it is written once"
    assert User.objects.get(pk=pk).email == "rana@example.org"


@pytest.mark.parametrize("role", ["agency_administrator", "administrator", "central", "rights_handler", ""])
def test_nobody_is_invited_with_more_than_an_ordinary_role(land: Country, moh: Client, role: str) -> None:
    assert moh.post("/admin/access/people/new/", {**NEW, "role": role}).status_code == 422
    assert not User.objects.filter(username__startswith="rana").exists()
    assert mail.outbox == []


def test_what_was_done_can_be_taken_back(land: Country, moh: Client) -> None:
    staff = land.people["staff-moh"]
    place = f"/admin/access/people/{staff.pk}/"
    held = RoleHolding.objects.get(user=staff)
    html = page(moh.post(f"{place}end/", {"what": f"role:{held.pk}"}, follow=True))
    assert not held_by(staff.pk).agencies
    undo(moh, html)
    assert held_by(staff.pk).agencies
    html = page(moh.post(f"{place}absent/", {"ends": "2099-01-01"}, follow=True))
    assert Absence.objects.filter(user=staff).exists()
    undo(moh, html)
    undo(moh, page(moh.post(f"{place}off/", follow=True)))
    staff.refresh_from_db()
    assert staff.is_active


def test_a_leavers_work_goes_to_a_colleague_and_no_case_is_shown(land: Country, moh: Client) -> None:
    case = file_case(agency="moh")
    officer, staff = land.people["officer-moh"], land.people["staff-moh"]
    assert Work.objects.get(case=case).holder_id == officer.pk
    place = f"/admin/access/people/{officer.pk}/hand-over/"
    posts = [str(each.pk) for each in Holding.objects.filter(user=officer)]
    answer = moh.post(place, {"successor": staff.pk, "posts": posts})
    assert answer.status_code == 302, words(page(answer))
    html = page(moh.post(answer.headers["Location"], follow=True))
    assert Work.objects.get(case=case).holder_id == staff.pk
    assert case.tracking not in html
    officer.refresh_from_db()
    assert not officer.is_active


def test_the_right_ends_with_the_role(land: Country, moh: Client) -> None:
    revoke(
        user=land.people["admin-moh"], role="agency_administrator", agency=land.agencies["moh"], actor=Actor.operator
    )
    give(land.people["admin-moh"], "officer", land.agencies["moh"])
    assert nothing(moh, "/admin/access/people/")


def test_the_platforms_administrators_see_all_as_before(land: Country, moh: Client) -> None:
    admin = client_of(land, "admin")
    assert {"staff-moe", "admin-moh", "level2-central"} <= people(admin, "?state=all") | people(
        admin, "?state=all&page=2"
    )
    assert admin.get(f"/admin/access/people/{land.people['admin-moh'].pk}/account/").status_code == 200


@pytest.mark.usefixtures("limits_on")
def test_links_to_one_address_are_few_an_hour(land: Country, moh: Client) -> None:
    """However the address is written, and whether by a new account or by another link for one that is there."""
    pk = land.people["staff-moh"].pk
    for _try in range(7):
        moh.post(f"/admin/access/people/{pk}/link/")
    assert len(mail.outbox) == LINK_LETTERS.most
    assert "Too many links" in words(page(moh.get(f"/admin/access/people/{pk}/")))
    links = OneTimeLink.objects.filter(user=pk)
    assert links.count() == LINK_LETTERS.most, "a link that did not leave was not made: the last one still opens"
    again = moh.post("/admin/access/people/new/", {**NEW, "email": "STAFF-moh+x@example.org", "role": "officer"})
    assert again.status_code == 422
    assert not User.objects.filter(username="rana-moh").exists()


@pytest.mark.usefixtures("limits_on")
def test_one_administrator_sends_so_many_links_an_hour(
    land: Country, moh: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inviting, "LINKS_SENT", Limit("links-sent", free=2, most=2))
    for name in ("staff-moh", "level1-moh", "level2-moh"):
        moh.post(f"/admin/access/people/{land.people[name].pk}/link/")
    assert [letter.to[0] for letter in mail.outbox] == ["staff-moh@example.org", "level1-moh@example.org"]
