"""How a fault is written for operators: where it happened and of what kind it is, and nothing that was being worked on.

The message of an exception may hold what a citizen wrote, a name or a secret (a database repeats the value that it
refused), and local variables always do. Files, lines and kinds of errors are all that is needed to find the place.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Final

ADDRESSES: Final = ("django.request", "django.security")
"""Loggers that name the address of a request, and so the number of a case; the security log and ours say the rest."""
TASKS: Final = "django-q"
Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutWords(logging.Formatter):
    """Tracebacks without messages, for the error and all that led to it."""

    def formatException(self, ei: Fault) -> str:  # noqa: N802  logging's name
        return traceback_of(ei[1]) if ei[1] is not None else ""


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
