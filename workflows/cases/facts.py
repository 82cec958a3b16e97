"""The facts of a case: what conditions may ask, in the words that owners read, what it can be and how it is read.

A new fact is one entry here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency, AgencyRole
from permissions.areas.selectors import area_paths
from permissions.translated_text import in_language
from workflows.cases.categories import all_in_words, all_paths
from workflows.cases.models import Channel, Outcome, RequestKind, Track
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.facts import catalogue
from workflows.facts.catalogue import ANSWER, CATEGORY, FIELD
from workflows.facts.conditions import Value
from workflows.facts.fact import AskedBy, Fact, FactType, Labels
from workflows.processes.definition import Field
from workflows.processes.field_facts import CHOSEN as CHOSEN_FIELDS
from workflows.processes.field_facts import field_fact
from workflows.processes.publishable import PROCESSES
from workflows.questions.types import ANSWERS as TYPES
from workflows.questions.types import CHOSEN, Question, QuestionKind, as_fact
from workflows.routing.publishable import TABLES


class Asked(Protocol):
    """What a reader is given."""

    state: State
    rules: Rules


def _kinds() -> Labels:
    return {code: in_language(name) for code, name in RequestKind.objects.values_list("code", "name")}


def _bodies() -> Labels:
    found = Agency.objects.filter(active=True, role=AgencyRole.PUBLIC_BODY).order_by("code")
    return {agency.code: str(agency) for agency in found}


def _named(asked: Asked) -> str:
    named = asked.state.case.subject_agency_id
    return asked.rules.agency(named).code if named else ""


def _all_words(asked: Asked) -> str:
    return f"{asked.state.case.own_subject}\n{asked.state.statement()}"


def _where(asked: Asked) -> str:
    """The area that was chosen, as its citizen read it, and the place in words; else all that they wrote."""
    area, place = asked.state.answer(QuestionKind.AREA), asked.state.case.place
    chosen = area.shown if area is not None and area.type == FactType.TREE else ""
    return "\n".join(filter(None, (chosen, place))) or _all_words(asked)


def _category(asked: Asked) -> Value:
    return asked.rules.category_path(asked.state.kind.code, asked.state.case.category) or ""


def _column(name: str) -> Callable[[Asked], str]:
    return lambda asked: str(getattr(asked.state.case, name))


FACTS = (
    Fact(
        name="kind",
        words=_("kind of request"),
        type=FactType.CHOICE,
        reader=lambda asked: asked.state.kind.code,
        domain=_kinds,
    ),
    Fact(
        name="channel",
        words=_("channel"),
        type=FactType.CHOICE,
        reader=_column("channel"),
        domain=lambda: {code: str(label) for code, label in Channel.choices},
    ),
    Fact(
        name="language",
        words=_("language of the citizen"),
        type=FactType.CHOICE,
        reader=_column("language"),
        domain=lambda: {code: str(label) for code, label in settings.LANGUAGES},
    ),
    Fact(
        name="track",
        words=_("track"),
        type=FactType.CHOICE,
        reader=_column("track"),
        domain=lambda: {code: str(label) for code, label in Track.choices},
    ),
    Fact(
        name="agency",
        words=_("agency that the citizen named"),
        type=FactType.AGENCY,
        reader=_named,
        domain=_bodies,
    ),
    Fact(
        name=CATEGORY,
        words=_("category"),
        type=FactType.TREE,
        reader=_category,
        domain=all_in_words,
        paths=all_paths,
    ),
    Fact(name="place", words=_("place"), type=FactType.PLACE, reader=_column("place"), sealed=True),
    Fact(
        name="where",
        words=_("place, chosen or in words; else all that the citizen wrote"),
        type=FactType.TEXT,
        reader=_where,
        sealed=True,
    ),
    Fact(name="subject", words=_("words of the subject"), type=FactType.TEXT, reader=_column("subject"), sealed=True),
    Fact(
        name="subject_text",
        words=_("words of the subject and the text"),
        type=FactType.TEXT,
        reader=_all_words,
        sealed=True,
    ),
    Fact(
        name="outcome",
        words=_("outcome so far"),
        type=FactType.CHOICE,
        reader=_column("outcome"),
        domain=lambda: {code: str(label) for code, label in Outcome.choices},
    ),
)


def answer_fact(question: Question, *, form: str = "", name: str = "") -> Fact:
    """The answer to a question of an editor's own, as a fact. ``form``, ``name``: which form asks (``AskedBy``)."""
    answer = TYPES[question.kind]
    labels = answer.domain(question) if answer.domain is not None else None
    return Fact(
        name=f"{ANSWER}{question.key}",
        words=_("answer to “%(question)s”") % {"question": question.label},
        type=answer.fact,
        reader=lambda asked: read_fact(asked, f"{ANSWER}{question.key}"),
        domain=None if labels is None else lambda: labels,
        sealed=labels is None,
        asked_by=(AskedBy(form, name, answer.fact),) if form else (),
        paths=area_paths if answer.fact == FactType.TREE else None,
    )


def read_fact(asked: Asked, name: str) -> Value:
    """The value of a fact in a case. What was answered is read as it was given, whatever its form asks today.

    A case keeps each answer with the type as which it was asked, and so reads by the form that it was filed by. What
    that form did not ask is not known, as what was left empty is (``conditions.holds``).

    Raises ``KeyError`` for a name that is no fact.
    """
    if name.startswith(ANSWER):
        given = asked.state.answer(name.removeprefix(ANSWER))
        return as_fact(given.value) if given is not None else ""
    if name.startswith(FIELD):
        return asked.state.filled_in(name.removeprefix(FIELD))
    return catalogue.fact(name).reader(asked)


def is_sealed(asked: Asked, name: str) -> bool:
    """Whether the value of a fact must not stand in an event of the case."""
    if name.startswith(ANSWER):
        given = asked.state.answer(name.removeprefix(ANSWER))
        return given is not None and given.type not in CHOSEN
    if name.startswith(FIELD):
        key = name.removeprefix(FIELD)
        return bool(asked.state.filled_in(key)) and not _is_chosen(asked.state, key)
    return catalogue.fact(name).sealed


def _is_chosen(state: State, key: str) -> bool:
    """What the process no longer has counts as something written."""
    return any(field.key == key and field.type in CHOSEN_FIELDS for field in state.process.fields)


def fields_asked(kinds: Collection[str]) -> Iterator[Fact]:
    """What officers fill in on the processes in force of some kinds (codes); of all where none is named."""
    wanted = _processes_of(kinds)
    for key, raw in PROCESSES.in_force().items():
        process = PROCESSES.read(raw) if wanted is None or key in wanted else None
        if process is not None:
            yield from (_named_by(field, key, in_language(process.name)) for field in process.fields)


def _named_by(field: Field, key: str, process: str) -> Fact:
    """Of two processes with a field of one key it says which asks it as what."""
    return replace(field_fact(field), asked_by=(AskedBy(key, process, field.type),))


def _processes_of(kinds: Collection[str]) -> set[str] | None:
    if not kinds:
        return None
    found = RequestKind.objects.filter(code__in=kinds)
    tables = {kind.routing for kind in found}
    read = (TABLES.read(raw) for key, raw in TABLES.in_force().items() if key in tables)
    by_rules = {rule.process for table in read if table is not None for rule in table.rules if rule.process}
    return {kind.process for kind in found} | by_rules
