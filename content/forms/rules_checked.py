"""Whether the conditions and routes of a form can hold: each names an earlier question, and leads to a later step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from content.forms.facts_asked import fact_of, facts_of
from content.forms.questions import GROUP, placed, when_of
from content.forms.rule_names import words_noted
from permissions.arabic import fold
from workflows.facts.conditions import When, facts_in, holds, parts_of
from workflows.facts.fact import Fact
from workflows.facts.fitting import misfits_of
from workflows.questions.types import NEVER_EMPTY, WITH_FILES, Question, QuestionKind

PLACES = (QuestionKind.STEP, QuestionKind.EXIT)
"""What routes lead to."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a block, by its place in the form; ``child``: the part of the block, ``row``: in its list;
    ``at``: what of that row."""

    place: int
    child: str
    sentence: str
    row: int | None = None
    at: str = "to"


def check_rules(stream: Any) -> None:
    """Raise what is wrong with the conditions and routes of ``stream``, each sentence at its block."""
    found: dict[int, dict[str, ValidationError]] = {}
    grouped: dict[int, dict[int, dict[str, ValidationError]]] = {}
    stands = list(placed(stream))
    begins = {block: place for place, (block, _question) in reversed(list(enumerate(stands)))}
    for fault in faults([question for _block, question in stands], words_noted(stream)):
        block = stands[fault.place][0]
        errors = found.setdefault(block, {})
        if stream[block].block_type != GROUP:
            errors.setdefault(fault.child, _at_row(fault))
            continue
        child, own = _within_group(stream[block].value, fault, fault.place - begins[block])
        if child is None:
            errors.setdefault(own.child, _at_row(own))
        elif child < len(stream[block].value["questions"]):
            grouped.setdefault(block, {}).setdefault(child, {}).setdefault(own.child, _at_row(own))
    for block, children in grouped.items():
        structs = {child: StructBlockValidationError(block_errors=errors) for child, errors in children.items()}
        found[block]["questions"] = StreamBlockValidationError(block_errors=structs)
    if found:
        raise StreamBlockValidationError(
            block_errors={block: StructBlockValidationError(block_errors=errors) for block, errors in found.items()}
        )


def _within_group(group: Any, fault: Fault, at: int) -> tuple[int | None, Fault]:
    """Where a fault stands that was met at the question ``at`` of a group, its heading being the first: which of its
    questions, or None for the group itself, and the fault as it is there.

    The condition of the group stands before that of each question. Further times repeat what the first one says: there
    the number of the question is past the last.
    """
    condition = when_of(group.get("shown_if"))
    of_group = len(list(facts_in(condition))) if condition is not None else 0
    if fault.child != "shown_if" or fault.row is None or at == 0:
        return (None if at == 0 else at - 1), fault
    if at > len(group["questions"]) or fault.row >= of_group:
        return at - 1, replace(fault, row=fault.row - of_group)
    return None, fault


def _at_row(fault: Fault) -> ValidationError:
    """The sentence where an editor meets it: at a route, or at a test of a condition."""
    error = ValidationError(fault.sentence)
    if fault.row is None:
        return error
    row = StructBlockValidationError(block_errors={fault.at: error})
    rows: ValidationError = ListBlockValidationError(block_errors={fault.row: row})
    return rows if fault.child == "routes" else StructBlockValidationError(block_errors={"tests": rows})


def faults(questions: Sequence[Question], noted: Mapping[str, str] | None = None) -> Iterator[Fault]:
    """All that is wrong, in the order of the form. ``noted``: the words of what rules name, also where it is gone."""
    facts = facts_of(questions)
    places = {question.key: place for place, question in enumerate(questions)}
    led_to = {route.to for question in questions for route in question.routes}
    passed = _passed(questions)
    known = _Known(facts, {each.key: each.label for each in questions if each.kind in WITH_FILES}, noted or {})
    for place, question in enumerate(questions):
        earlier = {name: fact for name, fact in facts.items() if places[name] < place}
        for child, when in (("shown_if", question.shown_if), ("required_if", question.required_if)):
            if when is not None:
                yield from _of_condition(place, child, when, earlier, known)
        yield from _of_routes(place, questions, places, known)
        if question.kind == QuestionKind.EXIT and question.shown_if is None and question.key not in led_to:
            yield Fault(place, "key", _("No answer leads to this exit: give it a condition, or lead to it."))
        if place in passed:
            yield Fault(place, "key", _("No answer leads to this step: every answer before it leads past it."))


@dataclass(frozen=True, slots=True)
class _Known:
    """``without``: what asks for files, by key, in words. ``noted``: as for ``faults``."""

    facts: Mapping[str, Fact]
    without: Mapping[str, str]
    noted: Mapping[str, str]


def _of_condition(place: int, child: str, when: When, earlier: Mapping[str, Fact], known: _Known) -> Iterator[Fault]:
    for row, test in enumerate(facts_in(when)):
        if test.fact in earlier:
            for said in misfits_of(_("The condition"), test, earlier[test.fact]):
                yield Fault(place, child, said, row, "values")
        else:
            yield Fault(place, child, _unanswered(test.fact, known), row, "question")


def _unanswered(key: str, known: _Known) -> str:
    """Why nothing is known of the answer that a condition asks for."""
    if key in known.without:
        said = _("The condition asks about “%(question)s”: of files nothing is known while a form is filled in.")
        return said % {"question": known.without[key]}
    if key in known.facts:
        said = _("The condition asks for the answer to “%(question)s”, which does not stand before it.")
        return said % {"question": known.facts[key].words}
    if key in known.noted:
        said = _("The condition asks about “%(question)s”, which this form no longer has. Choose another question.")
        return said % {"question": known.noted[key]}
    return _("The condition needs the question “%(key)s”, which this form does not have.") % {"key": key}


def _of_routes(place: int, questions: Sequence[Question], places: Mapping[str, int], known: _Known) -> Iterator[Fault]:
    question = questions[place]
    for row, route in enumerate(question.routes):
        for test in facts_in(route.when):
            for said in misfits_of(_("This"), test, fact_of(question)):
                yield Fault(place, "routes", said, row, "values")
        target = places.get(route.to)
        if target is None or questions[target].kind not in PLACES:
            said = _("There is no step and no exit “%(key)s”.") % {"key": known.noted.get(route.to, route.to)}
            yield Fault(place, "routes", said, row)
        elif target < place:
            said = _("“%(key)s” stands before this question.") % {"key": questions[target].label or route.to}
            yield Fault(place, "routes", said, row)
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
