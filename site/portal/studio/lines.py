"""What owners publish in words, line by line, and what differs between two versions of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from content.pages.template_tags import bdi
from permissions.isolated import isolated_words
from permissions.translated_text import languages

Sign = Literal["new", "gone", "changed", "renamed", "moved"]
MOST_BESIDE: Final = 40
BETWEEN: Final = " · "
"""Between the items of a row."""
NAME: Final = "name"
"""The key of the line that says what a thing is called."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is laid down; ``key`` says which, whatever its place and words.

    ``place``: where it stands among those whose order matters, from 1; 0 for all others. ``naming``: it says what
    something is called, and nothing of what happens. ``part``: what it is a line of, as the step of a process.
    ``means``: what it lays down whatever it is called, where its words have names in them; only that makes a change.
    ``items``: what ``words`` are a row of, where each is laid down by itself: what differs is said of each.
    """

    key: str
    label: str
    words: str
    place: int = 0
    naming: bool = False
    part: str = ""
    means: str = ""
    items: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The label with the place, or with what it is a part of."""
        if self.part:
            return f"{self.part} · {self.label}"
        return _("Rule %(place)d: %(name)s") % {"place": self.place, "name": self.label} if self.place else self.label


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that is new, gone, changed, renamed or moved; ``before`` or ``after`` is empty where there is none.

    Of one that moved they name the line before or after which it is now. ``naming``: nothing else happens by it.
    ``part``: what the line is a part of.
    """

    sign: Sign
    label: str
    before: str
    after: str
    naming: bool = False
    part: str = ""

    @classmethod
    def of(cls, sign: Sign, line: Line, before: str, after: str, *, naming: bool | None = None) -> Difference:
        """One about a line; ``naming`` where it is another than the line's."""
        label = line.label if line.part else line.title
        return cls(sign, label, before, after, line.naming if naming is None else naming, line.part)

    @property
    def sentence(self) -> str:
        """All of it in one sentence."""
        return self._told() % {
            "what": isolated_words(f"{self.part} · {self.label}" if self.part else self.label),
            "before": isolated_words(self.before),
            "after": isolated_words(self.after),
        }

    @property
    def marked(self) -> SafeString:
        """The same as HTML: the label, what was and what is are told apart. The part is left to the heading above."""
        was, now = ("<del>{}</del>", "<ins>{}</ins>") if self.sign != "moved" else ("<b>{}</b>", "<b>{}</b>")
        parts = {
            "what": format_html("<b>{}</b>", bdi(self.label)),
            "before": format_html(was, bdi(self.before)) if self.before else "",
            "after": format_html(now, bdi(self.after)) if self.after else "",
        }
        return mark_safe(conditional_escape(self._told()) % parts)  # noqa: S308 - all parts are escaped

    def _told(self) -> str:
        match self.sign:
            case "new":
                return _("New: %(what)s – %(after)s")
            case "gone":
                return _("Gone: %(what)s – %(before)s")
            case "renamed":
                return _("%(before)s is now called %(after)s")
            case "moved" if self.after:
                return _("“%(what)s” moved before “%(after)s”")
            case "moved":
                return _("“%(what)s” moved after “%(before)s”")
        if self.before and self.after:
            return _("%(what)s: %(before)s becomes %(after)s")
        return _("%(what)s: now %(after)s") if self.after else _("%(what)s: no longer %(before)s")


@dataclass(frozen=True, slots=True)
class Grouped:
    """Differences in what happens, and those in names alone."""

    happens: list[Difference]
    names: list[Difference]

    @classmethod
    def of(cls, found: Iterable[Difference]) -> Grouped:
        """Put apart in their order, those of one part together."""
        found = list(found)
        parts = list(dict.fromkeys(each.part for each in found))
        found.sort(key=lambda each: parts.index(each.part))
        return cls([each for each in found if not each.naming], [each for each in found if each.naming])

    @property
    def begun(self) -> Grouped:
        """The first of what happens: as much as is drawn beside a draft after each edit."""
        return Grouped(self.happens[:MOST_BESIDE], self.names)

    @property
    def left(self) -> int:
        """How many more there are; the page that publishes has them all."""
        return max(len(self.happens) - MOST_BESIDE, 0)


def differences(before: list[Line], after: list[Line]) -> list[Difference]:
    """What someone would do differently under the later definition, and what is only called otherwise."""
    former = {line.key: line for line in before}
    later = {line.key: line for line in after}
    found = [Difference.of("gone", line, line.words, "") for line in before if line.key not in later]
    moved = moved_keys(
        [line.key for line in before if line.key in later], [line.key for line in after if line.key in former]
    )
    for line in after:
        old = former.get(line.key)
        if old is None:
            found.append(Difference.of("new", line, "", line.words))
            continue
        if line.key in moved and line.place:
            found.append(_move(line, [each for each in after if each.place and (each.key in former)], moved))
        if old.label != line.label:
            found.append(Difference.of("renamed", line, old.label, line.label, naming=True))
        if line.items or old.items:
            found += _in_items(old, line)
        elif old.words != line.words and not (line.means and old.means == line.means):
            found.append(Difference.of("changed", line, old.words, line.words))
    return found


def _in_items(before: Line, after: Line) -> list[Difference]:
    """What is new and what is gone of a row."""
    new = [item for item in after.items if item not in before.items]
    gone = [item for item in before.items if item not in after.items]
    return [
        *([Difference.of("new", after, "", BETWEEN.join(new))] if new else []),
        *([Difference.of("gone", after, BETWEEN.join(gone), "")] if gone else []),
    ]


def _move(line: Line, after: list[Line], moved: set[str]) -> Difference:
    """Before which of those that stay it is now; the last one is after the one that then was last."""
    place = after.index(line)
    behind = next((each for each in after[place + 1 :] if each.key not in moved), None)
    if behind is not None:
        return Difference("moved", line.label, "", behind.label)
    ahead = [each for each in after[:place] if each.key not in moved]
    return Difference("moved", line.label, ahead[-1].label if ahead else "", "")


def moved_keys(before: list[str], after: list[str]) -> set[str]:
    """The fewest of the same keys that, taken out and put elsewhere, make the one order of the other."""
    order = {key: place for place, key in enumerate(before)}
    places = [order[key] for key in after]
    first, last = 0, len(places)
    while first < last and places[first] == first:
        first += 1
    while last > first and places[last - 1] == last - 1:
        last -= 1
    # Between what stands as it stood: the longest run in the former order, by the best run that ends with each line.
    lengths: list[int] = []
    before_it: list[int | None] = []
    for place in range(first, last):
        best, behind = 0, None
        for other in range(first, place):
            if places[other] < places[place] and lengths[other - first] > best:
                best, behind = lengths[other - first], other
        lengths.append(best + 1)
        before_it.append(behind)
    stays: set[int] = set()
    at = first + lengths.index(max(lengths)) if lengths else None
    while at is not None:
        stays.add(at)
        at = before_it[at - first]
    return {after[place] for place in range(first, last) if place not in stays}


def name_line(definition: Any) -> Line:
    """What a thing is called in each language."""
    name = definition.get("name", {})
    words = " · ".join(name[each] for each in languages() if name.get(each))
    return Line(NAME, _("Name"), words, naming=True)
