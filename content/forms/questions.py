"""The questions that an editor's blocks come to, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from workflows.facts.conditions import TESTS, WITHOUT_VALUE, AllOf, AnyOf, Condition, When, renamed
from workflows.questions.types import MUST, YES, Option, Question, QuestionKind, Route

ALL, ANY = "all", "any"
"""How the tests of a condition stand together."""
GROUP = "group"
"""The name of the block whose questions are asked several times."""


def questions_of(stream: Any) -> tuple[Question, ...]:
    """The questions in ``stream``, a ``StreamValue`` of ``QuestionsBlock``, with what stands between them."""
    return tuple(question for _place, question in placed(stream))


def placed(stream: Any) -> Iterator[tuple[int, Question]]:
    """The same, each with the place of its block in ``stream``: a group comes to many questions."""
    for place, child in enumerate(stream):
        if child.block_type == GROUP:
            yield from ((place, question) for question in _group(child.value))
        else:
            yield place, _question(place, child.block_type, child.value)


def _group(value: Any) -> Iterator[Question]:
    """Every time that a group may be asked for: a heading, its questions, and whether there is a further one.

    The first time is asked as the group is, each further one where the former says that there is one.
    """
    group, times = value.get("key") or GROUP, value.get("most") or 1
    shown = when_of(value.get("shown_if"))
    for time in range(1, times + 1):
        names = {child.value["key"]: f"{group}_{time}_{child.value['key']}" for child in value["questions"]}
        title = f"{value['label']} {time}"
        hint = (value.get("help_text") or "") if time == 1 else ""
        yield Question(QuestionKind.WORDS, f"{group}_{time}", title, hint, shown_if=shown)
        for child in value["questions"]:
            question = _question(0, child.block_type, child.value)
            own = None if question.shown_if is None else renamed(question.shown_if, names)
            both = own if shown is None else shown if own is None else AllOf((shown, own))
            needed = None if question.required_if is None else renamed(question.required_if, names)
            yield replace(question, key=names[question.key], shown_if=both, required_if=needed, routes=())
        if time < times:
            more = f"{group}_{time}_more"
            yield Question(QuestionKind.YES_NO, more, value["more"], shown_if=shown)
            shown = Condition(more, "one_of", (YES,))


def _question(place: int, block_type: str, value: Any) -> Question:
    kind = QuestionKind(block_type)
    key = value.get("key") or (f"{kind}-{place}" if kind == QuestionKind.WORDS else str(kind))
    options = value.get("options") or ()
    return Question(
        kind=kind,
        key=key,
        label=value.get("label") or "",
        help_text=value.get("help_text") or "",
        required=kind in MUST or bool(value.get("required")),
        options=tuple(Option(option["key"], option["label"]) for option in options),
        least=value.get("least"),
        most=value.get("most"),
        ask_name=bool(value.get("ask_name")),
        ask_words=bool(value.get("ask_words")),
        ask_position=bool(value.get("ask_position")),
        example=value.get("example") or "",
        shortest=_whole(value.get("shortest")),
        longest=_whole(value.get("longest")),
        earliest=value.get("earliest"),
        latest=value.get("latest"),
        past=bool(value.get("past")),
        shown_if=when_of(value.get("shown_if")),
        required_if=when_of(value.get("required_if")),
        routes=routes_of(key, value.get("routes")),
        link=value.get("link") or "",
        link_words=value.get("link_words") or "",
    )


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def when_of(value: Any) -> When | None:
    """The condition in a ``ConditionBlock``'s value; None without one."""
    tests = value.get("tests") if value else None
    found = tuple(_condition(test.get("question") or "", test) for test in tests or ())
    if not found:
        return None
    return AnyOf(found) if value.get("together") == ANY else AllOf(found)


def routes_of(key: str, value: Any) -> tuple[Route, ...]:
    """The routes in a list of ``RouteBlock`` at the question ``key``."""
    return tuple(Route(_condition(key, each), each.get("to") or "") for each in value or ())


def _condition(key: str, value: Any) -> Condition:
    test = next(each for each in TESTS if each == (value.get("test") or "one_of"))
    lines = tuple(line.strip() for line in (value.get("values") or "").splitlines() if line.strip())
    return Condition(key, test, () if test in WITHOUT_VALUE else lines)
