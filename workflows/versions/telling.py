"""The one hook by which owners are told of what others did with versions: this topic writes no letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

RESTORED: Final = "rules_restored"
"""One person alone has put a former version in force again."""
READY: Final = "draft_ready"
"""A draft waits for a second person."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the other owners are told. ``kind``: ``RESTORED`` or ``READY``; ``version``: the id of the one it is about.

    ``by``: who did it. ``data``: what the letter says beside that, as JSON.
    """

    kind: str
    version: int
    by: int
    data: Mapping[str, Any] = field(default_factory=dict)


Tell = Callable[[Told], None]
_tellers: list[Tell] = []


def tell_with(tell: Tell) -> None:
    """Whoever writes letters says so at start-up; called within the transaction of the act."""
    _tellers.append(tell)


def tell(told: Told) -> None:
    """Have all other owners told."""
    for each in _tellers:
        each(told)
