"""The words of a drawing as lines of text for a file: broken here, since no reader of SVG breaks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.process_shown.figure import Figure, ShownLine, ShownStep

LINE = 17
PER_LETTER = 7
"""Pixels that a letter takes at 13 pixels, on average: wide enough for both scripts."""


@dataclass(frozen=True, slots=True)
class Text:
    """One line: ``x`` is its middle, ``y`` where its letters stand."""

    x: int
    y: int
    words: str
    bold: bool
    soft: bool


def file_lines(figure: Figure) -> list[Text]:
    """All words of a drawing, in the order of the list."""
    shown: list[ShownStep | ShownLine] = [*figure.steps, *figure.lines]
    return [text for each in shown for text in _texts(each)]


def _texts(shown: ShownStep | ShownLine) -> Iterator[Text]:
    place = shown.words_at
    middle = place.x + place.w // 2
    if isinstance(shown, ShownLine):
        lines = broken(shown.said, place.w // PER_LETTER, 2)
        for number, words in enumerate(lines):
            yield Text(middle, place.y + place.h - 6 - LINE * (len(lines) - 1 - number), words, bold=False, soft=True)
        return
    room = (place.w - (44 if shown.wide else 0)) // PER_LETTER
    named = [(words, True) for words in broken(shown.name, room, 2)]
    others = [(words, False) for line in shown.lines for words in broken(line, room, 1)]
    rows = [*named, *others]
    top = place.y + (max(place.h - LINE * len(rows), 0) // 2 if shown.wide else 0)
    for number, (words, bold) in enumerate(rows):
        yield Text(middle, top + 13 + LINE * number, words, bold=bold, soft=not bold)


def broken(words: str, room: int, most: int) -> list[str]:
    """Words in lines of at most ``room`` letters, at most ``most`` of them; what is left out is told by an ellipsis."""
    lines: list[str] = []
    for word in _pieces(words.split(), room):
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines[most - 1 :] = [f"{lines[most - 1][: room - 1].rstrip()}…"]
    return lines


def _pieces(words: Iterable[str], room: int) -> Iterator[str]:
    for word in words:
        for begin in range(0, len(word), room):
            yield word[begin : begin + room]
