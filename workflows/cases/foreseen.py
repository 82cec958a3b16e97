"""Where the rules in force send what is not filed yet, and where they would send a case whose citizen named nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from permissions.arabic import fold
from permissions.writing import local
from workflows.cases.models import Case, Channel, Track
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.steps import CaseWorld
from workflows.cases.submission import Submission
from workflows.facts.conditions import facts_in, text_of
from workflows.routing.decide import Routed, named, route
from workflows.routing.definition import Rule, Table
from workflows.routing.publishable import TABLES
from workflows.routing.reading import Said
from workflows.versions.models import Subject

PLACES = ("where", "place")
"""The facts that say where something is."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An agency by its code, with the words of the rule, and the place, by which it is found."""

    agency: str
    words: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """``sent``: where the table sends it; None where a person decides. ``named``: all that the words name, where they
    name several and so none is chosen."""

    sent: Sent | None
    named: tuple[Sent, ...] = ()


def foresee(submission: Submission, rules: Rules) -> Foreseen:
    """What the table of the kind says before it is filed, whoever is named there."""
    kind = rules.kind(submission.kind)
    if kind is None:
        return Foreseen(None)
    case = Case(
        kind=kind,
        channel=Channel.WEB,
        language=submission.language,
        track=Track.SENSITIVE if kind.sensitive else Track.ORDINARY,
        subject=submission.subject[:200],
        place=submission.place[:200],
        category=submission.category,
    )
    return foresee_again(
        State(case, kind, said=submission.text, answers={each.key: each for each in submission.answers}), rules
    )


def foresee_again(state: State, rules: Rules) -> Foreseen:
    """The same of a case. Of what is sealed nothing is said: it stays with its unit."""
    stamp = rules.stamp(Subject.ROUTING, state.kind.routing)
    if state.track == Track.SENSITIVE:
        return Foreseen(None)
    table, world = TABLES.of_stamp(stamp), CaseWorld(state, rules)
    world.read["agency"] = ""
    day = local(rules.at).date() if table.has_days else None
    routed = route(table, world.fact, fold=fold, day=day)
    if routed is not None:
        return Foreseen(_sent(routed, table, world))
    return Foreseen(None, tuple(_sent(each, table, world) for each in named(table, world.fact, fold=fold, day=day)))


def _sent(routed: Routed, table: Table, world: CaseWorld) -> Sent:
    rule = next(each for each in table.rules if each.key == routed.rule)
    words = tuple(rule.words[number] for number in routed.words)
    return Sent(routed.agency, words, next(_places(rule, world), ""))


def _places(rule: Rule, world: CaseWorld) -> Iterator[str]:
    """The places of a rule that stand in what was said of the place."""
    for each in facts_in(rule.when):
        if each.fact in PLACES and each.test == "contains_any":
            said = Said(text_of(world.fact(each.fact)), fold=fold)
            yield from (place for place in each.values if said.spans(place))
