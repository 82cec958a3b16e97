"""Writes decided changes: columns, diary, work, deadlines, words, outbox, audit. Nothing else writes these tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model

from permissions import many_rows
from permissions.access.accused import shut_places
from permissions.access.models import NamedAccess, Party
from permissions.audit.services import NewEntry, append
from workflows.cases import columns
from workflows.cases.change import Change, Stood, Tell
from workflows.cases.digest import digest_of
from workflows.cases.figured import counted_of, write_figures
from workflows.cases.hiding import find_anew, hide, show
from workflows.cases.keys import give_keys, give_missing_keys, hides_words, prepare_key
from workflows.cases.models import (
    Case,
    CaseEvent,
    CaseLink,
    CaseTag,
    Consultation,
    ErasureRequest,
    EventVerb,
    IdentityRequest,
    LegalHold,
    QualityCheck,
    RatedTheme,
    Work,
)
from workflows.cases.proving.services import bent_before, proofs_of
from workflows.cases.search_rows import moved_by, write_found_by
from workflows.cases.wiping import let_go_of_copies, wipe
from workflows.cases.words_written import write_words
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.outbox.hook import nudge_after_commit, set_to_work_after_commit
from workflows.outbox.models import OutboxEntry, ServiceCall

M = TypeVar("M", bound=Model)
T = TypeVar("T")

Telling = Callable[[OutboxEntry], None]


def record(changes: Sequence[Change], *, told: Telling | None = None) -> list[CaseEvent]:
    """Write changes in their order, each as one event; several may be of one case.

    Needs an open transaction in which the cases are locked or new. The audit trail comes last, since everyone who
    writes waits for its head. ``told`` is given each outbox row before it is written: for a past that is loaded
    afterwards, whose letters nobody shall send now.
    """
    moved, counted, bent = moved_by(changes), counted_of(changes), bent_before(changes)
    opened = [change.case for change in changes if change.submission is not None]
    for case in opened:
        prepare_key(case)
    _insert_or_update(Case, _unique(change.case for change in changes))
    give_keys(opened)
    give_missing_keys(_unique(change.case for change in changes))
    for change in changes:
        if change.hides:
            hide(change.state)
        if change.shows:
            show(change.state)
        if change.summarised:
            find_anew(change.state)
    _insert_or_update(Work, _unique(work for change in changes for work in change.works))
    _insert_or_update(Consultation, _unique(asked for change in changes for asked in change.consultations))
    _insert_or_update(QualityCheck, _unique(check for change in changes for check in change.checks))
    _insert_or_update(Deadline, _unique(deadline for change in changes for deadline in change.deadlines))
    _write_identities(changes)
    _write_erasures(changes)
    _write_access(changes)
    _write_links(changes)
    _write_tags(changes)
    _write_themes(changes)
    events = [_event(change) for change in changes]
    many_rows.insert(CaseEvent, events)
    write_figures(changes, events, counted)
    written = write_words(changes)
    write_found_by(changes, moved)
    entries = [entry for change in changes for entry in _outbox(change)]
    if told is not None:
        for entry in entries:
            told(entry)
    else:
        nudge_after_commit()
    many_rows.insert(OutboxEntry, entries)
    _write_calls(changes, past=told is not None)
    _write_followers(_unique(change.case for change in changes))
    sealed = [change.case.pk for change in changes if change.leaves_sight]
    if sealed:
        let_go_of_copies(sealed)
    erased = [change.case.pk for change in changes if change.erased]
    if erased:
        wipe(erased)
    _seal(changes, events, proofs_of(changes, written, bent))
    return events


def _insert_or_update(model: type[M], rows: Sequence[M]) -> None:
    new = [row for row in rows if row.pk is None]
    if new:
        many_rows.insert(model, new)
    made = {id(row) for row in new}
    columns.write(model, [row for row in rows if id(row) not in made])


def _write_identities(changes: Sequence[Change]) -> None:
    rows = [(change, row) for change in changes for row in change.identities]
    for change, row in rows:
        if row._state.adding:
            row.encrypted = hides_words(change.case)
    _insert_or_update(IdentityRequest, _unique(row for _change, row in rows))
    for change, row in rows:
        change.data["request"] = row.pk


def _write_erasures(changes: Sequence[Change]) -> None:
    """Who asked for an erasure, and what stands against one: of nearly all acts nothing, and no statement."""
    for change in changes:
        for row in (*change.erasures, *change.holds):
            row.encrypted = row.encrypted if row.pk is not None else hides_words(change.case)
    _insert_or_update(ErasureRequest, _unique(row for change in changes for row in change.erasures))
    _insert_or_update(LegalHold, _unique(row for change in changes for row in change.holds))


def _write_access(changes: Sequence[Change]) -> None:
    """Who is shut out of cases, and who reads one by name: most changes touch neither, and ask for no statement."""
    cleared = [party.pk for change in changes for party in change.cleared if party.pk is not None]
    if cleared:
        Party.objects.filter(pk__in=cleared).delete()
    for change in changes:
        for party in change.accused:
            party.case_id = change.case.pk
        for reader in change.readers:
            reader.case_id = change.case.pk
    # In bulk one that was set and taken off again was never written.
    gone = {id(party) for change in changes for party in change.cleared}
    accused = [party for change in changes for party in change.accused if id(party) not in gone]
    if accused:
        Party.objects.bulk_create(accused)
    touched = [party for change in changes for party in (*change.accused, *change.cleared)]
    people = {each for party in touched if (each := party.user_id or party.because_of_id) is not None}
    if people:
        shut_places(people)
    _write_readers(list({id(reader): reader for change in changes for reader in change.readers}.values()))


def _write_links(changes: Sequence[Change]) -> None:
    """What is linked with what: of most acts nothing, and no statement."""
    new = [link for change in changes for link in change.links]
    if new:
        CaseLink.objects.bulk_create(new)
    gone = [link.pk for change in changes for link in change.unlinked]
    if gone:
        CaseLink.objects.filter(pk__in=gone).delete()


def _write_tags(changes: Sequence[Change]) -> None:
    """Of most acts nothing, and no statement."""
    rows = [CaseTag(case=change.case, tag_id=tag_id) for change in changes for tag_id in change.tagged]
    if rows:
        CaseTag.objects.bulk_create(rows, ignore_conflicts=True)
    for change in changes:
        if change.untagged:
            CaseTag.objects.filter(case=change.case, tag__in=change.untagged).delete()


def _write_themes(changes: Sequence[Change]) -> None:
    """Of nearly all acts nothing, and no statement."""
    gone = [pk for change in changes for pk in change.themes_gone]
    if gone:
        RatedTheme.objects.filter(pk__in=gone).delete()
    new = [row for change in changes for row in change.themes]
    if new:
        RatedTheme.objects.bulk_create(new)


def _write_followers(cases: Sequence[Case]) -> None:
    """Those that are answered with a case are due when it is, whatever moved its date, without an event."""
    for case in cases:
        if case.leads:
            dates = {"due": case.due, "due_by_day": case.due_by_day}
            Work.objects.filter(case__lead=case, follows=True, done_at__isnull=True).update(**dates)
            Case.objects.filter(lead=case).update(**dates)


def _write_readers(readers: Sequence[NamedAccess]) -> None:
    for reader in readers:
        if reader.pk is not None:
            NamedAccess.objects.filter(pk=reader.pk).update(ends=reader.ends)
    new = [reader for reader in readers if reader.pk is None]
    if new:
        NamedAccess.objects.bulk_create(new)


def _event(change: Change) -> CaseEvent:
    case = change.case
    return CaseEvent(
        case=case,
        number=change.after.number,
        verb=change.verb,
        at=change.at,
        actor_kind=change.actor.kind,
        actor_user_id=change.actor.user_id,
        agency_id=change.after.agency_id,
        status=change.after.status,
        outcome=change.after.outcome,
        level=change.after.level,
        step=change.step,
        post_id=change.post_id,
        data=change.data,
    )


def _outbox(change: Change) -> Iterable[OutboxEntry]:
    number = change.after.number
    for tell, stood in change.letters:
        yield OutboxEntry(
            key=f"{change.case.pk}:{number}:{tell.topic}:{tell.user_id or tell.audience}",
            case=change.case,
            event_number=number,
            topic=tell.topic,
            audience=tell.audience,
            user_id=tell.user_id,
            data=_said(change, tell, stood),
            created_at=change.at,
            available_at=change.at,
        )


def _said(change: Change, tell: Tell, stood: Stood) -> dict[str, Any]:
    said: dict[str, Any] = {
        "agency": stood.agency_id,
        "level": stood.level,
        "due": stood.due.isoformat() if stood.due else None,
        "by_day": stood.due_by_day,
    }
    if tell.usual:
        said["usual"] = tell.usual
    if stood.consultation:
        said["consultation"] = stood.consultation
    if stood.beside and tell.audience == "citizen":
        said["beside"] = list(stood.beside)
    if change.verb in (EventVerb.LIMIT_NEAR, EventVerb.LIMIT_PASSED):
        # The letter speaks of the limit, not of the date by which somebody has to act.
        said |= {"due": change.data["limit_due"], "by_day": change.data["limit_by_day"]}
    if change.verb == EventVerb.ASKED:
        # Those that began with the question: one that is recorded with a whole life has ended since.
        waits = (each for each in change.deadlines if each.kind == DeadlineKind.RESUME and each.starts == change.at)
        wait = next((each for each in waits if each.due is not None), None)
        said["answer_by"] = wait.due.isoformat() if wait is not None and wait.due is not None else None
        said["answer_by_day"] = wait is not None and wait.by_day
    return said


def _write_calls(changes: Sequence[Change], *, past: bool) -> None:
    """What is to be done by itself, and what now is: most acts have neither. Of a past that is loaded afterwards only
    what is waited for is still to be done."""
    for call in (each for change in changes for each in change.served):
        call.save(update_fields=["done_at", "failed_at", "problem"])
    new = [
        ServiceCall(
            key=f"{change.case.pk}:{change.after.number}:{place}:{asked.step}",
            case=change.case,
            event_number=change.after.number,
            step=asked.step,
            service=asked.service,
            values=asked.values,
            work=asked.work,
            tries=asked.retry.tries if asked.retry is not None else None,
            pause=asked.retry.minutes if asked.retry is not None else None,
            created_at=change.at,
            available_at=change.at,
            done_at=change.at if past and asked.work is None else None,
        )
        for change in changes
        for place, asked in enumerate(change.asked_for, 1)
    ]
    if new:
        many_rows.insert(ServiceCall, new)
        set_to_work_after_commit()


def _seal(changes: Sequence[Change], events: Sequence[CaseEvent], proofs: Sequence[dict[str, Any]]) -> None:
    entries = [
        NewEntry(
            verb=str(event.verb),
            subject="case",
            subject_id=event.case_id,
            data={"event": event.number, "digest": digest_of(event)} | proof,
            actor=change.actor,
            at=change.at,
        )
        for change, event, proof in zip(changes, events, proofs, strict=True)
    ]
    append(entries, actor=changes[-1].actor, at=changes[-1].at)


def _unique(rows: Iterable[T]) -> list[T]:
    """Each object once, by identity, in order of appearance."""
    return list({id(row): row for row in rows}.values())
