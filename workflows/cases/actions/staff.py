"""What members of staff do to a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from permissions.agencies.rights import MANAGE_PEOPLE, WORK_CASE
from workflows.cases.actions.action import Action
from workflows.cases.submission import StoredFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Action):
    """Give the work to a colleague, or back to the holder (None), who remains answerable. Does not touch the count."""

    right: ClassVar[str | None] = WORK_CASE
    user_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Action):
    """An internal note. Does not touch the count."""

    right: ClassVar[str | None] = WORK_CASE
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCitizen(Action):
    """Ask the citizen; pauses the count until the answer, once until they answer."""

    right: ClassVar[str | None] = WORK_CASE
    to_citizen: ClassVar[bool] = True
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Action):
    """Tell the citizen something; the count starts again at the level reached."""

    right: ClassVar[str | None] = WORK_CASE
    to_citizen: ClassVar[bool] = True
    text: str
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide(Action):
    """Answer the citizen and leave the step by ``outcome``."""

    right: ClassVar[str | None] = WORK_CASE
    to_citizen: ClassVar[bool] = True
    outcome: str
    text: str
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceed(Action):
    """Leave the step by an ``outcome`` that is no answer yet, and tell the citizen what comes next."""

    right: ClassVar[str | None] = WORK_CASE
    to_citizen: ClassVar[bool] = True
    outcome: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refer(Action):
    """Send the case to another agency (its code), with a reason. A third referral goes to the complaints unit."""

    right: ClassVar[str | None] = WORK_CASE
    to_citizen: ClassVar[bool] = True
    agency: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Action):
    """Someone leaves: what they hold or have assigned here goes to a successor who may work it, or to whoever acts.

    Done by those who manage people, who see nothing of the case by it. Does not touch the count.
    """

    right: ClassVar[str | None] = MANAGE_PEOPLE
    of_the_platform: ClassVar[bool] = True
    from_user_id: int
    to_user_id: int
