"""A request is opened by number and secret, read as its citizen's page shows it, and acted on by the same acts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.forms.upload import Upload, UploadState, VirusCheck
from content.pages.seeding import seed_pages
from permissions.actors import Actor
from permissions.limits.catalogue import TRACKING
from permissions.limits.counting import count_up
from permissions.limits.decide import HOUR, hour_of
from permissions.limits.subjects import key_of
from permissions.now import now, standing_at
from portal.citizen.acts import ACTS
from tests.objecting import REASONS
from tests.scenes import Country, file_case, hire
from tests.site.portal.api.calling import Caller, errors, new_key, problem
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import AskCitizen, AskToErase, Decide, Note, Withdraw
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, CaseStatus, EventVerb, Message
from workflows.cases.tracking import hash_secret

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(land: Country) -> Case:
    return file_case(language="en")


@pytest.fixture
def app(case: Case) -> Caller:
    caller = Caller()
    assert caller.open(case).status_code == 200
    return caller


def decided(land: Country, case: Case) -> None:
    apply(case.pk, Decide(outcome="resolved", text="It was mended."), actor=land.actor("officer-moh"))


# --- opened ---


def test_a_wrong_secret_and_a_number_that_nobody_has_are_one_answer_at_one_cost(case: Case) -> None:
    caller, costs = Caller(), []
    said = []
    for tracking, secret in ((case.tracking, "0000 0000 0000 0000"), ("26-0000-0000-0", case.secret)):
        with CaptureQueriesContext(connection) as queries:
            response = caller.post("/follow", {"tracking": tracking, "secret": secret})
        said.append(response.content)
        costs.append([query["sql"].partition("WHERE")[0] for query in queries])
        assert problem(response) == (404, "not-found")
    assert said[0] == said[1]
    assert costs[0] == costs[1]
    assert response.json()["detail"] == "We find no request with this number and code. Check both, digit by digit."


def test_number_and_secret_are_read_however_they_are_written(case: Case) -> None:
    both = f"Number {case.tracking}\nCode {case.secret}"
    assert Caller().post("/follow", {"tracking": both, "secret": "-"}).status_code == 200
    assert set(errors(Caller().post("/follow", {"tracking": " ", "secret": ""}))) == {"tracking", "secret"}


@pytest.mark.usefixtures("limits_on")
def test_tries_are_counted_with_those_of_the_page(case: Case) -> None:
    count_up({key_of(TRACKING, "127.0.0.1", now()): TRACKING.free}, ends_at=hour_of(now()) + HOUR)
    slowed = Caller().open(case)
    assert problem(slowed) == (429, "limited")
    assert "challenge" in slowed.json()


@pytest.mark.parametrize("token", ["", "no-such-token", "x" * 5_000, "é"])
def test_without_its_token_nothing_of_a_request_is_open(case: Case, token: str) -> None:
    caller = Caller(token=token)
    for response in (caller.get("/request"), caller.get("/request/files/1"), caller.post("/request/withdraw")):
        assert problem(response) == (401, "closed")
        assert response["WWW-Authenticate"] == "Bearer"


def test_a_token_opens_its_own_request_for_an_hour_and_none_with_another_secret(app: Caller, case: Case) -> None:
    file_case(subject="Of somebody else")
    assert app.get("/request").json()["tracking"] == case.tracking
    with standing_at(now() + timedelta(minutes=61)):
        assert app.get("/request").status_code == 401
    Case.objects.filter(pk=case.pk).update(secret_hash=hash_secret("1234567890123456"))
    assert app.get("/request").status_code == 401


@pytest.mark.parametrize("kind", ["integrity", "complaint"])
def test_of_a_sealed_or_anonymous_request_it_is_good_for_a_quarter_of_an_hour(land: Country, kind: str) -> None:
    caller, case = Caller(), file_case(kind=kind, email="")
    opened = caller.open(case).json()
    assert datetime.fromisoformat(opened["until"]) <= now() + timedelta(minutes=15)
    caller.token = opened["token"]
    with standing_at(now() + timedelta(minutes=14)):
        assert caller.get("/request").status_code == 200
    with standing_at(now() + timedelta(minutes=16)):
        assert caller.get("/request").status_code == 401


# --- read ---


@pytest.mark.parametrize(("language", "words"), [("en", "Being worked on"), ("ar", "قيد الدراسة")])
def test_it_says_what_the_page_says(app: Caller, case: Case, language: str, words: str) -> None:
    app.language = language
    said = app.get("/request").json()
    assert (said["subject"], said["statement"]) == (case.subject, Message.objects.get(case=case).text)
    assert (said["status"], said["level"], said["due_act"]) == ("in_progress", 0, "")
    assert said["status_words"] == words
    assert said["due"] is not None
    assert [rung["state"] for rung in said["ladder"]][:1] == ["here"]
    assert [event["verb"] for event in said["happened"]] == ["opened"]
    assert set(said["acts"]) <= set(ACTS)


def test_what_officers_say_among_themselves_is_not_there(app: Caller, land: Country, case: Case) -> None:
    apply(case.pk, Note(text="SECRETNOTE"), actor=land.actor("officer-moh"))
    assert "SECRETNOTE" not in app.get("/request").content.decode()


# --- acted on ---


def test_that_it_is_not_to_be_erased_is_said_where_that_is_called_their_wish(
    app: Caller, land: Country, case: Case
) -> None:
    keeper = Actor.staff(hire(land, "data_protection", "central", username="keeper").pk)
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    assert problem(app.post("/request/keep")) == (409, "not-possible"), "nobody asked"
    apply(case.pk, AskToErase(wish="citizen", reason="By letter."), actor=keeper)
    assert "keep" in app.get("/request").json()["acts"]
    assert Caller().post("/request/keep").status_code == 401
    assert app.post("/request/keep").status_code == 200
    asked = case.erasure_requests.get()
    assert (asked.answered_at is not None, asked.answered_by, asked.agreed) == (True, None, False)
    assert "keep" not in app.get("/request").json()["acts"]


def test_a_question_is_answered_with_words_and_a_file_which_can_be_fetched(
    app: Caller, land: Country, case: Case
) -> None:
    apply(case.pk, AskCitizen(text="Which scanner?"), actor=land.actor("officer-moh"))
    said = app.get("/request").json()
    assert said["due_act"] == "answer"
    (question,) = said["questions"]
    assert question["text"] == "Which scanner?"
    answer = {"work": question["work"], "text": "The new one.", "files": [app.upload("scan.pdf")]}
    done = app.post("/request/answer", answer)
    assert (done.status_code, done.json()["said"]) == (
        200,
        "Your answer has arrived, and work on your request continues.",
    )
    said = app.get("/request").json()
    (answered,) = (event for event in said["happened"] if event["verb"] == EventVerb.CITIZEN_ANSWERED)
    assert (answered["text"], answered["files"][0]["name"]) == ("The new one.", "scan.pdf")
    fetched = app.get(f"/request/files/{answered['files'][0]['number']}")
    assert b"".join(fetched.streaming_content).startswith(b"%PDF")
    assert (fetched["Content-Type"], fetched["Cache-Control"]) == ("application/octet-stream", "no-store")
    assert problem(app.get("/request/files/99")) == (404, "not-found")
    assert Upload.objects.get().state == UploadState.FILED, "it waits for no form, and is not cleared away"
    Upload.objects.update(virus_check=VirusCheck.WAITING)
    assert problem(app.get(f"/request/files/{answered['files'][0]['number']}")) == (409, "not-possible")


def test_an_answer_is_accepted_and_rated(app: Caller, land: Country, case: Case) -> None:
    decided(land, case)
    assert app.get("/request").json()["due_act"] == "accept"
    assert app.post("/request/accept").status_code == 200
    assert app.post("/request/rate", {"stars": 4}).status_code == 200
    case.refresh_from_db()
    assert (case.status, case.rating) == (CaseStatus.CLOSED, 4)


def test_an_answer_is_not_accepted_and_the_request_taken_back(app: Caller, land: Country, case: Case) -> None:
    decided(land, case)
    assert set(errors(app.post("/request/reopen", {}))) == {"text"}
    assert app.post("/request/reopen", {"text": "It broke again."}).status_code == 200
    assert app.post("/request/withdraw").status_code == 200
    assert app.get("/request").json()["status"] == "closed"


def test_an_objection_says_by_whom_it_is_decided_and_then_where_else_to_go(
    app: Caller, land: Country, case: Case
) -> None:
    seed_pages()
    assert app.get("/request").json()["objection"] is None
    for user, said in (("officer-moh", "No."), ("level1-moh", REASONS)):
        apply(case.pk, Decide(outcome="refused", text=said, refusal=REFUSAL), actor=land.actor(user))
        assert app.post("/request/reopen", {"text": "It is no reason."}).status_code == 200
    heard = app.get("/request").json()["objection"]
    assert (heard["number"], heard["by"], heard["over"]) == (2, "CENTRAL", False)
    assert datetime.fromisoformat(heard["due"]) > now() + timedelta(days=10)
    apply(case.pk, Decide(outcome="refused", text=REASONS, refusal=REFUSAL), actor=land.actor("officer-central"))
    ended = app.get("/request").json()
    assert "reopen" not in ended["acts"]
    assert (ended["objection"]["over"], ended["objection"]["outside"]["title"]) == (True, "After an objection")
    assert "60 days" in ended["objection"]["outside"]["words"]
    assert problem(app.post("/request/reopen", {"text": "Again."})) == (409, "not-possible")


def test_sent_again_an_act_is_done_once_and_its_key_does_nothing_else(app: Caller, case: Case) -> None:
    key, said = new_key(), {"text": "One more thing."}
    first, second = (app.post("/request/add", said, key=key) for _time in range(2))
    assert first.content == second.content
    assert CaseEvent.objects.filter(case=case, verb=EventVerb.CITIZEN_ADDED).count() == 1
    assert problem(app.post("/request/add", {"text": "Another."}, key=key)) == (409, "key-used")
    assert problem(app.post("/request/withdraw", key=key)) == (409, "key-used")
    (data,) = CaseEvent.objects.filter(case=case, verb=EventVerb.CITIZEN_ADDED).values_list("data", flat=True)
    assert key not in str(data)


def test_it_is_done_once_also_where_there_is_a_new_key_of_the_platform_in_between(
    app: Caller, case: Case, settings: Any
) -> None:
    key, said = new_key(), {"text": "One more thing."}
    first = app.post("/request/add", said, key=key)
    settings.FIELD_KEYS = ["another" * 8, *settings.FIELD_KEYS]
    assert app.post("/request/add", said, key=key).content == first.content
    assert CaseEvent.objects.filter(case=case, verb=EventVerb.CITIZEN_ADDED).count() == 1


@pytest.mark.parametrize(
    ("act", "said", "wrong"),
    [
        ("add", {}, "text"),
        ("add", {"text": "x" * 4_001}, "text"),
        ("add", {"text": ["x"]}, "text"),
        ("add", {"text": "x", "status": "closed"}, "status"),
        ("add", {"text": "x", "files": ["no file"]}, "files"),
        ("rate", {"stars": 6}, "stars"),
        ("rate", {"stars": "5"}, "stars"),
        ("answer", {"text": "x", "work": 10**30}, "work"),
        ("answer", {"text": "x", "work": 0}, "work"),
    ],
)
def test_what_an_act_does_not_take_is_told_at_its_key(app: Caller, act: str, said: Any, wrong: str) -> None:
    assert set(errors(app.post(f"/request/{act}", said))) == {wrong}
    assert app.get("/request").json()["status"] == "in_progress"


def test_what_cannot_be_now_is_said_in_a_sentence(app: Caller) -> None:
    for act, said in (
        ("accept", None),
        ("reopen", {"text": "Why?"}),
        ("again", {"text": "No."}),
        ("answer", {"text": "x"}),
    ):
        assert problem(app.post(f"/request/{act}", said)) == (409, "not-possible")


def test_every_act_of_the_page_has_an_operation(app: Caller) -> None:
    paths = app.get("/openapi.json").json()["paths"]
    assert {path.removeprefix("/api/v1/request/") for path in paths if path.startswith("/api/v1/request/")} == {
        *ACTS,
        "files/{number}",
        "relay",
    }
