"""Why a case did not go where rules above the one that sent it would have: decided again over the facts of then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from permissions.arabic import fold
from workflows.cases.models import Case, CaseEvent, EventVerb, Track
from workflows.cases.past import NotKept, facts_then
from workflows.cases.texts_kept import texts_of
from workflows.facts.conditions import Value
from workflows.routing.definition import Table
from workflows.routing.explain import Explained, Kept, explain
from workflows.routing.selectors import table_of

MOST: Final = 20
"""Rules that are named: those nearest to the one that decided."""


@dataclass(frozen=True, slots=True)
class WhyNot:
    """``table``: that of the version used then. ``kept``: the rules above that could have taken the case, as some of
    what they ask for held.
    """

    table: Table
    version: int
    kept: Sequence[Kept]


def why_not(case: Case) -> WhyNot | None:
    """None of a sensitive case, where no table was asked, and where what it went by is kept no more.

    What people wrote is read to see whether words of rules stand in it; only the rules' own words are in the answer.
    """
    event = CaseEvent.objects.filter(case=case, number=1, verb=EventVerb.OPENED).first()
    if event is None or case.track == Track.SENSITIVE or "routing" not in event.data:
        return None
    key, version = event.data["routing"]
    table = table_of(key, version)
    if table is None:
        return None
    explained = _again(case, event, table)
    if explained is None or (explained.routed.rule if explained.routed else "") != event.data["rule"]:
        return None
    near = [kept for kept in explained.kept if kept.why != "condition" or kept.partly]
    return WhyNot(table, version, near[-MOST:])


def _again(case: Case, event: CaseEvent, table: Table) -> Explained | None:
    ask = facts_then(event, texts_of(case))

    def fact(name: str) -> Value:
        """What nobody asked then, because a rule before it decided, is not known."""
        try:
            return ask(name)
        except NotKept:
            if name in ("subject", "subject_text", "where"):
                raise
            return ""

    try:
        day = date.fromisoformat(event.data["day"]) if "day" in event.data else None
        return explain(table, fact, fold=fold, day=day)
    except (NotKept, KeyError):
        return None
