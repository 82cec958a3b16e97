"""After the answer, on the screens: added to and corrected at the desk, and read by the citizen in order."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from permissions.now import now
from portal.desk.models import ReadyAnswer
from tests.content.forms import made
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.notifications.deliver import deliver_waiting
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
ADD, CORRECT = "add-to-answer", "correct-answer"


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def case(land: Country) -> Case:
    case = file_case(email="citizen@example.org")
    apply(case.pk, Decide(outcome="resolved", text="It is repaired."), actor=land.actor("officer-moh"))
    return case


def send(client: Client, case: Case, act: str, **values: Any) -> Any:
    html = BeautifulSoup(client.get(f"/admin/desk/{case.tracking}/").content, "lxml")
    token = html.select_one("input[name=page]")
    drawn = {"page": token["value"]} if token is not None else {}
    return client.post(f"/admin/desk/{case.tracking}/{act}/", {**drawn, **values})


def acts(client: Client, case: Case) -> set[str]:
    html = BeautifulSoup(client.get(f"/admin/desk/{case.tracking}/").content, "lxml")
    return {str(each["data-act"]) for each in html.select("form[data-act]")}


def followed(case: Case, language: str = "en") -> BeautifulSoup:
    citizen = Client()
    citizen.post(f"/{language}/track/", {"tracking": case.tracking, "secret": case.secret})
    return BeautifulSoup(citizen.get(f"/{language}/track/{case.tracking}/").content, "lxml")


def test_the_citizen_reads_the_answer_and_what_came_after_it_in_order(land: Country, case: Case) -> None:
    client = client_of(land, "officer-moh")
    sent = send(
        client, case, CORRECT, wrong="It is repaired.", text="It will be on Monday.", files=[made.pdf_sent("a.pdf")]
    )
    assert sent.status_code == HTTPStatus.FOUND
    assert send(client, case, ADD, text="Ask for Layla.").status_code == HTTPStatus.FOUND
    answers = followed(case).select("article.answer")
    assert len(answers) == 3
    first, correction, addition = (each.get_text(" ", strip=True) for each in answers)
    assert "It is repaired." in first
    assert "Part of this answer was corrected" in first
    assert (
        correction.index("This no longer holds:") < correction.index("It is repaired.") < correction.index("Instead:")
    )
    assert correction.index("Instead:") < correction.index("It will be on Monday.") < correction.index("a.pdf")
    assert "added something to its answer" in addition
    assert "Ask for Layla." in addition
    assert "corrected" not in addition


def test_in_arabic_each_has_its_words(land: Country, case: Case) -> None:
    client = client_of(land, "officer-moh", "ar")
    assert "تصحيح الرد" in page(client.get(f"/admin/desk/{case.tracking}/"))
    send(client, case, CORRECT, wrong="It is repaired.", text="يوم الاثنين.")
    said = followed(case, "ar").get_text(" ", strip=True)
    for words in ("لم يعد هذا صحيحًا:", "والصحيح:", "صُحّح جزء من هذا الرد، والصحيح تحته."):
        assert words in said


def test_the_letter_says_that_it_was_corrected(land: Country, case: Case, mailoutbox: list[Any]) -> None:
    send(client_of(land, "officer-moh"), case, CORRECT, wrong="It is repaired.", text="Monday.")
    deliver_waiting()
    entry = OutboxEntry.objects.get(topic="answer_corrected")
    assert entry.delivered_at is not None
    [letter] = [each for each in mailoutbox if "صُحّح" in each.body]
    assert letter.to == ["citizen@example.org"]
    assert "Monday." not in letter.body


def test_both_are_offered_while_the_citizen_can_object_to_those_alone_who_answered(land: Country, case: Case) -> None:
    offered = acts(client_of(land, "officer-moh"), case)
    assert {ADD, CORRECT} <= offered
    assert {ADD, CORRECT}.isdisjoint(acts(client_of(land, "officer-moh"), file_case()))
    late = send(client_of(land, "officer-moe"), case, ADD, text="x")
    assert late.status_code == HTTPStatus.NOT_FOUND


def test_what_is_missing_is_said_and_what_was_typed_stays(land: Country, case: Case) -> None:
    client = client_of(land, "officer-moh")
    refused = send(client, case, CORRECT, wrong="", text="Written with care.")
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Write something first." in page(refused)
    assert "Written with care." in page(refused)


def test_whoever_comes_too_late_gets_all_their_words_back(land: Country, case: Case) -> None:
    client = client_of(land, "officer-moh")
    html = BeautifulSoup(client.get(f"/admin/desk/{case.tracking}/").content, "lxml")
    token = html.select_one("input[name=page]")["value"]  # type: ignore[index]
    citizen = Client()
    citizen.post("/en/track/", {"tracking": case.tracking, "secret": case.secret})
    citizen.post(f"/en/track/{case.tracking}/reopen/", {"reason": "No.", "text": "No."})
    assert Case.objects.get(pk=case.pk).status == "in_progress"
    late = client.post(
        f"/admin/desk/{case.tracking}/{CORRECT}/", {"page": token, "wrong": "These words.", "text": "And these."}
    )
    assert late.status_code == HTTPStatus.CONFLICT
    assert "These words." in page(late)
    assert "And these." in page(late)


def test_ready_answers_fit_it(land: Country, case: Case) -> None:
    officer = land.people["officer-moh"]
    ReadyAnswer.objects.create(key="a1b2c3", owner=officer, title="Hours", text="Ask at nine.", changed_at=now())
    client = client_of(land, "officer-moh")
    assert "Ask at nine." in page(client.get(f"/admin/desk/{case.tracking}/{ADD}/ready/"))
    html = page(client.get(f"/admin/desk/{case.tracking}/?act={ADD}&ready=a1b2c3"))
    assert "Ask at nine.</textarea>" in html


def test_a_translation_stands_beside_the_text_for_colleagues_alone(land: Country) -> None:
    case = file_case(text="Мені відмовили в прийомі.", confidential=True)
    client = client_of(land, "officer-moh")
    assert send(client, case, "translate", of="1", text="رُفض استقبالي.").status_code == HTTPStatus.FOUND
    assert send(client, case, "translate", of="1", text="رُفض استقبالي ثلاث مرات.").status_code == HTTPStatus.FOUND
    html = BeautifulSoup(client.get(f"/admin/desk/{case.tracking}/").content, "lxml")
    beside = html.select_one("#said ~ [data-translation] .spoken")
    assert beside is not None
    assert (beside.get_text(strip=True), beside["lang"], beside["dir"]) == ("رُفض استقبالي ثلاث مرات.", "ar", "auto")
    assert "رُفض استقبالي" not in followed(case).get_text()
    wrong = send(client, case, "translate", of="9", text="x")
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
