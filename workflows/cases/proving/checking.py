"""Whether cases are what the audit trail and their own diary say: what ``verify`` asks of them part by part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, pairwise
from operator import attrgetter
from typing import Any, Final

from django.db.models import Q

from permissions import security_log
from permissions.access.models import NamedAccess
from permissions.audit.models import AuditEntry
from permissions.blind import WHO_FILED, blinds
from permissions.encrypted import Unreadable
from permissions.now import now
from permissions.spans import within
from permissions.walking import halved
from workflows.cases.among import among
from workflows.cases.digest import digest_of
from workflows.cases.models import Case, CaseEvent, CaseStatus, EventVerb
from workflows.cases.models.key import key_of
from workflows.cases.proving.digests import PROOF, SUBJECT, WHOLE, Rows, digest_of_rows, proof_key, rows_of
from workflows.cases.proving.parts import BY_NAME, PERSON, READER
from workflows.figures.row import promises_of
from workflows.transactions.turn import write_transaction

BATCH: Final = 500
ERASED: Final = "erased"
_OF_EVENTS: Final = tuple(field.attname for field in CaseEvent._meta.concrete_fields)
_OF_PROMISES: Final = attrgetter("verb", "actor_kind", "at", "data")
_PROMISES: Final = (
    "number of promises missed to its citizen",
    "first promise missed to its citizen",
    "number of promises missed inside",
    "first promise missed inside",
)
AnEvent = Any
"""A row of the diary with its columns alone."""


@dataclass(slots=True)
class Told:
    """What the trail says of one case: the digests of its events in their order, and the last digest of each part.

    ``whole``: it speaks of every part; else of those alone that were touched since there are proofs. Of an ``erased``
    case the parts are those that were left.
    """

    events: list[tuple[int, str]] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    whole: bool = False
    erased: bool = False


def unproved() -> Iterator[str]:
    """One English sentence for each case and part that is otherwise than the trail or the diary says.

    In constant memory. What seems bent is looked at once more under the lock of its case, since acts go on meanwhile.
    """
    ids = Case.objects.order_by("pk").values_list("pk", flat=True).iterator()
    before = 0
    while found := list(islice(ids, BATCH)):
        yield from halved(list(pairwise([before, *found])), _after_each_other, _cannot_be_read)
        before = found[-1]
    yield from _of_batch(Q(subject_id__gt=before), [])


def is_named_by_a_bent_row(user_id: int) -> bool:
    """Whether a case that somebody reads or works by name says so by a row that was changed or put in past our code,
    and tell of it. One statement where they are named on none.

    Of a case that was taken in at no time, and whose readers no act has changed, nothing is proved.
    """
    named = NamedAccess.objects.filter(within(now()), user=user_id)
    case_ids = set(named.values_list("case_id", flat=True))
    if not case_ids or not _bent_readers(case_ids):
        return False
    with write_transaction():  # an act may have been at it
        locked = Case.objects.select_for_update().filter(pk__in=case_ids).order_by("pk")
        found = _bent_readers(set(locked.values_list("pk", flat=True)))
    if found:
        security_log.tell("account_entered", "bent", account=user_id, about="reader")
    return found


def _bent_readers(case_ids: set[int]) -> bool:
    cases = {case.pk: case for case in Case.objects.filter(pk__in=case_ids).select_related("key")}
    told, rows = _told(Q(subject_id__in=case_ids)), rows_of(cases, [READER])
    return any(_has_bent_readers(case, told[pk], rows.get(pk, {})) for pk, case in cases.items())


def _has_bent_readers(case: Case, told: Told, rows: Rows) -> bool:
    if not told.whole and READER.name not in told.parts:
        return False
    try:
        key = proof_key(case, erased=told.erased)
    except Unreadable:
        return False  # what it says can't be read either
    return key is not None and not _stands(key, READER.name, told.parts, rows)


def _after_each_other(pairs: Sequence[tuple[int, int]]) -> list[str]:
    """``pairs``: each case with the one before it; whoever is gone lay between them."""
    span = Q(subject_id__gt=pairs[0][0], subject_id__lte=pairs[-1][1])
    return _of_batch(span, [case_id for _before, case_id in pairs])


def _cannot_be_read(pair: tuple[int, int]) -> str:
    return f"case {pair[1]}: it was changed, so that it cannot even be read"


def _of_batch(span: Q, case_ids: Sequence[int]) -> list[str]:
    seeming = _differing(span, case_ids)
    if not seeming:
        return []
    with write_transaction():
        locked = Case.objects.select_for_update().filter(pk__in=seeming).order_by("pk")
        again = _differing(Q(subject_id__in=list(seeming)), list(locked.values_list("pk", flat=True)))
    return [sentence for sentences in again.values() for sentence in sentences]


def _differing(span: Q, case_ids: Sequence[int]) -> dict[int, list[str]]:
    """Sentences by the ids of the cases; those of cases that are gone are among them."""
    # Kinds are few: those of a batch are read once, not with each case.
    read = Case.objects.filter(among("pk", case_ids)).select_related("key").prefetch_related("kind").order_by("pk")
    meant = set(case_ids)
    cases = {case.pk: case for case in read if case.pk in meant}
    told = _told(span)
    events: defaultdict[int, list[AnEvent]] = defaultdict(list)
    diary = CaseEvent.objects.filter(among("case_id", case_ids)).order_by("case_id", "number")
    for event in diary.values_list(*_OF_EVENTS, named=True):
        events[event.case_id].append(event)
    rows = rows_of(cases)
    found: dict[int, list[str]] = {}
    for pk, case in cases.items():
        said = told.pop(pk, Told())
        name = f"case {case.tracking}"
        sentences = [f"{name}: {each}" for each in _of_case(case, said, events[pk], rows[pk])]
        if sentences:
            found[pk] = sentences
    for pk, said in told.items():
        if said.events or said.parts:
            found[pk] = [f"case {pk}: the audit trail knows it, and it is gone"]
    return found


def _told(span: Q) -> defaultdict[int, Told]:
    told: defaultdict[int, Told] = defaultdict(Told)
    entries = AuditEntry.objects.filter(span, subject__in=("case", SUBJECT)).order_by("sequence")
    for pk, subject, verb, data in entries.values_list("subject_id", "subject", "verb", "data"):
        case = told[pk]
        if subject == "case":
            case.events.append((data.get("event", 0), data.get("digest", "")))
            if verb == ERASED:  # what was said of before is gone with its key
                case.erased, case.whole, case.parts = True, False, {}
        case.whole = case.whole or WHOLE in data
        case.parts |= data.get(PROOF, {})
    return told


def _of_case(case: Case, told: Told, events: Sequence[AnEvent], rows: Rows) -> Iterator[str]:
    yield from _sealed(told, events)
    if events and all(isinstance(event.data, dict) for event in events):  # what was put in by hand is told above
        yield from _as_its_diary(case, events)
    if told.erased and _has_key(case):
        yield "it was erased, and its key is still there"
    if told.parts:
        yield from _parts(case, told, rows)


def _sealed(told: Told, events: Sequence[AnEvent]) -> Iterator[str]:
    """Every event is in the audit trail with the digest of what it says now."""
    for place, event in enumerate(events):
        if place >= len(told.events) or told.events[place] != (event.number, digest_of(event)):
            yield f"the audit trail does not say the same of its event {event.number}"
            return
    if len(told.events) > len(events):
        yield "the audit trail knows an event that the diary has not"


def _as_its_diary(case: Case, events: Sequence[AnEvent]) -> Iterator[str]:
    """Its columns are those of its last event, and what else the diary tells."""
    for name, is_now, was in _by_the_diary(case, events):
        if is_now != was:
            yield f"its {name} is not what its diary says"


def _by_the_diary(case: Case, events: Sequence[AnEvent]) -> Iterator[tuple[str, Any, Any]]:
    first, last = events[0], events[-1]
    for name in ("agency_id", "status", "outcome", "level"):
        yield name.removesuffix("_id"), getattr(case, name), getattr(last, name)
    yield "time of opening", case.opened_at, first.at
    changed = (event.at for event in reversed(events) if event.verb != ERASED)
    yield "time of its last change", case.changed_at, next(changed, last.at)
    yield "time of closing", case.closed_at, _closed_at(events)
    rated = [event.data["stars"] for event in events if event.verb == EventVerb.RATED and "stars" in event.data]
    yield "rating", case.rating, rated[-1] if rated else None
    for name, is_now in (("kind", case.kind.code), ("channel", case.channel), ("language", case.language)):
        if name in first.data:
            yield name, is_now, first.data[name]
    yield from zip(_PROMISES, case.promises, promises_of(map(_OF_PROMISES, events)), strict=True)
    tracks = [event.data["track"] for event in events if "track" in event.data]
    if tracks:
        yield "track", case.track, tracks[-1]


def _closed_at(events: Sequence[AnEvent]) -> datetime | None:
    """When it was closed for the last time, of a case that is; what came after that left it so."""
    closed: datetime | None = None
    for event in reversed(events):
        if event.status != CaseStatus.CLOSED:
            break
        closed = event.at
    return closed


def _parts(case: Case, told: Told, rows: Rows) -> Iterator[str]:
    """Each part stands as the last entry that spoke of it says; what none spoke of is not there."""
    try:
        key = proof_key(case, erased=told.erased)
    except Unreadable as error:
        yield f"its key cannot be read ({error}), so that nothing of it is proved"
        return
    if key is None:
        yield "its key is gone, though it was not erased, so that nothing of it is proved"
        return
    if not told.erased and not case.key.wrapped.startswith(f"{case.key.master}."):
        yield "it names another key of FIELD_KEYS than its own key is wrapped with"
    if told.whole:
        yield from _found_by(rows)
    for name in sorted(told.parts.keys() | rows.keys() if told.whole else told.parts.keys()):
        if not _stands(key, name, told.parts, rows):
            part, _dot, number = name.partition(".")
            came = f" with event {number}" if number else ""
            yield f"{BY_NAME[part].told}{came} is not what the audit trail says"


def _found_by(rows: Rows) -> Iterator[str]:
    """What stands for an address or a number, to find it again, is made of it."""
    for person in rows.get(PERSON.name, ()):
        for kind in ("phone", "email"):
            made = blinds(getattr(person, kind), WHO_FILED)
            if getattr(person, f"{kind}_blind") not in (made or ("",)):
                yield f"what stands for the {kind} of who filed it is not made of it"


def _stands(key: bytes, name: str, told: Mapping[str, str], rows: Rows) -> bool:
    try:
        return digest_of_rows(key, name, rows.get(name, [])) == told.get(name, "")
    except (Unreadable, TypeError):
        return False


def _has_key(case: Case) -> bool:
    try:
        return key_of(case) is not None
    except Unreadable:
        return True
