"""What routing tables did of late, counted from the diary: how often each rule decided, and what none took."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KeyTextTransform

from permissions.now import now
from workflows.cases.models import CaseEvent, EventVerb, Track
from workflows.facts.conditions import Value

DAYS: Final = 90
MOST: Final = 5_000
"""Cases that no rule took whose facts are looked at."""


def _opened(table: str) -> QuerySet[CaseEvent]:
    """How cases of the last days were opened by a table, whatever its version; hidden cases are in no number here."""
    since = now() - timedelta(days=DAYS)
    found = CaseEvent.objects.filter(verb=EventVerb.OPENED, at__gte=since, data__routing__0=table)
    return found.filter(case__track=Track.ORDINARY, case__guarded=False)


def hits(table: str) -> Mapping[str, int]:
    """Key of a rule to the cases that it decided; the empty key to those that none took."""
    rules = _opened(table).annotate(rule=KeyTextTransform("rule", "data")).values_list("rule")
    return {rule or "": count for rule, count in rules.annotate(count=Count("pk")).order_by()}


def not_taken(table: str) -> list[Mapping[str, Value]]:
    """The facts, as far as the diary keeps them, of the newest cases that no rule took."""
    read = _opened(table).filter(data__rule="").order_by("-at").values_list("data__read", flat=True)
    return [
        {name: tuple(value) if isinstance(value, list) else str(value) for name, value in (facts or {}).items()}
        for facts in read[:MOST]
    ]
