"""The lines that tell another machine how the trail stands: how one is written, read back and checked.

Codes, ids, times and digests alone: nothing of what anybody wrote, and no name.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_MARK: Final = "insaf-trail/1"
_MADE: Final = re.compile(rf"{_MARK} (?P<kind>[a-z]+)(?P<said>(?: [a-z]+=[^ =]+)+) hmac=(?P<hmac>[0-9a-f]{{64}})")


class BadLine(ValueError):
    """A line that is not as it was written."""


class ChangedLine(BadLine):
    """Its digest is not of what it says, or it was written with none of our keys."""


class OtherInstallation(BadLine):
    """It was written by another installation; what it says of that one is of no use here."""


@dataclass(frozen=True, slots=True)
class Head:
    """How many entries the trail had at an instant, and the seal of the last."""

    at: datetime
    installation: str
    count: int
    seal: str


@dataclass(frozen=True, slots=True)
class Erased:
    """When a case was erased, and which: what brings an old backup back erases it again."""

    at: datetime
    installation: str
    case_id: int
    tracking: str


@dataclass(frozen=True, slots=True)
class Stamped:
    """What a time-stamping authority says of a head (RFC 3161); ``token``: its answer, in URL-safe base64."""

    at: datetime
    installation: str
    count: int
    seal: str
    token: str

    @property
    def head(self) -> Head:
        return Head(self.at, self.installation, self.count, self.seal)


Line = Head | Erased | Stamped


def key_from(field_key: str) -> bytes:
    """The key (32 bytes) that belongs to a key of the setting ``FIELD_KEYS``."""
    return hmac.digest(field_key.encode(), b"insaf: lines of the trail elsewhere, version 1", "sha256")


def written(line: Line, key: bytes) -> str:
    """One line of text, without its end. The HMAC is over all that stands before it."""
    said = f"{_MARK} {_said(line)}"
    return f"{said} hmac={_hmac(said, key)}"


def signed_of(head: Head) -> bytes:
    """What a time-stamping authority stamps: a head as it is written, without its HMAC, which changes with the keys."""
    return f"{_MARK} {_said(head)}".encode()


def read(text: str, *, keys: Sequence[bytes], installation: str | None = None) -> Line:
    """What a line says. Raises ``ChangedLine``, or ``OtherInstallation`` where ``installation`` is given and is not
    its own; a line of another installation has other keys too, so that is asked first."""
    made = _MADE.fullmatch(text.strip())
    if made is None:
        raise ChangedLine("it is no such line")
    try:
        line = _READ[made["kind"]](dict(pair.split("=") for pair in made["said"].split()))
    except (KeyError, ValueError) as error:
        raise ChangedLine("it is no such line") from error
    if installation is not None and line.installation != installation:
        raise OtherInstallation(f"it is of the installation {line.installation}, and this one is {installation}")
    said = text.strip().rpartition(" hmac=")[0]
    if not any(hmac.compare_digest(_hmac(said, key), made["hmac"]) for key in keys):
        raise ChangedLine("its HMAC is not of what it says")
    return line


def read_all(lines: Iterable[str], *, keys: Sequence[bytes], installation: str) -> Iterator[tuple[int, Line | BadLine]]:
    """Each line with its number, from 1, and what it says or what is wrong with it. Lines of other programs, which a
    syslog server writes to the same file, are passed over, and so is what such a server puts before ours."""
    for number, text in enumerate(lines, start=1):
        begins = text.find(f"{_MARK} ")
        if begins < 0:
            if " installation=" in text and " hmac=" in text:  # ours, with another beginning
                yield number, ChangedLine("it is no such line")
            continue
        try:
            yield number, read(text[begins:], keys=keys, installation=installation)
        except BadLine as problem:
            yield number, problem


def _said(line: Line) -> str:
    at = f"at={_stamp(line.at)} installation={line.installation}"
    match line:
        case Head():
            return f"head {at} count={line.count} seal={line.seal or '-'}"
        case Erased():
            return f"erased {at} case={line.case_id} tracking={line.tracking}"
        case Stamped():
            return f"stamped {at} count={line.count} seal={line.seal or '-'} token={line.token.rstrip('=')}"


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _seal(said: dict[str, str]) -> str:
    return "" if said["seal"] == "-" else said["seal"]


_READ: Final[dict[str, Callable[[dict[str, str]], Line]]] = {
    "head": lambda said: Head(_at(said), said["installation"], int(said["count"]), _seal(said)),
    "erased": lambda said: Erased(_at(said), said["installation"], int(said["case"]), said["tracking"]),
    "stamped": lambda said: Stamped(
        _at(said),
        said["installation"],
        int(said["count"]),
        _seal(said),
        said["token"] + "=" * (-len(said["token"]) % 4),
    ),
}


def _at(said: dict[str, str]) -> datetime:
    return datetime.fromisoformat(said["at"])


def _hmac(said: str, key: bytes) -> str:
    return hmac.digest(key, said.encode(), "sha256").hex()
