"""The questions that an editor's blocks come to, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from content.forms.keys import FOR_OTHER, WITH_OTHERS
from content.forms.people_asked import FOR_MYSELF, MYSELF
from workflows.cases.models import Relation
from workflows.cases.models.words import PROOF
from workflows.facts.conditions import TESTS, WITHOUT_VALUE, AllOf, AnyOf, Condition, When, renamed
from workflows.questions.types import MUST, YES, Option, Question, QuestionKind, Route

ALL, ANY = "all", "any"
"""How the tests of a condition stand together."""
GROUP = "group"
"""The name of the block whose questions are asked several times."""
RELATIONS: Final = (
    *(Relation.PARENT, Relation.GUARDIAN, Relation.RELATIVE, Relation.CARER, Relation.NEIGHBOUR),
    *(Relation.LAWYER, Relation.AGENT, Relation.OTHER),
)
"""As they are offered, whatever the order in which an editor's boxes were saved: whoever is near comes first."""


def questions_of(stream: Any) -> tuple[Question, ...]:
    """The questions in ``stream``, a ``StreamValue`` of ``QuestionsBlock``, with what stands between them."""
    return tuple(question for _place, question in placed(stream))


def placed(stream: Any) -> Iterator[tuple[int, Question]]:
    """The same, each with the place of its block in ``stream``: a group comes to many questions, others to several."""
    for place, child in enumerate(stream):
        made = SEVERAL.get(child.block_type)
        if made is not None:
            yield from ((place, question) for question in made(child.value))
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


def _for_other(value: Any) -> Iterator[Question]:
    """What whoever files is to the other and who that is, then what proves it, of those who are asked for that."""
    chosen = value.get("relations") or ()
    offered = [Option(str(relation), str(relation.label)) for relation in RELATIONS if relation in chosen]
    asked = _question(0, FOR_OTHER, value)
    yield replace(asked, options=(Option(MYSELF, str(FOR_MYSELF)), *offered))
    from_whom = tuple(value.get("proof_from") or ())
    if from_whom:
        yield Question(
            QuestionKind.PROOF,
            PROOF,
            value.get("proof_label") or "",
            value.get("proof_help") or "",
            required=bool(value.get("proof_needed")),
            shown_if=Condition(FOR_OTHER, "one_of", from_whom),
        )


def _with_others(value: Any) -> Iterator[Question]:
    """Whether somebody else files it, too, then each of them where the former says that there is one."""
    shown = when_of(value.get("shown_if"))
    yield Question(
        QuestionKind.YES_NO, WITH_OTHERS, value.get("label") or "", value.get("help_text") or "", shown_if=shown
    )
    key, times = WITH_OTHERS, value.get("most") or 1
    for time in range(1, times + 1):
        shown = Condition(key, "one_of", (YES,))
        one, title = f"{WITH_OTHERS}_{time}", f"{value.get('each') or ''} {time}"
        yield Question(QuestionKind.PERSON, one, title, ask_number=bool(value.get("ask_number")), shown_if=shown)
        key = f"{one}_more"
        if time < times:
            yield Question(QuestionKind.YES_NO, key, value.get("more") or "", shown_if=shown)


SEVERAL: Mapping[str, Callable[[Any], Iterator[Question]]] = {
    GROUP: _group,
    FOR_OTHER: _for_other,
    WITH_OTHERS: _with_others,
}
"""The blocks that come to several questions."""


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
        ask_number=bool(value.get("ask_number")),
        ask_consent=bool(value.get("ask_consent")),
        camera=bool(value.get("camera")),
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
