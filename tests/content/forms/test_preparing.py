"""A recording is written anew in the queue, without what tells of its owner; until then nobody can fetch it."""

from __future__ import annotations

import hashlib
import json
import logging
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from content.forms import preparing, recording_reader, taking
from content.forms.alone import alone
from content.forms.later_checks import check_waiting, held_back
from content.forms.preparing import are_waiting, prepare_waiting
from content.forms.taking import take
from content.forms.unreadable import Broken, TooMuch
from content.forms.upload import HeldBack, Preparation, Upload, VirusCheck
from content.forms.uploads import forget, forget_abandoned, mark_filed, stored_files
from permissions.now import now
from portal.operations.verifying import everything
from tests.content.forms import made
from tests.content.forms.recordings_made import PLACE, made_by_ffmpeg, needs_ffmpeg, recording
from tests.content.forms.scanner_made import speaker
from tests.scenes import country, file_case
from workflows.cases.models import File

pytestmark = [pytest.mark.django_db, needs_ffmpeg]


def arrived(name: str = "voice.m4a", content: bytes = b"") -> Upload:
    (upload,) = take([made.sent(name, content or recording(name))]).arrived
    return upload


def kept(upload: Upload) -> bytes:
    with storages["private"].open(upload.storage_key) as content:
        return bytes(content.read())


def told_of(content: bytes, tmp_path: Path) -> Any:
    path = tmp_path / "kept"
    path.write_bytes(content)
    command = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-show_chapters", "-of", "json", str(path)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def ends_with(monkeypatch: pytest.MonkeyPatch, status: Callable[[], int | None]) -> None:
    monkeypatch.setattr(preparing, "_remade", lambda _upload, _folder, _lock: status())


def later(upload: Upload) -> None:
    Upload.objects.filter(pk=upload.pk).update(taken_at=now() - preparing.LEASE)


@pytest.mark.parametrize("name", ["phone.mp4", "phone.mov", "voice.ogg"])
def test_a_recording_becomes_one_that_every_browser_plays_and_that_tells_nothing(name: str, tmp_path: Path) -> None:
    upload = arrived(name)
    assert prepare_waiting() == 1
    upload.refresh_from_db()
    content = kept(upload)
    assert (upload.preparation, upload.held_back, upload.original) == (Preparation.READY, None, "")
    assert (upload.size, upload.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    told = told_of(content, tmp_path)
    is_voice = name.startswith("voice")
    assert [stream["codec_name"] for stream in told["streams"]] == (["aac"] if is_voice else ["h264", "aac"])
    assert (upload.name, upload.content_type) == (
        (f"{name}.m4a", "audio/mp4") if is_voice else (name.removesuffix(".mp4") + ".mp4", "video/mp4")
    )
    assert not any(word in content for word in (PLACE.encode(), b"Rana", b"Phonemaker", b"At home", b"2026"))
    assert told["chapters"] == []


def test_what_comes_lies_apart_and_is_removed_when_it_is_done() -> None:
    upload, storage = arrived(), storages["private"]
    original = upload.original
    assert original.startswith(taking.QUARANTINE)
    assert storage.exists(original)
    assert not storage.exists(upload.storage_key)
    assert held_back(File(storage_key=upload.storage_key)) == HeldBack.PREPARING
    prepare_waiting()
    assert not storage.exists(original)
    assert held_back(File(storage_key=upload.storage_key)) is None
    assert not are_waiting()


def test_notes_between_the_pictures_do_not_go_along(tmp_path: Path) -> None:
    said = "086f3693-b7b3-4f2c-9653-21492feee5b8+31.9539"
    content = made_by_ffmpeg(
        *("-f", "lavfi", "-i", "testsrc2=size=64x64:rate=5:duration=1", "-c:v", "libx264", "-pix_fmt", "yuv420p"),
        *("-bsf:v", f"h264_metadata=sei_user_data={said}"),
        ending="mp4",
    )
    assert b"31.9539" in content
    upload = arrived("phone.mp4", content)
    prepare_waiting()
    assert b"31.9539" not in kept(upload)


def test_a_case_that_names_it_names_what_is_kept_then() -> None:
    country()
    first, second = arrived(), arrived("voice.ogg")
    case = file_case(files=stored_files([first]))
    mark_filed([first], key="a")
    assert list(everything()) == []
    prepare_waiting()
    file = case.files.get()
    first.refresh_from_db()
    assert (file.size, file.sha256) == (first.size, first.sha256)
    assert list(everything()) == []
    # And where it got ready between the reading of its row and the commit of the case.
    case = file_case(files=stored_files([second]))
    mark_filed([second], key="b")
    second.refresh_from_db()
    assert case.files.get().sha256 == second.sha256 == hashlib.sha256(kept(second)).hexdigest()
    assert list(everything()) == []


def test_what_cannot_be_decoded_is_said_to_be_unreadable(caplog: pytest.LogCaptureFixture) -> None:
    country()
    noise, content = Random(3).randbytes(60_000), recording("phone.mp4")  # noqa: S311  the same noise each time
    start = content.index(b"mdat") + 4
    torn = content[:start] + noise[: len(content) - start - 3_000] + content[-3_000:]
    uploads_ = [arrived("noise.aac", b"\xff\xf1\x50\x80" + noise[:5_000]), arrived("torn.mp4", torn)]
    case = file_case(files=stored_files(uploads_))
    with caplog.at_level(logging.WARNING):
        assert prepare_waiting() == 2
    assert [held_back(file) for file in case.files.all()] == [HeldBack.UNREADABLE] * 2
    left = [upload.storage_key for upload in uploads_] + [upload.original for upload in uploads_]
    assert [key for key in left if storages["private"].exists(key)] == []
    assert caplog.text.count("could not be read") == 2
    assert list(everything()) == []


def test_what_fails_for_another_reason_is_tried_again_and_then_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = arrived()
    ends_with(monkeypatch, lambda: None)
    for tries in (1, 2):
        assert prepare_waiting() == 0
        upload.refresh_from_db()
        assert (upload.preparation, upload.tries) == (Preparation.WAITING, tries)
        assert prepare_waiting() == 0  # not at once
        later(upload)
    assert prepare_waiting() == 1
    upload.refresh_from_db()
    assert (upload.preparation, upload.original) == (Preparation.UNREADABLE, "")


def test_whoever_dies_leaves_it_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def die() -> int:
        raise KeyboardInterrupt

    upload = arrived()
    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        ends_with(dying, die)
        prepare_waiting()
    assert prepare_waiting() == 0  # the lease runs on
    later(upload)
    storages["private"].save(upload.storage_key, ContentFile(b"of a try that was cut off"))
    assert prepare_waiting() == 1
    upload.refresh_from_db()
    assert hashlib.sha256(kept(upload)).hexdigest() == upload.sha256
    # One that has killed three is not begun again.
    killer = arrived("voice.ogg")
    Upload.objects.filter(pk=killer.pk).update(tries=preparing.MOST_TRIES)
    assert prepare_waiting() == 1
    killer.refresh_from_db()
    assert killer.preparation == Preparation.UNREADABLE


def test_a_second_try_waits_for_its_turn_behind_whatever_came_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = arrived()
    ends_with(monkeypatch, lambda: None)
    assert prepare_waiting() == 0
    quick = arrived("voice.ogg")
    later(slow)
    Upload.objects.filter(pk=quick.pk).update(created_at=now() - preparing.LEASE - timedelta(seconds=5))
    order = []
    monkeypatch.setattr(preparing, "_remade", lambda upload, *_rest: order.append(upload.pk))
    prepare_waiting()
    assert order == [quick.pk, slow.pk]


@pytest.mark.parametrize(("megabytes", "seconds"), [(0, 45), (10, 85), (200, 450)])
def test_how_long_a_recording_may_take_goes_by_its_size(megabytes: int, seconds: float) -> None:
    assert preparing.seconds_for(megabytes * 1024**2) == seconds


@pytest.mark.parametrize(("said", "seconds"), [({}, None), ({"format": {"duration": "12.5"}}, 185.0)])
def test_and_by_the_length_that_it_says(said: Any, seconds: float | None) -> None:
    assert recording_reader._patience(said) == seconds


def test_a_program_that_is_not_done_in_its_time_found_too_much() -> None:
    with pytest.raises(TooMuch):
        recording_reader._ffmpeg("-f", "lavfi", "-re", "-i", "anullsrc", "-f", "null", "-", patience=0.3)


def test_an_original_that_was_left_behind_is_cleared_away() -> None:
    upload = arrived()
    Upload.objects.filter(pk=upload.pk).update(preparation=Preparation.READY)
    assert are_waiting()
    prepare_waiting()
    assert not storages["private"].exists(upload.original)
    assert not are_waiting()


def test_one_is_prepared_at_a_time() -> None:
    arrived()
    with alone("recordings") as lock:
        assert lock is not None
        assert prepare_waiting() == 0
    assert prepare_waiting() == 1


def test_what_is_taken_back_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    storage, waiting, ready, going = storages["private"], arrived(), arrived("phone.mp4"), arrived("voice.ogg")
    forget(waiting)
    remade = preparing._remade

    def while_at_it(upload: Upload, folder: Path, lock: int) -> int | None:
        if upload.pk == going.pk:
            forget(Upload.objects.get(pk=upload.pk))
        return remade(upload, folder, lock)

    monkeypatch.setattr(preparing, "_remade", while_at_it)
    assert prepare_waiting() == 1
    ready.refresh_from_db()
    assert storage.exists(ready.thumbnail)
    assert forget_abandoned(before=now() + timedelta(hours=1)) == 1
    left = [waiting.original, ready.storage_key, ready.thumbnail, going.original, going.storage_key]
    assert [key for key in left if storage.exists(key)] == []


def test_without_ffmpeg_none_is_taken_and_the_rest_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "can_prepare", lambda: False)
    taken = take([made.sent("a.mp4", recording("phone.mp4")), made.pdf_sent("a.pdf")])
    assert [upload.name for upload in taken.arrived] == ["a.pdf"]
    assert [made.plain(each.sentence) for each in taken.refused] == [
        (
            "“a.mp4” is a video or a voice recording, and we can’t accept those right now: write what can be seen or "
            "heard in it, or attach photos."
        )
    ]


def test_what_is_kept_is_looked_through_for_viruses_as_all_else(settings: Any) -> None:
    settings.CLAMAV_URL = "tcp://127.0.0.1:9"
    upload = arrived()
    prepare_waiting()
    upload.refresh_from_db()
    assert upload.virus_check == VirusCheck.WAITING
    with speaker() as scanner:
        settings.CLAMAV_URL = scanner.url
        assert check_waiting() == 1


def test_the_program_and_what_it_begins_have_limits_and_where_the_system_lets_it_no_network(tmp_path: Path) -> None:
    code = (
        "import resource, socket, subprocess, sys; from pathlib import Path;"
        "from content.forms.recording_reader import hold_back;"
        "folder = Path(sys.argv[1]); confined = hold_back(folder);"
        "subprocess.run(['sh', '-c', f'ulimit -t > {folder}/limit'], check=True);"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[0], confined, flush=True); socket.socket()"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, capture_output=True, text=True)
    limit, confined = ended.stdout.split()
    assert limit == (tmp_path / "limit").read_text(encoding="ascii").strip() == str(recording_reader.MOST_CPU)
    assert ("PermissionError" in ended.stderr) is (confined == "True")


def test_a_picture_of_too_many_pixels_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording_reader, "MOST_PIXELS", 160 * 120 - 1)
    (tmp_path / recording_reader.ORIGINAL).write_bytes(recording("phone.mp4"))
    assert recording_reader.main(tmp_path) in (TooMuch.status, Broken.status)
    assert not (tmp_path / recording_reader.THUMBNAIL).exists()


def test_a_file_that_names_another_is_not_followed(tmp_path: Path) -> None:
    """A track whose bytes lie elsewhere, as QuickTime allows: it names a file of ours."""
    secret = tmp_path / "secret.mp4"
    secret.write_bytes(recording("phone.mp4"))
    name = b"file://" + str(secret).encode() + b"\0"
    content = recording("phone.mp4")
    own = b"\0\0\0\x0curl \0\0\0\1"
    assert own in content
    elsewhere = content.replace(own, b"\0\0\0\x0curl \0\0\0\0") + name
    (tmp_path / recording_reader.ORIGINAL).write_bytes(elsewhere)
    assert recording_reader.main(tmp_path) == Broken.status
