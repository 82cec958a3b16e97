"""Asking who a hidden citizen is, and answering that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from permissions.agencies.rights import OPEN_IDENTITY, WORK_CASE
from workflows.cases.actions.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class AskIdentity(Action):
    """Ask the custodian to open who filed the case, with a reason."""

    right: ClassVar[str | None] = WORK_CASE
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdentity(Action):
    """Open it to whoever asked, and to the custodian who opens, for some hours, with a reason."""

    right: ClassVar[str | None] = OPEN_IDENTITY
    request_id: int
    reason: str
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseIdentity(Action):
    """Leave it closed, with a reason."""

    right: ClassVar[str | None] = OPEN_IDENTITY
    request_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseIdentity(Action):
    """Close it before its time."""

    right: ClassVar[str | None] = OPEN_IDENTITY
    request_id: int
