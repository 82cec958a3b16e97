"""Whether someone may: plain rules over the rights that they hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

SENSITIVE = "sensitive"
HANDLE_SENSITIVE = "handle_sensitive"
EVERYWHERE = {"view_case": "view_every_case", "work_case": "work_every_case"}
"""The right over one agency's cases, and the one over every agency's ordinary cases."""

Held = Mapping[str, frozenset[int]]
"""Right to the ids of the agencies at which it is held."""
NOTHING: frozenset[int] = frozenset()


class Subject(Protocol):
    """What a right is asked for: a case with its track and the agencies it lies with."""

    @property
    def track(self) -> str: ...

    @property
    def agency_ids(self) -> Collection[int]: ...


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list may show: ordinary cases of all or of some agencies, and sensitive ones of some."""

    everything_ordinary: bool
    ordinary_agency_ids: frozenset[int]
    sensitive_agency_ids: frozenset[int]


def may(held: Held, right: str, subject: Subject) -> bool:
    """Ordinary cases: the right at one of their agencies, or over every agency. Sensitive ones: only where handled."""
    here = held.get(right, NOTHING).intersection(subject.agency_ids)
    if subject.track == SENSITIVE:
        return bool(here & held.get(HANDLE_SENSITIVE, NOTHING))
    return bool(here) or bool(held.get(EVERYWHERE.get(right, ""), NOTHING))


def scope_of(held: Held, right: str) -> Scope:
    """The same rule for lists."""
    here = held.get(right, NOTHING)
    return Scope(
        everything_ordinary=bool(held.get(EVERYWHERE.get(right, ""), NOTHING)),
        ordinary_agency_ids=here,
        sensitive_agency_ids=here & held.get(HANDLE_SENSITIVE, NOTHING),
    )
