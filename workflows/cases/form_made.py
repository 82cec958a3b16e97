"""The hook by which a kind that owners have just made gets its form: floor 2 knows no pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

Begin = Callable[[str, Mapping[str, str], str], None]
"""Given the code of the kind, its name by language, and the code of the kind that it began as a copy of, or nothing."""

_makers: list[Begin] = []


def begin_with(maker: Begin) -> None:
    """Whoever makes forms brings this at start-up."""
    _makers.append(maker)


def begin(code: str, name: Mapping[str, str], copy_of: str) -> None:
    """Begin the form of a new kind, inside the commit that puts the kind in force."""
    for maker in _makers:
        maker(code, name, copy_of)


Naming = Callable[[str], Iterable[str]]
_naming: list[Naming] = []


def categories_are_named_by(naming: Naming) -> None:
    """From now on ``naming`` says in words which forms have a condition that names a category, as conditions of owners
    name it; called once, at start-up."""
    _naming[:] = [naming]


def forms_naming(category: str) -> Iterator[str]:
    """In words, the published forms of which a condition names a category."""
    for naming in _naming:
        yield from naming(category)
