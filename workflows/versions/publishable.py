"""One subject that owners publish, as one object: how it is read, checked, what it names and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.selectors import Stamp

AGENCY = "agency"
"""What a reference names when it is no subject: a public body that takes cases, by its code."""
FACT = "fact"
"""The same, of what a form asks. Whether it is asked is said with the test that asks it (``facts/fitting.py``)."""
CATEGORY = "category"
"""The same, of one category of a kind: the trees of categories say what must stay for it."""
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)
"""What ``parse`` raises for a definition that is malformed."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that a definition names: a subject, ``AGENCY``, ``FACT`` or ``CATEGORY``, and its key.

    ``where``: words for the part that names it, empty where it is the whole. ``missing``: the sentence for the owner
    when what is named is not there, naming both.
    """

    to: str
    key: str
    where: str
    missing: str


def _nothing(*_given: Any) -> Iterable[Any]:
    return ()


def _no_effect(_version: Version) -> None:
    """Most subjects have none: they are read at run time."""


def _stays_as_it_is(_key: str) -> None:
    """Of most subjects nothing is left to be told that it ended."""


def published_definitions(subject: Subject) -> Mapping[str, Any]:
    """Key to definition of what is in force."""
    found = Version.objects.filter(subject=subject, status=VersionStatus.PUBLISHED)
    return dict(found.order_by("key").values_list("key", "definition"))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Publishable(Generic[T]):
    """A topic makes one for its subject; the app registers all of them when it starts.

    ``parse`` raises one of ``UNREADABLE`` for what is malformed.
    ``check`` takes key and definition and gives translated sentences, none when it can be published.
    ``warnings``: sentences on what an owner should know before it is in force, though it can be published.
    ``references``: everything that a definition names.
    ``asks``: what it asks of something that it names (subject, definition): sentences that say what is against it.
    ``effect``: what follows at once, inside the commit that puts a version in force.
    ``ended``: what follows at once, inside the commit that takes a thing (key) out of force.
    ``standing``: key to definition of all that holds now, where that is not what is published.
    ``users``: in words, who beside what is published needs something (subject, key) of its own or that it names.
    ``guards`` (subject, key, what is in force, what came before): sentences that say why putting that back takes two
    people, whatever the subject.
    ``format``: the newest number of its format that this release reads; a definition without one is of the first.
    """

    subject: Subject
    parse: Callable[[Any], T]
    check: Callable[[str, Any], list[str]]
    warnings: Callable[[str, Any], Iterable[str]] = _nothing
    references: Callable[[T], Iterable[Reference]] = _nothing
    asks: Callable[[T, str, Any], Iterable[str]] = _nothing
    effect: Callable[[Version], None] = _no_effect
    ended: Callable[[str], None] = _stays_as_it_is
    standing: Callable[[], Mapping[str, Any]] | None = None
    users: Callable[[str, str], Iterable[str]] = _nothing
    guards: Callable[[str, str, Any, Any], Iterable[str]] = _nothing
    format: int = 1
    _known: dict[str, T] = field(default_factory=dict, repr=False)

    def in_force(self) -> Mapping[str, Any]:
        """Key to definition of all that holds now."""
        return published_definitions(self.subject) if self.standing is None else self.standing()

    def read(self, definition: Any) -> T | None:
        """The parsed definition of a draft; None when it is malformed, which its check says."""
        try:
            return self.parse(definition)
        except UNREADABLE:
            return None

    def of(self, version: Version) -> T:
        """The parsed definition of a version at hand, parsed once: what is published never changes."""
        return self._parsed(version.digest, lambda: version.definition)

    def of_stamp(self, stamp: Stamp) -> T:
        """The parsed definition of a stamp; read from the database the first time only."""
        return self._parsed(stamp.digest, lambda: Version.objects.values_list("definition", flat=True).get(pk=stamp.id))

    def of_stamps(self, stamps: Iterable[Stamp]) -> Mapping[int, T]:
        """The parsed definitions of several versions by their ids; those not read before in one query."""
        stamps = list(stamps)
        missing = [stamp.id for stamp in stamps if stamp.digest not in self._known]
        read = Version.objects.filter(pk__in=missing).values_list("digest", "definition") if missing else ()
        self._known.update({digest: self.parse(definition) for digest, definition in read})
        return {stamp.id: self._known[stamp.digest] for stamp in stamps}

    def _parsed(self, digest: str, definition: Callable[[], Any]) -> T:
        if digest not in self._known:
            self._known[digest] = self.parse(definition())
        return self._known[digest]


_all: dict[str, Publishable[Any]] = {}


def register(*things: Publishable[Any]) -> None:
    """Make subjects known; a second one for the same subject takes the place of the first."""
    _all.update({thing.subject.value: thing for thing in things})


def publishable(subject: str) -> Publishable[Any]:
    """The one of a subject; raises ``KeyError`` for a subject that nobody registered."""
    return _all[subject]


def publishables() -> list[Publishable[Any]]:
    """All of them, in the order in which they were registered."""
    return list(_all.values())
