"""Letters that come back later: what a mail server says of one that it had taken (RFC 3464), noted with the letter.

Each letter bears a number that only its readers know and that nobody can make up: who sends us a notice of their own
cannot say of another's letter that it came back.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message
from email.parser import BytesParser, HeaderParser
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from permissions.encrypted import Unreadable, decrypt, encrypt
from permissions.now import now
from workflows.outbox.models import OutboxEntry
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

MOST_BYTES: Final = 512 * 1024
"""A notice is a few kilobytes, with the letter in it some fifty."""
LATEST: Final = timedelta(days=30)
"""Mail servers give up after five days."""
CAME_BACK: Final = "came back: "
"""Begins the ``problem`` of a letter that was taken and came back, before the code."""
BY_EMAIL: Final = "email"
RETURNED: Final = "returned"
_PURPOSE: Final = "letter"
_NUMBER = re.compile(r"<([A-Za-z0-9_=-]{20,300})@[^<>\s]{1,255}>")
_CODE = re.compile(r"[45]\.\d{1,3}\.\d{1,3}")


class Notice(StrEnum):
    """What became of something that the mail server delivered to us."""

    NOTED = "noted"
    KNOWN = "known"
    """It was noted before."""
    EARLY = "early"
    """Of a letter of which we do not know yet that it was taken: it is read again later."""
    OTHER = "other"
    """No notice that a letter of ours came back."""


def message_id(entry_id: int) -> str:
    """The ``Message-ID`` of the letter of a row of the outbox."""
    host = urlsplit(settings.INSAF_URL).hostname or "localhost"
    return f"<{encrypt(str(entry_id), _PURPOSE)}@{host}>"


def note(raw: bytes) -> Notice:
    """Read what came to the sender's address, and note it with the letter that it is about. Never raises for what is
    written in it."""
    try:
        found = _read(raw) if len(raw) <= MOST_BYTES else None
    except Exception as error:  # noqa: BLE001  anybody may send anything
        log.warning("A notice could not be read: %s", type(error).__name__)
        found = None
    return _noted(*found) if found is not None else Notice.OTHER


def _read(raw: bytes) -> tuple[int, str] | None:
    """The row of the outbox that came back, and with which code; None for what says nothing of the kind."""
    message = BytesParser().parsebytes(raw)
    parts = message.get_payload()
    if message.get_content_type() != "multipart/report" or not isinstance(parts, list):
        return None
    # Only its own parts: what lies within the letter that came back is the letter's.
    own = [part for part in parts if isinstance(part, Message)]
    status = next((part for part in own if part.get_content_type() == "message/delivery-status"), None)
    code = _code(status) if status is not None else ""
    number = next((number for part in own for number in _numbers(part)), None)
    return (number, code) if code and number is not None else None


def _code(status: Message) -> str:
    """The code of the first recipient to whom it failed for good; "" where it was delayed or delivered."""
    blocks = status.get_payload()
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, Message) and str(block.get("Action", "")).strip().lower() == "failed":
            found = _CODE.match(str(block.get("Status", "")).strip())
            return found[0] if found else "5.0.0"
    return ""


def _numbers(part: Message) -> Iterator[int]:
    """The number of the letter that a part holds, whole or by its head alone, where it is one of ours."""
    kind, inside = part.get_content_type(), part.get_payload()
    head: Message | None = None
    if kind == "message/rfc822" and isinstance(inside, list) and inside and isinstance(inside[0], Message):
        head = inside[0]
    elif kind in ("text/rfc822-headers", "message/rfc822-headers"):
        words = part.get_payload(decode=True)
        head = HeaderParser().parsestr(words.decode("ascii", "replace")) if isinstance(words, bytes) else None
    written = _NUMBER.search(str(head.get("Message-ID", ""))) if head is not None else None
    if written is not None:
        try:
            yield int(decrypt(written[1], _PURPOSE, within=LATEST))
        except (Unreadable, ValueError):
            return


def _noted(entry_id: int, code: str) -> Notice:
    with write_transaction():
        entry = OutboxEntry.objects.select_for_update(of=("self",)).filter(pk=entry_id).first()
        if entry is None:
            return Notice.OTHER
        if RETURNED in entry.data:
            return Notice.KNOWN
        if entry.delivered_at is None:
            return Notice.EARLY
        data = {**entry.data, RETURNED: {BY_EMAIL: now().isoformat()}}
        OutboxEntry.objects.filter(pk=entry.pk).update(data=data, problem=f"{CAME_BACK}{code}")
    return Notice.NOTED
