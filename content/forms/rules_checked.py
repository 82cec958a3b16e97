"""Whether the conditions and routes of a form can hold: each names an earlier question, and leads to a later step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from content.forms.facts_asked import fact_of, facts_of
from content.forms.questions import GROUP, placed, questions_of
from permissions.arabic import fold
from workflows.facts.conditions import When, facts_in, holds, parts_of
from workflows.facts.fact import Fact
from workflows.facts.fitting import misfits_of
from workflows.questions.types import NEVER_EMPTY, WITH_FILES, Question, QuestionKind

PLACES = (QuestionKind.STEP, QuestionKind.EXIT)
"""What routes lead to."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a block, by its place in the form; ``child``: the part of the block, ``row``: in its list."""

    place: int
    child: str
    sentence: str
    row: int | None = None


def check_rules(stream: Any) -> None:
    """Raise what is wrong with the conditions and routes of ``stream``, each sentence at its block."""
    found: dict[int, dict[str, ValidationError]] = {}
    stands = list(placed(stream))
    for fault in faults([question for _block, question in stands]):
        error = ValidationError(fault.sentence)
        wrapped = error if fault.row is None else ListBlockValidationError(block_errors={fault.row: _at_to(error)})
        block = stands[fault.place][0]
        grouped = stream[block].block_type == GROUP and fault.child != "shown_if"
        found.setdefault(block, {}).setdefault("questions" if grouped else fault.child, wrapped)
    if found:
        raise StreamBlockValidationError(
            block_errors={place: StructBlockValidationError(block_errors=errors) for place, errors in found.items()}
        )


def _at_to(error: ValidationError) -> ValidationError:
    wrapped: ValidationError = StructBlockValidationError(block_errors={"to": error})
    return wrapped


def faults(questions: Sequence[Question]) -> Iterator[Fault]:
    """All that is wrong, in the order of the form."""
    facts = facts_of(questions)
    places = {question.key: place for place, question in enumerate(questions)}
    led_to = {route.to for question in questions for route in question.routes}
    passed = _passed(questions)
    without = {question.key: question.label for question in questions if question.kind in WITH_FILES}
    for place, question in enumerate(questions):
        earlier = {name: fact for name, fact in facts.items() if places[name] < place}
        for child, when in (("shown_if", question.shown_if), ("required_if", question.required_if)):
            if when is not None:
                yield from (Fault(place, child, said) for said in _of_condition(when, earlier, facts, without))
        yield from _of_routes(place, questions, places)
        if question.kind == QuestionKind.EXIT and question.shown_if is None and question.key not in led_to:
            yield Fault(place, "key", _("No answer leads to this exit: give it a condition, or lead to it."))
        if place in passed:
            yield Fault(place, "key", _("No answer leads to this step: every answer before it leads past it."))


def _of_condition(
    when: When, earlier: dict[str, Fact], facts: dict[str, Fact], without: dict[str, str]
) -> Iterator[str]:
    """``without``: what asks for files, by key, in words."""
    for test in facts_in(when):
        if test.fact in earlier:
            yield from misfits_of(_("The condition"), test, earlier[test.fact])
        elif test.fact in without:
            said = _("The condition asks about “%(question)s”: of files nothing is known while a form is filled in.")
            yield said % {"question": without[test.fact]}
        elif test.fact in facts:
            said = _("The condition asks for the answer to “%(question)s”, which does not stand before it.")
            yield said % {"question": facts[test.fact].words}
        else:
            said = _("The condition needs the question “%(key)s”, which this form does not have.")
            yield said % {"key": test.fact}


def _of_routes(place: int, questions: Sequence[Question], places: dict[str, int]) -> Iterator[Fault]:
    question = questions[place]
    for row, route in enumerate(question.routes):
        for test in facts_in(route.when):
            yield from (Fault(place, "routes", said, row) for said in misfits_of(_("This"), test, fact_of(question)))
        target = places.get(route.to)
        if target is None or questions[target].kind not in PLACES:
            said = _("There is no step and no exit “%(key)s”.") % {"key": route.to}
            yield Fault(place, "routes", said, row)
        elif target < place:
            yield Fault(place, "routes", _("“%(key)s” stands before this question.") % {"key": route.to}, row)
        elif questions[target].kind == QuestionKind.STEP:
            page_ends = _next_step(questions, place)
            needed = [each.label for each in questions[page_ends:target] if each.kind in NEVER_EMPTY]
            if needed:
                said = _("This leads past “%(question)s”, which every request needs.") % {"question": needed[0]}
                yield Fault(place, "routes", said, row)


def _next_step(questions: Sequence[Question], place: int) -> int:
    steps = (at for at in range(place + 1, len(questions)) if questions[at].kind == QuestionKind.STEP)
    return next(steps, len(questions))


def _passed(questions: Sequence[Question]) -> set[int]:
    """The places of steps that no way enters, since every answer of a question that must be answered leads past."""
    places = {question.key: place for place, question in enumerate(questions)}
    found: set[int] = set()
    for place, question in enumerate(questions):
        targets = _targets(question, places)
        if targets:
            between = range(place + 1, max(targets))
            found |= {at for at in between if questions[at].kind == QuestionKind.STEP and _unreached(at, targets)}
    return found


def _unreached(at: int, targets: set[int]) -> bool:
    """Nobody begins at it, nor at a step before it that leads on to it."""
    return min(targets) > at


def _targets(question: Question, places: dict[str, int]) -> set[int]:
    """Where all the answers lead, if each leads somewhere; nothing if one of them just goes on."""
    domain = fact_of(question).domain if question.required and not question.conditional and question.routes else None
    if domain is None or question.kind == QuestionKind.AGENCY:
        return set()
    found = set()
    for value in domain():
        ask = {question.key: value}.__getitem__
        to = next((each.to for each in question.routes if holds(each.when, ask, says=parts_of(ask, fold))), "")
        if to not in places:
            return set()
        found.add(places[to])
    return found


def take_words_for_keys(stream: Any, questions: Sequence[Question] = ()) -> None:
    """Where an editor wrote an answer as it is read, its key is meant: put it there. Changes ``stream``.

    ``questions``: those of it, where more is known of what can be answered than stands there.
    """
    facts = facts_of(questions or questions_of(stream))
    for child in stream:
        tests = (child.value.get("shown_if") or {}).get("tests") or ()
        required = (child.value.get("required_if") or {}).get("tests") or ()
        for test in (*tests, *required):
            _take_words(test, facts.get(test.get("question") or ""))
        for route in child.value.get("routes") or ():
            _take_words(route, facts.get(child.value.get("key") or child.block_type))


def _take_words(test: Any, fact: Fact | None) -> None:
    labels = fact.domain() if fact is not None and fact.domain is not None else {}
    keys = {fold(str(label)): key for key, label in labels.items()}
    lines = (line.strip() for line in (test.get("values") or "").splitlines())
    test["values"] = "\n".join(line if line in labels else keys.get(fold(line), line) for line in lines if line)
