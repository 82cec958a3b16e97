"""Who may not see a case, and who may read it by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from permissions.agencies.rights import WORK_CASE
from workflows.cases.actions.action import Action


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a case accuses: a person, or of an agency the posts up to a level; without a level all of it."""

    user_id: int | None = None
    agency_id: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetParties(Action):
    """Say whom the case accuses: the whole set, so that undoing it is setting the former one. They are shut out.

    A person stands for all their places: they, who sits beside them and who answers to them.
    """

    right: ClassVar[str | None] = WORK_CASE
    parties: tuple[Concerned, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReader(Action):
    """Let one person read this one case until an instant; again for the same person, until another one."""

    right: ClassVar[str | None] = WORK_CASE
    user_id: int
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndReader(Action):
    """A person who was named reads it no longer."""

    right: ClassVar[str | None] = WORK_CASE
    user_id: int
