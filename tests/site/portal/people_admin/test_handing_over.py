"""A leaver hands over all they hold in one act; it may be interrupted and taken up again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from permissions.access.selectors import held_by
from permissions.now import now, standing_at
from permissions.people.models import User
from tests.scenes import Country, file_case
from tests.site.portal.sign_in.apps import PASSWORD, with_password
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.leavers import cases_left_with, hand_over_some
from workflows.cases.lifecycle import apply
from workflows.cases.models import Work

pytestmark = pytest.mark.django_db


def address(land: Country, login: str) -> str:
    return f"/admin/access/people/{land.people[login].pk}/hand-over/"


def everything(land: Country, login: str, successor: str) -> dict[str, object]:
    leaver = land.people[login]
    return {
        "successor": land.people[successor].pk,
        "posts": [str(pk) for pk in leaver.holdings.values_list("pk", flat=True)],
        "roles": [str(pk) for pk in leaver.role_holdings.values_list("pk", flat=True)],
    }


def test_everything_goes_to_the_successor(admin: Client, land: Country) -> None:
    for _number in range(3):
        file_case()
    html = page(admin.get(address(land, "officer-moh")))
    assert "<dt>Open requests</dt><dd><bdi>3</bdi>" in html
    assert html.count("<dd>") == html.count("<dt>"), "each figure stands beside its own name"
    going = admin.post(address(land, "officer-moh"), everything(land, "officer-moh", "staff-moh"))["Location"]
    assert "0 of 3 requests" in page(admin.get(going)).replace("<bdi>", "").replace("</bdi>", "")
    ended = admin.post(going, follow=True)
    assert "Everything is handed over to staff-moh." in page(ended)
    assert Work.objects.filter(holder=land.people["staff-moh"]).count() == 3
    assert not User.objects.get(username="officer-moh").is_active
    assert held_by(land.people["staff-moh"].pk).standing.levels == {land.agencies["moh"].pk: 0}


def test_what_was_interrupted_is_taken_up_again(admin: Client, land: Country) -> None:
    for _number in range(3):
        file_case()
    leaver, heir = land.people["officer-moh"], land.people["staff-moh"]
    going = admin.post(address(land, "officer-moh"), everything(land, "officer-moh", "staff-moh"))["Location"]
    hand_over_some(leaver.pk, heir.pk, actor=land.actor("admin"), limit=1)
    assert cases_left_with(leaver.pk) == 2
    assert f"/admin/access/people/{leaver.pk}/hand-over/" in page(admin.get(f"/admin/access/people/{leaver.pk}/"))
    again = admin.post(address(land, "officer-moh"), {"successor": heir.pk})["Location"]
    assert again.split("?")[0] == going.split("?")[0]
    admin.post(again)
    assert cases_left_with(leaver.pk) == 0


def test_no_work_is_moved_from_someone_who_is_still_there(admin: Client, land: Country) -> None:
    file_case()
    leaver, heir = land.people["officer-moh"].pk, land.people["staff-moh"].pk
    assert admin.post(f"/admin/access/people/{leaver}/hand-over/{heir}/").status_code == 404
    assert Work.objects.get().holder_id == leaver


def test_nobody_hands_over_themselves_nor_to_a_stranger(admin: Client, land: Country) -> None:
    own = admin.post(address(land, "admin"), {"successor": land.people["officer-central"].pk})
    assert own.status_code == 422
    assert "Ask another administrator." in page(own)
    stranger = admin.post(address(land, "officer-moh"), {"successor": land.people["staff-moe"].pk})
    assert stranger.status_code == 422
    assert User.objects.get(username="officer-moh").is_active


def test_it_is_nothing_to_others(land: Country) -> None:
    client = client_of(land, "level2-moh")
    assert client.get(address(land, "officer-moh")).status_code == 404
    assert client.post(address(land, "officer-moh"), everything(land, "officer-moh", "staff-moh")).status_code == 404
    assert User.objects.get(username="officer-moh").is_active


def test_nobody_is_offered_to_hand_over_their_own_things(admin: Client, land: Country) -> None:
    html = page(admin.get(address(land, "admin")))
    assert "Ask another administrator." in html
    assert 'data-do="hand-over"' not in html
    assert admin.post(address(land, "admin"), everything(land, "admin", "officer-central")).status_code == 422
    assert User.objects.get(username="admin").is_active


def test_the_administrator_still_reads_no_case(admin: Client, land: Country) -> None:
    case = file_case()
    going = admin.post(address(land, "officer-moh"), everything(land, "officer-moh", "staff-moh"))["Location"]
    assert case.tracking not in page(admin.post(going, follow=True))
    assert admin.get(f"/admin/desk/{case.tracking}/").status_code == 404


def test_what_is_set_apart_goes_along_and_no_number_tells_of_it(admin: Client, land: Country) -> None:
    pages = [address(land, login) for login in ("officer-rights", "level1-moh")]
    before = [figure(page(admin.get(each))) for each in pages]
    file_case(kind="integrity")
    guarded = file_case()
    concerned = (Concerned(user_id=land.people["officer-moh"].pk),)
    apply(guarded.pk, SetParties(parties=concerned, reason="It says so"), actor=land.actor("officer-moh"))
    assert Work.objects.filter(holder__username__in=["officer-rights", "level1-moh"]).count() == 2
    assert [figure(page(admin.get(each))) for each in pages] == before == ["0", "0"]
    going = admin.post(pages[0], everything(land, "officer-rights", "level1-rights"))["Location"]
    assert "This person still has open requests." not in page(admin.get(pages[0].removesuffix("hand-over/")))
    assert "0 of 0 requests" in page(admin.get(going)).replace("<bdi>", "").replace("</bdi>", "")
    admin.post(going)
    assert Work.objects.filter(holder=land.people["level1-rights"]).count() == 1


def figure(html: str) -> str:
    """How many open cases the page speaks of."""
    return html.partition("<dt>Open requests</dt><dd><bdi>")[2].partition("<")[0]


@pytest.mark.usefixtures("sessions_end")
def test_going_on_asks_for_one_proof_for_these_two_people_in_this_session(admin: Client, land: Country) -> None:
    for _number in range(2):
        file_case()
    leaver, heir = land.people["officer-moh"], land.people["staff-moh"]
    going = admin.post(address(land, "officer-moh"), everything(land, "officer-moh", "staff-moh"))["Location"]
    with_password(land.people["admin"])
    later, another = client_of(land, "admin"), going.replace(f"/{heir.pk}/", f"/{land.people['level1-moh'].pk}/")
    with standing_at(now() + timedelta(minutes=11)):
        assert "data-again" in page(later.post(going))
        assert cases_left_with(leaver.pk) == 2
        assert later.post(going, {"proof_password": PASSWORD}).status_code == 302
        assert cases_left_with(leaver.pk) == 0
    with standing_at(now() + timedelta(minutes=22)):
        assert later.post(going).status_code == 302
        assert another != going
        assert "data-again" in page(later.post(another))
    assert Work.objects.filter(holder=heir).count() == 2


@pytest.mark.usefixtures("sessions_end")
def test_what_was_begun_with_a_proof_goes_on_by_itself(admin: Client, land: Country) -> None:
    file_case()
    going = admin.post(address(land, "officer-moh"), everything(land, "officer-moh", "staff-moh"))["Location"]
    with standing_at(now() + timedelta(minutes=11)):
        assert "Everything is handed over to staff-moh." in page(admin.post(going, follow=True))
