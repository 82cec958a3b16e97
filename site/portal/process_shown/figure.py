"""The drawing of a process as values for its template: shapes and lines in pixels, words in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from permissions.translated_text import joined, listed, one_and_all
from portal.process_shown.marks import NONE, Mark, Marks, Tone, with_removed
from portal.process_shown.words import Names, names_of, step_name, time, way_words, who
from workflows.processes.definition import ProcessDefinition, Step, TaskStep
from workflows.processes.layout.graph import main_road
from workflows.processes.layout.layout import UNIT, WIDE, Box, Edge, Kind, Place, layout

MOST_STEPS: Final = 200
"""No process with more is published; a draft that has them is not drawn."""
ARROW_LONG, ARROW_HALF = 10, 5
PAPER, PAPER_ACROSS = 660, 985
"""Pixels across a sheet of A4, upright and lying, within its margins and ours."""
MOST_NAMED: Final = 2
"""Ways that are named beside one line; of more the first, and how many others."""
TONES: Final[tuple[Tone, ...]] = ("late", "look", "go", "done")


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step: its shape (``kind``, ``at``, ``classes``), where its words stand (``place``: classes) and what they are.

    ``ways``: a sentence for each line that leaves it. ``words_at``: the same place in pixels.
    """

    key: str
    kind: Kind
    at: Place
    classes: str
    place: str
    words_at: Place
    name: str
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    ways: tuple[str, ...]
    ladder: bool
    sign: tuple[int, int]
    centre: tuple[int, int]

    @property
    def clock(self) -> tuple[int, int]:
        """Where the sign of its ladder sits: on the lower edge, towards where its line goes on."""
        towards_the_end = self.at.x + 24 if self.sign[0] > self.centre[0] else self.at.x + self.at.w - 24
        return towards_the_end, self.at.y + self.at.h

    @property
    def wide(self) -> bool:
        """Whether its words stand inside."""
        return self.kind in WIDE

    @property
    def dashed(self) -> bool:
        """Whether it is not there: any more, or at all."""
        return self.kind == Kind.NOWHERE or any(mark.sort == "removed" for mark in self.marks)

    @property
    def is_listed(self) -> bool:
        """Whether it is a step of the process, and not merely a sign."""
        return self.kind not in (Kind.START, Kind.NOWHERE)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with its arrow, as paths, and the words beside it (``said``; ``told``: all of them)."""

    path: str
    arrow: str
    classes: str
    place: str
    words_at: Place
    said: str
    told: str

    @property
    def wide(self) -> bool:
        """Whether the case that is shown went along it."""
        return "walked" in self.classes

    @property
    def dashed(self) -> bool:
        """Whether it is not there any more, or leads nowhere."""
        return "removed" in self.classes or "nowhere" in self.classes


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole drawing. ``caption``: the road in words; ``rtl``: it is mirrored. ``too_long``: nothing is drawn."""

    width: int
    height: int
    title: str
    caption: str
    rtl: bool
    steps: tuple[ShownStep, ...]
    lines: tuple[ShownLine, ...]
    too_long: bool = False

    @property
    def fit(self) -> int:
        """By how many tenths of its size it fits on a sheet of A4; at least two, then it is cut off."""
        return _tenths(PAPER, self.width)

    @property
    def fit_across(self) -> int:
        """The same of a sheet that lies: the page that is a drawing alone prints so."""
        return _tenths(PAPER_ACROSS, self.width)


def _tenths(paper: int, width: int) -> int:
    return max(2, min(10, paper * 10 // max(width, 1)))


def figure_of(process: ProcessDefinition, *, title: str, marks: Marks = NONE, names: Names | None = None) -> Figure:
    """Draw a process, or a draft of one; right to left where the reader's language is written so."""
    rtl = get_language_bidi()
    drawn = with_removed(process, marks.former)
    caption = caption_of(process)
    if len(drawn.steps) > MOST_STEPS:
        return Figure(0, 0, title, caption, rtl, (), (), too_long=True)
    names = names_of(drawn) if names is None else names
    plan = layout(drawn, marks.former)
    shown = plan.mirrored() if rtl else plan
    leaving: dict[str, list[Edge]] = {}
    for edge in plan.edges:
        leaving.setdefault(edge.source, []).append(edge)
    draw = _Draw(drawn, leaving, marks, names, rtl=rtl)
    steps = tuple(draw.step(*boxes) for boxes in zip(shown.boxes, plan.boxes, strict=True))
    lines = [draw.line(*edges) for edges in zip(shown.edges, plan.edges, strict=True)]
    # What is marked lies above what is not.
    lines.sort(key=lambda line: line.wide)
    return Figure(shown.width, shown.height, title, caption, rtl, steps, tuple(lines))


def caption_of(process: ProcessDefinition) -> str:
    """How many steps there are and the road that most requests take, in two sentences."""
    count = len(process.steps)
    steps = ngettext("%(count)d step.", "%(count)d steps.", count) % {"count": count}
    road = [listed([step_name(process, key)]) for key in main_road(process)]
    if not road:
        return steps
    main = _("The main road: %(steps)s.") % {"steps": one_and_all(road)}
    return f"{steps} {main}"


@dataclass(frozen=True, slots=True)
class _Draw:
    """``leaving``: the lines by the steps that they leave. Of what is planned, which runs left to right, comes where
    words stand: they are placed from the start of the line in either direction."""

    process: ProcessDefinition
    leaving: Mapping[str, list[Edge]]
    marks: Marks
    names: Names
    rtl: bool

    def step(self, box: Box, planned: Box) -> ShownStep:
        step = self.process.steps.get(box.key) if box.kind != Kind.NOWHERE else None
        marks = self.marks.steps.get(box.key, ()) if step is not None else ()
        tones = [tone for tone in TONES if any(mark.tone == tone for mark in marks)]
        classes = [box.kind.value, *(mark.sort for mark in marks), *(f"tone-{tone}" for tone in tones[:1])]
        inset = 8
        return ShownStep(
            box.key,
            box.kind,
            box.at,
            " ".join(classes),
            place_classes(planned.words),
            box.words,
            self._name(box, step),
            tuple(line for line in self._lines(step) if line),
            tuple(mark for mark in marks if mark.words),
            tuple(self._ways(box)),
            isinstance(step, TaskStep) and bool(step.ladder),
            (box.at.x + (box.at.w - inset - 16 if self.rtl else inset), box.at.y + inset),
            (box.at.x + box.at.w // 2, box.at.y + box.at.h // 2),
        )

    def _name(self, box: Box, step: Step | None) -> str:
        if box.kind == Kind.START:
            return _("Filed")
        if step is None:
            return _("No step “%(key)s”") % {"key": box.key[:40]} if box.key else _("No step is chosen")
        return step_name(self.process, box.key)

    def _lines(self, step: Step | None) -> Iterable[str]:
        if step is not None:
            yield who(step, self.names)
            yield time(step, self.names)

    def _ways(self, box: Box) -> Iterable[str]:
        for edge in self.leaving.get(box.key, ()) if box.kind != Kind.NOWHERE else ():
            if edge.gone:
                continue
            target = step_name(self.process, edge.target) or _("No step is chosen")
            words = joined(self._named(edge))
            yield (
                _("%(way)s: on to %(step)s") % {"way": words, "step": target}
                if words
                else (_("on to %(step)s") % {"step": target})
            )

    def _named(self, edge: Edge) -> list[str]:
        step = self.process.steps.get(edge.source)
        source = self.marks.former.steps.get(edge.source) if edge.gone and self.marks.former else step
        words = (way_words(source, way, self.names) for way in edge.ways)
        return list(dict.fromkeys(each for each in words if each))

    def line(self, edge: Edge, planned: Edge) -> ShownLine:
        words = self._named(edge)
        classes = ["back"] if edge.back else []
        sort = self.marks.lines.get((edge.source, edge.target), "")
        classes += [sort] if sort else []
        if edge.target not in self.process.steps:
            classes.append("nowhere")
        return ShownLine(
            path_of(edge.points),
            arrow_of(edge.points),
            " ".join(classes),
            place_classes(planned.words),
            edge.words,
            _short(words),
            joined(words),
        )


def _short(words: list[str]) -> str:
    if len(words) <= MOST_NAMED:
        return joined(words)
    return _("%(way)s and %(count)d more") % {"way": words[0], "count": len(words) - 1}


def path_of(points: Iterable[tuple[int, int]]) -> str:
    """Points as the path of a line."""
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def arrow_of(points: tuple[tuple[int, int], ...]) -> str:
    """The head of an arrow at the last of the points."""
    (before, _y), (x, y) = points[-2], points[-1]
    tail = x - ARROW_LONG if before < x else x + ARROW_LONG
    return f"M{x} {y}L{tail} {y - ARROW_HALF}V{y + ARROW_HALF}Z"


def place_classes(place: Place) -> str:
    """Where something stands as classes, a digit each: browsers here refuse attributes of style.

    ``x30 x4`` are 34 units of ``UNIT`` pixels from the start of the line, ``y…`` the same from above.
    """
    return " ".join([*_digits("x", place.x // UNIT), *_digits("y", place.y // UNIT)])


def _digits(axis: str, units: int) -> Iterable[str]:
    for power, digit in enumerate(reversed(str(units))):
        if digit != "0":
            yield f"{axis}{digit}{'0' * power}"
