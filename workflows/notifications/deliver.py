"""Takes what the outbox holds and tells it: at least once, never inside a transaction of the door."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from django.db.models import F, QuerySet
from django.utils.translation import override

from permissions.now import now
from workflows.clock.passes import pass_after
from workflows.notifications import to_citizens_and_staff, to_deputies
from workflows.notifications.addresses import addresses
from workflows.notifications.barred import is_barred
from workflows.notifications.letter import WrittenLetter
from workflows.notifications.transports import TRANSPORTS, reach_of, ways
from workflows.outbox.models import OutboxEntry

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""How long an entry is out of sight of others while one tries to deliver it."""
LONGEST_WAIT = timedelta(hours=6)
AT_ONCE = 200


class Unsent(StrEnum):
    """Why an entry was given up: nobody was told, and nobody will be."""

    BARRED = "not sent: its reader may not read the case any more"
    NO_ADDRESS = "not sent: its reader has left no address"
    NO_TRANSPORT = "not sent: no transport reaches its reader's address"
    NO_LETTER = "not sent: its reader gets no letter about this"


class Delivered(NamedTuple):
    """How many entries a transport took, and how many were given up."""

    sent: int
    unsent: int


def deliver_waiting(*, at_most: int = 1000) -> Delivered:
    """Deliver up to ``at_most`` waiting entries, oldest first.

    What fails waits longer each time and says why. A crash between sending and noting it sends a letter twice,
    never not at all.
    """
    sent = unsent = taken = 0
    while taken < at_most:
        entries = list(_waiting()[: min(AT_ONCE, at_most - taken)])
        if not entries:
            break
        taken += len(entries)
        for entry in entries:
            if _take(entry):
                _deliver(entry)
                sent += entry.delivered_at is not None
                unsent += entry.unsent_at is not None
    return Delivered(sent, unsent)


def _waiting() -> QuerySet[OutboxEntry]:
    return (
        OutboxEntry.objects.waiting()
        .filter(available_at__lte=now())
        .select_related("case__agency", "case__kind", "case__person", "user")
        .order_by("available_at", "id")
    )


def _take(entry: OutboxEntry) -> bool:
    """Lease the entry, unless another got there first."""
    lease = now() + LEASE
    taken = (
        OutboxEntry.objects.waiting()
        .filter(pk=entry.pk, available_at=entry.available_at)
        .update(available_at=lease, attempts=F("attempts") + 1)
    )
    entry.available_at = lease
    return bool(taken)


def _deliver(entry: OutboxEntry) -> None:
    # Asked letter by letter: a slow mail server takes minutes over a batch, and rights change meanwhile.
    if is_barred(entry):
        _note(entry, unsent=Unsent.BARRED)
        return
    try:
        unsent = _send(entry)
    except Exception as error:  # noqa: BLE001  (whatever a transport raises, the letter waits and the next one goes)
        wait = min(timedelta(minutes=2**entry.attempts), LONGEST_WAIT)
        OutboxEntry.objects.filter(pk=entry.pk).update(available_at=now() + wait, problem=type(error).__name__)
        # Its kind alone: what a mail server says names the address, and so the citizen.
        log.warning("Outbox entry %s could not be delivered: %s", entry.key, type(error).__name__)
        return
    _note(entry, unsent=unsent)


def _note(entry: OutboxEntry, *, unsent: Unsent | None) -> None:
    entry.delivered_at, entry.unsent_at = (now(), None) if unsent is None else (None, now())
    entry.problem = unsent or ""
    OutboxEntry.objects.filter(pk=entry.pk).update(
        delivered_at=entry.delivered_at, unsent_at=entry.unsent_at, problem=entry.problem
    )


def _send(entry: OutboxEntry) -> Unsent | None:
    """Hand the letter to each transport that reaches whom it is for; None when one took it."""
    language, reach = _reader(entry)
    usable = ways(reach)
    if not usable:
        return _unreached(reach)
    with override(language):
        letter = _written(entry, language)
        if letter is None:
            return Unsent.NO_LETTER
        for name, address in usable:
            TRANSPORTS[name].send(address=address, letter=letter)
    return None


def _unreached(reach: Mapping[str, str]) -> Unsent:
    return Unsent.NO_TRANSPORT if any(reach.values()) else Unsent.NO_ADDRESS


def mark_as_told(entry: OutboxEntry) -> None:
    """Make a row that is not written yet what it would be after the clock's next pass had taken it.

    For ``record`` when a past is loaded afterwards.
    """
    passed = pass_after(entry.available_at)
    entry.available_at = passed + LEASE
    entry.attempts = 1
    _language, reach = _reader(entry) if entry.audience == "citizen" else ("", {"email": "staff"})
    if ways(reach):
        entry.delivered_at = passed
    else:
        entry.unsent_at, entry.problem = passed, _unreached(reach)


def _reader(entry: OutboxEntry) -> tuple[str, Mapping[str, str]]:
    """The language of whom it is for, and their addresses by transport; none of staff whose account is off."""
    if entry.audience == "citizen" and entry.case is not None:
        return entry.case.language, reach_of(entry.case.person)
    if entry.user is not None and entry.user.is_active:
        return addresses.staff_language(entry.user.pk), {"email": entry.user.email}
    return "", {}


def _written(entry: OutboxEntry, language: str) -> WrittenLetter | None:
    """The letter, in the language that is on; None when its reader gets no letter about it."""
    if entry.case is None:
        return to_deputies.written(entry, language)
    return to_citizens_and_staff.written(entry, entry.case, language)
