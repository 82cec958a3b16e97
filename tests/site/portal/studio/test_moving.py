"""Two owners move running requests to another version in the studio, read what became of them, and take it back."""

from __future__ import annotations

import re
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import translation

from portal.operations.jobs import do_waiting
from portal.studio.moving_words import pairs_of
from tests.scenes import Country, country, file_case, grant, hire, publish_one
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import words
from tests.workflows.moving.plans_made import planned, publish_changed, version_of
from tests.workflows.services.serving import served
from tests.workflows.trial.past_lives import decide, review, steps
from workflows.cases.models import Case
from workflows.moving.models import MovingPlan
from workflows.versions.models import Version
from workflows.versions.selectors import published

pytestmark = pytest.mark.django_db
UNPROCESSABLE = 422
THING = "/admin/studio/process/complaint/"


@pytest.fixture
def land() -> Country:
    land = country()
    hire(land, "owner")
    hire(land, "owner", username="owner2")
    return land


@pytest.fixture
def owner(land: Country) -> Client:
    return client_of(land, "owner")


@pytest.fixture
def owner2(land: Country) -> Client:
    return client_of(land, "owner2")


def address(plan: MovingPlan) -> str:
    return f"/admin/studio/moving/{plan.pk}/"


def begun(client: Client, source: Version) -> MovingPlan:
    """A plan by the button on the page of the process, and looked at."""
    begin = f"/admin/studio/versions/{source.pk}/move/"
    assert f'action="{begin}"' in page(client.get(THING))
    response = client.post(begin)
    plan = MovingPlan.objects.latest("pk")
    assert response["Location"] == address(plan)
    do_waiting()
    return plan


def send(client: Client, plan: MovingPlan, do: str, **fields: str) -> tuple[int, str]:
    """Press a button of the page as it is now; the status, and what the page then says."""
    read = re.search(r'name="read" value="(\w+)"', page(client.get(address(plan))))
    response = client.post(address(plan), {"read": read[1] if read else "", "do": do, **fields})
    do_waiting()
    if response.status_code == HTTPStatus.FOUND:
        return response.status_code, words(client.get(response["Location"]))
    return response.status_code, words(response)


def test_two_owners_move_requests_and_take_it_back(land: Country, owner: Client, owner2: Client) -> None:
    moving, answered = file_case(agency="moh"), file_case(agency="moh")
    decide(answered)
    source = publish_changed(review)
    plan = begun(owner, source)
    said = words(owner.get(address(plan)))
    assert "1 of 2 requests move." in said
    assert "1 stay: by what was decided they would stand elsewhere" in said
    assert "You changed this plan last, so another process owner must confirm it" in said
    status, said = send(owner, plan, "confirm")
    assert (status, "another process owner must confirm it" in said) == (UNPROCESSABLE, True)
    assert version_of(moving) == source.number
    status, said = send(owner2, plan, "confirm")
    assert (status, "1 of 2 requests were moved." in said) == (HTTPStatus.FOUND, True)
    assert [version_of(case) for case in (moving, answered)] == [source.number + 1, source.number]
    send(owner2, plan, "back")
    back = MovingPlan.objects.get(undoes=plan)
    assert "1 of 1 request moves." in words(owner.get(address(back)))
    assert send(owner, back, "confirm")[0] == HTTPStatus.FOUND
    assert version_of(moving) == source.number
    assert "the plan that was taken back" in words(owner.get(address(back)))
    listed = words(owner.get(THING))
    assert f"Move requests from version {source.number} to version {source.number + 1}" in listed
    assert f"Take requests back from version {source.number + 1} to version {source.number}" in listed
    officer = client_of(land, "officer-moh")
    diary = words(officer.get(f"/admin/desk/{moving.tracking}/"))
    assert f"Moved to version {source.number + 1} of its process" in diary
    assert f"Moved to version {source.number} of its process" in diary


def test_an_owner_says_what_corresponds_and_moves_a_position_on_their_word(
    land: Country, owner: Client, owner2: Client
) -> None:
    answered = file_case(agency="moh")
    decide(answered)
    source = publish_changed(review)
    plan = begun(owner, source)
    mark = re.search(r'name="position-(\w+)"', page(owner.get(address(plan))))
    assert mark is not None
    choice = {f"position-{mark[1]}": "also", "anew-confirm": "on", "to-triage": ""}
    status, said = send(owner, plan, "look", **choice)
    assert (status, "1 of 1 request moves." in said) == (HTTPStatus.FOUND, True)
    plan.refresh_from_db()
    assert (plan.pairs, plan.anew) == ({"triage": ""}, ["confirm"])
    assert list(plan.positions.values()) == ["also"]
    send(owner2, plan, "confirm")
    assert version_of(answered) == source.number + 1
    assert [event.verb for event in answered.events.order_by("number")][-2:] == ["moved", "redated"]
    nonsense = {"to-handle": "confirm", "to-triage": "\x00", "position-x": "also", "anew-nothing": "on"}
    assert send(owner, plan, "look", **nonsense)[0] == UNPROCESSABLE  # it is confirmed


def test_what_is_sent_from_an_old_page_changes_nothing(land: Country, owner: Client, owner2: Client) -> None:
    file_case(agency="moh")
    source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    plan = begun(owner, source)
    old = re.search(r'name="read" value="(\w+)"', page(owner.get(address(plan))))
    assert old is not None
    send(owner, plan, "look", **{"anew-confirm": "on"})
    late = owner2.post(address(plan), {"read": old[1], "do": "confirm"})
    assert (late.status_code, "Read it again." in words(late)) == (UNPROCESSABLE, True)
    publish_changed(lambda raw: steps(raw)["confirm"].update(days=30))
    status, said = send(owner2, plan, "confirm")
    assert (status, "Another version is in force by now." in said) == (UNPROCESSABLE, True)
    assert send(owner2, plan, "discard")[0] == HTTPStatus.FOUND
    assert not MovingPlan.objects.exists()
    assert owner.get(address(plan)).status_code == HTTPStatus.NOT_FOUND


def test_where_nothing_is_open_or_nothing_newer_is_in_force_nothing_is_moved(
    land: Country, owner: Client, owner2: Client
) -> None:
    source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    owner.post(f"/admin/studio/versions/{source.pk}/move/")
    plan = MovingPlan.objects.get()
    do_waiting()
    assert "No request is open there that could be moved." in words(owner.get(address(plan)))
    status, said = send(owner2, plan, "confirm")
    assert (status, "There is nothing to move." in said) == (UNPROCESSABLE, True)
    current = published("process", "complaint")
    there = owner.post(f"/admin/studio/versions/{current.pk}/move/", follow=True)
    assert "There is no newer version in force" in words(there)
    ladder = Version.objects.get(subject="ladder", key="default")
    assert owner.post(f"/admin/studio/versions/{ladder.pk}/move/").status_code == HTTPStatus.NOT_FOUND


def test_requests_that_stay_are_listed_for_those_who_may_read_them(land: Country, owner: Client) -> None:
    case = file_case(agency="moh")
    decide(case)
    plan = begun(owner, publish_changed(review))
    assert case.tracking not in page(owner.get(address(plan)))
    grant(land.people["owner"], "central", land.agencies["central"])
    assert case.tracking in page(owner.get(address(plan)))


def test_nobody_but_an_owner_finds_a_plan(land: Country, owner: Client) -> None:
    file_case(agency="moh")
    plan = begun(owner, publish_changed(review))
    for name in ("officer-moh", "officer-central", "officer-rights"):
        stranger = client_of(land, name)
        assert stranger.get(address(plan)).status_code == HTTPStatus.NOT_FOUND
        for do in ("look", "confirm", "discard", "back", "again"):
            assert stranger.post(address(plan), {"do": do}).status_code == HTTPStatus.NOT_FOUND
        assert stranger.post(f"/admin/studio/versions/{plan.source_id}/move/").status_code == HTTPStatus.NOT_FOUND


def test_hidden_requests_are_in_no_number_and_stay(land: Country, owner: Client) -> None:
    for _number in range(6):
        Case.objects.filter(pk=file_case(agency="moh").pk).update(guarded=True)
    source = publish_changed(lambda raw: steps(raw)["confirm"].update(days=20))
    owner.post(f"/admin/studio/versions/{source.pk}/move/")
    do_waiting()
    plan = MovingPlan.objects.get()
    alone = page(owner.get(address(plan)))
    assert "data-position" not in alone
    assert "There is nothing to move." in alone
    assert "They stay on the version they started on." in alone
    file_case(agency="moh")
    Case.objects.filter(pk=file_case(agency="moh").pk).update(process_version=source)
    send(owner, plan, "look")
    assert "1 of 1 request moves." in words(owner.get(address(plan)))


@pytest.mark.parametrize(("language", "said"), [("en", "Another act"), ("ar", "إجراء تلقائي آخر")])
def test_an_act_that_is_another_is_said(land: Country, language: str, said: str) -> None:
    publish_one("process", "complaint", served("priority", awaited=True, priority="normal"))
    source = publish_changed(lambda raw: steps(raw)["act"].update(values={"priority": "urgent"}))
    with translation.override(language):
        pairs = {each.key: each for each in pairs_of(planned(source))}
    assert [note.startswith(said) for note in pairs["act"].notes] == [True]
    assert (pairs["act"].same, pairs["handle"].same) == (False, True)
