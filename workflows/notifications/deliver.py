"""Takes what the outbox holds and tells it: at least once, never inside a transaction of the door."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.utils.translation import override

from permissions.agencies.models import Agency
from permissions.now import now
from permissions.translated_text import in_language
from permissions.written_time import written_moment
from workflows.cases.models import Case, Track
from workflows.cases.tracking import secret_of
from workflows.cases.why_here import opening_of, to_citizen, why_here
from workflows.clock.passes import pass_after
from workflows.notifications import to_deputies
from workflows.notifications.addresses import addresses
from workflows.notifications.barred import is_barred
from workflows.notifications.transports import TRANSPORTS
from workflows.notifications.when_to_tell import Letter, letter_for
from workflows.outbox.models import OutboxEntry

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""How long an entry is out of sight of others while one tries to deliver it."""
LONGEST_WAIT = timedelta(hours=6)
NOT_SENT = "not sent: its reader may not read the case any more"
AT_ONCE = 200


def deliver_waiting(*, at_most: int = 1000) -> int:
    """Deliver up to ``at_most`` waiting entries, oldest first; returns how many left.

    What fails waits longer each time and says why. A crash between sending and noting it sends a letter twice,
    never not at all.
    """
    delivered = taken = 0
    while taken < at_most:
        entries = list(_waiting()[: min(AT_ONCE, at_most - taken)])
        if not entries:
            break
        taken += len(entries)
        delivered += sum(_deliver(entry) for entry in entries if _take(entry))
    return delivered


def _waiting() -> QuerySet[OutboxEntry]:
    return (
        OutboxEntry.objects.filter(delivered_at__isnull=True, available_at__lte=now())
        .select_related("case__agency", "case__kind", "case__person", "user")
        .order_by("available_at", "id")
    )


def _take(entry: OutboxEntry) -> bool:
    """Lease the entry, unless another got there first."""
    lease = now() + LEASE
    taken = OutboxEntry.objects.filter(pk=entry.pk, delivered_at__isnull=True, available_at=entry.available_at).update(
        available_at=lease, attempts=F("attempts") + 1
    )
    entry.available_at = lease
    return bool(taken)


def _deliver(entry: OutboxEntry) -> bool:
    # Asked letter by letter: a slow mail server takes minutes over a batch, and rights change meanwhile.
    if is_barred(entry):
        OutboxEntry.objects.filter(pk=entry.pk).update(delivered_at=now(), problem=NOT_SENT)
        return False
    try:
        for transport, address, subject, text in _letters(entry):
            TRANSPORTS[transport].send(address=address, subject=subject, text=text)
    except Exception as error:  # noqa: BLE001  (whatever a transport raises, the letter waits and the next one goes)
        wait = min(timedelta(minutes=2**entry.attempts), LONGEST_WAIT)
        OutboxEntry.objects.filter(pk=entry.pk).update(available_at=now() + wait, problem=type(error).__name__)
        # Its kind alone: what a mail server says names the address, and so the citizen.
        log.warning("Outbox entry %s could not be delivered: %s", entry.key, type(error).__name__)
        return False
    OutboxEntry.objects.filter(pk=entry.pk).update(delivered_at=now(), problem="")
    return True


def mark_as_told(entry: OutboxEntry) -> None:
    """Make a row that is not written yet what it would be after the clock's next pass had delivered it.

    For ``record`` when a past is loaded afterwards.
    """
    entry.delivered_at = pass_after(entry.available_at)
    entry.available_at = entry.delivered_at + LEASE
    entry.attempts = 1


def _letters(entry: OutboxEntry) -> Iterator[tuple[str, str, str, str]]:
    """(transport, address, subject, text) for each way to reach whom it is for; none where they left no address."""
    language, reach = _reader(entry)
    ways = [(name, address) for name, address in reach.items() if address and TRANSPORTS[name].ready()]
    if not ways:
        return
    with override(language):
        said = _said(entry, language)
    if said is None:
        return
    for name, address in ways:
        yield name, address, *said


def _reader(entry: OutboxEntry) -> tuple[str, Mapping[str, str]]:
    """The language of whom it is for, and their addresses by transport; none of staff whose account is off."""
    if entry.audience == "citizen" and entry.case is not None:
        person = entry.case.person
        return entry.case.language, {"email": person.email, "sms": person.phone}
    if entry.user is not None and entry.user.is_active:
        return addresses.staff_language(entry.user.pk), {"email": entry.user.email}
    return "", {}


def _said(entry: OutboxEntry, language: str) -> tuple[str, str] | None:
    """Subject and text; None when its reader gets no letter about it."""
    case = entry.case
    if case is None:
        return to_deputies.written(entry)
    letter = letter_for(entry.topic, audience=entry.audience, track=case.track)
    return None if letter is None else _about_case(letter, case, entry, language)


def _about_case(letter: Letter, case: Case, entry: OutboxEntry, language: str) -> tuple[str, str]:
    due, agency = entry.data["due"], case.agency
    if not due and letter.undated is not None:
        letter = letter.undated
    if agency.pk != entry.data["agency"]:
        agency = Agency.objects.get(pk=entry.data["agency"])
    plain = entry.topic == "acknowledged" and case.track == Track.ORDINARY
    reason = to_citizen(why_here(case, opening_of(case))) if plain else ""
    words = {
        "tracking": case.tracking,
        "secret": secret_of(case) if plain else "",
        "kind": in_language(case.kind.name),
        "agency": in_language(agency.name),
        "why": f"{reason}\n" if reason else "",
        "due": written_moment(datetime.fromisoformat(due)) if due else "—",
        "level": entry.data["level"],
        "link": addresses.custodian_link()
        if letter.to_custodian
        else addresses.case_link(case.tracking, entry.audience, language),
    }
    return str(letter.subject) % words, str(letter.text) % words
