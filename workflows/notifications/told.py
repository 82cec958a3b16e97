"""Who was told what, by which transport, when, and why not: what the outbox holds, in words; and trying once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.isolated import isolated
from permissions.now import now
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case, Track
from workflows.notifications import to_editors
from workflows.notifications.came_back import CAME_BACK, RETURNED
from workflows.notifications.deliver import ACKNOWLEDGED, LEASE, REFUSED, TAKEN, Unsent, when_by_transport
from workflows.notifications.wording.delivered import TOPICS
from workflows.notifications.wording.own import own_titles
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import WAITING, OutboxEntry
from workflows.transactions.turn import write_transaction

Words = str | Promise


class State(models.TextChoices):
    """How a letter stands."""

    FAILING = "failing", _("could not be sent yet")
    UNSENT = "unsent", _("not sent")
    WAITING = "waiting", _("waits to be sent")
    RETURNED = "returned", _("came back")
    SENT = "sent", _("sent")


GONE: Final = Q(delivered_at__isnull=False)
ABOUT_STATE: Final[Mapping[str, Q]] = {
    State.FAILING: WAITING & ~Q(problem=""),
    State.UNSENT: Q(unsent_at__isnull=False),
    State.WAITING: WAITING & Q(problem=""),
    State.RETURNED: GONE & ~Q(problem=""),
    State.SENT: GONE & Q(problem=""),
}
TRANSPORTS: Final[Mapping[str, Words]] = {
    "email": _("by email"),
    "sms": _("by text message"),
    "push": _("by a notice on the device"),
    "bell": _("as a notice on the platform"),
}
REASONS: Final[Mapping[str, Words]] = {
    Unsent.BARRED: _("Its reader may not read the request any more."),
    Unsent.NO_ADDRESS: _("Its reader has left no address."),
    Unsent.SEALED: _("Nothing is sent to a phone about a sensitive request."),
    Unsent.NO_TRANSPORT: _("Nothing that is set up here reaches its reader’s address."),
    Unsent.TOO_MANY: _("The address has had as many letters as one may get in an hour."),
    Unsent.NO_LETTER: _("No such letter is sent to its reader."),
    Unsent.REFUSED: _("The server says that there is no such address."),
    Unsent.UNWANTED: _("Its reader chose not to get such letters."),
    Unsent.CODE_OVER: _("The code was used, or is too old."),
}
AGAIN: Final = frozenset({Unsent.NO_ADDRESS, Unsent.NO_TRANSPORT, Unsent.TOO_MANY, Unsent.REFUSED})
"""What may be otherwise by now; the others are as they were, or no letter at all."""
CUSTODIANS: Final = frozenset({"identity_asked", "identity_refused", "identity_closed"})
"""Letters by whose readers one would know who keeps identities."""
OTHER_TOPICS: Final[Mapping[str, Words]] = {
    "sign_in_code": _("A code to sign in"),
    "lost_code": _("A link to a new code of a request"),
    "address_code": _("A code that proves an address"),
    "address_left": _("That letters about a request go elsewhere"),
    "requests_listed": _("Requests appear on the list of an address"),
    "address_added": _("Another address opens a list of requests"),
    "login_failed": _("Somebody tries to get into an account"),
    "second_failed": _("Somebody knows a password"),
    "password_reset": _("A link for a new password"),
    "entry_changed": _("How an account is entered has changed"),
    "role_lent": _("A role was lent"),
    "loan_ended": _("A role is not lent any more"),
    "rights_proposed": _("Something waits for a second administrator"),
    "rights_given": _("Far-reaching rights were given"),
    "glass_broken": _("Rights were given in an emergency"),
    "draft_ready": _("A draft waits for a second person"),
    **to_editors.TITLES,
    "erased_by_command": _("A request was erased by a command on the server"),
    "threshold_crossed": _("A figure crossed a threshold"),
    "job_done": _("Work over many requests is done"),
    "saved_report_sent": _("A report is ready"),
    "saved_report_stopped": _("A report is no longer sent"),
    "file_done": _("A file that somebody asked for is ready"),
    "assigned_together": _("Many requests were assigned at once"),
    "digest": _("The letter of the morning"),
    "report_ready": _("A national report is there, as a draft"),
    "report_signed": _("A national report is signed"),
    "report_to_sign": _("A national report waits for a signature"),
    "report_to_confirm": _("An agency is asked to confirm its lines of a register"),
    "rules_restored": _("One owner alone took a publication back"),
}
"""Letters about no case."""


@dataclass(frozen=True, slots=True)
class Told:
    """One letter. ``reader``: on the staff, their name; "" for a citizen and for whoever is asked by their right.

    ``taken``: by which transports, in words, and when where it is known; ``refused`` and ``returned`` (it came back
    after it had been taken) likewise. ``tried``: how often.
    ``again``: whether it can be tried once more by hand. ``quiet``: its reader is hidden from whoever reads of it, and
    so is by what they can be reached.
    """

    entry: OutboxEntry
    topic: str
    state: State
    reader: str
    reason: str
    taken: tuple[tuple[str, datetime | None], ...]
    refused: tuple[tuple[str, datetime | None], ...]
    again: bool
    quiet: bool = False
    returned: tuple[tuple[str, datetime | None], ...] = ()

    @property
    def to_citizen(self) -> bool:
        return self.entry.audience == "citizen"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What became of the letter of receipt at one address: sent ``at``, given up, or neither yet."""

    address: str
    at: datetime | None = None
    failed: bool = False


def confirmations(case: Case, usable: Sequence[tuple[str, str]]) -> list[Confirmation]:
    """By each address to which a transport goes: nobody is told that something was sent before it was taken."""
    entry = OutboxEntry.objects.filter(case=case, topic=ACKNOWLEDGED, audience="citizen").first()
    taken = when_by_transport(entry) if entry is not None else {}
    refused = when_by_transport(entry, REFUSED) if entry is not None else {}
    returned = when_by_transport(entry, RETURNED) if entry is not None else {}
    given_up = entry is None or entry.unsent_at is not None
    found: dict[str, Confirmation] = {}
    for name, address in usable:
        at = taken.get(name, "")
        sent_at = datetime.fromisoformat(at) if at and name not in returned else None
        lost = name in refused or name in returned
        found.setdefault(
            address,
            Confirmation(address, sent_at, failed=(not at and given_up) or lost),
        )
    return list(found.values())


def letters_of(case: Case, *, most: int) -> list[Told]:
    """What was and is told of a case, the newest first."""
    rows = OutboxEntry.objects.filter(case=case).select_related("user").order_by("-pk")
    hidden, found = is_hidden(case), list(rows[:most])
    titles = own_titles(entry.topic for entry in found)
    return [replace(told(entry, titles), quiet=hidden and entry.audience == "citizen") for entry in found]


def letters(*, state: str = "", case_id: int | None = None) -> QuerySet[OutboxEntry]:
    """All letters, the newest first, in a state or of a case."""
    rows = OutboxEntry.objects.select_related("user", "case").order_by("-pk")
    if state in ABOUT_STATE:
        rows = rows.filter(ABOUT_STATE[state])
    return rows if case_id is None else rows.filter(case_id=case_id)


def told(entry: OutboxEntry, own: Mapping[str, str] | None = None) -> Told:
    """A row of the outbox in words; ``own``: what letters of owners are called."""
    return Told(
        entry,
        str(TOPICS.get(entry.topic) or OTHER_TOPICS.get(entry.topic) or (own or {}).get(entry.topic, entry.topic)),
        state_of(entry),
        str(entry.user) if entry.user is not None and entry.topic not in CUSTODIANS else "",
        _reason(entry),
        _moments(entry, TAKEN),
        _moments(entry, REFUSED),
        may_try_again(entry),
        returned=_moments(entry, RETURNED),
    )


def state_of(entry: OutboxEntry) -> State:
    """How it stands."""
    if entry.delivered_at is not None:
        return State.RETURNED if entry.problem else State.SENT
    if entry.unsent_at is not None:
        return State.UNSENT
    return State.FAILING if entry.problem else State.WAITING


def is_sealed(entry: OutboxEntry) -> bool:
    """Whether whoever does not read sealed cases learns no more of it than the number of the case."""
    return entry.case is not None and entry.case.track != Track.ORDINARY


def _reason(entry: OutboxEntry) -> str:
    """Why it is not there; what a server said is kept nowhere, since it names the address."""
    if not entry.problem:
        return ""
    if entry.problem.startswith(CAME_BACK):
        code = {"code": isolated(entry.problem.removeprefix(CAME_BACK))}
        return _now("The mail server of its address sent it back, with the code %(code)s.") % code
    return str(REASONS.get(entry.problem) or _("It was not accepted for delivery. It will be tried again."))


def _moments(entry: OutboxEntry, where: str) -> tuple[tuple[str, datetime | None], ...]:
    kept = when_by_transport(entry, where)
    return tuple(
        (str(TRANSPORTS.get(name, name)), datetime.fromisoformat(at) if at else None) for name, at in kept.items()
    )


def may_try_again(entry: OutboxEntry) -> bool:
    """Whether trying now is something else than waiting: what is tried within minutes anyway is left alone."""
    if entry.unsent_at is not None:
        return entry.problem in set(AGAIN)
    return entry.delivered_at is None and bool(entry.problem) and entry.available_at > now() + LEASE


def try_again(entry_id: int, *, actor: Actor) -> bool:
    """Have a letter that failed sent now, and put that on record; whether there was one to be tried."""
    at = now()
    with write_transaction():
        entry = OutboxEntry.objects.select_for_update(of=("self",)).filter(pk=entry_id).first()
        if entry is None or not may_try_again(entry):
            return False
        asked_before = {name: said for name, said in entry.data.items() if name != REFUSED}
        OutboxEntry.objects.filter(pk=entry.pk).update(
            data=asked_before, unsent_at=None, problem="", attempts=0, available_at=at
        )
        about = NewEntry("letter_tried_again", "letter", entry.pk, {"topic": entry.topic})
        append([about], actor=actor, at=at)
        nudge_after_commit()
    return True
