"""What people try who may not, or slip: refused on the very next request, in their language, and nothing is done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from permissions.access.models import Delegation, RoleAtAgency, RoleHolding
from permissions.access.services import revoke
from permissions.actors import Actor
from permissions.people.models import User
from portal.people_admin.spans import today
from tests.scenes import Country, country, file_case, grant, hire
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import begun
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, IdentityRequest, Tag

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("language", ["ar", "en"])]
SAID: dict[str, dict[str, str]] = {
    "end before": {"ar": "النهاية قبل البداية", "en": "The end is before the beginning."},
    "last": {
        "ar": "سيبقى أقل من شخصين يديران الأشخاص",
        "en": "Fewer than two people would be left who may manage people",
    },
    "circle": {"ar": "حلقة", "en": "That would be a circle"},
}


@pytest.fixture
def land() -> Country:
    """The small country with an administrator and a custodian of both units, who works cases of health too."""
    found = country()
    for name, role, codes in (
        ("admin", "administrator", ["central"]),
        ("custodian", "custodian", ["central", "rights"]),
    ):
        hire(found, role, *codes, username=name)
    return found


def day(offset: int) -> str:
    return (today() + timedelta(days=offset)).isoformat()


def at_person(client: Client, person: User, act: str, **fields: Any) -> str:
    return page(client.post(f"/admin/access/people/{person.pk}/{act}/", fields, follow=True))


def test_the_session_of_a_deactivated_officer_ends_with_the_next_request(land: Country, language: str) -> None:
    case, officer = file_case(), client_of(land, "officer-moh", language)
    address = f"/admin/desk/{case.tracking}/"
    work = {"work": 1, "text": "x"}
    assert officer.get(address).status_code == 200
    at_person(client_of(land, "admin", language), land.people["officer-moh"], "off")
    for answer in (officer.get(address), officer.post(f"{address}reply/", work), officer.get("/admin/desk/?q=x")):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")
    assert case.events.count() == 1


def test_a_role_whose_end_lies_before_its_beginning_is_not_given(land: Country, language: str) -> None:
    admin, person = client_of(land, "admin", language), land.people["staff-moe"]
    before = RoleHolding.objects.filter(user=person).count()
    html = at_person(admin, person, "grant", role="officer", agency="moh", starts=day(5), ends=day(2))
    assert SAID["end before"][language] in html
    assert RoleHolding.objects.filter(user=person).count() == before


@pytest.mark.parametrize("act", ["off", "end"])
def test_the_last_administrator_does_not_remove_themselves(land: Country, language: str, act: str) -> None:
    admin, me = client_of(land, "admin", language), land.people["admin"]
    html = at_person(admin, me, act, what=f"role:{RoleHolding.objects.get(user=me).pk}")
    assert SAID["last"][language] in html
    assert admin.get("/admin/access/people/").status_code == 200


def test_a_delegation_in_a_circle_is_refused(land: Country, language: str) -> None:
    admin, one = client_of(land, "admin", language), land.people["staff-moh"]
    other = hire(land, "officer", "moh", username="second")
    place = RoleAtAgency.objects.get(role__code="officer", agency__code="moh").pk
    at_person(admin, one, "lend", place=place, deputy=other.pk, ends=day(3))
    html = at_person(admin, other, "lend", place=place, deputy=one.pk, ends=day(1))
    assert SAID["circle"][language] in html
    assert Delegation.objects.count() == 1


def test_a_custodian_does_not_grant_their_own_request(land: Country, language: str) -> None:
    """Though they work the case besides, and so may ask like everybody who works it."""
    grant(land.people["custodian"], "officer", land.agencies["moh"])
    case, custodian = file_case(confidential=True, name="Samar Haddad"), client_of(land, "custodian", language)
    asked = {"reason": "Why not", "work": 1}
    custodian.post(f"/admin/desk/{case.tracking}/ask-identity/", asked)
    request = IdentityRequest.objects.get()
    answer = custodian.post(
        f"/admin/identities/{request.case.tracking}/{request.number}/open/", {"hours": "4", "reason": "Because"}
    )
    request.refresh_from_db()
    assert (answer.status_code, request.answered_at) == (422, None)
    assert custodian.post(f"/admin/desk/{case.tracking}/identity/").status_code == 404
    assert "Haddad" not in page(answer) + page(custodian.get(f"/admin/desk/{case.tracking}/"))


def test_an_officer_of_two_agencies_of_which_one_is_accused_knows_nothing_of_it(land: Country, language: str) -> None:
    """Neither at the agency that is accused nor at the other, where the case lies."""
    grant(land.people["staff-moh"], "officer", land.agencies["moe"])
    case, both = file_case(agency="moe"), client_of(land, "staff-moh", language)
    address = f"/admin/desk/{case.tracking}/"
    assert both.get(address).status_code == 200
    accused = Concerned(agency_id=land.agencies["moh"].pk)
    apply(case.pk, SetParties(parties=(accused,), reason="x"), actor=land.actor("officer-moe"))
    nothing = both.get("/admin/desk/26-0000-0000-0/")
    assert (both.get(address).status_code, page(both.get(address))) == (404, page(nothing))
    found = page(both.get(f"/admin/desk/?q={case.tracking}"))
    for what_was_typed in (f'value="{case.tracking}"', f"q={case.tracking}", f"<bdi>{case.tracking}</bdi></b>"):
        found = found.replace(what_was_typed, "")
    assert case.tracking not in found
    assert client_of(land, "staff-moe", language).get(address).status_code == 200


@pytest.mark.parametrize("name", ["q", "agency", "work", "case", "id", "holder"])
def test_another_agencys_object_in_the_query_changes_nothing(land: Country, language: str, name: str) -> None:
    mine, other, client = file_case(), file_case(agency="moe"), client_of(land, "officer-moh", language)
    work = other.works.get()
    value: Any = {"q": other.subject, "agency": work.agency.code, "holder": work.holder_id, "work": work.pk}.get(
        name, other.pk
    )
    for address in ("/admin/desk/", f"/admin/desk/{mine.tracking}/"):
        assert other.tracking not in page(client.get(address, {name: value}))


def test_a_right_that_is_taken_back_is_refused_by_the_next_request(land: Country, language: str) -> None:
    case, client = file_case(), client_of(land, "staff-moh", language)
    address = f"/admin/desk/{case.tracking}/"
    grant(land.people["staff-moh"], "officer", land.agencies["moe"])
    assert client.get(address).status_code == 200
    revoke(user=land.people["staff-moh"], role="officer", agency=land.agencies["moh"], actor=Actor.operator)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}note/", {"work": 1, "text": "x"}).status_code == 404
    assert Case.objects.get(pk=case.pk).events_count == 1


def test_a_zero_byte_in_the_studio_is_refused_or_left_out(land: Country, language: str) -> None:
    hire(land, "owner")
    owner = client_of(land, "owner", language)
    assert owner.post("/admin/studio/calendar/jordan/body/", {"body": "atlantis\x00"}).status_code == 404
    draft = begun(owner)
    sent = {"read": "\x00", "name_ar": "", "name_en": "a\x00b", "note": "\x00", "rungs-TOTAL_FORMS": "\x00"}
    for do in ("save", "auto", "undo", "ready", "hand", "forget", "\x00", "anew"):
        answer = owner.post(f"/admin/studio/drafts/{draft.pk}/edit/", {**sent, "do": do})
        assert answer.status_code in (302, 422), do
    for act in ("publish", "discard"):
        answer = owner.post(f"/admin/studio/drafts/{draft.pk}/{act}/", {"read": "\x00", "sure": "on"})
        assert answer.status_code == 422
    order = begun(owner, "order", "kinds")
    answer = owner.post(f"/admin/studio/drafts/{order.pk}/edit/", {"kinds": ["a\x00"], "read": "\x00"})
    assert answer.status_code in (302, 422)
    assert owner.get("/admin/studio/kinds/?q=%00").status_code == 200
    assert (
        owner.post("/admin/studio/new/kind/", {"name_en": "\x00", "code": "a\x00", "begins": "\x00"}).status_code == 422
    )


@pytest.mark.both
def test_a_zero_byte_at_the_desk_is_refused_or_left_out(land: Country, language: str) -> None:
    case, officer, head = file_case(), client_of(land, "officer-moh", language), client_of(land, "level1-moh", language)
    address = f"/admin/desk/{case.tracking}/"
    assert officer.post(f"{address}reply/draft/", {"branch": "\x00", "text": "x"}).status_code == 302
    assert officer.get(f"{address}next/?branch=%00").status_code == 302
    assert officer.post(f"{address}note/", {"text": "x", "branch": "\x00", "ready": "\x00"}).status_code == 302
    for key in ("\x00", f"{case.tracking}/\x00"):
        sent = {"cases": [case.tracking, key], "act": "note", "text": "x"}
        assert officer.post("/admin/desk/together/", sent).status_code == 422
    assert head.post("/admin/desk/tags/", {"name": "a\x00\u202eb"}).status_code == 302
    assert Tag.objects.get().name == "ab"
    hire(land, "call_taker", username="taker")
    taker = client_of(land, "taker", language)
    for path in ("%00/", "%00/filed/%00/"):
        assert taker.get(f"/admin/call-centre/{path}").status_code == 404
    for act in ("take", "take-up", "keep", "prove", "end", "add/%00"):
        assert taker.post(f"/admin/call-centre/%00/{act}/").status_code == 404
    assert Client().post(f"/{language}/arriving/%00/").status_code == 404
