"""A file that is small to send and huge to open is refused with a sentence, and costs the web's process nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from content.forms import apart
from content.forms.apart import SLOTS
from content.forms.taking import Taken, take
from tests.content.forms import bombs, made
from tests.content.forms.bombs import Part
from tests.content.forms.memory import MOST_GROWTH, forget, most_memory
from tests.content.forms.sending import URL, assert_kept, form_of, send, text_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(sys.platform != "linux", reason="reads what a process took in /proc"),
]
MUCH = "takes too much to open"
DAMAGED = "is damaged and can’t be opened"
NOT_TAKEN = "isn’t a type of file that we accept"
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "bz2.docx": (lambda: bombs.lying_mimetype(bombs.zeros_in_bz2(400), bombs.BZ2), DAMAGED),
    "lzma.docx": (lambda: bombs.lying_mimetype(bombs.lzma_zeros(400), bombs.LZMA), DAMAGED),
    "lying.docx": (lambda: bombs.lying_mimetype(bombs.zeros_deflated(250), bombs.DEFLATE), DAMAGED),
    "swelling.docx": (lambda: bombs.swelling_document(400), MUCH),
    "parts.docx": (lambda: bombs.package(Part("a"), *bombs.WORD, named_again=350_000), MUCH),
    "scans.jpg": (lambda: bombs.scans_repeated(1_000, side=7_200), MUCH),
    "52-megapixels.webp": (lambda: bombs.plain_webp(7_200), MUCH),
    "canvas.webp": (bombs.wide_canvas, MUCH),
    "wide.png": (lambda: bombs.png(60_000, 60_000), MUCH),
    "words.png": (bombs.swelling_words, DAMAGED),
    **{f"broken-{name}.docx": (partial(bytes, content), DAMAGED) for name, content in bombs.broken_mimetypes().items()},
    "torn.gif": (lambda: bombs.TORN_GIF, NOT_TAKEN),
}


def plain(taken: Taken) -> list[str]:
    return [made.plain(refusal.sentence) for refusal in taken.refused]


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_and_an_honest_photo_beside_it_is_kept(name: str) -> None:
    make, why = BOMBS[name]
    files = [made.sent(name, make()), made.sent("honest.jpg", made.photo())]
    forget()
    before = most_memory()
    taken = take(files)
    assert most_memory() - before < MOST_GROWTH
    assert [upload.name for upload in taken.arrived] == ["honest.jpg"]
    assert [sentence.startswith(f"“{name}” {why}") for sentence in plain(taken)] == [True]


@pytest.mark.parametrize(("language", "said"), [("ar", "يتطلّب فتح"), ("en", MUCH)])
def test_the_refusal_says_what_to_do_in_ones_own_language(language: str, said: str) -> None:
    with translation.override(language):
        (refusal,) = take([made.sent("صورة.webp", bombs.plain_webp(7_200))]).refused
        assert said in made.plain(refusal.sentence)


def test_an_honest_photo_is_kept_while_a_slow_file_is_read() -> None:
    with apart._slot(time.monotonic() + 60):
        assert len(take([made.sent("honest.jpg", made.photo())]).arrived) == 1


@pytest.fixture
def _all_slots_taken() -> Iterator[None]:
    with ExitStack() as slots:
        for _number in range(SLOTS):
            slots.enter_context(apart._slot(time.monotonic() + 60))
        yield


# --- at the form ---


@pytest.fixture
def citizen() -> Client:
    made.english_forms("complaint")
    return Client()


@pytest.mark.parametrize("name", ["bz2.docx", "52-megapixels.webp", "broken-lzma.docx"])
def test_with_the_form_a_bomb_costs_no_typed_word_and_no_other_file(citizen: Client, name: str) -> None:
    make, why = BOMBS[name]
    refused = send(citizen, citizen.get(URL), [made.sent(name, make()), made.sent("honest.jpg", made.photo())])
    assert_kept(refused)
    assert f"“{name}” {why}" in text_of(refused)
    assert len(form_of(refused)["kept_files"]) == 1


def ahead(citizen: Client, file: SimpleUploadedFile) -> tuple[int, str]:
    answer = citizen.post(f"{URL}?upload", {**form_of(citizen.get(URL)), "files": file})
    return answer.status_code, made.plain(answer.json().get("refused", ""))


def test_ahead_of_the_form_a_bomb_is_refused_for_good(citizen: Client) -> None:
    status, sentence = ahead(citizen, made.sent("a.webp", bombs.plain_webp(7_200)))
    assert (status, MUCH in sentence) == (422, True)


@pytest.mark.usefixtures("_all_slots_taken")
def test_ahead_of_the_form_a_file_without_a_slot_may_be_sent_again(citizen: Client) -> None:
    status, sentence = ahead(citizen, made.sent("a.jpg", made.photo()))
    assert status == 503
    assert sentence == (
        "“a.jpg” could not be checked: many files are arriving just now. Wait a moment and attach it again."
    )


@pytest.mark.usefixtures("_all_slots_taken")
def test_with_the_form_a_file_without_a_slot_costs_no_typed_word(citizen: Client) -> None:
    refused = send(citizen, citizen.get(URL), [made.sent("a.jpg", made.photo()), made.sent("b.pdf", made.PDF)])
    assert_kept(refused, status=503)
    assert int(refused["Retry-After"]) > 0
    for name in ("a.jpg", "b.pdf"):
        assert f"“{name}” could not be checked" in text_of(refused)
