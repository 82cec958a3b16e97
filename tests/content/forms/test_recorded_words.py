"""Subject and text need not be written where they were recorded; whoever sends neither reads of both ways once."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from content.forms.preparing import prepare_waiting
from content.forms.upload import Preparation, Upload
from tests.content.forms import made
from tests.content.forms.made import every_kind, question, sentences
from tests.content.forms.recordings_made import needs_ffmpeg, recording
from tests.content.forms.sending import URL, form_of, send, text_of
from workflows.cases.consistency import inconsistencies
from workflows.cases.models import Case, OtherPerson

pytestmark = needs_ffmpeg
EMPTY = {"subject": "", "text": ""}
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
    silent = ["Nothing can be heard in “Voice 1”. Record it again, or write what you have to say."]
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
    shown = send(citizen, citizen.get(URL), [voice("silence.m4a")], agency="", **EMPTY)
    prepare_waiting()
    upload = Upload.objects.get()
    assert (upload.silent, upload.seconds, upload.can_be_heard) == (True, 2, False)
    refused = send(citizen, shown, **EMPTY)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Nothing can be heard in “silence.m4a”." in text_of(refused)
    Upload.objects.update(silent=False, preparation=Preparation.UNREADABLE)
    assert "Nothing can be heard" in text_of(send(citizen, refused, **EMPTY))
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_whoever_writes_for_another_says_whether_that_one_agrees(citizen: Client) -> None:
    url = "/en/file/integrity/"
    shown = citizen.get(url)
    other = {"for_other": "neighbour", "for_name": "Layla Nasser"}
    refused = send(citizen, shown, url=url, **other)
    assert "Say whether they agree." in text_of(refused)
    refused = send(citizen, refused, url=url, **other, for_consent="cannot")
    assert "Write why they can’t agree: a child, ill, missing …" in text_of(refused)
    assert '<details class="fold" open>' in refused.content.decode()
    filed = send(citizen, refused, url=url, **other, for_consent="cannot", for_why_not="She is a child")
    assert filed.status_code == HTTPStatus.SEE_OTHER
    person = OtherPerson.objects.get()
    assert (person.relation, person.consent, person.why_no_consent) == ("neighbour", "cannot", "She is a child")
    assert list(inconsistencies()) == []
    (kept,) = OtherPerson.objects.values_list("why_no_consent", flat=True)
    assert "child" not in kept  # values come as they lie in the database
    assert not person.case.answers.filter(key__startswith="for_").exclude(key="for_other").exists()
