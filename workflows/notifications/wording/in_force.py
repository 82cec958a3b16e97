"""Which words a letter is written with: an owner's where a version is in force, else those that the code delivers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from workflows.notifications.when_to_tell import LETTERS
from workflows.notifications.wording.checks import check_wording
from workflows.notifications.wording.definition import FORMAT, Wording, Words, parse
from workflows.notifications.wording.delivered import delivered, delivered_words
from workflows.notifications.wording.length import too_long
from workflows.processes.letters import is_own
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.publishable import Publishable, published_definitions
from workflows.versions.selectors import Stamp


class Chosen(NamedTuple):
    """The words for one letter, and the number of the version that has them; 0: as delivered."""

    words: Words
    version: int


def standing() -> Mapping[str, Any]:
    """What holds for each topic now."""
    changed = published_definitions(Subject.LETTER)
    own = {key: definition for key, definition in changed.items() if is_own(key)}
    return {topic: changed.get(topic) or delivered(topic) for topic in LETTERS} | own


WORDINGS: Publishable[Wording] = Publishable(
    subject=Subject.LETTER,
    parse=parse,
    check=check_wording,
    warnings=too_long,
    standing=standing,
    format=FORMAT,
)


def as_delivered(topic: str) -> Version | None:
    """The words that the code delivers, as a version that is in no table; None where there is no such topic."""
    if topic not in LETTERS:
        return None
    return Version(subject=Subject.LETTER, key=topic, number=0, definition=delivered(topic))


class Wordings:
    """What is in force, asked once for many letters, and only when the first of them is written."""

    def choose(self, topic: str, part: str, language: str) -> Chosen | None:
        """An owner's words; where the version lacks a part or a language that came later, the delivered ones. None of a
        letter that owners made and that is not in force."""
        stamp = self._stamps.get(topic)
        if stamp is not None:
            words = self._read[stamp.id].words(part, language)
            if words is not None:
                return Chosen(words, stamp.number)
        if is_own(topic):
            return None
        found = delivered_words(topic).letters[part]
        return Chosen(found.get(language) or next(iter(found.values())), 0)

    @cached_property
    def _stamps(self) -> dict[str, Stamp]:
        rows = Version.objects.filter(subject=Subject.LETTER, status=VersionStatus.PUBLISHED)
        found = rows.values_list("key", "pk", "number", "digest")
        return {key: Stamp(pk, number, digest) for key, pk, number, digest in found}

    @cached_property
    def _read(self) -> Mapping[int, Wording]:
        return WORDINGS.of_stamps(self._stamps.values())
