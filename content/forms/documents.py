"""Office documents as they are kept: which family a package is of, and written anew as that family is."""

from __future__ import annotations

from typing import IO, Final

from content.forms.file_types import ODT, FileType
from content.forms.office import CONTENT_TYPES, office_parts
from content.forms.open_document import MIMETYPE, open_document_parts
from content.forms.packages import Package, write_package
from content.forms.unreadable import OtherType, Programs

_PROGRAMS: Final = ("vbaproject.bin", "vbadata.xml")


def write_anew(content: IO[bytes], _found: FileType, kept: IO[bytes]) -> FileType:
    """Write the document in ``content`` to ``kept``: the parts that are drawn, each looked through.

    A part that no other names, or that is not what it is named as, does not go along; nor do links, fonts and objects
    inside of it, of which the picture stays. Raises one of ``Unreadable``, and what damaged packages and XML make
    their readers raise.
    """
    package = Package(content)
    if any(name.lower().endswith(_PROGRAMS) or name.startswith("Basic/") for name in package.names):
        raise Programs
    if CONTENT_TYPES in package.names:
        found, parts = office_parts(package)
    elif MIMETYPE in package.names:
        found, parts = ODT, open_document_parts(package)
    else:
        raise OtherType
    write_package(parts, kept)
    return found
