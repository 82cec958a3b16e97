"""A request while it comes over a connection: what of it is there, and what is refused before anybody reads it."""

from __future__ import annotations

import re
from typing import Final

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import Error

from portal.gate.announcing import LITTLE, MOST

FOLDED: Final = re.compile(rb"\n[ \t]")
VERSIONS: Final = ("1.0", "1.1")


class OtherVersion(Error):
    code: int = 505
    reason: str = "HTTP Version Not Supported"


class Request(HTTPRequestParser):
    """What has come of a request."""

    asked = False
    given_up = False

    @property
    def to_ask(self) -> bool:
        """Whether so much has come that the application must say whether the rest may."""
        if self.asked or self.completed or not self.headers_finished:
            return False
        large = self.content_length > LITTLE and self.body_bytes_received >= LITTLE
        return bool(self.chunked or large or self.content_length > MOST)

    def close(self) -> None:
        """Let go of the body; one that was only announced is still coming."""
        if self.completed or self.given_up:
            super().close()

    def parse_header(self, header_plus: bytes) -> None:
        """Refuses what another reader could read otherwise: a line that is folded onto the next (RFC 9112, 5.2), and a
        version that is none of ours. Raises ``ParsingError``."""
        if FOLDED.search(header_plus):
            raise ParsingError("A header line is folded")
        super().parse_header(header_plus)
        if self.version not in VERSIONS:
            self.error, self.body_rcv, self.content_length, self.chunked = OtherVersion("HTTP/1.1 here"), None, 0, False
