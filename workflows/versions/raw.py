"""Reads the JSON of a definition key by key; what is not understood is refused, and where it stands is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from sys import intern
from typing import Any


class Malformed(ValueError):
    """A definition that cannot be read; says where, as ``steps[2].outcomes[0].next``, and why in a word:
    ``missing``, ``unknown``, ``wrong``, ``newer``."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why


def format_of(definition: Any, newest: int) -> int:
    """The number of its format, 1 where it has none; raises ``Malformed`` for one that this release does not know."""
    if not isinstance(definition, dict):
        raise Malformed("", "wrong")
    number = definition.get("format", 1)
    if type(number) is not int or number < 1:
        raise Malformed("format", "wrong")
    if number > newest:
        raise Malformed("format", "newer")
    return number


class Raw:
    """An object of JSON that is read key by key; says where it is when something is not as it should be."""

    def __init__(self, raw: Any, path: str = "") -> None:
        if not isinstance(raw, dict):
            raise Malformed(path, "wrong")
        self._raw, self._path = raw, path

    def only(self, *known: str) -> None:
        """Refuse every other key: what is not understood must not be passed over in silence."""
        for key in self._raw:
            if key not in known:
                raise Malformed(self.at(str(key)), "unknown")

    def has(self, key: str) -> bool:
        return key in self._raw

    def at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def get(self, key: str, kind: type, default: Any = None) -> Any:
        """A value of exactly this kind; without a default it must be there."""
        if key not in self._raw:
            if default is None:
                raise Malformed(self.at(key), "missing")
            return default
        if type(self._raw[key]) is not kind:
            raise Malformed(self.at(key), "wrong")
        return self._raw[key]

    # Hundreds of versions are in memory at once, and say mostly the same: equal texts are one.

    def text(self, key: str, default: str | None = None) -> str:
        return intern(str(self.get(key, str, default)))

    def whole(self, key: str, default: int | None = None) -> int:
        return int(self.get(key, int, default))

    def yes(self, key: str, *, default: bool) -> bool:
        return bool(self.get(key, bool, default))

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        found = tuple(self.get(key, list, default))
        if not all(isinstance(each, str) for each in found):
            raise Malformed(self.at(key), "wrong")
        return tuple(map(intern, found))

    def words(self, key: str, default: Mapping[str, str] | None = None) -> dict[str, str]:
        """A text by language, or values by name."""
        found = dict(self.get(key, dict, default))
        if not all(isinstance(each, str) for pair in found.items() for each in pair):
            raise Malformed(self.at(key), "wrong")
        return {intern(name): intern(each) for name, each in found.items()}

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """Several texts by language."""
        inner = self.inner(key)
        return {name: inner.texts(name) for name in inner._raw}

    def each(self, key: str) -> Iterator[Raw]:
        for number, raw in enumerate(self.get(key, list)):
            yield Raw(raw, f"{self.at(key)}[{number}]")

    def inner(self, key: str) -> Raw:
        return Raw(self.get(key, dict), self.at(key))
