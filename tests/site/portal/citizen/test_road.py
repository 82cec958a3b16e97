"""What a citizen sees of the road of their request: the steps that its owners show, and nothing of what is inside."""

from __future__ import annotations

import copy

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from permissions.actors import Actor
from portal.citizen.shown import shown
from tests.scenes import Country, country, file_case, publish_one
from tests.site.portal.citizen.following import page, prove
from tests.workflows.moving.plans_made import carried_out, planned, publish_changed, renaming
from workflows.cases.actions import Accept, AskCitizen, Decide, Withdraw
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.selectors import state_of
from workflows.processes.standard import STANDARD_PROCESSES

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def filed(client: Client, *shown: str) -> Case:
    raw = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    for step in raw["steps"]:
        if step["key"] in shown:
            step["shown_to_citizen"] = True
    publish_one("process", "complaint", raw)
    case = file_case(agency="moh")
    prove(client, case, "en")
    return case


def road(client: Client, case: Case) -> list[tuple[str, str]]:
    stops = BeautifulSoup(page(client, case, "en"), "lxml").select("[data-road] > li")
    return [(each.b.get_text(strip=True), each.select(".moment")[0].get_text(strip=True)) for each in stops if each.b]


def test_it_goes_from_step_to_step(client: Client, land: Country) -> None:
    case = filed(client, "triage", "handle", "confirm")
    assert road(client, case) == [("Handling", "now"), ("The citizen's view", "to come"), ("Closed", "to come")]
    html = BeautifulSoup(page(client, case, "en"), "lxml")
    assert [each.b.get_text(strip=True) for each in html.select("[aria-current=step]:has(.moment)") if each.b] == [
        "Handling"
    ]
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moh"))
    assert road(client, case) == [("Handling", "done"), ("The citizen's view", "now"), ("Closed", "to come")]
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    assert road(client, case) == [("Handling", "done"), ("The citizen's view", "done"), ("Closed", "done")]


def test_whoever_withdraws_goes_no_further(client: Client, land: Country) -> None:
    case = filed(client, "handle", "confirm")
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    assert road(client, case) == [("Handling", "done"), ("Closed", "done")]


def test_where_nothing_is_shown_there_is_no_road_and_other_steps_are_never_named(client: Client, land: Country) -> None:
    assert road(client, filed(client)) == []
    case = filed(client, "confirm")
    assert road(client, case) == [("The citizen's view", "to come"), ("Closed", "to come")]
    assert "Routing" not in page(client, case, "en")


def test_in_arabic(client: Client, land: Country) -> None:
    case = filed(client, "handle")
    html = BeautifulSoup(page(client, case, "ar"), "lxml")
    assert [each.get_text(strip=True) for each in html.select("#road")] == ["خطوات طلبك"]
    assert [each.get_text(strip=True) for each in html.select("[data-road] .moment")] == ["الآن", "لاحقًا"]


def test_what_it_went_through_stays_where_a_new_version_calls_it_otherwise(client: Client, land: Country) -> None:
    case = filed(client, "handle", "confirm")
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moh"))
    carried_out(planned(publish_changed(renaming({"handle": "work"})), pairs={"handle": "work"}))
    assert Case.objects.get(pk=case.pk).events.filter(verb="moved").exists()
    assert road(client, case) == [("Handling", "done"), ("The citizen's view", "now"), ("Closed", "to come")]


def test_an_open_question_is_read_where_a_new_version_calls_its_step_otherwise(client: Client, land: Country) -> None:
    case = filed(client, "handle")
    apply(case.pk, AskCitizen(text="متى حدث ذلك؟"), actor=land.actor("officer-moh"))
    carried_out(planned(publish_changed(renaming({"handle": "work"})), pairs={"handle": "work"}))
    again = Case.objects.get(pk=case.pk)
    assert again.events.filter(verb="moved").exists()
    (question,) = shown(state_of(again))["questions"]
    assert question.asked is not None
    assert [each.text for each in question.asked.messages] == ["متى حدث ذلك؟"]
