"""Named readers: one person, one case, until a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from permissions.access.decide import may
from permissions.access.models import NamedAccess
from permissions.access.selectors import held_by
from permissions.agencies.decide import shut_out
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.spans import within
from workflows.cases.actions.action import Action
from workflows.cases.change import Change, required
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import Case, MessageKind
from workflows.cases.recusal import end_reading
from workflows.cases.rules import Rules

__all__ = ["EndReader", "NameReader"]

LONGEST = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReader(Action):
    """Let one person read this one case until an instant; again for the same person, until another one."""

    verb, right, about = EventVerb.READER_NAMED, WORK_CASE, "case"
    user_id: int
    until: datetime
    reason: str

    def decide(self, change: Change, rules: Rules) -> None:
        if not change.at < self.until <= change.at + LONGEST:
            raise NotPossible(_("Choose a day from tomorrow on, at most 30 days ahead."))
        let_read(change, self.user_id, self.until, rules)
        change.say(MessageKind.REASON, required(self.reason), public=False)


def let_read(change: Change, user_id: int, until: datetime, rules: Rules) -> None:
    """Somebody reads it until then, whoever said so. Raises ``NotPossible`` for whom that cannot be, and
    ``ReadsAlready`` for whoever can anyway."""
    held = held_by(user_id, at=change.at)
    known = next((row for row in readers_of(change.case, rules) if row.user_id == user_id), None)
    if not held.at(VIEW_CASE) or shut_out(held.standing, change.state.parties):
        raise NotPossible(_("This person cannot be let into the request. Choose somebody else."))
    if known is None and may(held, VIEW_CASE, change.state):
        raise ReadsAlready(_("This person can read the request already."))
    row = known or NamedAccess(user_id=user_id, starts=change.at)
    row.ends = until
    change.readers.append(row)
    change.data.update({"reader": user_id, "until": until.isoformat()})
    change.tell_staff("reader_named", [user_id])


class ReadsAlready(NotPossible):
    """There is nothing to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndReader(Action):
    """A person who was named reads it no longer, from this very instant."""

    verb, right, about = EventVerb.READER_ENDED, WORK_CASE, "case"
    user_id: int

    def decide(self, change: Change, rules: Rules) -> None:
        rows = [row for row in readers_of(change.case, rules) if row.user_id == self.user_id]
        if not rows:
            raise NotPossible(_("This person does not read the request by name any more."))
        for row in rows:
            end_reading(row, change.at)
        change.readers += rows
        change.data["reader"] = self.user_id


def readers_of(case: Case, rules: Rules) -> list[NamedAccess]:
    """Who reads the case by name now, the first that ends first."""
    rows = NamedAccess.objects.filter(within(rules.at), case_id=case.pk, works=False)
    return list(rows.select_related("user").order_by("ends", "pk"))
