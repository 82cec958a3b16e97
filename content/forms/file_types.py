"""The types of files that are taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of files that is taken: its MIME type, and the endings it may have, the usual one first."""

    mime: str
    endings: tuple[str, ...]


JPEG = FileType("image/jpeg", ("jpg", "jpeg", "jfif"))
PNG = FileType("image/png", ("png",))
WEBP = FileType("image/webp", ("webp",))
HEIC = FileType("image/heic", ("heic", "heif"))
PDF = FileType("application/pdf", ("pdf",))
DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",))
XLSX = FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",))
ODT = FileType("application/vnd.oasis.opendocument.text", ("odt",))
VIDEO = FileType("video/mp4", ("mp4",))
VOICE = FileType("audio/mp4", ("m4a",))
RECORDINGS = (VIDEO, VOICE)
"""What every recording becomes; until then nobody can fetch it."""
TYPES = (JPEG, PNG, WEBP, HEIC, PDF, DOCX, XLSX, ODT, VIDEO, VOICE)
MP4, WEBM, OGG, MP3, WAV, AMR, AAC = (
    FileType(mime, ())
    for mime in ("video/quicktime", "video/webm", "audio/ogg", "audio/mpeg", "audio/wav", "audio/amr", "audio/aac")
)
"""What recordings begin as; none is kept as such."""
HEARD_ONLY = (MP3, WAV, AMR, AAC)
"""Of these: nothing is seen in them. The others may hold either."""
RECORDED = {
    MP4: ("mp4", "m4v", "mov", "3gp", "m4a"),
    WEBM: ("webm", "mkv"),
    OGG: ("ogg", "oga", "opus"),
    MP3: ("mp3",),
    WAV: ("wav",),
    AMR: ("amr",),
    AAC: ("aac",),
}
"""With the endings that such files have where they come from."""
ENDINGS = tuple(
    dict.fromkeys(ending for endings in (*(each.endings for each in TYPES), *RECORDED.values()) for ending in endings)
)
PACKAGE = FileType("application/zip", ())
"""What office documents begin as; none is taken as such."""
KEPT_AS = {JPEG: JPEG, PNG: PNG, WEBP: WEBP, HEIC: JPEG}
"""Of pictures. Few desks can open HEIC, and to write it takes a minute of CPU."""
DONE = {64 + place: found for place, found in enumerate((*TYPES, PACKAGE, *RECORDED))}
"""What the reader of files ends with where it wrote one anew, or where a reader was asked for the type alone: a number
for each."""
