"""A form that speaks of danger comes back with two ways on; moved to the protected form, nothing stays behind."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from content.forms.arriving import Arriving, begin
from content.forms.serving import read_token
from content.forms.texts.rights import RIGHTS
from content.forms.upload import Upload
from content.forms.uploads import Attachments
from permissions.actors import Actor
from permissions.isolated import without_isolates
from permissions.now import standing_at
from permissions.people.models import User
from permissions.writing import written_moment
from tests.content.forms import made
from tests.content.forms.sending import URL, WORDS, form_of, send
from tests.scenes import publish_danger_words
from workflows.cases.actions.spam import Release
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, File, Track
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.notifications.deliver import deliver_waiting

pytestmark = pytest.mark.django_db
BEATEN: dict[str, Any] = {
    "subject": "The teacher beats my son",
    "text": "The teacher beats my son every day at school.",
}
PROTECTED = "/en/file/rights/"
NEEDED = {"danger": "no", "about": "child_at_school", "agency": "unknown"}
"""What the protected form asks of everybody."""


@pytest.fixture(autouse=True)
def _published() -> None:
    made.english_forms("complaint", "rights", "integrity")
    publish_danger_words()


@pytest.fixture
def citizen() -> Client:
    return Client()


def asked_on(response: Any) -> Any:
    """The card that asks, and the buttons on it."""
    (card,) = BeautifulSoup(response.content, "lxml").select("[data-danger-asked]")
    return card


def a_file(name: str = "bruise.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, made.picture("PNG"), "image/png")


def moved(citizen: Client, shown: Any, **changes: Any) -> Any:
    return citizen.post(PROTECTED, {"agency": "moh", **WORDS, **BEATEN, **form_of(shown), "protect": "yes"} | changes)


def test_it_comes_back_says_what_was_recognised_and_whom_to_ring(citizen: Client) -> None:
    response = send(citizen, citizen.get(URL), **BEATEN)
    assert (response.status_code, Case.objects.count()) == (HTTPStatus.UNPROCESSABLE_ENTITY, 0)
    card = asked_on(response)
    assert [link["href"] for link in card.select("a")] == ["tel:911", "tel:110"]
    move, go_on = card.select("button")
    assert (move["formaction"], move["name"], go_on["name"]) == (PROTECTED, "protect", "danger_go")
    assert card.find_parent("form")["id"] == "filing"
    shown = BeautifulSoup(response.content, "lxml")
    assert shown.select_one("form[data-quick-exit]") is not None, "who reads of danger may be watched"
    assert BeautifulSoup(citizen.get(URL).content, "lxml").select_one("form[data-quick-exit]") is None


def test_who_goes_on_is_held(citizen: Client) -> None:
    response = send(citizen, citizen.get(URL), **BEATEN)
    go_on = asked_on(response).select("button")[1]
    forged = send(citizen, response, **BEATEN, danger_go="yes")
    assert (forged.status_code, Case.objects.count()) == (HTTPStatus.UNPROCESSABLE_ENTITY, 0)
    assert send(citizen, response, **BEATEN, danger_go=go_on["value"]).status_code == HTTPStatus.SEE_OTHER
    case = Case.objects.get()
    assert (case.held, case.agency.code, case.track) == (True, "central", Track.ORDINARY)


def test_who_goes_on_reads_by_when_somebody_looks_and_whom_to_ring(citizen: Client) -> None:
    """The letter names neither the matter nor a number that would tell of it: somebody else may read it at home."""
    response = send(citizen, citizen.get(URL), **BEATEN)
    go_on = asked_on(response).select("button")[1]
    sent = send(citizen, response, **BEATEN, email="huda@example.org", danger_go=go_on["value"])
    look_by = Deadline.objects.get(kind=DeadlineKind.LOOK, done=None).due
    assert look_by is not None
    case = Case.objects.get()
    with override(case.language):
        when = " ".join(written_moment(look_by).split())
    shown = BeautifulSoup(citizen.get(sent["Location"]).content, "lxml")
    (looked_at,) = shown.select("[data-looked-at]")
    assert shown.select("form[data-quick-exit]")
    assert when in " ".join(looked_at.get_text().split())
    assert [each["href"] for each in shown.select("[data-help-now] a")] == ["tel:911", "tel:110"]
    assert shown.select("script[src*=quick-exit]")
    assert not shown.select("[data-qr], [data-share], [data-picture]"), "who watches its citizen finds pictures"
    deliver_waiting()
    (letter,) = (each for each in mail.outbox if each.to == ["huda@example.org"])
    assert isinstance(letter, EmailMultiAlternatives)
    body = " ".join(without_isolates(str(letter.body)).split())
    assert when in body
    assert "call 911" in body
    assert not re.search(r"\b110\b", body)
    assert "beats" not in f"{letter.subject}{body}{letter.alternatives}"


def follow_page(citizen: Client, case: Case) -> Any:
    return BeautifulSoup(citizen.get(f"/en/track/{case.tracking}/").content, "lxml")


def test_its_page_says_by_when_somebody_looks_and_stays_easy_to_leave(citizen: Client) -> None:
    written = BEATEN | {"email": "huda@example.org"}  # of who leaves no address, days alone are told
    response = send(citizen, citizen.get(URL), **written)
    send(citizen, response, **written, danger_go=asked_on(response).select("button")[1]["value"])
    case, look = Case.objects.get(), Deadline.objects.get(kind=DeadlineKind.LOOK, done=None)
    assert look.due is not None
    shown = follow_page(citizen, case)
    assert " ".join(written_moment(look.due).split()) in " ".join(
        shown.select_one("[data-looked-at]").get_text().split()
    )
    assert [each["href"] for each in shown.select("[data-help-now] a")] == ["tel:911", "tel:110"]
    assert shown.select("form[data-quick-exit]")
    assert shown.select("script[src*=quick-exit]")
    assert not shown.select("[data-remember]"), "nothing of it stays on the device"
    with standing_at(look.due):
        sweep_clock()
    assert "should have looked at it by now" in follow_page(citizen, case).select_one("[data-looked-at]").get_text()
    apply(case.pk, Release(note="Looked at."), actor=Actor.staff(User.objects.get(username="officer-central").pk))
    released = follow_page(citizen, case)
    assert not released.select("[data-help-now], [data-looked-at], [data-remember]")
    assert released.select("form[data-quick-exit]"), "it may still speak of who reads over a shoulder"


def test_it_is_asked_before_what_is_missing_and_once(citizen: Client) -> None:
    incomplete = BEATEN | {"agency": "", "email": "me@"}
    response = send(citizen, citizen.get(URL), **incomplete)
    assert response.context["round"].errors == [], "one thing at a time"
    go_on = asked_on(response).select("button")[1]
    refused = send(citizen, response, **incomplete, danger_go=go_on["value"])
    assert [name for name, _sentence in refused.context["round"].errors] == ["f-email"]
    shown = BeautifulSoup(refused.content, "lxml")
    assert not shown.select("[data-danger-asked]")
    assert shown.select("form[data-quick-exit]"), "who goes on may still be watched"
    (kept,) = shown.select("[type=hidden][name=danger_go]")
    assert send(citizen, refused, **BEATEN, agency="", danger_go=kept["value"]).status_code == HTTPStatus.SEE_OTHER
    assert Case.objects.get().held


def test_moved_it_stands_in_the_protected_form_and_nothing_is_filed(citizen: Client) -> None:
    shown = send(citizen, citizen.get(URL), [a_file()], **BEATEN)
    (upload,) = Upload.objects.all()
    response = moved(citizen, shown)
    assert (response.status_code, response["Cache-Control"]) == (HTTPStatus.OK, "private, no-store")
    form = BeautifulSoup(response.content, "lxml").select_one("form#filing")
    assert form is not None
    assert [area.text.strip() for area in form.select("textarea[name=text]")] == [BEATEN["text"]]
    assert form["data-carried-from"] == "complaint"
    upload.refresh_from_db()
    fresh = read_token(form_of(response)["form_token"], "rights")
    assert (upload.waits_for, Case.objects.count()) == (fresh.key, 0)
    filed = citizen.post(PROTECTED, {**WORDS, **BEATEN, **form_of(response), **NEEDED})
    assert filed.status_code == HTTPStatus.SEE_OTHER
    case = Case.objects.get()
    assert (case.track, case.held, case.kind.code) == (Track.SENSITIVE, False, "rights")
    assert File.objects.get(case=case).storage_key == upload.storage_key


def test_what_does_not_go_along_is_removed(citizen: Client) -> None:
    shown = send(citizen, citizen.get(URL), [a_file(), a_file("second.png")], **BEATEN)
    key = read_token(form_of(shown)["form_token"], "complaint").key
    begin(name="film.mp4", length=10, form_key=key)
    assert Upload.objects.filter(waits_for=key).count() == Upload.objects.count() > 0
    kept = form_of(shown)["kept_files"][:1]
    moved(citizen, shown, kept_files=kept)
    assert (Upload.objects.count(), Upload.objects.filter(waits_for=key).count()) == (1, 0)
    assert not Arriving.objects.exists()


def test_however_many_questions_are_named_it_costs_no_more_statements(citizen: Client) -> None:
    shown = send(citizen, citizen.get(URL), [a_file()], **BEATEN)
    (kept,) = form_of(shown)["kept_files"]
    named = {f"kept_files.made_up_{number}": kept for number in range(Attachments.most * 5)}
    with CaptureQueriesContext(connection) as statements:
        assert moved(citizen, shown, **named).status_code == HTTPStatus.OK
    assert len(statements) < 10 * Attachments.most
    assert Upload.objects.count() == 1


def test_only_a_form_of_ours_is_moved_and_only_into_a_protected_one(citizen: Client) -> None:
    shown = citizen.get(URL)
    assert moved(citizen, shown, form_token="made up").status_code == HTTPStatus.NOT_FOUND
    assert citizen.post(URL, {**BEATEN, **form_of(shown), "protect": "yes"}).status_code == HTTPStatus.NOT_FOUND


def test_who_stays_unknown_is_not_moved_with_a_name(citizen: Client) -> None:
    response = moved(citizen, citizen.get(URL), name="Huda", email="huda@example.org", phone="0790000000")
    assert "Huda" not in response.content.decode()
    assert "huda@example.org" not in response.content.decode()


def test_what_did_not_come_along_is_said_and_where_to_write_it_again(citizen: Client) -> None:
    shown = BeautifulSoup(moved(citizen, citizen.get(URL), phone="0790000000", name=" ").content, "lxml")
    (said,) = shown.select("[data-carried-here] [data-left-out]")
    assert "to protect you: Phone." in said.get_text(" ", strip=True)
    (link,) = said.select("a")
    (fold,) = shown.select(f"details{link['href']}[open]")
    assert fold.select("[name=phone]")
    nothing_left = BeautifulSoup(moved(citizen, citizen.get(URL)).content, "lxml")
    assert nothing_left.select("[data-carried-here]")
    assert not nothing_left.select("[data-left-out]")


def test_what_is_optional_is_folded_and_what_happened_is_asked_once(citizen: Client) -> None:
    shown = BeautifulSoup(moved(citizen, citizen.get(URL)).content, "lxml")
    for name in ("email", "phone", "relay"):
        assert shown.select(f"details:not([open]) [name={name}]"), name
    assert "ما الذي حدث؟" not in {question["value"]["label"].ar for question in RIGHTS.questions}


def test_a_device_whose_answer_was_lost_on_the_way_asks_and_files_nothing(citizen: Client) -> None:
    data = {"agency": "moh", **WORDS, **BEATEN, **form_of(citizen.get(URL))}
    response = citizen.post(URL, data | {"danger_go": ""}, headers={"Accept": "application/json"})
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    card = asked_on(send(citizen, citizen.get(URL), **BEATEN))
    (sentence,) = response.json()["sentences"]
    assert sentence in card.text
    assert not response.json()["again"]
    assert not Case.objects.exists()


def test_a_device_that_cannot_ask_is_held(citizen: Client) -> None:
    data = {"agency": "moh", **WORDS, **BEATEN, **form_of(citizen.get(URL))}
    assert citizen.post(URL, data, headers={"Accept": "application/json"}).status_code == HTTPStatus.CREATED
    assert Case.objects.get().held


def test_a_sealed_form_asks_nothing(citizen: Client) -> None:
    filed = citizen.post(PROTECTED, {**WORDS, **BEATEN, **form_of(citizen.get(PROTECTED)), **NEEDED})
    assert filed.status_code == HTTPStatus.SEE_OTHER


def test_filing_costs_one_statement_more(citizen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    send(citizen, citizen.get(URL))  # what is read once is read
    with CaptureQueriesContext(connection) as with_it:
        assert send(citizen, citizen.get(URL), text="The lamp is out.").status_code == HTTPStatus.SEE_OTHER
    monkeypatch.setattr("content.forms.serving.danger_to_ask", lambda *_args: None)
    monkeypatch.setattr("workflows.cases.danger.danger_in", lambda *_args: None)
    with CaptureQueriesContext(connection) as without:
        assert send(citizen, citizen.get(URL), text="The tap drips.").status_code == HTTPStatus.SEE_OTHER
    assert len(with_it) <= len(without) + 1
