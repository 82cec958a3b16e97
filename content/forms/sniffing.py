"""What a file is, told from its first bytes by libmagic: its name and what the browser says of it are only claims."""

from __future__ import annotations

from typing import Final

import magic

from content.forms.file_types import (
    AAC,
    AMR,
    HEIC,
    JPEG,
    MP3,
    MP4,
    OGG,
    PACKAGE,
    PDF,
    PNG,
    WAV,
    WEBM,
    WEBP,
    FileType,
)
from content.forms.unreadable import OldOffice, OtherType

HEAD: Final = 4096
"""How many bytes of a file tell its type."""
_TOLD: Final = {
    "image/jpeg": JPEG,
    "image/png": PNG,
    "image/webp": WEBP,
    "image/heic": HEIC,
    "image/heif": HEIC,
    "image/heic-sequence": HEIC,
    "image/heif-sequence": HEIC,
    "application/pdf": PDF,
    **dict.fromkeys(("video/mp4", "video/quicktime", "video/3gpp", "video/3gpp2", "video/x-m4v"), MP4),
    **dict.fromkeys(("audio/mp4", "audio/x-m4a"), MP4),
    **dict.fromkeys(("video/webm", "audio/webm", "video/x-matroska"), WEBM),
    **dict.fromkeys(("audio/ogg", "video/ogg", "application/ogg"), OGG),
    "audio/mpeg": MP3,
    "audio/x-wav": WAV,
    "audio/AMR": AMR,
    **dict.fromkeys(("audio/aac", "audio/x-hx-aac-adts"), AAC),
}
_PDF_WITHIN: Final = 1024
_TORN: Final = {b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
"""Too short for libmagic, and said to be damaged, not to be something else."""


def type_of(head: bytes) -> FileType:
    """The type of the file that begins with ``head``; ``PACKAGE`` for a document, whose parts tell the rest.

    Raises ``OldOffice`` for what Word and Excel wrote before 2007 and for what they lock today, ``OtherType`` for all
    else that is not taken.
    """
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise OldOffice
    if head.startswith(b"PK\x03\x04"):  # libmagic guesses on from the names of the parts
        return PACKAGE
    found = _TOLD.get(magic.from_buffer(head, mime=True))
    if found is None:
        found = next((each for begins, each in _TORN.items() if head.startswith(begins)), None)
    # Readers take a PDF whose header does not stand at the very start, and scanners write such files.
    if found is None and b"%PDF-" in head[:_PDF_WITHIN]:
        return PDF
    if found is None:
        raise OtherType
    return found
