"""Named readers: one person, one case, until a date."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from permissions.access.decide import may
from permissions.access.models import NamedAccess
from permissions.access.selectors import held_by
from permissions.agencies.decide import shut_out
from permissions.agencies.rights import VIEW_CASE
from permissions.spans import within
from workflows.cases.actions import EndReader, NameReader
from workflows.cases.change import Change
from workflows.cases.deciding.texts import required
from workflows.cases.errors import NotPossible
from workflows.cases.models import Case, EventVerb, MessageKind
from workflows.cases.rules import Rules
from workflows.cases.staying_clear import end_reading

LONGEST = timedelta(days=30)


def readers_of(case: Case, rules: Rules) -> list[NamedAccess]:
    """Who reads the case by name now, the first that ends first."""
    rows = NamedAccess.objects.filter(within(rules.at), case_id=case.pk, works=False)
    return list(rows.select_related("user").order_by("ends", "pk"))


def name_reader(change: Change, action: NameReader, rules: Rules) -> None:
    """Someone who could not read it may, for a while. Named again, they may for another while."""
    if not change.at < action.until <= change.at + LONGEST:
        raise NotPossible(_("Choose a day from tomorrow on, at most 30 days ahead."))
    held = held_by(action.user_id, at=change.at)
    known = next((row for row in readers_of(change.case, rules) if row.user_id == action.user_id), None)
    if not held.at(VIEW_CASE) or shut_out(held.standing, change.state.parties):
        raise NotPossible(_("This person cannot be let into the case. Choose somebody else."))
    if known is None and may(held, VIEW_CASE, change.state):
        raise NotPossible(_("This person can read the case already."))
    change.verb = EventVerb.READER_NAMED
    change.say(MessageKind.REASON, required(action.reason), public=False)
    row = known or NamedAccess(user_id=action.user_id, starts=change.at)
    row.ends = action.until
    change.readers.append(row)
    change.data.update({"reader": action.user_id, "until": action.until.isoformat()})
    change.tell_staff("reader_named", [action.user_id])


def end_reader(change: Change, action: EndReader, rules: Rules) -> None:
    """They read it no longer, from this very instant."""
    rows = [row for row in readers_of(change.case, rules) if row.user_id == action.user_id]
    if not rows:
        raise NotPossible(_("This person does not read the case by name any more."))
    for row in rows:
        end_reading(row, change.at)
    change.verb = EventVerb.READER_ENDED
    change.readers += rows
    change.data["reader"] = action.user_id
