"""What a page may ask of a device, it says of itself; on all others no script reaches a microphone or a position."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

MICROPHONE: Final = "microphone=(self)"
"""A voice is recorded in the page, and played before it is sent."""
POSITION: Final = "geolocation=(self)"
"""The place is found by where the device is."""


def may_use(response: HttpResponse, *devices: str) -> None:
    """Let the page ask for them. What ``Permissions-Policy`` says of all others is added on its way out."""
    if devices:
        response.headers["Permissions-Policy"] = ", ".join(devices)
