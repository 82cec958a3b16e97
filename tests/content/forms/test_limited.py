"""A crowded network at the forms: slowed down, refused, and nothing of what was typed or attached is lost."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.forms import serving
from permissions.limits import catalogue
from permissions.limits.challenges import SOLUTION, TICKET, WAIT_SECONDS
from permissions.limits.counting import count_up
from permissions.limits.decide import HOUR, hour_of
from permissions.limits.subjects import key_of
from permissions.now import now, standing_at
from tests.content.forms import made
from tests.content.forms.sending import URL, WORDS, form_of, send, text_of
from tests.permissions.limits.solving import solved
from workflows.cases.models import Case, File

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits_on")]
HERE = "127.0.0.1"
FILINGS = 36
"""Statements of filing a complaint, with its limit, at most."""


@pytest.fixture
def citizen() -> Client:
    made.published_forms()
    return Client()


def crowd(limit: Any = catalogue.FILING, *, beyond: int = 0) -> None:
    """As many as are free, or more, have come from here within the hour."""
    count_up({key_of(limit, HERE, now()): beyond or limit.free}, ends_at=hour_of(now()) + HOUR)


def ticket_in(response: Any) -> str:
    """What a browser without scripts sends back from the page."""
    (found,) = re.findall(rf'name="{TICKET}"\s+value="([^"]+)"', response.content.decode())
    return html.unescape(found)


def test_the_first_thirty_of_an_hour_are_filed_at_once_and_then_one_is_slowed(citizen: Client) -> None:
    shown = citizen.get(URL)
    for _turn in range(catalogue.FILING.free):
        assert send(citizen, citizen.get(URL)).status_code == 303
    slowed = send(citizen, shown)
    assert (slowed.status_code, slowed["Retry-After"]) == (429, str(WAIT_SECONDS))
    assert Case.objects.count() == catalogue.FILING.free


def test_slowed_down_all_stands_there_again_and_the_answer_files_it(citizen: Client) -> None:
    crowd()
    slowed = send(citizen, citizen.get(URL), [made.sent("note.pdf", made.PDF)], email="huda@example.org")
    assert slowed.status_code == 429
    shown = slowed.context["form"]
    assert {key: shown[key].value() for key in WORDS} == WORDS
    assert shown["email"].value() == "huda@example.org"
    assert len(form_of(slowed)["kept_files"]) == 1
    assert "Not sent yet" in text_of(slowed)
    assert f"Wait {WAIT_SECONDS} seconds" in text_of(slowed)

    work = slowed.context["round"].asked.challenge.work
    filed = send(citizen, slowed, email="huda@example.org", challenge_solution=solved(work))
    assert filed.status_code == 303
    assert File.objects.get().name == "note.pdf"


def test_without_scripts_waiting_files_it_and_a_hurry_only_waits_on(citizen: Client) -> None:
    crowd()
    at = now()
    with standing_at(at):
        slowed = send(citizen, citizen.get(URL))
    ticket = ticket_in(slowed)
    with standing_at(at + timedelta(seconds=5)):
        early = send(citizen, slowed, challenge_ticket=ticket)
    assert early.status_code == 429
    assert ticket_in(early) == ticket
    with standing_at(at + timedelta(seconds=WAIT_SECONDS + 1)):
        assert send(citizen, early, challenge_ticket=ticket).status_code == 303
        again = send(citizen, citizen.get(URL), challenge_ticket=ticket)
    assert again.status_code == 429, "a ticket is used once"
    assert Case.objects.count() == 1


def test_a_solution_files_one_case_and_no_second_one(citizen: Client) -> None:
    crowd()
    slowed = send(citizen, citizen.get(URL))
    solution = solved(slowed.context["round"].asked.challenge.work)
    assert send(citizen, slowed, challenge_solution=solution).status_code == 303
    assert send(citizen, citizen.get(URL), challenge_solution=solution).status_code == 429
    assert Case.objects.count() == 1


def test_far_beyond_it_is_refused_until_the_hour_is_over_and_nothing_is_lost(citizen: Client) -> None:
    at = hour_of(now()) + timedelta(minutes=20)
    with standing_at(at):
        crowd(beyond=catalogue.FILING.most or 0)
        refused = send(citizen, citizen.get(URL))
        assert refused.status_code == 429
        assert 2_390 <= int(refused["Retry-After"]) <= 2_400
        assert refused.context["round"].asked.challenge is None
        assert "You can send again at" in text_of(refused)
        assert {key: refused.context["form"][key].value() for key in WORDS} == WORDS
    with standing_at(at + HOUR):
        assert send(citizen, refused).status_code == 303


def test_the_same_form_sent_twice_reads_its_number_though_the_network_is_full(citizen: Client) -> None:
    shown = citizen.get(URL)
    first = send(citizen, shown)
    crowd(beyond=catalogue.FILING.most or 0)
    assert send(citizen, shown).headers["Location"] == first.headers["Location"]


def test_a_form_with_a_mistake_counts_for_nothing(citizen: Client) -> None:
    for _turn in range(catalogue.FILING.free + 1):
        assert send(citizen, citizen.get(URL), subject="").status_code == 422
    assert send(citizen, citizen.get(URL)).status_code == 303


def test_another_network_is_not_slowed(citizen: Client) -> None:
    crowd()
    data = {"agency": "moh", **WORDS, **form_of(citizen.get(URL))}
    assert citizen.post(URL, data, REMOTE_ADDR="203.0.113.9").status_code == 303


def test_a_header_of_a_strangers_buys_no_second_network(citizen: Client) -> None:
    crowd()
    data = {"agency": "moh", **WORDS, **form_of(citizen.get(URL))}
    assert citizen.post(URL, data, HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 429


def test_filing_costs_two_statements_for_its_limit_and_what_is_like_it_and_at_most_36_in_all(
    citizen: Client, settings: Any, record_property: Any
) -> None:
    settings.LIMITS_ON = False
    send(citizen, citizen.get(URL))  # what is read once in a process has been read
    costs = []
    for on in (False, True):
        settings.LIMITS_ON = on
        shown = citizen.get(URL)
        with CaptureQueriesContext(connection) as done:
            assert send(citizen, shown).status_code == 303
        costs.append(len([each for each in done if "SAVEPOINT" not in each["sql"]]))
    assert costs[1] == costs[0] + 2
    record_property("said", f"{costs[1]} statements")
    assert costs[1] <= FILINGS


def test_a_form_that_is_only_read_costs_nothing_for_limits(citizen: Client, settings: Any) -> None:
    costs = []
    for on in (False, False, True):
        settings.LIMITS_ON = on
        with CaptureQueriesContext(connection) as done:
            citizen.get(URL)
        costs.append(len(done))
    assert costs[1] == costs[2]


def test_files_ahead_of_a_form_are_slowed_and_a_script_works_for_them(citizen: Client) -> None:
    shown = citizen.get(URL)
    crowd(catalogue.UPLOADS)

    def ahead(**more: str) -> Any:
        file = made.sent("note.pdf", made.PDF)
        return citizen.post(f"{URL}?upload", {"form_token": form_of(shown)["form_token"], "files": file, **more})

    slowed = ahead()
    assert (slowed.status_code, slowed["Retry-After"]) == (429, str(WAIT_SECONDS))
    assert "attach it again" in slowed.json()["refused"]
    solution = solved(slowed.json()["challenge"])
    assert ahead(**{SOLUTION: solution}).status_code == 200
    assert ahead(**{SOLUTION: solution}).status_code == 429

    crowd(catalogue.UPLOADS, beyond=catalogue.UPLOADS.most or 0)
    refused = ahead()
    assert (refused.status_code, set(refused.json())) == (429, {"refused"})
    assert "You can send more from" in refused.json()["refused"]


def test_files_that_come_with_the_form_are_left_out_by_name_and_those_that_are_here_stay(citizen: Client) -> None:
    first = send(citizen, citizen.get(URL), [made.sent("here.pdf", made.PDF)], subject="")
    crowd(catalogue.FILES_WITH_FORMS)
    refused = send(citizen, first, [made.sent("more.pdf", made.PDF)])
    assert refused.status_code == 422
    assert "more.pdf\u2069” was left out" in refused.content.decode()
    assert len(form_of(refused)["kept_files"]) == 1
    assert send(citizen, refused).status_code == 303
    assert File.objects.get().name == "here.pdf"


def test_a_database_that_is_away_while_filing_loses_nothing(citizen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: Any, **_words: Any) -> Any:
        raise OperationalError("database is locked")

    shown = citizen.get(URL)
    with monkeypatch.context() as broken:
        broken.setattr(serving, "file_form", away)
        answer = send(citizen, shown)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "We are very busy just now" in text_of(answer)
    assert {key: answer.context["form"][key].value() for key in WORDS} == WORDS
    assert send(citizen, answer).status_code == 303


def test_in_arabic_the_step_is_told_in_arabic(citizen: Client) -> None:
    crowd()
    url = "/ar/file/complaint/"
    slowed = send(citizen, citizen.get(url), url=url)
    assert slowed.status_code == 429
    assert "خطوة واحدة إضافية تمنع البرامج الآلية من مزاحمة الناس" in text_of(slowed)
    assert f"انتظر {WAIT_SECONDS} ثانية، ثم اضغط الزر" in text_of(slowed)
    assert json.loads(slowed.context["round"].asked.challenge.work)["parameters"]["data"]["for"] == "filing"
