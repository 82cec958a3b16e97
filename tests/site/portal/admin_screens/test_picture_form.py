"""An editor's picture is read apart before Wagtail opens it: what is none is refused with a sentence."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from wagtail.documents.models import Document
from wagtail.images.forms import get_image_form
from wagtail.images.models import Image

from tests.content.forms import bombs, made
from tests.content.forms.scanner_made import speaker
from tests.scenes import country, hire
from tests.site.portal.signed_in import client_of

pytestmark = pytest.mark.django_db
ROOMS = {
    "one": ("/admin/images/add/", "file"),
    "many": ("/admin/images/multiple/add/", "files[]"),
    "chooser": ("/admin/images/chooser/create/", "image-chooser-upload-file"),
}
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
NO_PICTURE = "The file you uploaded was either not an image or a corrupted image."


@pytest.fixture
def editor() -> Any:
    land = country()
    hire(land, "editor")
    return client_of(land, "editor")


def add(editor: Any, room: str, name: str, content: bytes) -> str:
    address, field = ROOMS[room]
    data = {field: SimpleUploadedFile(name, content), "title": name, "image-chooser-upload-title": name}
    answer = editor.post(address, data, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.status_code == 200
    return made.plain(html.unescape(answer.content.decode("unicode-escape")))


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.gif", bombs.TORN_GIF, NO_PICTURE),
        ("a.jpg", b"\xff\xd8\xff" + bytes(11), NO_PICTURE),
        ("a.png", b"\x89PNG\r\n\x1a\n", NO_PICTURE),
        ("a.pdf", made.PDF, NO_PICTURE),
        ("a.svg", SVG, NO_PICTURE),
        ("a.png", SVG, NO_PICTURE),
        ("a.webp", bombs.wide_canvas(), "takes too much to open"),
        ("a.jpg", bombs.scans_repeated(100), "takes too much to open"),
        ("a.png", bombs.png(60_000, 60_000), "takes too much to open"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(editor: Any, room: str, name: str, content: bytes, said: str) -> None:
    assert said in add(editor, room, name, content)
    assert not Image.objects.exists()


def cleaned_form(name: str, content: bytes) -> Any:
    form = get_image_form(Image)({"title": "a"}, {"file": SimpleUploadedFile(name, content)})
    form.full_clean()
    return form


def test_a_picture_is_taken_without_the_place_where_it_was_made() -> None:
    form = cleaned_form("a.jpg", made.photo())
    for language, label in (("en", "File"), ("ar", "ملف")):
        with translation.override(language):
            assert str(form.fields["file"].label) == label
    assert "file" not in form.errors
    kept = form.cleaned_data["file"].read()
    assert b"Telltale" not in kept
    assert made.opened(kept).size == (64, 32)


@pytest.mark.parametrize(
    ("answer", "said"),
    [(b"stream: Bad FOUND\0", "A virus was found in “a.jpg”"), (b"", "“a.jpg” could not be checked")],
)
def test_a_picture_that_the_virus_scanner_does_not_clear_is_not_taken(settings: Any, answer: bytes, said: str) -> None:
    with speaker() as scanner, translation.override("en"):
        settings.CLAMAV_URL, scanner.answer = scanner.url, answer
        assert said in made.plain(cleaned_form("a.jpg", made.photo()).errors["file"][0])
        scanner.answer = None
        assert "file" not in cleaned_form("a.jpg", made.photo()).errors


@pytest.mark.parametrize("path", ["", "add/", "multiple/add/", "chooser/", "chooser/create/"])
def test_no_editor_uploads_documents(editor: Any, path: str) -> None:
    content = {
        "title": "a",
        "file": SimpleUploadedFile("a.pdf", made.PDF),
        "files[]": SimpleUploadedFile("a.pdf", b"x"),
    }
    assert editor.get(f"/admin/documents/{path}").status_code == 404
    assert editor.post(f"/admin/documents/{path}", content).status_code == 404
    assert not Document.objects.exists()
