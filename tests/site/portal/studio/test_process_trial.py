"""Owners try a draft of a process on the past, keep what they find as examples, and walk through it step by step."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from permissions.actors import Actor
from portal.operations.jobs import do_waiting
from portal.studio.process_trial import trial_beside
from portal.studio.process_trial_words import mark_of
from tests.scenes import Country, country, file_case, grant, hire
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import words
from tests.workflows.processes.reviewed import reviewed
from tests.workflows.trial.past_lives import by, complaint, decide, review
from workflows.cases.models import Case
from workflows.jobs.models import Job, JobState
from workflows.trial.models import ProcessExample
from workflows.versions.models import Version
from workflows.versions.services import draft

pytestmark = pytest.mark.django_db
UNPROCESSABLE = 422


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def owner(land: Country) -> Client:
    hire(land, "owner")
    return client_of(land, "owner")


def drafted(raw: dict[str, Any]) -> Version:
    return draft(subject="process", key="complaint", definition=raw, actor=Actor.operator)


def address(version: Version, what: str) -> str:
    return f"/admin/studio/versions/{version.pk}/{what}/"


def answered(count: int) -> list[Case]:
    cases = [file_case(agency="moh") for _number in range(count)]
    for case in cases:
        decide(case)
    return cases


def mark_on(html: str) -> str:
    found = re.search(r'name="group" value="(\w+)"', html)
    assert found is not None
    return found[1]


def test_draft_and_trial_say_where_the_answer_goes_out_before_the_review(land: Country, owner: Client) -> None:
    raw = reviewed(agency="moh")
    sentence = "the citizen reads the answer before “Legal review”"
    addresses = (f"/admin/studio/drafts/{drafted(raw).pk}/edit/", address(drafted(raw), "past"))
    assert not any(sentence in words(owner.get(each)) for each in addresses)
    next(step for step in raw["steps"] if step["key"] == "handle")["outcomes"][0]["next"] = "legal"
    addresses = (f"/admin/studio/drafts/{drafted(raw).pk}/edit/", address(drafted(raw), "past"))
    assert all(sentence in words(owner.get(each)) for each in addresses)
    assert "at 0 agencies" not in words(owner.get(addresses[0])), "a warning of another kind names no agencies"


def test_an_owner_tries_a_draft_keeps_an_example_and_sees_it_run(land: Country, owner: Client) -> None:
    cases = answered(5)
    version = drafted(complaint(review))
    assert "nothing is made up" in words(owner.get(address(version, "past")))
    owner.post(address(version, "past"), {"do": "ask"})
    waiting = owner.get(address(version, "past"))
    assert (waiting["Refresh"], 'role="progressbar"' in page(waiting)) == ("3", True)
    do_waiting()
    seen = owner.get(address(version, "past"))
    said = words(seen)
    assert "Of 5 requests of the last 90 days: 0 go the same way" in said
    assert "5 are open from some step on" in said
    assert "Open from “Legal review” on: nobody ever decided there." in said
    assert not [case for case in cases if case.tracking in page(seen)]  # an owner reads no requests
    sent = {"group": mark_on(page(seen)), "do": "after", "blocks": "on"}
    refused = owner.post(address(version, "past"), {**sent, "name": " "})
    assert (refused.status_code, "Give the example a name." in words(refused)) == (UNPROCESSABLE, True)
    kept = owner.post(address(version, "past"), {**sent, "name": "By the lawyers"})
    assert kept["Location"] == address(version, "examples")
    said = words(owner.get(address(version, "examples")))
    assert "goes where it must" in said
    assert "Together they come by" in said
    found = trial_beside(version)
    assert (found["examples"], found["examples_otherwise"]) == (1, 0)
    assert found["trial_headline"].startswith("Of 5 requests") or found["trial_headline"]
    without = drafted(complaint())
    assert "no longer goes to “Legal review”" in words(owner.get(address(without, "examples")))


def test_an_example_is_renamed_and_removed_and_a_name_twice_loses_nothing(land: Country, owner: Client) -> None:
    version = drafted(complaint())
    answered(5)
    owner.post(address(version, "past"), {"do": "ask"})
    do_waiting()
    mark = mark_on(page(owner.get(address(version, "past"))))
    for name in ("one", "two"):
        owner.post(address(version, "past"), {"group": mark, "do": "after", "name": name})
    first, second = ProcessExample.objects.order_by("name")
    refused = owner.post(address(version, "examples"), {"example": second.pk, "do": "change", "name": "one"})
    assert (refused.status_code, "Another example has this name." in words(refused)) == (UNPROCESSABLE, True)
    assert 'value="one"' in page(refused)
    owner.post(address(version, "examples"), {"example": second.pk, "do": "change", "name": "three", "blocks": "on"})
    owner.post(address(version, "examples"), {"example": first.pk, "do": "remove"})
    assert list(ProcessExample.objects.values_list("name", "blocks")) == [("three", True)]
    for bad in ("0", "x", "9" * 30, ""):
        response = owner.post(address(version, "examples"), {"example": bad, "do": "remove"})
        assert response.status_code == HTTPStatus.NOT_FOUND


def test_lists_are_under_the_readers_own_rights_and_few_are_kept_by_readers_alone(land: Country, owner: Client) -> None:
    [case] = answered(1)
    version = drafted(complaint(review))
    owner.post(address(version, "past"), {"do": "ask"})
    do_waiting()
    seen = page(owner.get(address(version, "past")))
    assert case.tracking not in seen
    assert 'name="group"' not in seen
    [key] = Job.objects.get().found["groups"]
    sent = {"group": mark_of(key), "do": "before", "name": "x"}
    assert owner.post(address(version, "past"), sent).status_code == HTTPStatus.NOT_FOUND
    grant(land.people["owner"], "central", land.agencies["central"])
    assert case.tracking in page(owner.get(address(version, "past")))
    assert owner.post(address(version, "past"), sent).status_code == HTTPStatus.FOUND
    stranger = client_of(land, "officer-moh")
    for what in ("past", "examples", "walk"):
        assert stranger.get(address(version, what)).status_code == HTTPStatus.NOT_FOUND


def test_a_trial_is_stopped_and_one_of_what_does_not_hang_together_is_refused(land: Country, owner: Client) -> None:
    version = drafted(complaint())
    owner.post(address(version, "past"), {"do": "ask"})
    owner.post(address(version, "past"), {"do": "stop"})
    assert Job.objects.get().state == JobState.FAILED
    assert "It was stopped." in words(owner.get(address(version, "past")))
    raw = complaint()
    raw["steps"][2]["outcomes"][0]["next"] = "nowhere"
    spoilt = drafted(raw)
    for what in ("past", "examples", "walk"):
        assert owner.get(address(spoilt, what)).status_code == HTTPStatus.OK
    assert owner.post(address(spoilt, "past"), {"do": "ask"}).status_code == UNPROCESSABLE
    ladder = Version.objects.get(subject="ladder", key="default")
    assert owner.get(address(ladder, "past")).status_code == HTTPStatus.NOT_FOUND


def test_a_walk_shows_each_condition_goes_back_and_jumps_over_waiting(land: Country, owner: Client) -> None:
    version = drafted(complaint(by({"fact": "agency", "is": "one_of", "value": ["moh"]}, then="confirm")))
    here = address(version, "walk")
    begun = owner.get(here)
    assert "It is now at Handling" in words(begun)
    sent = {"fact_1": "moe", "routing_finds": "yes", "did": ["handle:resolved"]}
    said = words(owner.get(here, sent))
    assert "does not hold" in said
    assert "Jump over the waiting: 5 working days" in said
    assert "The request is closed: resolved" in words(
        owner.get(here, {**sent, "did": ["handle:resolved", "confirm:silent"]})
    )
    back = page(owner.get(here, {**sent, "back": "1"}))
    assert 'name="did" value="handle:resolved"' in back
    assert "It is now at Triage" in words(owner.get(here, {**sent, "routing_finds": "no"}))
    assert "what was chosen after that is left out" in words(owner.get(here, {**sent, "routing_finds": "no"}))
    assert owner.get(here, {"fact_1": "\x00", "did": ["x", ":", "handle:nothing"]}).status_code == HTTPStatus.OK
