"""Checks that meet something they cannot read: it is told, and holds up no other check and no other row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def walked(what: str, check: Callable[[], Iterable[str]]) -> Iterator[str]:
    """The sentences of a check; one more where it broke off. ``what``: what it looks at, in a few English words."""
    try:
        yield from check()
    except Exception as error:  # noqa: BLE001  whoever bends rows would otherwise silence all that comes after
        yield f"{what} could not be walked to the end ({type(error).__name__}): something there was bent"


def halved(rows: Sequence[T], check: Callable[[Sequence[T]], list[str]], blame: Callable[[T], str]) -> Iterator[str]:
    """The sentences of a check of some rows; where it breaks off, of each half by itself, down to the one that is to
    blame, of which ``blame`` says so."""
    try:
        found = check(rows)
    except Exception:
        match rows:
            case []:
                raise
            case [row]:
                found = [blame(row)]
            case _:
                middle = len(rows) // 2
                yield from halved(rows[:middle], check, blame)
                yield from halved(rows[middle:], check, blame)
                return
    yield from found
