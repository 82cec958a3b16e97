"""Who was told what of a case, and when: what the outbox says of its letters, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from permissions.writing import written_moment
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case
from workflows.cases.selectors import Happening
from workflows.outbox.models import OutboxEntry

LATEST = 50
CUSTODIANS = ("identity_asked", "identity_refused", "identity_closed")
"""Letters by whose readers one would know who keeps identities."""


@dataclass(frozen=True, slots=True)
class Told:
    """One letter: to whom, of what, when it was asked for, and what became of it (``sent``, ``waits``, ``unsent`` or
    nothing)."""

    who: str
    what: str
    when: str
    state: str
    words: str


def told(case: Case, happened: Sequence[Happening]) -> list[Told]:
    """One query. Of a request whose citizen is hidden nothing says whether they can be reached."""
    words = {each.event.number: str(each.event.kind.words) for each in happened}
    entries = OutboxEntry.objects.filter(case=case).select_related("user").order_by("-created_at", "-pk")[:LATEST]
    return [_told(entry, words.get(entry.event_number or 0, ""), case) for entry in entries]


def _told(entry: OutboxEntry, what: str, case: Case) -> Told:
    quiet = entry.audience == "citizen" and is_hidden(case)
    state, words = ("", "") if quiet else _state(entry)
    return Told(_who(entry), what[:1].upper() + what[1:], written_moment(entry.created_at), state, words)


def _who(entry: OutboxEntry) -> str:
    if entry.audience == "citizen":
        return _("The citizen")
    if entry.topic in CUSTODIANS or entry.user is None:
        return _("Those concerned")
    return str(entry.user)


def _state(entry: OutboxEntry) -> tuple[str, str]:
    if entry.delivered_at is not None:
        return "sent", _("sent %(when)s") % {"when": written_moment(entry.delivered_at)}
    if entry.unsent_at is not None:
        return "unsent", _("not sent: nothing reaches them, or they may not read it any more")
    return "waits", _("waits to be sent")
