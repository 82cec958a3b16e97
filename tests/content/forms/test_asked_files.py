"""Questions for files of one kind: told by what a file is, counted, and kept with their question."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from content.forms.blocks import QuestionsBlock
from content.forms.page import FormPage
from content.forms.upload import Upload
from tests.content.forms import made
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
