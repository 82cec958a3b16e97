"""Keeps the tokens of one-time links out of what is logged: Django names the address of each request that failed."""

from __future__ import annotations

import logging
import re
from typing import Any

TOKEN = re.compile(r"(/start/)[^/\s'\"?]+")
LOGGERS = ("django.request", "django.security.csrf")
"""Those that name addresses."""


class WithoutTokens(logging.Filter):
    """Lets every line through, with a mark in the place of the token."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_without(value) for value in record.args)
        record.msg = _without(record.msg)
        return True


def _without(value: Any) -> Any:
    return TOKEN.sub(r"\1…", value) if isinstance(value, str) else value


def logging_settings() -> dict[str, Any]:
    """Beside Django's own."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_tokens": {"()": "portal.settings.without_tokens.WithoutTokens"}},
        "loggers": {name: {"filters": ["without_tokens"]} for name in LOGGERS},
    }
