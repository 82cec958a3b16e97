"""A decided change: everything one act does to a case, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from permissions.access.models import NamedAccess, Party
from permissions.actors import Actor
from workflows.cases.models import Case, EventVerb, IdentityRequest, MessageKind, Work
from workflows.cases.state import State
from workflows.cases.submission import StoredFile, Submission
from workflows.deadlines.models import Deadline

Audience = Literal["citizen", "staff"]


@dataclass(frozen=True, slots=True)
class Words:
    """A text that comes with the act."""

    kind: MessageKind
    public: bool
    text: str


@dataclass(frozen=True, slots=True)
class Tell:
    """Someone who must be told, and which letter. ``user_id`` for staff; the citizen is the case's own."""

    topic: str
    audience: Audience
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class After:
    """The case's columns as they stand after the act, for its event."""

    number: int
    agency_id: int
    status: str
    outcome: str
    level: int
    due: datetime | None


@dataclass(slots=True, eq=False)
class Change:
    """One act on one case. Becomes one event; ``works``, ``deadlines``, ``readers`` and ``identities`` are those to
    insert or update.

    ``accused`` are new parties, ``cleared`` those that are none any more.
    """

    state: State
    actor: Actor
    at: datetime
    verb: EventVerb
    step: str = ""
    post_id: int | None = None
    data: dict[str, Any] = field(default_factory=dict)
    works: list[Work] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    files: tuple[StoredFile, ...] = ()
    tells: list[Tell] = field(default_factory=list)
    accused: list[Party] = field(default_factory=list)
    cleared: list[Party] = field(default_factory=list)
    readers: list[NamedAccess] = field(default_factory=list)
    submission: Submission | None = None
    identities: list[IdentityRequest] = field(default_factory=list)
    after: After = field(init=False)

    def seal(self) -> Change:
        """All is decided: count the event and keep how the case stands now, since a later change may follow."""
        case = self.case
        case.events_count += 1
        case.changed_at = self.at
        if self.accused or self.cleared:
            # The diary tells since when somebody was shut out: reports count by it, not by the column of today.
            self.data["guarded"] = case.guarded
        self.after = After(case.events_count, case.agency_id, case.status, case.outcome, case.level, case.due)
        return self

    @property
    def case(self) -> Case:
        return self.state.case

    def say(self, kind: MessageKind, text: str, *, public: bool) -> None:
        if text:
            self.words.append(Words(kind, public, text))

    def tell_citizen(self, topic: str) -> None:
        self.tells.append(Tell(topic, "citizen"))

    def tell_staff(self, topic: str, user_ids: Iterable[int | None]) -> None:
        """Tell each person once; whoever acts need not be told of their own act."""
        known = {tell.user_id for tell in self.tells if tell.topic == topic}
        for user_id in dict.fromkeys(user_ids):
            if user_id is not None and user_id not in known and user_id != self.actor.user_id:
                self.tells.append(Tell(topic, "staff", user_id))

    def touch(self, work: Work) -> None:
        # By identity: new rows have no id yet.
        if not any(work is known for known in self.works):
            self.works.append(work)

    def set(self, deadline: Deadline) -> None:
        """A new deadline, or one that changed."""
        if not any(deadline is known for known in self.deadlines):
            self.deadlines.append(deadline)
        if not any(deadline is known for known in self.state.deadlines):
            self.state.deadlines.append(deadline)
