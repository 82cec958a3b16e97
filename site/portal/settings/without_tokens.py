"""What is logged, where and how; and it keeps what an address opens by itself out of those that Django names."""

from __future__ import annotations

import logging
import re
from typing import Any

TOKEN = re.compile(r"(/(?:start|arriving|track/new-code|(?:ar|en)/letters|s)/)[^/\s'\"?]+")
LOGGERS = ("django.request", "django.security.csrf", "waitress")
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
    """Beside Django's own: all goes to standard error as JSON: what operators read, and what bears on security."""
    stream = "logging.StreamHandler"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "without_tokens": {"()": "portal.settings.without_tokens.WithoutTokens"},
            "no_addresses": {"()": "portal.settings.without_words.NoAddresses"},
        },
        "formatters": {
            "without_words": {"()": "portal.settings.without_words.WithoutWords"},
            "one_line": {"()": "permissions.security_log.OneLine"},
        },
        "handlers": {
            "operators": {"class": stream, "formatter": "without_words", "filters": ["no_addresses"]},
            "security": {"class": stream, "formatter": "one_line"},
        },
        "root": {"handlers": ["operators"], "level": "WARNING"},
        "loggers": {
            **{name: {"filters": ["without_tokens"]} for name in LOGGERS},
            "insaf.security": {"handlers": ["security"], "level": "INFO", "propagate": False},
        },
    }
