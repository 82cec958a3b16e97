"""All that can be done to a case: a closed list of small values. Each names the right that a member of staff needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from permissions.agencies.rights import MANAGE_PEOPLE, OPEN_IDENTITY, WORK_CASE
from workflows.cases.submission import StoredFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One act. ``work_id`` names the open step it is about; None: the only one there is.

    ``of_the_platform``: the right is asked over the platform as a whole, and reaches no case for anything else.
    """

    right: ClassVar[str | None] = None
    by_citizen: ClassVar[bool] = False
    by_clock: ClassVar[bool] = False
    of_the_platform: ClassVar[bool] = False
    work_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Action):
    """Give the work to a colleague; the holder remains answerable. Does not touch the count."""

    right: ClassVar[str | None] = WORK_CASE
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Action):
    """An internal note. Does not touch the count."""

    right: ClassVar[str | None] = WORK_CASE
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCitizen(Action):
    """Ask the citizen; pauses the count until the answer, once until they answer."""

    right: ClassVar[str | None] = WORK_CASE
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Action):
    """Tell the citizen something; the count starts again at the level reached."""

    right: ClassVar[str | None] = WORK_CASE
    text: str
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide(Action):
    """Answer the citizen and leave the step by ``outcome``."""

    right: ClassVar[str | None] = WORK_CASE
    outcome: str
    text: str
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceed(Action):
    """Leave the step by an ``outcome`` that is no answer yet, and tell the citizen what comes next."""

    right: ClassVar[str | None] = WORK_CASE
    outcome: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refer(Action):
    """Send the case to another agency (its code), with a reason. A third referral goes to the complaints unit."""

    right: ClassVar[str | None] = WORK_CASE
    agency: str
    reason: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Action):
    """Someone leaves: what they hold or have assigned here goes to a successor who may work it, or to whoever acts.

    Done by those who manage people, who see nothing of the case by it. Does not touch the count.
    """

    right: ClassVar[str | None] = MANAGE_PEOPLE
    of_the_platform: ClassVar[bool] = True
    from_user_id: int
    to_user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate(Action):
    """Up one level: the clock when the time is over, or a person before it is, who names no deadline."""

    right: ClassVar[str | None] = WORK_CASE
    by_clock: ClassVar[bool] = True
    deadline_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind(Action):
    """Nobody acted at the top: the complaints unit is told.

    Here and below ``deadline_id`` is None for a deadline that only lives in memory, in bulk.
    """

    by_clock: ClassVar[bool] = True
    deadline_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Action):
    """The citizen has not answered in time: the count goes on."""

    by_clock: ClassVar[bool] = True
    deadline_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseInSilence(Action):
    """The citizen has not contradicted the answer in time."""

    by_clock: ClassVar[bool] = True
    deadline_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion(Action):
    """The citizen answers the open question."""

    by_citizen: ClassVar[bool] = True
    text: str
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInformation(Action):
    """The citizen adds something unasked."""

    by_citizen: ClassVar[bool] = True
    text: str
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(Action):
    """The citizen agrees with the answer."""

    by_citizen: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Action):
    """The citizen says why the answer does not settle it."""

    by_citizen: ClassVar[bool] = True
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Action):
    """One to five, once."""

    by_citizen: ClassVar[bool] = True
    stars: int
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Action):
    """The citizen takes the case back."""

    by_citizen: ClassVar[bool] = True
    reason: str = ""


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
