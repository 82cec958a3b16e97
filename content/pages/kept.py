"""What a page says of itself to whoever keeps drawn pages, so as not to draw them again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

OFFLINE_COPY = "Offline-Copy"
"""The header by which our service worker knows a page that holds nothing of anybody (js/worker.js)."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A word of a drawn page in whose place each request has one of its own.

    ``mark`` stands for it in the drawn page: nothing that anybody writes can be the same.
    """

    mark: str
    fill: Callable[[HttpRequest], str]


def same_for_all(response: HttpResponseBase, *blanks: Blank) -> None:
    """Whoever asks for this address, with no words behind it, is answered this, but for its ``blanks``.

    Without blanks it has no cookie, and a browser may keep it if it asks each time whether it is still the same.
    The app may keep a copy of it for when there is no line, unless it may not be stored at all.
    """
    response[OFFLINE_COPY] = "may"
    if not blanks:
        patch_cache_control(response, no_cache=True)
    response.same_for_all = blanks  # type: ignore[attr-defined]  # read on the way out


def blanks_of(response: HttpResponseBase) -> tuple[Blank, ...] | None:
    """The blanks of a page that is the same for all; None for every other answer."""
    return getattr(response, "same_for_all", None)
