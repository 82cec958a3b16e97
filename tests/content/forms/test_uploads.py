"""A file that was taken is on the disk and known by a row; a file that was not never stands in the way of others."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from content.forms import storing, taking, uploads
from content.forms.file_names import clean_name
from content.forms.file_types import JPEG, PDF
from content.forms.taking import take
from content.forms.upload import Upload, UploadState
from content.forms.uploads import GONE, forget_abandoned, gather, mark_filed, stored_files, token_of
from permissions.now import now
from tests.content.forms import made
from tests.scenes import country, file_case
from workflows.cases.models import File as CaseFile

pytestmark = pytest.mark.django_db


def bytes_of(upload: Upload) -> bytes:
    with storages["private"].open(upload.storage_key) as file:
        return bytes(file.read())


def test_a_taken_file_lies_in_the_private_storage_with_its_hash() -> None:
    content = made.PDF
    taken = take([made.sent("بطاقة.pdf", content, "text/html")])
    assert taken.refused == ()
    (upload,) = taken.arrived
    assert bytes_of(upload) == content
    assert (upload.name, upload.content_type, upload.size) == ("بطاقة.pdf", "application/pdf", len(content))
    assert (upload.sha256, upload.state) == (hashlib.sha256(content).hexdigest(), UploadState.PENDING)
    assert Upload.objects.get() == upload


def test_of_a_photo_size_and_hash_are_those_of_what_is_stored() -> None:
    content = made.photo()
    (upload,) = take([made.sent("IMG_20261103.jpg", content)]).arrived
    stored = bytes_of(upload)
    assert b"Exif" in content
    assert b"Exif" not in stored
    assert (upload.size, upload.sha256) == (len(stored), hashlib.sha256(stored).hexdigest())


def test_the_same_photo_sent_twice_has_the_same_hash() -> None:
    first, second = (take([made.sent("a.jpg", made.photo())]).arrived[0] for _time in range(2))
    assert first.sha256 == second.sha256


def test_a_heic_photo_is_kept_as_a_jpeg_that_says_so() -> None:
    (upload,) = take([made.sent("IMG_1.HEIC", made.heic_photo())]).arrived
    assert (upload.name, upload.content_type) == ("IMG_1.HEIC.jpg", "image/jpeg")


def test_a_broken_photo_is_refused_and_takes_no_room() -> None:
    photo = made.photo()
    files = [
        made.sent("torn.jpg", photo[: len(photo) // 2]),
        *(made.sent(f"{n}.jpg", photo + bytes([n])) for n in range(5)),
    ]
    taken = take(files)
    assert len(taken.arrived) == 5
    assert [made.plain(each.sentence) for each in taken.refused] == [
        "“torn.jpg” is damaged and can’t be opened: save it again on your device, or attach a screenshot or a PDF."
    ]


def test_the_storage_key_tells_nothing_of_the_file() -> None:
    (upload,) = take([made.pdf_sent("secret-name.pdf")]).arrived
    assert "secret" not in upload.storage_key
    assert "pdf" not in upload.storage_key


def test_a_large_file_that_django_kept_on_disk_is_taken_too() -> None:
    content = made.settled_pdf(secrets.token_bytes(3_000_000))
    file = TemporaryUploadedFile("scan.pdf", "application/pdf", len(content), None)
    file.write(content)
    file.seek(0)
    (upload,) = take([file]).arrived
    file.close()  # as the request does at its end
    assert bytes_of(upload) == content


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.pdf", b"", "“empty.pdf” is empty: attach it again."),
        (
            "photo.jpg",
            b"MZ a program that calls itself a photo",
            (
                "“photo.jpg” isn’t a type of file that we accept: attach a photo (JPG, PNG, WebP, HEIC), a video, a "
                "voice recording, a PDF, Word or Excel file."
            ),
        ),
    ],
)
def test_a_refused_file_is_named_with_what_to_do(name: str, content: bytes, sentence: str) -> None:
    (refusal,) = take([made.sent(name, content)]).refused
    assert (refusal.name, made.plain(refusal.sentence)) == (name, sentence)
    assert not Upload.objects.exists()


def test_a_file_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MAX_BYTES", 2 * 1024 * 1024)
    fits, larger = (made.PDF + b"0" * size for size in (1024, 2 * 1024 * 1024))
    taken = take([made.sent("large.pdf", larger), made.sent("small.pdf", fits)])
    assert [upload.name for upload in taken.arrived] == ["small.pdf"]
    assert [made.plain(each.sentence) for each in taken.refused] == [
        "“large.pdf” is larger than 2 megabytes: attach a smaller copy."
    ]


def test_one_file_too_many_is_left_out_and_the_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MAX_FILES", 5)
    files = [made.pdf_sent(f"{number}.pdf") for number in range(6)]
    taken = take(files, room=5)
    assert [upload.name for upload in taken.arrived] == [f"{number}.pdf" for number in range(5)]
    assert [made.plain(each.sentence) for each in taken.refused] == [
        "“5.pdf” was left out: at most 5 files can be attached."
    ]


def test_a_refused_file_takes_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "SECONDS", 300.0)  # also on a machine that does much beside
    files = [made.sent("bad.exe", b"MZ"), *(made.pdf_sent(f"{number}.pdf") for number in range(5))]
    taken = take(files, room=5)
    assert len(taken.arrived) == 5
    assert [each.name for each in taken.refused] == ["bad.exe"]


def test_the_row_is_there_before_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    def die(content: SimpleUploadedFile, storage_key: str) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(taking, "store", die)
    with pytest.raises(OSError, match="full"):
        take([made.pdf_sent("a.pdf")])
    assert Upload.objects.get().state == UploadState.PENDING


def test_bytes_are_never_written_over_others() -> None:
    storing.store(made.sent("a", b"first"), "2026/11/same")
    with pytest.raises(FileExistsError):
        storing.store(made.sent("a", b"second"), "2026/11/same")
    with storages["private"].open("2026/11/same") as file:
        assert file.read() == b"first"
    storing.remove("2026/11/same")
    assert not list(Path(storages["private"].path("2026/11")).glob("same*"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("photo.JPG", "photo.JPG"),
        ("C:\\Users\\me\\photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("photo.php", "photo.php.jpg"),
        ("\u202egpj.exe", "gpj.exe.jpg"),
        ("a\x00b\n c.jpg", "ab c.jpg"),
        ("", "file.jpg"),
        (".jpg", "jpg.jpg"),
        ("ص" * 300 + ".jpeg", "ص" * 195 + ".jpeg"),
    ],
)
def test_a_name_is_made_safe_and_true(given: str, kept: str) -> None:
    assert clean_name(given, JPEG) == kept


def test_a_name_keeps_an_ending_that_is_true() -> None:
    assert clean_name("تقرير الطبيب.pdf", PDF) == "تقرير الطبيب.pdf"


# --- across the rounds of a form ---


def test_what_arrived_is_kept_by_its_token_in_the_next_round() -> None:
    first = gather(new=[made.pdf_sent("a.pdf")], kept_tokens=[], removed_tokens=[], form_key="f")
    second = gather(
        new=[made.sent("b.jpg", made.picture())], kept_tokens=[first.kept[0].token], removed_tokens=[], form_key="f"
    )
    assert [upload.name for upload in second.uploads] == ["a.pdf", "b.jpg"]


def test_a_removed_file_is_gone_with_its_bytes() -> None:
    first = gather(new=[made.pdf_sent("a.pdf")], kept_tokens=[], removed_tokens=[], form_key="f")
    token = first.kept[0].token
    key = first.uploads[0].storage_key
    second = gather(new=[], kept_tokens=[token], removed_tokens=[token], form_key="f")
    assert second.kept == ()
    assert not Upload.objects.exists()
    assert not storages["private"].exists(key)


@pytest.mark.parametrize("token", ["1", "", "WzFd:forged", "\x00"])
def test_a_token_that_is_not_ours_counts_for_nothing(token: str) -> None:
    take([made.pdf_sent("a.pdf")])
    assert gather(new=[], kept_tokens=[token], removed_tokens=[token], form_key="f").kept == ()
    assert Upload.objects.count() == 1


def test_kept_and_new_files_together_are_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_FILES", 5)
    kept = take([made.pdf_sent(f"{number}.pdf") for number in range(4)]).arrived
    new = [made.pdf_sent("five.pdf"), made.pdf_sent("six.pdf")]
    found = gather(new=new, kept_tokens=[token_of(upload) for upload in kept], removed_tokens=[], form_key="f")
    assert len(found.kept) == 5
    assert [each.name for each in found.refused] == ["six.pdf"]


def test_a_file_that_went_out_with_another_form_is_refused_by_name() -> None:
    (upload,) = take([made.pdf_sent("a.pdf")]).arrived
    mark_filed([upload], key="first form")
    same = gather(new=[], kept_tokens=[token_of(upload)], removed_tokens=[], form_key="first form")
    other = gather(new=[], kept_tokens=[token_of(upload)], removed_tokens=[], form_key="other form")
    assert [each.name for each in same.uploads] == ["a.pdf"]
    assert [made.plain(each.sentence) for each in other.refused] == [
        "“a.pdf” was sent with your previous request: attach it again."
    ]


def test_a_file_that_a_case_names_is_not_removed_by_its_token() -> None:
    (upload,) = take([made.pdf_sent("a.pdf")]).arrived
    mark_filed([upload], key="form")
    gather(new=[], kept_tokens=[], removed_tokens=[token_of(upload)], form_key="form")
    assert bytes_of(upload) == made.PDF


# --- abandoned ---


def test_abandoned_files_are_removed_and_filed_ones_are_not() -> None:
    country()
    abandoned, named, fresh = take([made.pdf_sent(f"{name}.pdf") for name in ("old", "named", "new")]).arrived
    # The process died after the case was committed and before the upload was marked.
    file_case(files=stored_files([named]))
    Upload.objects.exclude(pk=fresh.pk).update(seen_at=now() - timedelta(days=3))
    assert forget_abandoned(before=now() - timedelta(days=2)) == 1
    assert set(Upload.objects.values_list("name", "state")) == {("named.pdf", "filed"), ("new.pdf", "pending")}
    assert not storages["private"].exists(abandoned.storage_key)
    assert bytes_of(named) == made.PDF


def test_a_file_that_its_form_brings_along_at_that_moment_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    (old,) = take([made.pdf_sent("old.pdf")]).arrived
    Upload.objects.update(seen_at=now() - timedelta(hours=3))
    asked = CaseFile.objects.filter

    def sent_meanwhile(**words: Any) -> Any:
        again = gather(new=[], kept_tokens=[token_of(old)], removed_tokens=[], form_key="f")
        assert [kept.upload for kept in again.kept] == [old]
        return asked(**words)

    monkeypatch.setattr(CaseFile.objects, "filter", sent_meanwhile)
    assert forget_abandoned(before=now() - timedelta(hours=2)) == 0
    assert bytes_of(old) == made.PDF


def test_of_a_file_that_is_going_its_form_is_told_that_it_went(monkeypatch: pytest.MonkeyPatch) -> None:
    (old,) = take([made.pdf_sent("old.pdf")]).arrived
    Upload.objects.update(seen_at=now() - timedelta(hours=3))

    def sent_meanwhile(_key: str) -> None:
        again = gather(new=[], kept_tokens=[token_of(old)], removed_tokens=[], form_key="f")
        assert (again.kept, [refused.sentence for refused in again.refused]) == ((), [GONE])
        raise InterruptedError

    monkeypatch.setattr("content.forms.uploads.remove", sent_meanwhile)
    with pytest.raises(InterruptedError):
        forget_abandoned(before=now() - timedelta(hours=2))
    monkeypatch.undo()
    assert forget_abandoned(before=now() - timedelta(hours=2)) == 1
    assert not storages["private"].exists(old.storage_key)
