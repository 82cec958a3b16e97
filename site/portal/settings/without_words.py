"""How a fault is written for operators: where it happened and of what kind it is, and nothing that was being worked on.

The message of an exception may hold what a citizen wrote, a name or a secret (a database repeats the value that it
refused), and local variables always do. Files, lines and kinds of errors are all that is needed to find the place.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any, Final

ADDRESSES: Final = ("django.request", "django.security")
"""Loggers that name the address of a request, and so the number of a case; the security log and ours say the rest."""
TASKS: Final = "django-q"


class WithoutWords(logging.Formatter):
    """A record as one line of JSON, as the security log's are, with a traceback that has no messages: for the error and
    all that led to it. Only ASCII, so that no line can be broken or forged by what stands in it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line["traceback"] = traceback_of(error)
        return json.dumps(line, ensure_ascii=True)


class NoAddresses(logging.Filter):
    """Leaves out what names addresses, and the queue's own line on a failed task, which repeats the error's message."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == TASKS:
            return record.module != "monitor" or record.levelno < logging.ERROR
        return not record.name.startswith(ADDRESSES)


def traceback_of(error: BaseException) -> str:
    """Files, lines and the kinds of errors; the first cause first, as Python writes it."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        kind = type(current)
        frames = "".join(traceback.format_tb(current.__traceback__))
        parts.append(f"Traceback (most recent call last):\n{frames}{kind.__module__}.{kind.__qualname__}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n\nwhich led to\n\n".join(reversed(parts))
