"""A page on which a voice can be recorded says so of itself; on all others no script reaches a microphone."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

RECORDS: Final = "microphone=(self)"
"""``Permissions-Policy`` of such a page, as it leaves here: what is said of all else is added on its way out."""


def lets_record(response: HttpResponse) -> None:
    """Let the page record a voice, and play it before it is sent."""
    response.headers["Permissions-Policy"] = RECORDS
