"""A form that an app files is read as the page reads it, and filed once for each key."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client

from content.forms import quota
from content.forms.form import build_form
from content.forms.page import FormPage
from content.forms.upload import Upload
from permissions.actors import Actor
from permissions.citizens.models import AddressKind
from permissions.limits.catalogue import FILING, UPLOADS
from permissions.limits.challenges import WAIT_SECONDS
from permissions.limits.counting import count_up
from permissions.limits.decide import HOUR, Limit, hour_of
from permissions.limits.subjects import key_of
from permissions.now import now
from portal.api.forms_shown import form_shown
from tests.content.forms import made
from tests.content.forms.recordings_made import needs_ffmpeg, recording
from tests.content.forms.sending import send
from tests.permissions.limits.solving import solved
from tests.site.portal.api.calling import WORDS, Caller, errors, new_key, problem
from workflows.cases.actions import Summarise
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, File, Message, OtherPerson, RequestKind, Track, Work
from workflows.cases.renewing import Lost, renew_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def app() -> Caller:
    made.english_forms("complaint", "praise", "integrity")
    return Caller()


def test_a_filed_form_is_a_case_with_all_that_was_said(app: Caller) -> None:
    response = app.file(files=[app.upload()], email="citizen@example.org")
    case = Case.objects.get()
    assert response.status_code == 201
    assert response.json()["tracking"] == case.tracking
    assert (case.kind.code, case.channel, case.language, case.agency.code) == ("complaint", "api", "en", "moh")
    assert Message.objects.get(case=case).text == WORDS["text"]
    assert File.objects.get(case=case).name == "a.pdf"
    app.token = response.json()["token"]
    assert app.get("/request").json()["tracking"] == case.tracking


def test_what_is_wrong_is_told_at_the_keys_and_in_the_words_of_the_page(app: Caller) -> None:
    wrong: dict[str, Any] = {
        "agency": "nowhere",
        "subject": "",
        "text": "x" * 5_000,
        "email": "no address",
        "phone": "12",
    }
    told = errors(app.file(**wrong))
    browser = Client()
    page = send(browser, browser.get("/en/file/complaint/"), (), **wrong)
    shown = page.context["round"].form.errors
    assert told == {key: str(sentences[0]) for key, sentences in shown.items()}
    assert set(told) == set(wrong)
    assert not Case.objects.exists()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_form_says_all_that_it_asks_in_the_language_of_the_client(language: str) -> None:
    made.published_forms()
    app = Caller(language)
    said = app.get(f"/forms/{app.form_of('complaint')}")
    page = FormPage.objects.get(kind="complaint", locale__language_code=language)
    drawn = build_form(page.schema)(bodies=[])
    assert said["Content-Language"] == said.json()["language"] == language
    questions = said.json()["questions"]
    assert [question["label"] for question in questions] == [each.label for each in page.schema.questions]
    assert [field["key"] for question in questions for field in question["fields"]] == list(drawn.fields)
    assert "moh" in [body["code"] for body in said.json()["bodies"]]


def test_every_kind_of_question_can_be_answered_by_its_key(app: Caller) -> None:
    page = FormPage.objects.get(kind="complaint", locale__language_code="en")
    page.questions = made.stream(made.every_kind())
    page.save_revision().publish()
    said = form_shown(page)
    options = {field.key: [each.key for each in field.options] for each in said.questions for field in each.fields}
    assert (options["colour"], options["visited"]) == (["red", "green", "blue"], ["yes", "no"])
    assert [field.key for each in said.questions for field in each.fields if field.several] == ["colours"]
    given: dict[str, Any] = {
        "colour": "red",
        "colours": ["green", "blue"],
        "visited": True,
        "visited_on": "2026-11-20",
        "times": 3,
    }
    assert app.file(**given, file_number=None).status_code == 201
    kept = dict(Case.objects.get().answers.values_list("key", "value"))
    assert kept == given


@pytest.mark.parametrize(
    ("key", "answer"),
    [("times", 10**400), ("times", 1e300), ("subject", ["a", "b"]), ("visited_on", True), ("strange", "x")],
)
def test_an_answer_that_means_nothing_here_is_refused_at_its_key(app: Caller, key: str, answer: Any) -> None:
    page = FormPage.objects.get(kind="complaint", locale__language_code="en")
    page.questions = made.stream(made.every_kind())
    page.save_revision().publish()
    response = app.file(**{key: answer})
    if key == "subject":  # as a browser that sends a field twice: the last counts
        assert Case.objects.get().subject == "b"
    else:
        assert set(errors(response)) == {key}


@pytest.mark.parametrize("said", [False, "no", 0, "", None])
def test_what_is_not_agreed_to_is_no_consent(app: Caller, said: Any) -> None:
    page = FormPage.objects.get(kind="complaint", locale__language_code="en")
    consent = made.question("consent", key="agreed", label="I agree")
    page.questions = made.stream([*made.every_kind(), consent, made.question("confidential")])
    page.save_revision().publish()
    assert set(errors(app.file(agreed=said))) == {"agreed"}
    assert app.file(agreed=True, confidential=said).status_code == 201
    assert not Case.objects.get().confidential


def test_a_file_that_is_not_asked_for_goes_nowhere(app: Caller) -> None:
    page = FormPage.objects.get(kind="complaint", locale__language_code="en")
    asked = made.condition(("visited", "one_of", "yes"))
    files = made.question("files", shown_if=asked)
    page.questions = made.stream([*(each for each in made.every_kind() if each["type"] != "files"), files])
    page.save_revision().publish()
    assert app.file(files=[app.upload()], visited=False).status_code == 201
    assert not File.objects.exists()
    assert app.file(files=[app.upload()], visited=True).status_code == 201
    assert File.objects.count() == 1


def test_what_is_no_field_of_the_body_is_refused(app: Caller) -> None:
    filled = {"form": app.form_of("praise"), "answers": WORDS, "status": "closed", "channel": "web"}
    assert set(errors(app.post("/requests", filled))) == {"status", "channel"}
    assert set(errors(app.post("/requests", {"form": "x", "answers": {"subject": {"a": 1}}}))) == {"form", "subject"}
    assert set(errors(app.post("/requests", {"form": str(uuid4()), "answers": {}}))) == {"form"}


# --- once ---


def test_sent_again_with_its_key_it_is_the_same_request_and_with_another_body_none(app: Caller) -> None:
    key, filled = new_key(), {"form": app.form_of("complaint"), "answers": WORDS, "files": [app.upload()]}
    first, second = (app.post("/requests", filled, key=key).json() for _time in range(2))
    assert (first["tracking"], first["secret"]) == (second["tracking"], second["secret"])
    others: list[dict[str, Any]] = [{"answers": {**WORDS, "text": "Else."}}, {"files": []}]
    for other in (*others, {"form": app.form_of("integrity")}):
        assert problem(app.post("/requests", {**filled, **other}, key=key)) == (409, "key-used")
    assert Case.objects.count() == 1


def test_what_was_filed_is_told_again_when_the_form_is_over_but_opens_nothing_once_it_has_another_code(
    app: Caller,
) -> None:
    key, filled = new_key(), {"form": app.form_of("complaint"), "answers": WORDS}
    first = app.post("/requests", filled, key=key).json()
    FormPage.objects.update(closes_at=now() - timedelta(minutes=1))
    assert app.post("/requests", filled, key=key).json()["secret"] == first["secret"]
    assert problem(app.post("/requests", filled)) == (410, "gone")
    renew_code(Case.objects.get(), by=Lost(Case.objects.get(), AddressKind.EMAIL, "citizen@example.org"))
    assert problem(app.post("/requests", filled, key=key)) == (409, "not-possible")


@pytest.mark.parametrize("key", ["1", "short-and-guessable", "x" * 65, "with spaces in it, and dots..."])
def test_a_key_that_somebody_could_guess_is_none(app: Caller, key: str) -> None:
    assert set(errors(app.file(key=key))) == {"Idempotency-Key"}
    assert not Case.objects.exists()


def test_a_file_goes_with_one_request_alone_and_one_that_is_not_there_with_none(app: Caller) -> None:
    file = app.upload()
    assert app.file(files=[file]).status_code == 201
    assert "was sent with your previous request" in errors(app.file(files=[file]))["files"]
    assert set(errors(app.file(files=["no-such-file"]))) == {"files"}
    assert set(errors(app.file(files=["x"] * 50))) == {"files"}
    assert Case.objects.count() == 1


def test_files_have_a_share_by_what_they_are_sent_with_or_by_their_network(
    app: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quota, "FILES_A_FORM", 2)
    ids = [app.upload(sent_with="") for _time in range(2)]
    sent = {"file": made.sent("a.pdf", made.PDF)}
    full = app.client.post("/api/v1/uploads", sent, headers=app.headers())
    assert "too many files were attached" in errors(full)["file"]
    assert Upload.objects.count() == len(set(ids)) == 2  # nobody is told what others behind the same network sent
    key = new_key()
    first, second = app.upload(sent_with=key), app.upload("b.pdf", sent_with=key)
    assert Upload.objects.count() == 3
    case = Case.objects.get(tracking=app.file(key=key, files=[first, second]).json()["tracking"])
    assert [file.name for file in case.files.all()] == ["a.pdf"]


def test_a_file_that_is_not_taken_is_refused_in_a_sentence(app: Caller) -> None:
    sent = {"file": made.sent("a.pdf", b"MZ no such thing")}
    refused = app.client.post("/api/v1/uploads", sent, headers=app.headers())
    assert "isn’t a type of file that we accept" in errors(refused)["file"]
    assert problem(app.post("/uploads", {"file": "words"})) == (415, "media-type")


# --- who reads it ---


def test_a_form_that_promises_less_by_now_files_nothing(app: Caller) -> None:
    filled = {"form": app.form_of("integrity"), "answers": WORDS}
    promises = app.get(f"/forms/{filled['form']}").json()["promises"]
    assert "sealed" in promises
    assert app.post("/requests", {**filled, "promises": promises}).status_code == 201
    assert Case.objects.get().track == Track.SENSITIVE
    RequestKind.objects.filter(code="integrity").update(sensitive=False)
    assert problem(app.post("/requests", {**filled, "promises": promises})) == (409, "form-changed")


def test_a_kind_that_is_no_longer_taken_is_not_listed_and_gone(app: Caller) -> None:
    form = app.form_of("praise")
    RequestKind.objects.filter(code="praise").update(active=False)
    assert "praise" not in [kind["code"] for kind in app.get("/kinds").json()]
    assert problem(app.get(f"/forms/{form}")) == (410, "gone")
    assert problem(app.post("/requests", {"form": form, "answers": WORDS})) == (410, "gone")


def test_a_form_outside_its_time_is_not_listed_and_gone_but_what_was_filed_in_time_is_told_again(app: Caller) -> None:
    form, key = app.form_of("complaint"), new_key()
    filled = {"form": form, "answers": WORDS}
    filed = app.post("/requests", filled, key=key).json()
    pages = FormPage.objects.filter(kind="complaint")
    for outside in ({"closes_at": now() - timedelta(minutes=1)}, {"opens_at": now() + timedelta(days=1)}):
        pages.update(**{"opens_at": None, "closes_at": None, **outside})
        assert "complaint" not in [kind["code"] for kind in app.get("/kinds").json()]
        assert problem(app.get(f"/forms/{form}")) == (410, "gone")
        assert problem(app.post("/requests", filled)) == (410, "gone")
    assert app.post("/requests", filled, key=key).json()["secret"] == filed["secret"]
    assert Case.objects.count() == 1


# --- by what was answered ---


RULED = [
    *(made.question(kind) for kind in ("agency", "subject", "text", "place")),
    made.question(
        "choice",
        key="sort",
        options=made.options(("water", "Water"), ("work", "Work"), ("other", "Other")),
        routes=[made.route("one_of", "work", "court")],
    ),
    made.question("number", key="meter", required_if=made.condition(("sort", "one_of", "water"))),
    made.question("files", required=True, shown_if=made.condition(("sort", "one_of", "water"))),
    made.question("exit", key="court", label="Go to the court", help_text="It decides.", link="/en/", link_words="Go"),
]


@pytest.fixture
def ruled(app: Caller) -> Caller:
    """The form for complaints has conditions, a route and an exit."""
    page = FormPage.objects.get(kind="complaint", locale__language_code="en")
    page.questions = made.stream(RULED)
    page.save_revision().publish()
    return app


def test_a_form_tells_its_conditions_and_where_answers_lead(ruled: Caller) -> None:
    said = ruled.get(f"/forms/{ruled.form_of('complaint')}").json()
    by_key = {each["key"]: each for each in said["questions"]}
    water = {"all": [{"fact": "sort", "is": "one_of", "value": ["water"]}]}
    assert (by_key["files"]["shown_if"], by_key["meter"]["required_if"]) == (water, water)
    assert (by_key["files"]["required_if"], by_key["meter"]["shown_if"]) == (None, None)
    led = {"when": {"fact": "sort", "is": "one_of", "value": ["work"]}, "to": "court"}
    assert [(each["key"], each["routes"]) for each in said["questions"] if each["routes"]] == [("sort", [led])]
    court = by_key["court"]
    assert (court["type"], court["label"], court["link"], court["fields"]) == ("exit", "Go to the court", "/en/", [])


def test_what_must_be_answered_follows_from_what_was_answered(ruled: Caller) -> None:
    assert set(errors(ruled.file(sort="water"))) == {"meter", "files"}
    assert ruled.file(sort="water", meter=7, files=[ruled.upload()]).status_code == 201
    assert ruled.file(sort="other").status_code == 201


def test_at_an_exit_nothing_is_filed_and_it_is_said_where_to_go(ruled: Caller) -> None:
    response = ruled.file(sort="work")
    assert problem(response) == (409, "not-possible")
    assert response.json()["detail"] == "Go to the court"
    assert not Case.objects.exists()


# --- how often ---


def crowd(limit: Limit, used: int) -> None:
    count_up({key_of(limit, "127.0.0.1", now()): used}, ends_at=hour_of(now()) + HOUR)


@pytest.mark.usefixtures("limits_on")
def test_a_crowded_network_solves_a_challenge_or_waits_and_what_was_filed_is_told_again(app: Caller) -> None:
    key = new_key()
    filed = app.file(key=key).json()
    crowd(FILING, FILING.free)
    slowed = app.file()
    assert problem(slowed) == (429, "limited")
    assert slowed["Retry-After"] == str(WAIT_SECONDS) == str(slowed.json()["challenge"]["wait_seconds"])
    assert app.file(key=key).json()["secret"] == filed["secret"]
    solution = solved(json.dumps(slowed.json()["challenge"]["work"]))
    filled = {"form": app.form_of("complaint"), "answers": WORDS}
    assert app.post("/requests", filled, **{"challenge-solution": solution}).status_code == 201
    assert problem(app.post("/requests", filled, **{"challenge-solution": solution})) == (429, "limited")
    crowd(FILING, FILING.most or 0)
    refused = app.file()
    assert problem(refused) == (429, "limited")
    assert "challenge" not in refused.json()
    assert int(refused["Retry-After"]) > WAIT_SECONDS


@pytest.mark.usefixtures("limits_on")
def test_files_are_counted_with_those_of_the_pages(app: Caller) -> None:
    crowd(UPLOADS, UPLOADS.free)
    sent = {"file": made.sent("a.pdf", made.PDF)}
    assert problem(app.client.post("/api/v1/uploads", sent, headers=app.headers())) == (429, "limited")


def test_a_database_that_is_locked_is_told_as_busy(app: Caller) -> None:
    with patch("content.forms.filing.open_case", side_effect=OperationalError("locked")):
        response = app.file()
    assert problem(response) == (503, "busy")
    assert response["Retry-After"] == "30"


def test_of_several_files_for_one_question_none_is_left_out_in_silence(app: Caller) -> None:
    form = FormPage.objects.get(slug="complaint")
    asked = [made.question("subject", label="Subject"), made.question("text", label="What?")]
    form.questions = made.stream([*asked, made.question("photo", key="damage", label="The damage", most=3)])
    form.save_revision().publish()
    filled = {"form": app.form_of("complaint"), "answers": {"subject": "A hole", "text": "In the street."}}
    photo = app.upload("a.png", made.picture("PNG"))
    refused = app.post("/requests", {**filled, "files_of": {"damage": [photo, "no-such-file"]}})
    assert "damage" in errors(refused)
    assert not Case.objects.exists()


def test_files_of_one_kind_and_people_beside_the_citizen_come_as_on_the_page(app: Caller) -> None:
    form = FormPage.objects.get(slug="complaint")
    form.questions = made.stream(
        [
            made.question("subject", label="Subject"),
            made.question("text", label="What?"),
            made.question("photo", key="damage", label="The damage", required=True, most=1),
            made.question("for_other", label="For whom?", relations=["parent"]),
        ]
    )
    form.save_revision().publish()
    read = app.get(f"/forms/{app.form_of('complaint')}").json()
    (damage,) = (each for each in read["questions"] if each["key"] == "damage")
    assert damage["files"]["most"] == 1
    assert "pdf" not in damage["files"]["endings"]
    answers = {"subject": "A hole", "text": "In the street.", "for_other": "parent", "for_name": "Layla"}
    filled: dict[str, Any] = {"form": app.form_of("complaint"), "answers": answers}
    assert errors(app.post("/requests", filled)) == {"damage": "Attach a photo."}
    paper = {**filled, "files_of": {"damage": [app.upload()]}}
    assert "is not a photo" in errors(app.post("/requests", paper))["damage"]
    assert "film" in errors(app.post("/requests", {**paper, "files_of": {"film": [app.upload()]}}))
    photo = {**filled, "files_of": {"damage": [app.upload("a.png", made.picture("PNG"))]}}
    response = app.post("/requests", photo)
    assert response.status_code == 201
    assert list(File.objects.values_list("asked_by", "content_type")) == [("damage", "image/png")]
    app.token = response.json()["token"]
    assert app.get("/request").json()["for_whom"] == "Layla"


@needs_ffmpeg
def test_a_voice_alone_is_filed_and_its_summary_read_as_the_agencys(app: Caller) -> None:
    form = app.get(f"/forms/{app.form_of('complaint')}").json()
    assert form["recorded_by"] == "files"
    neither = errors(app.file(subject="", text=""))
    assert neither == {"text": "Write what you have to say, or record it: press “Speak instead of writing”."}
    paper = errors(app.file(subject="", text="", files=[app.upload()]))
    assert paper == neither
    voice = app.upload("voice.m4a", recording("voice.m4a"))
    response = app.file(subject="", text="", files=[voice])
    assert response.status_code == 201
    case = Case.objects.get()
    app.token = response.json()["token"]
    said = app.get("/request").json()
    assert (said["subject"], said["statement"]) == ("Voice message", "")
    heard = {"kind": "voice", "seconds": 0, "state": "waiting", "subject_by_agency": False, "summary_by_agency": ""}
    assert said["recording"] == heard
    holder = Work.objects.get(case=case).holder_id or 0
    apply(case.pk, Summarise(subject="The scanner", text="It is broken."), actor=Actor.staff(holder))
    said = app.get("/request").json()
    assert (said["subject"], said["statement"]) == ("The scanner", "")
    by_agency = {"state": "titled", "subject_by_agency": True, "summary_by_agency": "It is broken."}
    assert said["recording"] == heard | by_agency
    assert said["happened"][0]["title"] == "MOH listened to your recording and summarised it"


def test_for_somebody_else_the_app_says_whether_they_agree(app: Caller) -> None:
    other = {"for_other": "carer", "for_name": "Layla Nasser"}
    assert errors(app.file("integrity", **other)) == {"for_consent": "Say whether they agree."}
    assert app.file("integrity", **other, for_consent="agrees", for_why_not="dropped").status_code == 201
    person = OtherPerson.objects.get()
    assert (person.consent, person.why_no_consent) == ("agrees", "")
