"""Of each column of the database, whether ``verify`` finds a change of it: the lists of all floors, and this one's."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from django.apps import apps

from content import what_is_proved as of_content
from permissions import what_is_proved as of_permissions
from permissions.audit.covered import ALL, Covered, NotCovered, Said
from workflows import what_is_proved as of_workflows
from workflows.cases import what_is_proved as of_cases

_BELL: Final = "the queue is a doorbell; what waits stands elsewhere"

_OWN: Final[tuple[Said, ...]] = (
    NotCovered("portal.Edition", ALL, "a number by which drawn pages are known to be old"),
    NotCovered("portal.KeptDraft", ALL, "what officers type and have not sent: encrypted with a key from outside"),
    NotCovered("portal.LinkAnswer", ALL, "whether links of editors still lead somewhere"),
    NotCovered("portal.OpenPage", ALL, "who has a page open at this moment"),
    NotCovered("portal.Pulse", ALL, "when the clock last passed"),
    NotCovered("portal.ReadyAnswer", ALL, "ready answers, which their writer reads before they are sent"),
    NotCovered("portal.ReadyUse", ALL, "how often they were used; what went out is proved in the case"),
    NotCovered("portal.SavedView", ALL, "what somebody keeps for themselves; it opens nothing that they may not see"),
    NotCovered("portal.SentSheet", ALL, "spreadsheets that wait for a day; what they do is proved where it is done"),
    NotCovered("portal.StorageIdentity", ALL, "which folder of files the database belongs to"),
    *(NotCovered(f"django_q.{name}", ALL, _BELL) for name in ("OrmQ", "Schedule", "Task")),
)

LISTED: Final[tuple[Said, ...]] = (
    *of_cases.LISTED,
    *of_permissions.LISTED,
    *of_workflows.LISTED,
    *of_content.LISTED,
    *_OWN,
)


def as_tables() -> str:
    """What SECURITY.md says: what is found, by what; and what is not, and why."""
    found, left = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for said in LISTED:
        if isinstance(said, Covered):
            found[said.by].append(_named(said))
        else:
            left[said.reason].append(_named(said))
    return "\n".join(
        [
            *("| found by | tables |", "| --- | --- |"),
            *(f"| {by} | {', '.join(sorted(tables))} |" for by, tables in found.items()),
            *("", "| not found, since these are | tables |", "| --- | --- |"),
            *(f"| {reason} | {', '.join(sorted(tables))} |" for reason, tables in left.items()),
        ]
    )


def _named(said: Said) -> str:
    """A table, with its columns where not all are meant."""
    table = apps.get_model(said.model)._meta.db_table
    if said.columns == ALL:
        return f"`{table}`"
    return f"`{table}` ({', '.join(f'`{column}`' for column in said.columns)})"
