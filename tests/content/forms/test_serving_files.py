"""Files on their way with a form: a refused one is named, and neither words nor good files are lost."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from content.forms import taking, uploads
from content.forms.upload import Upload
from tests.content.forms import made
from tests.content.forms.sending import URL, assert_kept, form_of, send, text_of
from workflows.cases.models import Case, File

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _published() -> None:
    made.english_forms("complaint", "praise", "integrity")


@pytest.fixture
def citizen() -> Client:
    return Client()


def test_a_refused_file_is_named_and_the_good_one_stays_through_the_rounds(citizen: Client) -> None:
    files = [made.sent("photo.jpg", made.picture()), made.sent("tool.exe", b"MZ a program")]
    refused = send(citizen, citizen.get(URL), files)
    assert_kept(refused)
    assert "“tool.exe” isn’t a type of file that we accept" in text_of(refused)
    assert "photo.jpg" in text_of(refused)
    assert not Case.objects.exists()
    assert send(citizen, refused).status_code == HTTPStatus.SEE_OTHER
    assert list(File.objects.values_list("name", "content_type")) == [("photo.jpg", "image/jpeg")]


def test_a_file_that_is_too_large_is_refused_and_the_words_are_kept(
    citizen: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "MAX_BYTES", 1024 * 1024)
    refused = send(citizen, citizen.get(URL), [made.sent("scan.pdf", made.PDF + b"0" * 1024 * 1024)])
    assert_kept(refused)
    assert "“scan.pdf” is larger than 1 megabytes: attach a smaller copy." in text_of(refused)
    assert not Upload.objects.exists()


def test_thirty_files_at_once_leave_out_all_that_are_too_many(citizen: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (taking, uploads):
        monkeypatch.setattr(module, "MAX_FILES", 5)
    files = [made.sent(f"{number}.pdf", made.PDF + b"%%%d\n" % number) for number in range(30)]
    refused = send(citizen, citizen.get(URL), files)
    assert_kept(refused)
    assert len(form_of(refused)["kept_files"]) == 5
    assert "“29.pdf” was left out: at most 5 files can be attached." in text_of(refused)


def test_a_file_taken_back_does_not_go_with_the_form(citizen: Client) -> None:
    files = [made.sent("a.pdf", made.PDF), made.sent("b.pdf", made.PDF + b"% another\n")]
    refused = send(citizen, citizen.get(URL), files, subject="")
    first = form_of(refused)["kept_files"][0]
    send(citizen, refused, remove_files=[first])
    assert list(File.objects.values_list("name", flat=True)) == ["b.pdf"]


def test_files_are_not_looked_at_where_the_form_asks_for_none(citizen: Client) -> None:
    url = "/en/file/praise/"
    send(citizen, citizen.get(url), [made.sent("tool.exe", b"MZ")], url=url)
    assert (Case.objects.count(), File.objects.count()) == (1, 0)


def test_a_file_sent_ahead_goes_with_the_form_by_its_token(citizen: Client) -> None:
    shown = citizen.get(URL)
    ahead = citizen.post(f"{URL}?upload", {**form_of(shown), "files": made.sent("a.pdf", made.PDF)})
    assert ahead.json()["name"] == "a.pdf"
    send(citizen, shown, kept_files=[ahead.json()["token"]])
    assert File.objects.get().name == "a.pdf"


@pytest.mark.parametrize(
    ("file", "changes", "sentence"),
    [
        (made.sent("tool.exe", b"MZ"), {}, "“tool.exe” isn’t a type of file that we accept"),
        (made.sent("a.pdf", made.PDF), {"form_token": "forged"}, "This form could not be recognised."),
        (None, {}, "Attach a file."),
    ],
)
def test_a_file_sent_ahead_is_refused_in_words(
    citizen: Client, file: SimpleUploadedFile | None, changes: dict[str, str], sentence: str
) -> None:
    data = {**form_of(citizen.get(URL)), **changes, **({"files": file} if file else {})}
    answer = citizen.post(f"{URL}?upload", data)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert made.plain(answer.json()["refused"]).startswith(sentence)
    assert not Upload.objects.exists()
