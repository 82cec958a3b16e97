"""A video or a voice is told by its bytes, and by our own walk over its container, before anything decodes it."""

from __future__ import annotations

import io

import pytest

from content.forms.file_types import VIDEO, VOICE, FileType
from content.forms.reader import read
from content.forms.unreadable import Broken, OtherType, TooMuch, Unreadable
from tests.content.forms.recordings_made import VIDEOS, VOICES, needs_ffmpeg, recording


def told(content: bytes) -> FileType:
    kept = io.BytesIO()
    found = read(io.BytesIO(content), kept)
    assert kept.getvalue() == b""  # nothing is written before the queue does
    return found


def box(name: bytes, content: bytes = b"") -> bytes:
    return (len(content) + 8).to_bytes(4) + name + content


FTYP = box(b"ftyp", b"isom\0\0\2\0isommp41")


def track(kind: bytes) -> bytes:
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + kind + bytes(13))))


@needs_ffmpeg
@pytest.mark.parametrize(("names", "kind"), [(VIDEOS, VIDEO), (VOICES, VOICE)])
def test_what_phones_and_browsers_record_is_told_by_its_tracks(names: tuple[str, ...], kind: FileType) -> None:
    assert {name: told(recording(name)) for name in names} == dict.fromkeys(names, kind)


@needs_ffmpeg
@pytest.mark.parametrize("name", ["phone.mp4", "phone.mov", "browser.webm", "voice.m4a"])
def test_one_that_was_cut_off_is_said_to_be_damaged(name: str) -> None:
    content = recording(name)
    with pytest.raises(Broken):
        told(content[: len(content) * 2 // 3])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (FTYP + box(b"mdat", b"x" * 100), Broken),
        (FTYP + box(b"moov"), Broken),
        (FTYP + box(b"moov", track(b"subt")), OtherType),
        (FTYP + box(b"moov", track(b"vide") * 17), TooMuch),
        (FTYP + box(b"moov", track(b"vide")) + b"<html><script>alert(1)</script>", Broken),
        (FTYP + box(b"free") * 20_001, TooMuch),
        (FTYP + b"\0\0\0\1moov" + (2**63).to_bytes(8), Broken),
        (b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm", Broken),
        (b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm\x18\x53\x80\x67\x80", Broken),
        (b"OggS" + bytes(22) + b"\1\x1eOpusHexx" + bytes(40), OtherType),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", OtherType),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", OtherType),
        (b"[playlist]\nFile1=http://127.0.0.1/\n", OtherType),
    ],
)
def test_what_is_no_recording_is_refused(content: bytes, why: type[Unreadable]) -> None:
    with pytest.raises(why):
        told(content)


def test_tracks_are_enough_to_be_let_in_and_not_to_be_shown() -> None:
    assert told(FTYP + box(b"moov", track(b"soun"))) == VOICE
    assert told(FTYP + box(b"moov", track(b"soun") + track(b"vide")) + box(b"mdat")) == VIDEO
