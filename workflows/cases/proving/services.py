"""Puts into the audit trail what is proved of cases: keyed digests of their rows, beside each event and for old cases.

The digests are over the plain text and by the key of the case: changing ``FIELD_KEYS`` leaves them as they are, and
once the key is destroyed they tell nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from django.db.models import Model, prefetch_related_objects

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.audit.services import NewEntry, append, next_sequence
from permissions.encrypted import Unreadable
from permissions.now import now
from workflows.cases.change import Change
from workflows.cases.models import Case, OtherPerson
from workflows.cases.proving.bent import ABOUT, bent_of
from workflows.cases.proving.digests import PROOF, SUBJECT, WHOLE, Rows, digest_of_rows, name_of, proof_key, rows_of
from workflows.cases.proving.parts import (
    BY_MODEL,
    CASE,
    CHECK,
    CONSENT,
    CONSULTATION,
    DEADLINE,
    DECISIONS,
    DONE_BY,
    ERASURE,
    FILE,
    HOLD,
    IDENTITY,
    LINK,
    PARTY,
    PERSON,
    READER,
    RECORDING,
    TAG,
    THEME,
    WORK,
    Part,
)
from workflows.transactions.turn import write_transaction

TAKEN_IN: Final = "case_taken_in"
Bent = Mapping[int, Mapping[str, str]]
NOTHING: Final[Bent] = {}


def bent_before(changes: Sequence[Change]) -> Bent:
    """What was bent of cases before these changes are written, of that which is read again for their proof: by the ids
    of the cases, with the digests of before that. Of most acts nothing is, and no statement."""
    cases = {change.case.pk: change.case for change in changes if change.case.pk is not None}
    wanted = _wanted(cases, _by_case(changes))
    return _bent(cases, wanted) if wanted else NOTHING


def _bent(cases: Mapping[int, Case], wanted: Mapping[Part, Collection[int]]) -> Bent:
    said = _all_said({pk for case_ids in wanted.values() for pk in case_ids})
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for part, case_ids in wanted.items():
        for pk, rows in _rows_of_part(part, case_ids, cases).items():
            found[pk] |= bent_of(cases[pk], rows, said[pk])
    return found


def _rows_of_part(part: Part, case_ids: Collection[int], cases: Mapping[int, Case]) -> dict[int, Rows]:
    """The rows of a part as they stand; where there is none its name stands with no rows."""
    found = rows_of({pk: cases[pk] for pk in case_ids}, [part])
    return {pk: ({} if part.event else {part.name: []}) | rows for pk, rows in found.items()}


def _all_said(case_ids: Collection[int]) -> defaultdict[int, dict[str, str]]:
    entries = AuditEntry.objects.filter(subject__in=ABOUT, subject_id__in=list(case_ids), data__has_key=PROOF)
    said: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for pk, data in entries.order_by("sequence").values_list("subject_id", "data"):
        said[pk] |= data[PROOF]
    return said


def proofs_of(changes: Sequence[Change], written: Iterable[Model], bent: Bent) -> list[dict[str, Any]]:
    """What the entry of each change says of proofs: with the last of a case how it stands now, as far as this commit
    touched it; case, work and open deadlines always, so that the next act can tell whether they were bent before it.

    ``written``: the new rows of words, which need not be read. No statement, but for acts on what is read again here:
    one for each part of that kind. A case of before that has no key yet is proved once it is taken in; of one that is
    erased here all that is left is read anew.
    """
    proofs: list[dict[str, Any]] = [{} for _change in changes]
    cases = {change.case.pk: change.case for change in changes}
    keys = _keys_at_hand(cases)
    if not keys:
        return proofs
    by_case = _by_case(changes)
    rows: dict[int, Rows] = {pk: _at_hand(by_case[pk]) for pk in keys}
    for row in written:
        part = BY_MODEL[type(row)]
        if (case_id := getattr(row, part.case)) in rows:
            rows[case_id].setdefault(name_of(part, row), []).append(row)
            if isinstance(row, OtherPerson) and row.consent:
                rows[case_id].setdefault(CONSENT.name, []).append(row)
    known = {pk: cases[pk] for pk in keys}
    for case_id, again in _as_they_stand(known, _wanted(known, by_case)).items():
        rows[case_id] |= again
    left = _what_is_left([change.case.pk for change in changes if change.erased])
    rows |= left
    last = {change.case.pk: place for place, change in enumerate(changes)}
    for case_id, key in keys.items():
        opened = any(change.submission is not None for change in by_case[case_id])
        whole = {WHOLE: True} if opened or case_id in left else {}
        former = {**by_case[case_id][-1].state.bent, **bent.get(case_id, {})}
        proofs[last[case_id]] = {PROOF: _digests(key, rows[case_id]) | former} | whole
    return proofs


def _what_is_left(case_ids: Collection[int]) -> dict[int, Rows]:
    """All rows of cases that were erased just now."""
    return rows_of({case.pk: case for case in Case.objects.filter(pk__in=case_ids)}) if case_ids else {}


def _at_hand(changes: Sequence[Change]) -> Rows:
    """The rows that are in memory since the case was locked, as they stand by now."""
    state = changes[-1].state
    counting = [each for each in state.deadlines if each.done is None]
    rows: Rows = {CASE.name: [state.case], WORK.name: list(state.works), DEADLINE.name: list(counting)}
    rows[DONE_BY.name] = [work for work in state.works if work.done_by is not None]
    if state.case.recording:
        rows[RECORDING.name] = [state.case]
    decided = state.decisions
    return rows | {DECISIONS.name: list(decided)} if decided else rows


_READ_AGAIN: Final[Mapping[Part, Sequence[str]]] = {
    PERSON: ("reached",),
    FILE: ("withdrawn",),
    IDENTITY: ("identities",),
    ERASURE: ("erasures",),
    HOLD: ("holds",),
    PARTY: ("accused", "cleared"),
    READER: ("readers",),
    LINK: ("links", "unlinked"),
    TAG: ("tagged", "untagged"),
    THEME: ("themes", "themes_gone"),
    CONSULTATION: ("consultations",),
    CHECK: ("checks",),
}
"""Parts that are not at hand as a whole, and what of a change touches them."""


def _touched(changes: Iterable[Change]) -> Iterator[Part]:
    for part, names in _READ_AGAIN.items():
        if any(getattr(change, name) for change in changes for name in names):
            yield part


def _by_case(changes: Iterable[Change]) -> dict[int, list[Change]]:
    found: defaultdict[int, list[Change]] = defaultdict(list)
    for change in changes:
        found[change.case.pk].append(change)
    return found


def _wanted(cases: Mapping[int, Case], by_case: Mapping[int, Sequence[Change]]) -> dict[Part, set[int]]:
    """The parts that are to be read again, with the cases (ids) of which."""
    wanted: defaultdict[Part, set[int]] = defaultdict(set)
    for case_id, changes in by_case.items():
        for part in _touched(changes):
            # Of a link that is taken off, both sides have an act, and the row is one side's.
            others = _linked(changes) if part is LINK else set[int]()
            wanted[part] |= ({case_id} | others) & cases.keys()
    return {part: case_ids for part, case_ids in wanted.items() if case_ids}


def _linked(changes: Sequence[Change]) -> set[int]:
    return {each.case_id for change in changes for each in (*change.links, *change.unlinked)}


def _as_they_stand(cases: Mapping[int, Case], wanted: Mapping[Part, Collection[int]]) -> dict[int, Rows]:
    """Rows of these parts of these cases."""
    if not wanted:
        return {}
    if wanted.keys() & {PARTY, FILE}:
        next_sequence()  # others write these without the lock of the case: who reads after us reads what we wrote
    found: dict[int, Rows] = {}
    for part, case_ids in wanted.items():
        for case_id, rows in _rows_of_part(part, case_ids, cases).items():
            found.setdefault(case_id, {}).update(rows)
    return found


def _keys_at_hand(cases: Mapping[int, Case]) -> dict[int, bytes]:
    """The keys by the ids of the cases: read with the lock, and together where they were not."""
    others = [case for case in cases.values() if "key" not in case._state.fields_cache]
    if others:
        prefetch_related_objects(others, "key")
    return {pk: key for pk, case in cases.items() if (key := _readable(case)) is not None}


def _readable(case: Case) -> bytes | None:
    """Of a key that was bent ``verify`` tells; acts go on."""
    try:
        return proof_key(case, erased=case.erased_at is not None)
    except Unreadable:
        return None


def bent_in(case_ids: Collection[int], part: Part) -> Bent:
    """What is bent of a part of some cases, for whoever is about to change it without an act on them."""
    cases = {case.pk: case for case in Case.objects.filter(pk__in=case_ids).select_related("key")}
    return _bent(cases, {part: cases.keys()})


def prove_again(case_ids: Collection[int], part: Part, *, verb: str, actor: Actor, bent: Bent = NOTHING) -> None:
    """A part of some cases was changed without an act on them: the trail says how it stands now, but for what was
    ``bent`` before.

    Needs an open transaction in which it was written. A case that has no key yet is proved once it is taken in.
    """
    next_sequence()
    cases = {case.pk: case for case in Case.objects.filter(pk__in=case_ids).select_related("key")}
    keys = _keys_at_hand(cases)
    stands = _as_they_stand(cases, {part: keys.keys()} if keys else {})
    _append(verb, {pk: {PROOF: {**_digests(keys[pk], rows), **bent.get(pk, {})}} for pk, rows in stands.items()}, actor)


def prove_parties(case_ids: Collection[int]) -> None:
    """An accused person came to another place, which is shut in these cases too."""
    prove_again(case_ids, PARTY, verb="place_shut", actor=Actor.clock)


def take_in(case_ids: Collection[int]) -> int:
    """Cases of a release before there were proofs: the trail says how they stand, so that what is bent from now on is
    found. How many were taken in; those that are in already stay, and those that have no key wait for one.

    In one commit; acts on these cases wait meanwhile.
    """
    with write_transaction():
        locked = Case.objects.select_for_update(of=("self",)).select_related("key").filter(pk__in=case_ids)
        waiting = {case.pk: case for case in locked.order_by("pk")}
        for case_id in _in_already(waiting):
            del waiting[case_id]
        keys = _keys_at_hand(waiting)
        cases = {pk: waiting[pk] for pk in keys}
        if cases:
            next_sequence()
            rows = rows_of(cases)
            said = {
                pk: {PROOF: _digests(keys[pk], rows[pk]), WHOLE: True, "event": case.events_count}
                for pk, case in cases.items()
            }
            _append(TAKEN_IN, said, Actor.clock)
    return len(cases)


def _in_already(case_ids: Collection[int]) -> set[int]:
    entries = AuditEntry.objects.filter(subject__in=ABOUT, subject_id__in=list(case_ids))
    return {pk for pk, data in entries.values_list("subject_id", "data").iterator() if WHOLE in data}


def _digests(key: bytes, rows: Rows) -> dict[str, str]:
    """What was bent before, so that it cannot be read, gets no digest: ``verify`` names it."""
    found = {}
    for name, some in rows.items():
        with suppress(Unreadable):
            found[name] = digest_of_rows(key, name, some)
    return found


def _append(verb: str, said: Mapping[int, Mapping[str, Any]], actor: Actor) -> None:
    entries = [NewEntry(verb, SUBJECT, pk, data) for pk, data in said.items()]
    append(entries, actor=actor, at=now())
