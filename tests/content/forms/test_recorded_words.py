"""Subject and text need not be written where they were recorded; whoever sends neither reads of both ways once."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from content.forms.preparing import MOST_TRIES, prepare_waiting, tell_of_silence
from content.forms.upload import Preparation, Upload
from permissions.actors import Actor
from permissions.now import now
from tests.content.forms import made
from tests.content.forms.made import every_kind, question, sentences
from tests.content.forms.recordings_made import needs_ffmpeg, recording
from tests.content.forms.sending import URL, WORDS, form_of, send, text_of
from tests.scenes import publish_danger_words
from workflows.cases.actions import AddInformation
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, OtherPerson
from workflows.deadlines.models import DeadlineKind
from workflows.outbox.models import OutboxEntry

pytestmark = needs_ffmpeg
EMPTY: dict[str, Any] = {"subject": "", "text": ""}
BOTH_WAYS = "Write what you have to say, or record it: press “Speak instead of writing”."


class Came:
    """A recording as the form asks for it."""

    name = "Voice 1"

    def __init__(self, *, can_be_heard: bool = True) -> None:
        self.can_be_heard = can_be_heard


def checked(*recordings: Came, raw: list[dict[str, Any]] | None = None, **data: str) -> dict[str, list[str]]:
    form = made.filled(raw, language="en", **data)
    form.full_clean()
    form.check_words(recordings)
    return {key: sentences(form, key) for key in form.errors}


def test_either_words_or_something_that_can_be_heard() -> None:
    assert checked() == {}
    assert checked(Came(), **EMPTY) == {}
    assert checked(Came(can_be_heard=False), Came(), **EMPTY) == {}
    assert checked(**EMPTY) == {"text": [BOTH_WAYS]}
    assert checked(subject="") == {"subject": ["Write the subject in one line."]}
    assert checked(text=" ") == {"text": ["Write what you have to say."]}
    silent = ["We can’t hear anything in “Voice 1”. Record it again, or write what you have to say."]
    assert checked(Came(can_be_heard=False), **EMPTY) == {"text": silent}
    assert checked(Came(can_be_heard=False)) == {}


def test_a_form_that_takes_no_recording_asks_for_both() -> None:
    raw = [each for each in every_kind() if each["type"] != "files"]
    assert set(checked(raw=raw, **EMPTY)) == {"subject", "text"}
    steps = [*every_kind(), question("step", key="last", label="Last")]
    assert set(checked(raw=steps, **EMPTY)) == {"subject", "text"}


def test_what_nobody_need_answer_is_folded_and_opens_where_something_is() -> None:
    raw = [
        question("agency", label="Agency"),
        question("concerns", label="Someone?"),
        question("subject", label="Subject"),
        question("text", label="What?"),
        question("files", label="Files"),
        question("short_text", key="bill", label="Bill"),
        question("short_text", key="meter", label="Meter", required=True),
        question("yes_no", key="paid", label="Paid?"),
        question("short_text", key="when", label="When?", shown_if=made.condition(("paid", "one_of", "yes"))),
        question("contact", label="Contact"),
        question("confidential", label="Hide me"),
    ]
    form = made.filled(raw)
    assert [row.question.key for row in form.more()] == ["concerns", "bill", "confidential"]
    assert [row.question.key for row in form.short()] == [
        *("agency", "subject", "text", "files", "meter", "paid", "when", "contact"),
    ]
    assert not form.more_opens
    for answer in ({"bill": "12"}, {"confidential": "on"}, {"concerns": "person"}, {"bill": "x" * 500}):
        assert made.filled(raw, **answer).more_opens
    raw.insert(0, question("step", key="first", label="First"))
    assert made.filled(raw).more() == []


def test_how_to_reach_whoever_writes_is_asked_at_once_and_their_name_is_folded() -> None:
    raw = [question("subject"), question("text"), question("contact", label="How?", ask_name=True)]
    form = made.filled(raw, email="sara@example.com")
    (reach,) = [row for row in form.short() if row.question.kind == "contact"]
    assert [field.name for field in reach.fields] == ["email", "phone"]
    (name,) = form.more()
    assert ([field.name for field in name.fields], name.label, name.template) == (
        ["name"],
        "Your name",
        "forms/questions/field.html",
    )
    assert not form.more_opens
    assert made.filled(raw, name="Sara").more_opens
    form.lock_name()  # it was proved
    assert form.more() == []
    steps = made.filled([question("step", key="first", label="First"), *raw])
    assert steps.more() == []
    assert [field.name for part in steps.parts() for row in part.rows for field in row.fields][-3:] == [
        *("name", "email", "phone"),
    ]


@pytest.fixture
def citizen() -> Client:
    made.english_forms("complaint", "integrity")
    return Client()


def voice(name: str = "voice.m4a") -> SimpleUploadedFile:
    return made.sent(name, recording(name))


@pytest.mark.django_db
def test_without_scripts_a_voice_alone_is_filed(citizen: Client) -> None:
    shown = citizen.get(URL)
    assert 'href="#f-files"' in shown.content.decode()
    assert "Speak instead of writing" in text_of(shown)
    assert send(citizen, shown, [voice()], **EMPTY).status_code == HTTPStatus.SEE_OTHER
    case = Case.objects.get()
    assert (case.subject, case.recording, case.waits_for_listening) == ("", "voice", True)
    again = send(citizen, shown, [voice()], **EMPTY)  # the same form once more is the same request
    assert again.status_code == HTTPStatus.SEE_OTHER
    assert Case.objects.count() == 1
    prepare_waiting()
    case.refresh_from_db()
    assert case.recording_seconds == 1


@pytest.mark.django_db
def test_whoever_sends_neither_keeps_the_rest(citizen: Client) -> None:
    refused = send(citizen, citizen.get(URL), [made.sent("paper.pdf", made.PDF)], **EMPTY)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert text_of(refused).count(BOTH_WAYS) == 2  # at the top and at the question
    assert len(form_of(refused)["kept_files"]) == 1


@pytest.mark.django_db
def test_silence_and_what_cannot_be_read_are_refused_where_that_is_known(citizen: Client) -> None:
    shown = send(citizen, citizen.get(URL), [voice("silence.m4a")], email="me@", **EMPTY)
    prepare_waiting()
    upload = Upload.objects.get()
    assert (upload.silent, upload.seconds, upload.can_be_heard) == (True, 2, False)
    refused = send(citizen, shown, **EMPTY)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "We can’t hear anything in “silence.m4a”." in text_of(refused)
    Upload.objects.update(silent=False, preparation=Preparation.UNREADABLE)
    assert "We can’t hear anything" in text_of(send(citizen, refused, **EMPTY))
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_silence_that_is_found_after_filing_is_told_to_the_citizen_and_the_agency(citizen: Client) -> None:
    """Two recordings: as long as one of them may be heard, nobody is told anything."""
    address = {"email": "sara@example.com"}
    another = made.sent("silence.m4a", recording("silence.m4a") + b"\0\0\0\x08free")
    send(citizen, citizen.get(URL), [voice("silence.m4a"), another], **EMPTY, **address)
    case = Case.objects.get()
    first, second = Upload.objects.order_by("pk")
    Upload.objects.filter(pk=second.pk).update(taken_at=now())  # somebody is at it
    prepare_waiting()
    case.refresh_from_db()
    assert (Upload.objects.get(pk=first.pk).silent, case.listening) == (True, "waiting")
    Upload.objects.filter(pk=second.pk).update(taken_at=None)
    prepare_waiting()
    case.refresh_from_db()
    assert (case.listening, case.is_silent, case.waits_for_listening) == ("silent", True, False)
    tell_of_silence(Upload.objects.all())  # once
    told = OutboxEntry.objects.filter(case=case, audience="citizen").order_by("pk")
    assert list(told.values_list("topic", flat=True)) == ["acknowledged", "not_heard"]
    event = case.events.get(verb="not_heard")
    assert (event.actor_kind, event.number) == ("clock", 2)
    apply(case.pk, AddInformation(text="The lamps are out."), actor=Actor.citizen(case.pk))
    case.refresh_from_db()
    assert case.waits_for_listening  # there is something to read now
    assert list(inconsistencies()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("heard", [False, True])
def test_what_gets_ready_between_the_check_and_the_filing_is_told_too(citizen: Client, heard: bool) -> None:
    token = citizen.get(URL)
    shown = send(citizen, token, [voice("silence.m4a")], email="me@", **EMPTY)
    with patch("content.forms.form.FilingForm.check_words"):
        prepare_waiting()
        Upload.objects.update(silent=not heard)
        assert send(citizen, shown, **EMPTY).status_code == HTTPStatus.SEE_OTHER
    assert Case.objects.get().is_silent is not heard


@pytest.mark.django_db
@pytest.mark.parametrize("words", [{"subject": "Lamps", "text": "They are out."}, {}])
def test_what_nobody_can_play_is_told_unless_it_came_beside_words(citizen: Client, words: dict[str, str]) -> None:
    send(citizen, citizen.get(URL), [voice()], **EMPTY | words)
    Upload.objects.update(tries=MOST_TRIES)
    prepare_waiting()
    assert Upload.objects.get().preparation == Preparation.UNREADABLE
    assert Case.objects.get().is_silent is not bool(words)


@pytest.mark.django_db
def test_whoever_writes_for_another_says_whether_that_one_agrees(citizen: Client) -> None:
    url = "/en/file/integrity/"
    shown = citizen.get(url)
    other: dict[str, Any] = {"for_other": "neighbour", "for_name": "Layla Nasser"}
    refused = send(citizen, shown, url=url, **other)
    assert "Say whether they agree." in text_of(refused)
    refused = send(citizen, refused, url=url, **other, for_consent="cannot")
    assert "Write why they can’t agree: a child, someone ill, someone missing …" in text_of(refused)
    assert '<details class="fold" open>' in refused.content.decode()
    filed = send(citizen, refused, url=url, **other, for_consent="cannot", for_why_not="She is a child")
    assert filed.status_code == HTTPStatus.SEE_OTHER
    person = OtherPerson.objects.get()
    assert (person.relation, person.consent, person.why_no_consent) == ("neighbour", "cannot", "She is a child")
    assert list(inconsistencies()) == []
    (kept,) = OtherPerson.objects.values_list("why_no_consent", flat=True)
    assert "child" not in kept  # values come as they lie in the database
    assert not person.case.answers.filter(key__startswith="for_").exclude(key="for_other").exists()


@pytest.fixture
def speaker() -> Client:
    """Somebody whose words of danger are recognised, where they write any."""
    made.english_forms("complaint", "rights", "integrity")
    publish_danger_words()
    return Client()


def danger_card(response: Any) -> Any:
    return BeautifulSoup(response.content, "lxml").select_one("[data-danger-asked]")


@pytest.mark.django_db
def test_whoever_sends_a_recording_alone_is_asked_about_danger_and_is_not_held(speaker: Client) -> None:
    asked = send(speaker, speaker.get(URL), [voice()], **EMPTY)
    assert (asked.status_code, Case.objects.count()) == (HTTPStatus.UNPROCESSABLE_ENTITY, 0)
    card = danger_card(asked)
    assert "Nobody can listen to your recording" in card.text
    assert "the complaints unit reads it first" not in card.text
    *moves, go_on = card.select("button")
    assert {move["formaction"] for move in moves} == {"/en/file/rights/", "/en/file/integrity/"}
    assert len({move.text.strip() for move in moves}) == len(moves), "each says where it leads"
    assert go_on.text.strip() == "No, send it"
    assert len(card.select("a[href^=tel]")) == len({link["href"] for link in card.select("a[href^=tel]")}) > 0
    assert send(speaker, asked, **EMPTY, danger_go=go_on["value"]).status_code == HTTPStatus.SEE_OTHER
    case = Case.objects.get()
    assert (case.held, case.agency.code, case.waits_for_listening) == (False, "moh", True)


@pytest.mark.django_db
def test_a_recording_beside_words_is_asked_nothing(speaker: Client) -> None:
    assert send(speaker, speaker.get(URL), [voice()]).status_code == HTTPStatus.SEE_OTHER
    assert not Case.objects.get().held


@pytest.mark.django_db
def test_a_recording_that_comes_by_itself_is_held_until_somebody_has_listened(speaker: Client) -> None:
    data = {"agency": "moh", **WORDS, **EMPTY, **form_of(speaker.get(URL)), "files": [voice()]}
    answer = speaker.post(URL, data, headers={"Accept": "application/json"})
    assert answer.status_code == HTTPStatus.CREATED
    case = Case.objects.get()
    assert (case.held, case.agency.code) == (True, "central")
    assert case.events.get(number=1).data["danger"] == "recording"
    assert case.deadlines.filter(kind=DeadlineKind.LOOK, done=None).count() == 1
    assert list(inconsistencies()) == []
