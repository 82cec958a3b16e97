"""Pages of a list that is too long to be counted: which one an address asks for, and the address of another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict


def page_number(asked: QueryDict, *, last: int) -> int:
    """The page that an address asks for, at most ``last``; the first for nonsense."""
    given = asked.get("p", "")
    return min(max(int(given), 1), last) if given.isascii() and given.isdigit() and len(given) < 6 else 1


def page_address(wanted: Mapping[str, str], number: int) -> str:
    """``?q=water&p=2``: the same filter, another page."""
    asked: dict[str, Any] = dict(wanted)
    if number > 1:
        asked["p"] = number
    return f"?{urlencode(asked)}"
