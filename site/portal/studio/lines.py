"""What owners publish in words, line by line, and what differs between two versions of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _

from permissions.translated_text import languages


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is laid down; ``key`` says which, whatever its place and words.

    ``place``: where it stands among those whose order matters, from 1; 0 for all others.
    """

    key: str
    label: str
    words: str
    place: int = 0

    @property
    def title(self) -> str:
        """The label with the place."""
        return _("Rule %(place)d: %(name)s") % {"place": self.place, "name": self.label} if self.place else self.label


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that is new, gone or changed; ``before`` or ``after`` is empty where there is none.

    Of one that moved they say from where and whereto.
    """

    sign: Literal["new", "gone", "changed", "moved"]
    label: str
    before: str
    after: str


def differences(before: list[Line], after: list[Line]) -> list[Difference]:
    """What someone would do differently under the later definition."""
    former = {line.key: line for line in before}
    later = {line.key: line for line in after}
    found = [Difference("gone", line.title, line.words, "") for line in before if line.key not in later]
    moved = _moved([line for line in before if line.key in later], [line for line in after if line.key in former])
    for line in after:
        old = former.get(line.key)
        if old is None:
            found.append(Difference("new", line.title, "", line.words))
            continue
        if line.key in moved:
            places = _("from place %(place)d") % {"place": old.place}, _("to place %(place)d") % {"place": line.place}
            found.append(Difference("moved", line.label, *places))
        if old.label != line.label:
            found.append(Difference("changed", line.title, old.label, line.label))
        if old.words != line.words:
            found.append(Difference("changed", line.title, old.words, line.words))
    return found


def _moved(before: list[Line], after: list[Line]) -> set[str]:
    """The fewest lines that, taken out and put elsewhere, make the one order of the other."""
    order = {line.key: place for place, line in enumerate(before)}
    # The longest run of lines that stand in their former order; for each line the best run that ends with it.
    runs: list[list[str]] = []
    for place, line in enumerate(after):
        behind = [runs[other] for other in range(place) if order[after[other].key] < order[line.key]]
        runs.append([*_longest(behind), line.key])
    return {line.key for line in after} - set(_longest(runs))


def _longest(runs: list[list[str]]) -> list[str]:
    return max(runs, key=len) if runs else []


def name_line(definition: Any) -> Line:
    """What a thing is called in each language."""
    name = definition.get("name", {})
    return Line("name", _("Name"), " · ".join(name[each] for each in languages() if name.get(each)))
