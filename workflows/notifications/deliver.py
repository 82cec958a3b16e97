"""Takes what the outbox holds and tells it: at least once, never inside a transaction of the door."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from django.db.models import F, QuerySet
from django.utils.translation import override

from permissions.limits.asking import ask
from permissions.limits.catalogue import CODE_LETTERS, LETTERS
from permissions.limits.decide import HOUR, hour_of
from permissions.now import now
from permissions.people.reading import reading_of
from permissions.writing import by_day, written_for
from workflows.cases.models import Case
from workflows.clock.passes import pass_after
from workflows.notifications import (
    chosen,
    crowds,
    of_saved_reports,
    to_account_owners,
    to_addresses,
    to_askers,
    to_assigned,
    to_citizens_and_staff,
    to_data_protection,
    to_deputies,
    to_editors,
    to_holders,
    to_owners,
    to_report_readers,
    to_threshold_owners,
)
from workflows.notifications.addresses import addresses
from workflows.notifications.barred import is_barred
from workflows.notifications.came_back import message_id
from workflows.notifications.crowds import CROWD, in_crowds
from workflows.notifications.letter import WrittenLetter
from workflows.notifications.notices import digest
from workflows.notifications.notices.kinds import (
    FILE_DONE,
    JOB_DONE,
    SAVED_REPORT_SENT,
    SAVED_REPORT_STOPPED,
    THRESHOLD_CROSSED,
)
from workflows.notifications.notices.models import Channel
from workflows.notifications.notices.services import note
from workflows.notifications.relayed import relay_ways, relayed
from workflows.notifications.to_citizens_signing_in import transport_for
from workflows.notifications.transports import ON_DEVICES, TRANSPORTS, reach_of, reach_of_staff, ways
from workflows.notifications.transports.errors import NoSuchAddress, UsedUp
from workflows.notifications.wording.in_force import Wordings
from workflows.outbox.models import OutboxEntry

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""How long an entry is out of sight of others while one tries to deliver it."""
LONGEST_WAIT = timedelta(hours=6)
MOST_DOUBLED = 9
"""After so many attempts the longest wait is reached; a mail server that is away for weeks makes no larger number."""
AT_ONCE = 200
TAKEN = "taken"
"""Where the data of an entry names the transports that took it already, and when."""
REFUSED = "refused"
"""The same of those that said that there is no such address: they are not asked again."""
AT_THE_BELL = "bell"
"""The same of a notice that goes out by no transport, since its reader wants none of its kind."""
WAY_OF = {ON_DEVICES: Channel.PUSH}
"""By the transports of the staff, as what people choose them; all others bring letters."""
ACKNOWLEDGED = "acknowledged"
"""The one letter that is dropped where its address had too many: the page after filing has shown what it says."""


class Unsent(StrEnum):
    """Why an entry was given up: nobody was told, and nobody will be."""

    BARRED = "not sent: its reader may not read the case any more"
    NO_ADDRESS = "not sent: its reader has left no address"
    SEALED = "not sent: nothing is sent to a phone about a sensitive request"
    NO_TRANSPORT = "not sent: no transport reaches its reader's address"
    TOO_MANY = "not sent: its address got as many letters within the hour as nobody confirmed that it wants"
    NO_LETTER = "not sent: its reader gets no letter about this"
    REFUSED = "not sent: the server says that there is no such address"
    UNWANTED = "not sent: its reader wants no such letters"
    CODE_OVER = "not sent: its code was used, or is too old"


class _Later(Exception):
    """Its address has had all the letters of this hour, or no text messages are left: it goes with those of later."""

    def __init__(self, at: datetime | None = None) -> None:
        self.at = at or hour_of(now()) + HOUR


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
        wordings = Wordings()
        for group in in_crowds(entries):
            found = [entry for entry in group if _take(entry)]
            _deliver(found, wordings)
            sent += sum(entry.delivered_at is not None for entry in found)
            unsent += sum(entry.unsent_at is not None for entry in found)
    return Delivered(sent, unsent)


def _waiting() -> QuerySet[OutboxEntry]:
    return (
        OutboxEntry.objects.waiting()
        .filter(available_at__lte=now())
        .select_related("case__agency", "case__kind", "case__person", "case__key", "user")
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


def _deliver(entries: Sequence[OutboxEntry], wordings: Wordings) -> None:
    """One, or a crowd: as long as it is one, by one letter."""
    # Asked letter by letter: a slow mail server takes minutes over a batch, and rights change meanwhile.
    barred = [entry for entry in entries if is_barred(entry)]
    for entry in barred:
        _note(entry, unsent=Unsent.BARRED)
    left = [entry for entry in entries if entry not in barred]
    if len(left) >= CROWD:
        _attempt(left, lambda: _send_to_staff(left, lambda language: crowds.written(left, language)))
        return
    for entry in left:
        _attempt([entry], partial(_send, entry, wordings))


def _attempt(entries: Sequence[OutboxEntry], send: Callable[[], Unsent | None]) -> None:
    """``send`` what is told of some entries, and note what became of it with each."""
    try:
        unsent = send()
    except _Later as later:
        # No failure: the next one does not wait for longer than this one did.
        for entry in entries:
            rows = OutboxEntry.objects.filter(pk=entry.pk)
            rows.update(available_at=later.at, attempts=F("attempts") - 1, data=entry.data)
        return
    except Exception as error:  # noqa: BLE001  (whatever a transport raises, the letter waits and the next one goes)
        for entry in entries:
            wait = min(timedelta(minutes=2 ** min(entry.attempts, MOST_DOUBLED)), LONGEST_WAIT)
            OutboxEntry.objects.filter(pk=entry.pk).update(
                available_at=now() + wait, problem=type(error).__name__, data=entry.data
            )
            # Its kind alone: what a mail server says names the address, and so the citizen.
            log.warning("Outbox entry %s could not be delivered: %s", entry.key, type(error).__name__)
        return
    for entry in entries:
        _note(entry, unsent=unsent)


def _note(entry: OutboxEntry, *, unsent: Unsent | None) -> None:
    entry.delivered_at, entry.unsent_at = (now(), None) if unsent is None else (None, now())
    entry.problem = unsent or ""
    if entry.topic in to_addresses.TOPICS:
        to_addresses.forget_asked(entry)
    OutboxEntry.objects.filter(pk=entry.pk).update(
        delivered_at=entry.delivered_at,
        unsent_at=entry.unsent_at,
        problem=entry.problem,
        data=entry.data,
        wording=entry.wording,
    )


def _send(entry: OutboxEntry, wordings: Wordings) -> Unsent | None:
    """Hand the letter to each transport that reaches whom it is for; None when one took it."""
    if entry.topic in to_addresses.TOPICS:
        return _send_addressed(entry)
    if entry.audience != "citizen" or entry.case is None:
        return _send_to_staff([entry], lambda language: _written(entry, language, wordings))
    language, reach = _reader(entry)
    usable = ways(reach)
    if not usable:
        relay = relay_ways(entry.case, entry.topic)
        return _send_relayed(entry, entry.case, language, wordings, relay) if relay else _unreached(reach, entry.case)
    usable = chosen.wanted(entry, entry.case.person, usable)
    if not usable:
        return Unsent.UNWANTED
    with override(language):
        letter = _written(entry, language, wordings)
        if letter is None:
            return Unsent.NO_LETTER
        letter, usable = chosen.with_way_out(entry, entry.case, letter), _within_limits(usable)
        taken = _hand_over(entry, usable, letter)
    if usable:
        return None if taken else Unsent.REFUSED
    if entry.topic == ACKNOWLEDGED:
        return Unsent.TOO_MANY
    raise _Later


def _send_relayed(
    entry: OutboxEntry, case: Case, language: str, wordings: Wordings, relay: Sequence[tuple[str, str]]
) -> Unsent | None:
    """That there is news, where a citizen whose address is known would be told some."""
    with override(language):
        if _written(entry, language, wordings) is None:
            return Unsent.NO_LETTER
        usable = _within_limits(relay)
        if not usable:
            raise _Later
        return None if _hand_over(entry, usable, relayed(case, language)) else Unsent.REFUSED


def _send_to_staff(entries: Sequence[OutboxEntry], write: Callable[[str], WrittenLetter | None]) -> Unsent | None:
    """As notices at their bell, and by the ways that they chose for the kind: by one letter, which ``write`` makes."""
    first = entries[0]
    language, reach = _reader(first)
    if first.user is None or not language:
        return _unreached(reach)
    with override(language), written_for(reading_of(first.user)):
        letter = write(language)
        if letter is None:
            return Unsent.NO_LETTER
        wanted = note(first)
        for other in entries[1:]:
            note(other)
        usable = [each for each in ways(reach) if wanted is None or WAY_OF.get(each[0], Channel.LETTER) in wanted]
        taken = _hand_over(first, usable, letter) if usable else False
    if not usable:
        if wanted is None or Channel.LETTER in wanted:
            return _unreached(reach)
        if wanted.isdisjoint({Channel.BELL, Channel.DIGEST}):
            return Unsent.UNWANTED
        _keep(first, TAKEN, AT_THE_BELL)
        taken = True
    for other in entries[1:]:
        other.data |= {where: first.data[where] for where in (TAKEN, REFUSED) if where in first.data}
    return None if taken else Unsent.REFUSED


def _send_addressed(entry: OutboxEntry) -> Unsent | None:
    """A code that waits for longer than it is good is not sent. How many go to one address was asked before."""
    found = to_addresses.addressed(entry)
    if found is None:
        return Unsent.NO_LETTER if entry.topic == to_addresses.LOST_CODE else Unsent.CODE_OVER
    usable = ways(found.reach)
    if not usable:
        return Unsent.NO_TRANSPORT
    first = TAKEN not in entry.data and entry.attempts == 0
    if first and entry.topic in to_addresses.LIMITED and _had_its_codes(found):
        return Unsent.TOO_MANY
    with override(found.language):
        taken = _hand_over(entry, usable, found.write())
    return None if taken else Unsent.REFUSED


def _had_its_codes(found: to_addresses.Addressed) -> bool:
    """Asked here and not where somebody waits for an answer, which would tell that others asked before."""
    transport = TRANSPORTS[transport_for(found.kind)]
    return not ask(CODE_LETTERS, f"{found.kind}|{transport.counted_as(found.address)}").may


def _hand_over(entry: OutboxEntry, wanted: Sequence[tuple[str, str]], letter: WrittenLetter) -> bool:
    """To each transport once, whatever became of the others; whether one has taken it."""
    letter = replace(letter, number=message_id(entry.pk))
    for name, address in wanted:
        if name in entry.data.get(TAKEN, ()) or name in entry.data.get(REFUSED, ()):
            continue
        try:
            TRANSPORTS[name].send(address=address, letter=letter)
        except UsedUp as used_up:
            raise _Later(used_up.at) from used_up
        except NoSuchAddress:
            _keep(entry, REFUSED, name)
        else:
            _keep(entry, TAKEN, name)
    return bool(entry.data.get(TAKEN))


def _keep(entry: OutboxEntry, where: str, name: str) -> None:
    at = now().isoformat()
    entry.data = {**entry.data, where: {**when_by_transport(entry, where), name: at}}


def when_by_transport(entry: OutboxEntry, where: str = TAKEN) -> dict[str, str]:
    """The transports that took a letter (or said that there is no such address), and when; "" where it is not known."""
    kept = entry.data.get(where, {})
    # Rows of former releases have their names alone.
    return dict(kept) if isinstance(kept, dict) else dict.fromkeys(kept, "")


def _within_limits(usable: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those addresses that have not had all the letters of their hour. Whoever left one may have left a stranger's."""
    return [(name, address) for name, address in usable if ask(LETTERS, TRANSPORTS[name].counted_as(address)).may]


def _unreached(reach: Mapping[str, str], case: Case | None = None) -> Unsent:
    """Why nothing leads to whoever left these addresses; ``case``: to its citizen, who may have left a phone alone."""
    if any(reach.values()):
        return Unsent.NO_TRANSPORT
    return Unsent.SEALED if case is not None and case.person.phone else Unsent.NO_ADDRESS


def mark_as_told(entry: OutboxEntry) -> None:
    """Make a row that is not written yet what it would be after the clock's next pass had taken it.

    For ``record`` when a past is loaded afterwards.
    """
    passed = pass_after(entry.available_at)
    entry.available_at = passed + LEASE
    entry.attempts = 1
    reach = _reader(entry)[1] if entry.audience == "citizen" else _reach_of_accounts()
    if usable := ways(reach):
        entry.delivered_at, entry.wording = passed, 0
        entry.data = {**entry.data, TAKEN: dict.fromkeys((name for name, _address in usable), passed.isoformat())}
    else:
        entry.unsent_at, entry.problem = passed, _unreached(reach, entry.case if entry.audience == "citizen" else None)


def _reach_of_accounts() -> Mapping[str, str]:
    """As if every account had its address, and no device: in bulk none is read for it."""
    return {name: "staff" for name, each in TRANSPORTS.items() if each.to_staff and name != ON_DEVICES}


def _reader(entry: OutboxEntry) -> tuple[str, Mapping[str, str]]:
    """The language of whom it is for, and their addresses by transport; none of staff whose account is off."""
    if entry.audience == "citizen" and entry.case is not None:
        return entry.case.language, reach_of(entry.case.person)
    if entry.user is not None and entry.user.is_active:
        return addresses.staff_language(entry.user.pk), reach_of_staff(entry.user)
    return "", {}


def _written(entry: OutboxEntry, language: str, wordings: Wordings) -> WrittenLetter | None:
    """The letter, in the language that is on; None when its reader gets no letter about it."""
    with by_day(entry.by_day):
        return _written_now(entry, language, wordings)


def _written_now(entry: OutboxEntry, language: str, wordings: Wordings) -> WrittenLetter | None:
    if entry.topic in to_holders.LETTERS:
        return to_holders.written(entry, language)
    if entry.topic in to_account_owners.TOPICS:
        return to_account_owners.written(entry, language)
    if entry.topic in to_owners.LETTERS:
        return to_owners.written(entry, language)
    if entry.topic in _WRITTEN_BY:
        return _WRITTEN_BY[entry.topic](entry, language)
    if entry.case is None:
        return to_deputies.written(entry, language)
    return to_citizens_and_staff.written(entry, entry.case, language, wordings)


_WRITTEN_BY = {
    to_assigned.TOPIC: to_assigned.written,
    JOB_DONE: to_askers.written,
    FILE_DONE: to_askers.written,
    SAVED_REPORT_SENT: of_saved_reports.written,
    SAVED_REPORT_STOPPED: of_saved_reports.written,
    THRESHOLD_CROSSED: to_threshold_owners.written,
    to_data_protection.ERASED_BY_COMMAND: to_data_protection.written,
    digest.TOPIC: digest.written,
    **dict.fromkeys(to_report_readers.LETTERS, to_report_readers.written),
    **dict.fromkeys(to_editors.LETTERS, to_editors.written),
}
