"""Questions for files of one kind: told by what a file is, counted, and kept with their question."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from content.forms.arriving import Arriving
from content.forms.blocks import QuestionsBlock
from content.forms.file_types import AMR, HEIC, JPEG, MP3, MP4, OGG, PACKAGE, PDF, WEBM, FileType
from content.forms.kinds_of_files import kind_called
from content.forms.page import FormPage
from content.forms.sniffing import HEAD
from content.forms.upload import Upload
from tests.content.forms import made
from tests.content.forms.in_pieces import TUS, patch, told
from tests.content.forms.made import condition, hidden_values, question
from tests.content.forms.sending import URL, send, text_of
from workflows.cases.models import Answer, Case, File

BEGIN = [question("subject", label="Subject"), question("text", label="What?")]
PHOTO = question(
    "photo", key="damage", label="The damage", help_text="From near.", example="the hole", required=True, most=2
)
RAW = [*BEGIN, PHOTO, question("video", key="film", label="A film"), question("voice", key="told", label="Told")]


@pytest.fixture
def citizen() -> Client:
    made.english_forms("complaint")
    page = FormPage.objects.get(slug="complaint")
    page.questions = made.stream(RAW)
    page.save_revision().publish()
    return Client()


def kept(shown: Any, key: str = "damage") -> dict[str, Any]:
    name = f"kept_files.{key}"
    return {name: hidden_values(shown.content.decode(), name)}


@pytest.mark.django_db
def test_the_same_photo_twice_is_there_once_and_that_is_said(citizen: Client) -> None:
    twice = [made.sent(name, made.picture("PNG")) for name in ("one.png", "again.png")]
    shown = send(citizen, citizen.get(URL), damage=twice, subject="")
    assert "is there already, and is sent once" in text_of(shown)
    assert len(kept(shown)["kept_files.damage"]) == 1


@pytest.mark.django_db
def test_what_is_folded_opens_with_a_file_that_came_or_was_refused(citizen: Client) -> None:
    closed, opened = '<details class="fold" id="more">', '<details class="fold" id="more" open>'
    shown = citizen.get(URL)
    assert closed in shown.content.decode()
    assert opened in send(citizen, shown, film=[made.sent("film.pdf", made.PDF)]).content.decode()
    page = FormPage.objects.get(slug="complaint")
    page.questions = made.stream([*BEGIN, {**PHOTO, "value": {**PHOTO["value"], "required": False}}])
    page.save_revision().publish()
    shown = citizen.get(URL)
    assert closed in shown.content.decode()
    photo = [made.sent("one.png", made.picture("PNG"))]
    assert opened in send(citizen, shown, damage=photo, subject="").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("whole", [False, True])
def test_a_large_file_of_another_kind_is_refused_at_its_question_as_soon_as_that_is_known(
    citizen: Client, *, whole: bool
) -> None:
    """By its first piece; where that is all of it, before its form is sent."""
    paper = made.PDF if whole else made.PDF + b"0" * HEAD
    token = made.hidden_values(citizen.get(URL).content.decode(), "form_token")[0]
    more = {"Upload-Length": str(len(paper) + (0 if whole else 9_000_000))}
    more["Upload-Metadata"] = told(filename="photo.jpg", form_token=token)
    address = citizen.post(f"{URL}?upload=damage", headers={**TUS, **more})["Location"]
    first = patch(citizen, address, 0, paper)
    assert first.status_code == (HTTPStatus.NO_CONTENT if whole else HTTPStatus.UNPROCESSABLE_ENTITY)
    refused = citizen.post(address) if whole else first
    assert "is not a photo, and only photos are asked for here" in refused.json()["refused"]
    assert not Upload.objects.exists()
    assert not Arriving.objects.exists()


@pytest.mark.parametrize(
    ("asked", "may"),
    [
        ("photo", {JPEG, HEIC}),
        ("video", {MP4, WEBM, OGG}),
        ("voice", {MP4, WEBM, OGG, MP3, AMR}),
        ("proof", {JPEG, HEIC, PDF, PACKAGE}),
    ],
)
def test_what_the_beginning_of_a_file_rules_out(asked: str, may: set[FileType]) -> None:
    kind = kind_called(asked)
    assert kind is not None
    assert {each for each in (JPEG, HEIC, PDF, PACKAGE, MP4, WEBM, OGG, MP3, AMR) if kind.may_begin(each)} == may


def test_a_question_for_files_of_all_kinds_has_no_kind() -> None:
    assert [kind_called(name) for name in ("", "files", "nonsense")] == [None] * 3


@pytest.mark.django_db
def test_only_what_is_a_photo_answers_a_question_for_photos(citizen: Client) -> None:
    paper = made.sent("photo.jpg", made.PDF, "image/jpeg")
    refused = send(citizen, citizen.get(URL), damage=[paper])
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "is not a photo, and only photos are asked for here" in text_of(refused)
    assert not Upload.objects.exists()
    three = [made.sent(f"{number}.png", made.picture("PNG") + bytes([number])) for number in range(3)]
    many = send(citizen, refused, damage=three)
    assert "“2.png” was left out: at most 2 files can be attached." in text_of(many)
    sent = send(citizen, many, **kept(many))
    assert sent.status_code == HTTPStatus.SEE_OTHER
    assert list(Answer.objects.values_list("key", "value", "shown", "type")) == [("damage", 2, "2", "number")]
    assert list(File.objects.values_list("asked_by", "content_type")) == [("damage", "image/png")] * 2
    follow = text_of(citizen.get(f"/en/track/{Case.objects.get().tracking}/", follow=True))
    assert "The damage" in follow


@pytest.mark.django_db
def test_one_that_must_be_attached_is_asked_for_and_drawn_with_what_it_takes(citizen: Client) -> None:
    empty = citizen.get(URL)
    content = empty.content.decode()
    assert 'name="damage"' in content
    assert 'data-kind="photo"' in content
    assert "For example: the hole" in text_of(empty)
    assert "Attach a photo." in text_of(send(citizen, empty))
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_a_file_ahead_of_its_form_is_held_against_its_question(citizen: Client) -> None:
    (token,) = hidden_values(citizen.get(URL).content.decode(), "form_token")
    ahead = {"form_token": token, "files": made.sent("a.pdf", made.PDF)}
    refused = citizen.post(f"{URL}?upload=damage", ahead)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "not a photo" in refused.json()["refused"]
    assert not Upload.objects.exists()
    taken = citizen.post(f"{URL}?upload=damage", {**ahead, "files": made.sent("a.png", made.picture("PNG"))})
    assert "token" in taken.json()
    nothing = citizen.post(f"{URL}?upload=other", {**ahead, "files": made.sent("a.png", made.picture("PNG"))})
    assert nothing.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_no_condition_of_the_form_asks_for_files() -> None:
    asks = question("short_text", key="more", label="More?", shown_if=condition(("damage", "at_least", "1")))
    with pytest.raises(ValidationError) as refused:
        QuestionsBlock().clean(made.stream([*RAW, asks]))
    said = "The condition asks about “The damage”: of files nothing is known while a form is filled in."
    assert said in str(refused.value.as_json_data())  # type: ignore[attr-defined]  # Wagtail's own error


@pytest.mark.django_db
def test_no_link_and_no_example_answers_for_files(citizen: Client) -> None:
    assert citizen.get(f"{URL}?damage=two&film=1").status_code == HTTPStatus.OK
    form = FormPage.objects.get(slug="complaint")
    assert form.make_preview_request(preview_mode="example").status_code == HTTPStatus.OK
    assert "Versions with open requests" in text_of(form.make_preview_request(preview_mode="versions"))


@pytest.mark.django_db
def test_a_file_that_answers_another_question_is_not_removed_where_it_does_not_fit(citizen: Client) -> None:
    photo = made.picture("PNG")
    twice: dict[str, Any] = {key: [made.sent("hole.png", photo)] for key in ("damage", "film")}
    refused = send(citizen, citizen.get(URL), **twice)
    assert "is not a video, and only videos are asked for here" in text_of(refused)
    assert [upload.name for upload in Upload.objects.all()] == ["hole.png"]
    assert len(kept(refused)["kept_files.damage"]) == 1
