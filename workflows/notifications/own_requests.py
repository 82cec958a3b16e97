"""The requests that whoever signs in is shown since their own address stands on them: which, and which never.

An address on a form proves nothing: anybody can write anybody's. So each needs a sign that it is its citizen's: a code
or link that went there, or a message that its provider took, while the request is young.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from permissions.blind import WHO_FILED, blinds, normal_address
from permissions.citizens.models import AddressKind, Citizen, ProvedAddress
from permissions.citizens.proved_addresses import announce_once, proved_addresses
from permissions.citizens.sessions import ABSOLUTE
from permissions.now import now
from workflows.cases.danger import DANGER
from workflows.cases.errors import NotPossible
from workflows.cases.joining import Joining, join, part
from workflows.cases.keys import give_missing_key
from workflows.cases.models import Case, CaseEvent, Channel, EventVerb, Listening, ListingOptOut, Person, Track
from workflows.cases.models.joined import digest_of_opt_out
from workflows.cases.models.key import key_of
from workflows.notifications.came_back import RETURNED
from workflows.notifications.deliver import REFUSED, TAKEN
from workflows.notifications.to_addresses import ask_to_announce
from workflows.notifications.to_citizens_signing_in import transport_for
from workflows.outbox.models import OutboxEntry
from workflows.transactions.turn import write_transaction

YOUNG: Final = timedelta(days=365)
"""So long a message that was taken counts: afterwards the number may have been given to somebody else."""
MOST: Final = 500
"""Requests of one address that are looked at, those that changed last; a list is for people, who have fewer."""
BY_THEIR_OWN_HAND: Final = (Channel.WEB, Channel.APP, Channel.API)
"""Where whoever files writes the address. On a call or paper an employee does, and may write their office's."""
PLAIN: Final = {
    "track": Track.ORDINARY,
    "confidential": False,
    "guarded": False,
    "concerns": "",
    "held": False,
    "anonymous": False,
    "erased_at": None,
}
"""What a request must be: one that would harm its citizen if somebody else read it is never listed for an address."""
ONCE_GUARDED: Final = (
    *(EventVerb.RELEASED, EventVerb.CLOSED_AS_SPAM, EventVerb.OBJECTED, EventVerb.HELD_AGAIN, EventVerb.URGED),
    *(EventVerb.PARTIES_SET, EventVerb.MADE_CONFIDENTIAL, EventVerb.SEALING_PROPOSED),
)
"""What happens only to one that is, or was, held back, accusing, confidential or proposed for sealing."""


class Shown(Enum):
    """What the diary shows of an address: it was proved by a code or link that went there; it is the one that came with
    the filing; or somebody set it by a code of the request that another has replaced since."""

    PROVED = "proved"
    GIVEN = "given"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class ListedRequest:
    """A request, and the addresses of who is signed in by which it is listed."""

    case: Case
    by: tuple[ProvedAddress, ...]


def requests_by_address(citizen: Citizen, *, tracking: str = "") -> list[ListedRequest]:
    """Those that a citizen is shown for their addresses alone, the one that changed last first; of one number, where
    one is given. Five statements however many there are; one where no address was proved."""
    proved = proved_addresses(citizen)
    found = _on_which_stand(proved)
    if tracking:
        found = found.filter(tracking=tracking)
    cases = list(found[:MOST])
    if not cases:
        return []
    evidence = _Evidence.of(cases)
    listed = (ListedRequest(case, tuple(row for row in proved if evidence.lists(case, row))) for case in cases)
    return [request for request in listed if request.by]


def _on_which_stand(proved: Sequence[ProvedAddress]) -> QuerySet[Case]:
    """The plain requests on which one of these addresses stands, by what stands for it."""
    if not proved:
        return Case.objects.none()
    stands = Q()
    for row in proved:
        stands |= Q(**{f"{row.kind}_blind__in": blinds(row.address, WHO_FILED)})
    # In words it would have been held back: nobody could hear that when it was filed, nor has until it is summarised.
    danger_heard = Q(verb=EventVerb.SUMMARISED, data__has_key=DANGER)
    guarded_once = CaseEvent.objects.filter(Q(verb__in=ONCE_GUARDED) | danger_heard, case=OuterRef("pk"))
    return (
        Case.objects.filter(~Exists(guarded_once), pk__in=Person.objects.filter(stands).values("case_id"), **PLAIN)
        .exclude(listening__in=(Listening.WAITING, Listening.SILENT))
        .select_related("kind", "agency", "key", "person")
        .order_by("-changed_at", "-pk")
    )


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What is known of the addresses of some cases, by their ids. Three statements."""

    events: dict[int, list[tuple[str, dict[str, Any], datetime]]]
    letters: dict[int, list[dict[str, Any]]]
    opt_outs: frozenset[tuple[int, str]]
    at: datetime

    @classmethod
    def of(cls, cases: Sequence[Case]) -> _Evidence:
        verbs = (EventVerb.ADDRESS_SET, EventVerb.CODE_RENEWED)
        events: dict[int, list[tuple[str, dict[str, Any], datetime]]] = {case.pk: [] for case in cases}
        diary = CaseEvent.objects.filter(case__in=cases, verb__in=verbs).order_by("case_id", "number")
        for case_id, verb, data, at in diary.values_list("case_id", "verb", "data", "at"):
            events[case_id].append((verb, data, at))
        letters: dict[int, list[dict[str, Any]]] = {case.pk: [] for case in cases}
        sent = OutboxEntry.objects.filter(case__in=cases, audience="citizen").order_by("case_id", "-pk")
        for case_id, data in sent.values_list("case_id", "data"):
            letters[case_id].append(data)
        opt_outs = ListingOptOut.objects.filter(case__in=cases).values_list("case_id", "digest")
        return cls(events, letters, frozenset(opt_outs), now())

    def lists(self, case: Case, proved: ProvedAddress) -> bool:
        """Whether ``case`` is listed for this address."""
        kind, address = AddressKind(proved.kind), normal_address(proved.address)
        # What stands for an address can be copied from row to row; what is encrypted under the case's key cannot.
        if normal_address(getattr(case.person, kind)) != address or self._is_taken_off(case, address):
            return False
        # Whoever proved a number before this request was filed may have given it up since.
        if case.opened_at > proved.proved_at + ABSOLUTE:
            return False
        # A number is given to others, a mailbox is not: what somebody proved of it counts as long as a message would.
        since = self.at - YOUNG if kind is AddressKind.PHONE else None
        events = [(verb, data) for verb, data, at in self.events[case.pk] if since is None or at > since]
        shown = shown_of(kind, events)
        if shown is not Shown.GIVEN:
            return shown is Shown.PROVED
        is_young = case.opened_at > self.at - YOUNG
        return is_young and case.channel in BY_THEIR_OWN_HAND and was_taken(kind, self.letters[case.pk])

    def _is_taken_off(self, case: Case, address: str) -> bool:
        key = key_of(case)
        return key is not None and (case.pk, digest_of_opt_out(key, case=case.pk, address=address)) in self.opt_outs


def shown_of(kind: AddressKind, events: Iterable[tuple[str, dict[str, Any]]]) -> Shown:
    """By the events that bear on an address, in their order.

    A new code takes from whoever had the former one what they did by it: also the address that they set.
    """
    was_set = is_proved = False
    for verb, data in events:
        if verb == EventVerb.ADDRESS_SET:
            if data.get("kind") == kind:
                was_set = is_proved = True
        else:
            is_proved = data.get("proved") == kind
    if is_proved:
        return Shown.PROVED
    return Shown.DOUBTFUL if was_set else Shown.GIVEN


def was_taken(kind: AddressKind, letters: Iterable[dict[str, Any]]) -> bool:
    """Whether the provider of an address took what was sent there last. ``letters``: what the outbox says of each, the
    newest first."""
    name = transport_for(kind)
    for data in letters:
        if name in data.get(RETURNED, ()) or name in data.get(REFUSED, ()):
            return False
        if name in data.get(TAKEN, ()):
            return True
    return False


def announce_first_listing(requests: Iterable[ListedRequest], *, language: str) -> None:
    """Tell each address, the first time that requests are listed for it, that they are. No statement afterwards."""
    new = {row.pk: row for request in requests for row in request.by if row.announced_at is None}
    for row in new.values():
        with write_transaction():
            if announce_once(row):
                ask_to_announce(AddressKind(row.kind), row.address, language=language)


@dataclass(frozen=True, slots=True)
class TakenOff:
    """What taking a request off a list has removed (``joined``) and written (``digests``), so that it can be undone."""

    joined: Joining | None
    digests: tuple[str, ...]


def take_off(citizen: Citizen, tracking: str) -> TakenOff:
    """Take one request off a citizen's list, and for good: neither they nor anybody who signs in with the same address
    is shown it again, unless they add it by number and code or undo it at once."""
    joined = part(citizen, tracking)
    return TakenOff(joined, tuple(row.digest for row in _opt_out(citizen, Q(case__tracking=tracking))))


def put_back(citizen: Citizen, tracking: str, taken: TakenOff, *, since: datetime) -> bool:
    """Undo it, which was done at ``since``. False where the request has a new code by now: who had the former one is
    shut out. Nothing is put on a list that was not on it."""
    case = Case.objects.filter(tracking=tracking, erased_at=None).select_related("key").first()
    if case is None or CaseEvent.objects.filter(case=case, verb=EventVerb.CODE_RENEWED, at__gte=since).exists():
        return False
    with write_transaction():
        ListingOptOut.objects.filter(case=case, digest__in=taken.digests).delete()
        if taken.joined is not None:
            join(citizen, case, filed=taken.joined is Joining.FILED)
    return True


def take_all_off(citizen: Citizen) -> None:
    """Take all of them off: who is forgotten finds nothing again by signing in anew, but by number and code."""
    _opt_out(citizen, Q())


def _opt_out(citizen: Citizen, which: Q) -> list[ListingOptOut]:
    """What is written now: what somebody said before of the same address is theirs."""
    rows = [row for kind in AddressKind if getattr(citizen, kind) for row in _opt_outs(citizen, kind, which)]
    if not rows:
        return []
    with write_transaction():
        there = ListingOptOut.objects.filter(case__in=[row.case_id for row in rows]).values_list("case_id", "digest")
        new = [row for row in rows if (row.case_id, row.digest) not in set(there)]
        ListingOptOut.objects.bulk_create(new, ignore_conflicts=True)
    return new


def _opt_outs(citizen: Citizen, kind: AddressKind, which: Q) -> Iterator[ListingOptOut]:
    address = str(getattr(citizen, kind))
    stands = {f"{kind}_blind__in": blinds(address, WHO_FILED)}
    for person in Person.objects.filter(which, **stands).select_related("case__key"):
        try:
            key = give_missing_key(person.case)
        except NotPossible:
            continue  # nothing is listed of a request whose key cannot be read
        made = digest_of_opt_out(key, case=person.case_id, address=normal_address(address))
        yield ListingOptOut(case=person.case, digest=made)
