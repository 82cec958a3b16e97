"""The program that writes a recording anew with ffmpeg: a process of its own, with limits, without a network.

``python -m content.forms.recording_reader FOLDER`` reads ``original`` in that folder and leaves ``remade`` there,
and of a video ``thumbnail``: H.264 and AAC in an MP4, taken over as they are where they are that already,
without anything that a camera writes about its owner. It ends with the status of ``VIDEO`` or ``VOICE``, or of why not.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from content.forms.confinement import DEMANDED, confine
from content.forms.file_types import AAC, AMR, DONE, MP3, MP4, OGG, VIDEO, VOICE, WAV, WEBM, FileType
from content.forms.reader import CANNOT_START
from content.forms.recordings import write_anew
from content.forms.sniffing import HEAD, type_of
from content.forms.unreadable import Broken, OtherType, TooMuch, Unreadable

ORIGINAL, REMADE, THUMBNAIL, TOLD = "original", "remade", "thumbnail", "told"
"""The files of the folder; the last says how long it is, and whether nothing can be heard in it."""
MOST_MEMORY: Final = 1536 * 1024 * 1024
MOST_CPU: Final = 420
"""Seconds, of each program."""
MOST_WRITTEN: Final = 256 * 1024 * 1024
MOST_PIXELS: Final = 9_500_000
"""A little above 4096 by 2304, which is what phones film at most."""
MOST_SECONDS: Final = 3600.0
LEAST_PATIENCE, PATIENCE_A_SECOND = 60.0, 10.0
"""Seconds that one program may take, by how long the recording says that it is."""
LONGER_SIDE: Final = 1280
"""Pixels of what has to be drawn anew; what is H.264 already keeps its size."""
THUMBNAIL_SIDE: Final = 320
LEAST_LOUD: Final = -60.0
"""Decibels: what stays below all the time nobody hears, as of a microphone that was off."""
_SAID: Final = "said"
_LAST_SAID: Final = 64 * 1024
_LOUDEST: Final = re.compile(rb"max_volume: (-?(?:\d+\.\d+|inf)) dB")
_LIMITS: Final = (
    (resource.RLIMIT_AS, MOST_MEMORY),
    (resource.RLIMIT_CPU, MOST_CPU),
    (resource.RLIMIT_FSIZE, MOST_WRITTEN),
    (resource.RLIMIT_NOFILE, 64),
    (resource.RLIMIT_CORE, 0),
)
_DEMUXERS: Final = {MP4: "mov", WEBM: "matroska", OGG: "ogg", MP3: "mp3", WAV: "wav", AMR: "amr", AAC: "aac"}
_CODECS: Final = (
    "h264,hevc,av1,libdav1d,vp8,vp9,libvpx,libvpx-vp9,mpeg4,h263,mjpeg,aac,aac_fixed,mp3,mp3float,opus,libopus,vorbis,"
    "amrnb,amrwb,alac,flac,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s32le,pcm_f32le,pcm_u8,pcm_alaw,pcm_mulaw"
)
_PLAIN: Final = ("Constrained Baseline", "Baseline", "Main", "High")
"""Profiles of H.264 that every browser plays."""
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_WITHOUT: Final = ("-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn", "-fflags", "+bitexact")
_EXACT: Final = ("-flags:v", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart")
_NO_NOTES: Final = ("-bsf:v", "filter_units=remove_types=6")
"""Cameras write where they are between the pictures, too: no unit of that kind goes along."""
_KEEPING_SHAPE: Final = "force_original_aspect_ratio=decrease"
_DRAWN_ANEW: Final = (
    *("-vf", f"scale='min({LONGER_SIDE},iw)':'min({LONGER_SIDE},ih)':{_KEEPING_SHAPE}:force_divisible_by=2"),
    *("-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-crf", "24"),
    *("-maxrate", "4M", "-bufsize", "8M", "-fpsmax", "30", "-threads", "1", *_NO_NOTES),
)
_TAKEN_OVER: Final = ("-c:v", "copy", *_NO_NOTES)
_SOUND_ANEW: Final = ("-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "48000")


@dataclass(frozen=True, slots=True)
class Track:
    """The first picture or sound of a recording: its place in the file, and whether it can go along as it is."""

    place: int
    fits: bool


def main(folder: Path) -> int:
    """The status that says what came of it."""
    try:
        found = remake(folder)
    except Unreadable as why:
        return why.status
    except subprocess.CalledProcessError as error:
        # A signal of the system ended it: it had reached its limits.
        return TooMuch.status if error.returncode < 0 else Broken.status
    except MemoryError:
        return TooMuch.status
    return next(status for status, each in DONE.items() if each == found)


def remake(folder: Path) -> FileType:
    """Leave what ``original`` becomes; its type. Raises one of ``Unreadable``, and ``CalledProcessError``."""
    with (folder / ORIGINAL).open("rb") as content, (folder / REMADE).open("wb") as nothing:
        begins_as = type_of(content.read(HEAD))
        if begins_as not in _DEMUXERS:
            raise OtherType
        write_anew(content, begins_as, nothing)
    read = _reading(_DEMUXERS[begins_as], folder / ORIGINAL)
    told = _told(read)
    seen, heard = _tracks(told)
    if seen is None and heard is None:
        raise Broken
    patience = _patience(told)
    kept, form = (VIDEO, "mp4") if seen is not None else (VOICE, "ipod")
    _ffmpeg(*read, *_as_kept(seen, heard), *_WITHOUT, *_EXACT, "-f", form, _file(folder / REMADE), patience=patience)
    remade = _reading("mov", folder / REMADE)
    loudest = _gone_over(remade, folder, patience=patience)
    silent = seen is None and (loudest is None or loudest < LEAST_LOUD)
    (folder / TOLD).write_text(json.dumps({"seconds": round(_length(_told(remade))), "silent": silent}))
    if seen is not None:
        _draw_thumbnail(remade, folder / THUMBNAIL)
    return kept


def _gone_over(remade: list[str], folder: Path, *, patience: float | None) -> float | None:
    """What was written, read to its end: how loud its loudest moment is, in decibels; None where it has no sound."""
    with (folder / _SAID).open("wb+") as said:
        to_the_end = ("-map", "0", "-max_error_rate", "0.1", "-af", "volumedetect", "-f", "null", "-")
        _ffmpeg(*remade, *to_the_end, patience=patience, said=said)
        said.seek(max(0, said.tell() - _LAST_SAID))
        found = _LOUDEST.findall(said.read(_LAST_SAID))
    return float(found[-1]) if found else None


def _as_kept(seen: Track | None, heard: Track | None) -> list[str]:
    arguments: list[str] = []
    if seen is not None:
        arguments += ["-map", f"0:{seen.place}", *(_TAKEN_OVER if seen.fits else _DRAWN_ANEW)]
    if heard is not None:
        arguments += ["-map", f"0:{heard.place}", *(("-c:a", "copy") if heard.fits else _SOUND_ANEW)]
    return arguments


def _draw_thumbnail(remade: list[str], kept: Path) -> None:
    side = f"scale={THUMBNAIL_SIDE}:{THUMBNAIL_SIDE}:{_KEEPING_SHAPE}"
    one = ("-map", "0:v:0", "-frames:v", "1", "-vf", f"thumbnail=20,{side}", "-pix_fmt", "yuvj420p", "-c:v", "mjpeg")
    _ffmpeg(*remade, *one, "-q:v", "5", *_WITHOUT, "-flags:v", "+bitexact", "-f", "image2pipe", _file(kept))


def _told(read: list[str]) -> Any:
    """What ffprobe says of a recording, which may be anything. Raises ``TooMuch`` where that is too long."""
    entries = "stream=index,codec_type,codec_name,profile,pix_fmt,width,height,channels:stream_disposition=attached_pic"
    command = ["ffprobe", "-v", "error", *read, "-show_entries", f"{entries}:format=duration", "-of", "json"]
    told: Any = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)  # noqa: S603  our words
    if _length(told) > MOST_SECONDS:
        raise TooMuch
    return told


def _length(told: Any) -> float:
    """Seconds; 0 of one that does not say, as browsers write them while they record."""
    return float(told.get("format", {}).get("duration", 0))


def _patience(told: Any) -> float | None:
    """Seconds that a program may be at it; None where only its share of the processor bounds it, and whoever waits."""
    length = _length(told)
    return LEAST_PATIENCE + PATIENCE_A_SECOND * length if length > 0 else None


def _tracks(told: Any) -> tuple[Track | None, Track | None]:
    """The first picture and the first sound. Raises ``TooMuch`` for what is too large to be gone over."""
    seen = heard = None
    for stream in told.get("streams", ()):
        is_cover = stream.get("disposition", {}).get("attached_pic")
        if stream.get("codec_type") == "video" and seen is None and not is_cover:
            seen = _picture(stream)
        elif stream.get("codec_type") == "audio" and heard is None:
            low = stream.get("codec_name") == "aac" and stream.get("profile") == "LC"
            heard = Track(stream["index"], low and stream.get("channels", 9) <= 2)
    return seen, heard


def _picture(stream: Any) -> Track:
    if stream.get("width", 0) * stream.get("height", 0) > MOST_PIXELS:
        raise TooMuch
    plain = stream.get("profile") in _PLAIN and stream.get("pix_fmt") in ("yuv420p", "yuvj420p")
    return Track(stream["index"], stream.get("codec_name") == "h264" and plain)


def _reading(demuxer: str, path: Path) -> list[str]:
    """How a file is opened: as what its bytes said it is, by no other reader, following no way out of it."""
    allowed = ("-protocol_whitelist", "file", "-format_whitelist", demuxer, "-codec_whitelist", _CODECS)
    return [*allowed, "-max_pixels", str(MOST_PIXELS), "-threads", "1", "-f", demuxer, "-i", _file(path)]


def _file(path: Path) -> str:
    return f"file:{path}"


def _ffmpeg(*arguments: str, patience: float | None = None, said: IO[bytes] | None = None) -> None:
    """Raises ``TooMuch`` where it takes longer than ``patience``, in seconds. ``said``: where all goes that it says."""
    level = "error" if said is None else "info"
    command = ["ffmpeg", "-hide_banner", "-nostdin", "-nostats", "-v", level, "-y", *arguments]
    try:
        subprocess.run(command, check=True, timeout=patience, stderr=said)  # noqa: S603  our words, and paths of ours
    except subprocess.TimeoutExpired as error:
        raise TooMuch from error


def hold_back(folder: Path) -> bool:
    """From here on within the limits, without a network, and with no files but programs and those of ``folder``; false
    where the system does not let us."""
    for limit, most in _LIMITS:
        hard = resource.getrlimit(limit)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (least, least))
    os.nice(10)
    # Where that is refused no socket is opened all the same.
    ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NET)
    return confine(writable=[folder], starts=True)


if __name__ == "__main__":
    work = Path(sys.argv[1])
    if not hold_back(work) and os.environ.get(DEMANDED):
        sys.exit(CANNOT_START)
    sys.exit(main(work))
