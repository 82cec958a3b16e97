"""Short recordings as phones and browsers make them: made by ffmpeg itself, and none lies in the repository."""

from __future__ import annotations

import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

from content.forms.preparing import can_prepare

needs_ffmpeg = pytest.mark.skipif(not can_prepare(), reason="ffmpeg is not there (Debian: ffmpeg)")

PLACE = "+31.9539+035.9106/"
_PICTURES = ("-f", "lavfi", "-i", "testsrc2=size=160x120:rate=10:duration=1")
_SOUND = ("-f", "lavfi", "-i", "sine=frequency=440:duration=1")
_TOLD = (
    *("-metadata", f"location={PLACE}", "-metadata", f"com.apple.quicktime.location.ISO6709={PLACE}"),
    *("-metadata", "artist=Rana", "-metadata", "com.apple.quicktime.make=Phonemaker", "-metadata", "title=At home"),
    *("-metadata:s:v", "handler_name=Rana's phone", "-metadata", "creation_time=2026-11-03T08:00:00Z"),
)
_H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
_MADE: dict[str, tuple[str, ...]] = {
    "phone.mp4": (*_PICTURES, *_SOUND, *_H264, "-c:a", "aac", *_TOLD, "-movflags", "use_metadata_tags"),
    "phone.mov": (*_PICTURES, *_SOUND, "-c:v", "mpeg4", "-c:a", "pcm_s16le", *_TOLD, "-movflags", "use_metadata_tags"),
    "old.3gp": (*_PICTURES, "-s", "128x96", "-c:v", "h263"),
    "browser.webm": (*_PICTURES, *_SOUND, "-c:v", "libvpx", "-c:a", "libopus", *_TOLD),
    "voice.webm": (*_SOUND, "-c:a", "libopus", "-live", "1", "-metadata", "artist=Rana"),
    "voice.ogg": (*_SOUND, "-c:a", "libopus", "-metadata", f"location={PLACE}"),
    "voice.m4a": (*_SOUND, "-c:a", "aac", "-metadata", "artist=Rana"),
    "voice.mp3": (*_SOUND, "-metadata", "artist=Rana", "-metadata", f"comment={PLACE}"),
    "voice.wav": (*_SOUND, "-metadata", "artist=Rana"),
    "silence.m4a": ("-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono", "-t", "2", "-c:a", "aac"),
    "voice.aac": (*_SOUND, "-c:a", "aac"),
}
VIDEOS = ("phone.mp4", "phone.mov", "old.3gp", "browser.webm")
VOICES = tuple(name for name in _MADE if name not in VIDEOS)


@cache
def recording(name: str) -> bytes:
    """The recording that goes by ``name``, of one second."""
    return made_by_ffmpeg(*_MADE[name], ending=name.rpartition(".")[2])


def made_by_ffmpeg(*arguments: str, ending: str) -> bytes:
    """What ffmpeg writes into a file with ``ending``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"made.{ending}"
        command = ["ffmpeg", "-v", "error", "-y", *arguments, str(path)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        return path.read_bytes()
