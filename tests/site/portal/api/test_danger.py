"""A machine is told of words of danger before anything is filed, and what it files all the same is held."""

from __future__ import annotations

import pytest

from tests.content.forms import made
from tests.scenes import publish_danger_words
from tests.site.portal.api.calling import WORDS, Caller, problem
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def app() -> Caller:
    made.english_forms("complaint", "praise", "integrity")
    return Caller()


BEATEN = {"subject": "The teacher beats my son", "text": "The teacher beats my son every day at school."}


def test_a_machine_asks_whoever_wrote_it_before_words_of_danger_are_filed(app: Caller) -> None:
    publish_danger_words()
    response = app.file(**BEATEN)
    told = response.json()["danger"]
    assert (problem(response), Case.objects.count()) == ((409, "danger"), 0)
    assert [each["number"] for each in told["numbers"]] == ["911", "110"]
    assert told["protected_form"] is None  # nobody has published one here


def test_danger_does_not_wait_behind_what_is_missing(app: Caller) -> None:
    publish_danger_words()
    assert problem(app.file(**BEATEN, email="me@")) == (409, "danger")
    assert problem(app.file(text="The lamp is out.", email="me@")) == (422, "invalid")


def test_whoever_knows_no_agency_need_not_name_one(app: Caller) -> None:
    form = app.get(f"/forms/{app.form_of('complaint')}").json()
    (agency,) = [each for each in form["questions"] if each["type"] == "agency"]
    assert (agency["required"], agency["fields"][0]["required"]) == (False, False)
    answers = {name: value for name, value in WORDS.items() if name != "agency"}
    response = app.post("/requests", {"form": app.form_of("complaint"), "answers": answers})
    assert response.status_code == 201
    assert Case.objects.get().subject_agency is None


def test_what_goes_on_by_a_machine_is_held(app: Caller) -> None:
    publish_danger_words()
    answers = {**WORDS, **BEATEN}
    response = app.post("/requests", {"form": app.form_of("complaint"), "answers": answers, "continue_here": True})
    assert response.status_code == 201
    case = Case.objects.get()
    assert (case.held, case.channel, case.agency.code) == (True, "api", "central")
