"""Owners look at a version of a process as a drawing, with the requests that stand there; nobody else does."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from portal.process_shown.figure import figure_of
from tests.scenes import Country, country, file_case, hire, long_process
from tests.site.portal.signed_in import client_of, page
from workflows.cases.at_steps import AtStep, at_steps
from workflows.cases.models import Case, Work
from workflows.cases.on_versions import on_versions
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Version
from workflows.versions.publishable import publishable, register
from workflows.versions.selectors import published
from workflows.versions.services import draft

pytestmark = pytest.mark.django_db
NOWHERE = "/admin/studio/versions/999999/diagram/"


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "owner", username="owner")
    hire(found, "central", username="central")
    return found


def address(version: Version, *, file: bool = False) -> str:
    return f"/admin/studio/versions/{version.pk}/diagram/{'svg/' if file else ''}"


def owner(land: Country) -> Client:
    return client_of(land, "owner")


def redrafted(land: Country) -> Version:
    """A draft of the complaint in which a step is new, and one way leads to a step that is not there."""
    raw = copy.deepcopy(published("process", "complaint").definition)
    raw["steps"][2]["outcomes"][0]["next"] = "not_there"
    raw["steps"].append({"key": "again", "type": "end", "name": {"ar": "نهاية أخرى", "en": "Another end"}})
    return draft(subject="process", key="complaint", definition=raw, actor=land.actor("owner"))


def test_an_owner_sees_the_version_in_force_with_the_requests_that_stand_there(land: Country) -> None:
    file_case()
    html = page(owner(land).get(address(published("process", "complaint"))))
    assert 'data-step="handle"' in html
    assert re.findall(r'<span class="chip go">(.*?)</span>', html) == ["<bdi>1</bdi> here"]
    assert "The same in words" in html


def test_a_draft_is_drawn_with_what_changes_and_with_ways_that_lead_nowhere(land: Country) -> None:
    html = page(owner(land).get(address(redrafted(land))))
    chips = re.findall(r'<span class="chip (\w+)">(.*?)</span>', html)
    assert {("look", "changed"), ("done", "new")} <= set(chips)
    assert "No step “not_there”" in html


def test_what_stands_beside_a_draft_comes_with_its_drawing(land: Country) -> None:
    html = page(owner(land).get(f"/admin/studio/drafts/{redrafted(land).pk}/edit/?beside"))
    assert "<html" not in html
    drawing = html[html.index('hx-swap-oob="innerHTML:#drawing"') :]
    assert "<figure" in drawing
    assert "No step “not_there”" in drawing


def test_what_stands_against_a_draft_is_asked_once_a_page(land: Country) -> None:
    asked: list[str] = []
    processes = publishable("process")

    def counted(key: str, definition: Any) -> list[str]:
        asked.append(key)
        return processes.check(key, definition)

    draft_of = redrafted(land)
    register(replace(processes, check=counted))
    try:
        html = page(owner(land).get(f"/admin/studio/drafts/{draft_of.pk}/edit/?step=again"))
    finally:
        register(processes)
    assert asked == ["complaint"]
    assert "which does not exist" in html  # beside the draft
    assert "<bdi>1</bdi> problem" in html  # in the drawing


def test_what_cannot_be_read_is_told(land: Country) -> None:
    version = draft(subject="process", key="complaint", definition={"format": 3}, actor=land.actor("owner"))
    assert "It cannot be drawn" in page(owner(land).get(address(version)))
    assert owner(land).get(address(version, file=True)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_wider_than_a_sheet_is_printed_in_parts_with_each_step_whole_in_one(
    land: Country, language: str
) -> None:
    long = draft(subject="process", key="long", definition=long_process(60), actor=land.actor("owner"))
    html = page(client_of(land, "owner", language).get(address(long)))
    boxes = [tuple(map(int, each.split())) for each in re.findall(r'<svg [^>]*viewBox="([^"]*)">\s*<use', html)]
    assert len(boxes) > 3
    process = PROCESSES.read(long.definition)
    assert process is not None
    with override(language):
        figure = figure_of(process, title="")
    for step in figure.steps:
        at = step.at
        assert any(x <= at.x and at.x + at.w <= x + w and y <= at.y and at.y + at.h <= y + h for x, y, w, h in boxes), (
            step.key
        )
    begins = [x for x, *_rest in boxes]
    assert begins == sorted(begins, reverse=language == "ar"), "in the order of reading"
    assert "whole-drawing" not in page(owner(land).get(address(published("process", "praise"))))


def test_the_file_is_an_svg_of_the_language_in_which_it_was_asked_for(land: Country) -> None:
    response = client_of(land, "owner", "ar").get(address(published("process", "complaint"), file=True))
    assert (response["Content-Type"], response.status_code) == ("image/svg+xml", HTTPStatus.OK)
    assert 'filename="complaint-1-ar.svg"' in response["Content-Disposition"]
    assert 'direction="rtl"' in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("stranger", ["officer-moh", "level2-moh", "central", "officer-rights"])
def test_to_everybody_else_there_is_no_drawing(land: Country, stranger: str) -> None:
    client = client_of(land, stranger)
    version = published("process", "complaint")
    for asked in (address(version), address(version, file=True)):
        answer = client.get(asked)
        assert (answer.status_code, page(answer)) == (HTTPStatus.NOT_FOUND, page(client.get(NOWHERE)))


def test_a_version_of_anything_else_has_no_drawing(land: Country) -> None:
    client = owner(land)
    answer = client.get(address(published("ladder", "default")))
    assert (answer.status_code, page(answer)) == (HTTPStatus.NOT_FOUND, page(client.get(NOWHERE)))


def test_hidden_requests_are_in_no_number(land: Country) -> None:
    version = published("process", "complaint")
    cases = [file_case(key=f"one-{number}") for number in range(6)]
    Work.objects.filter(case=cases[0]).update(guarded=True)
    assert at_steps(version.pk) == {"handle": AtStep(5, 0)}
    Work.objects.update(guarded=True)
    assert (at_steps(version.pk), on_versions("complaint")) == ({}, [])


def test_at_a_step_stands_what_missed_a_promise(land: Country) -> None:
    version = published("process", "complaint")
    one, other = file_case(key="one"), file_case(key="other")
    Work.objects.filter(case=one).update(missed=1)
    assert at_steps(version.pk) == {"handle": AtStep(2, 1)}
    Work.objects.filter(case=other).update(missed_inside=2)
    assert at_steps(version.pk) == {"handle": AtStep(2, 2)}
    Work.objects.filter(case=other).update(done_at=other.opened_at)
    assert at_steps(version.pk) == {"handle": AtStep(1, 1)}


def test_what_stands_at_the_steps_is_one_statement(
    land: Country, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = published("process", "complaint")
    with django_assert_num_queries(1):
        at_steps(version.pk)


def test_on_the_page_of_a_case_stands_the_road_that_it_took(land: Country) -> None:
    case: Case = file_case()
    html = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))
    road = html[html.index("data-road") :]
    assert "Steps so far" in road
    chips = re.findall(r'<span class="chip (\w+)">(.*?)</span>', road)
    assert chips == [("go", "<bdi>1</bdi>"), ("go", "now")]
    assert 'class="walked"' in road
