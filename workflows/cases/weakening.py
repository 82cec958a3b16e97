"""Whether going back to rules of before would protect less of what is sensitive: that never takes one person alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from permissions.agencies.models import Agency, AgencyRole
from workflows.cases.models import RequestKind
from workflows.escalation import definition as escalation
from workflows.routing import definition as routing
from workflows.versions.models import Subject
from workflows.versions.publishable import UNREADABLE

WORKS_IT = ("process", "routing", "ladder")
"""What a kind names that sees to it that a sensitive request stays in its unit and is not forgotten."""


def weakened(subject: str, key: str, held: Any, wanted: Any) -> Iterator[str]:
    """Sentences; none where ``wanted`` protects what is sensitive as ``held`` does, which is in force.

    What cannot be read is taken for weaker.
    """
    weaker = {
        Subject.KIND.value: _kind,
        Subject.ROUTING.value: _table,
        Subject.PROCESS.value: _process,
        Subject.LADDER.value: _ladder,
    }.get(subject)
    if weaker is None:
        return
    try:
        found = weaker(key, held, wanted)
    except UNREADABLE:
        found = True
    if found:
        yield _("It would change what is protected as sensitive, and that always takes two people.")


def _kind(_key: str, held: Any, wanted: Any) -> bool:
    if not held["sensitive"]:
        return False
    return not wanted["sensitive"] or any(held[part] != wanted[part] for part in WORKS_IT)


def _table(_key: str, held: Any, wanted: Any) -> bool:
    """All that comes before a rule that leads to what is sensitive can take a request away from it."""
    now, then = routing.parse(held), routing.parse(wanted)
    units = set(Agency.objects.filter(role=AgencyRole.SENSITIVE_UNIT).values_list("code", flat=True))
    processes = set(RequestKind.objects.filter(sensitive=True).values_list("process", flat=True))
    marks = [place for place, rule in enumerate(now.rules, 1) if rule.agency in units or rule.process in processes]
    if not marks:
        return False
    # Where words are weighed, any rule may take one from any other.
    upto = marks[-1] if now.reading is None and then.reading is None else None
    return now.reading != then.reading or _says(now, upto) != _says(then, upto)


def _says(table: routing.Table, upto: int | None) -> list[tuple[Any, ...]]:
    return [(rule.when, rule.agency, rule.process, rule.since, rule.until) for rule in table.rules[:upto]]


def _process(key: str, held: Any, wanted: Any) -> bool:
    return bool(held != wanted) and RequestKind.objects.filter(sensitive=True, process=key).exists()


def _ladder(_key: str, held: Any, wanted: Any) -> bool:
    """For which sensitive requests a ladder is decides what works them, as a kind that names another ladder does."""
    now, then = (escalation.parse(each).applies for each in (held, wanted))
    sensitive = RequestKind.objects.filter(sensitive=True).values_list("code", flat=True)
    return now != then and not {*now.kinds, *then.kinds}.isdisjoint(sensitive)
