"""Whether the tables of cases agree with one another: what ``verify`` walks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, QuerySet

from permissions.access.models import NamedAccess, Party
from permissions.access.selectors import held_by_many
from permissions.agencies.decide import shut_out
from permissions.walking import walked
from workflows.cases.drawn import drawn_otherwise
from workflows.cases.figures_anew import differing
from workflows.cases.joining import put_in_by_hand
from workflows.cases.models import Case, CaseEvent, CaseStatus, EventVerb, Track, Work
from workflows.cases.mover import token_of
from workflows.cases.past import NotKept, moved_again
from workflows.cases.proving.checking import unproved
from workflows.cases.readable import still_plain, unreadable
from workflows.cases.state import State, parties_of, show_lead
from workflows.cases.texts_kept import texts_of
from workflows.cases.wiping import left_over
from workflows.deadlines.models import BESIDE_THE_STEP, Deadline, DeadlineKind
from workflows.figures.models import MakingAnew
from workflows.figures.then import Then
from workflows.outbox.models import TO_BE_DONE, ServiceCall
from workflows.processes.advance import NOWHERE, Token
from workflows.processes.definition import AwaitedService, ProcessDefinition, Resting
from workflows.processes.publishable import PROCESSES
from workflows.search.models import CaseWords
from workflows.versions.models import Subject, Version

BATCH = 500


def inconsistencies() -> Iterator[str]:
    """One English sentence, for an operator, for each thing that does not fit; streams, in constant memory."""
    for check in _CHECKS:
        yield from walked(f"cases ({check.__name__.strip('_')})", check)


def _diary() -> Iterator[str]:
    """Every case's events are numbered from 1 without a gap, as many as the case says."""
    cases = Case.objects.annotate(
        found=Count("events"), first=Min("events__number"), last=Max("events__number")
    ).exclude(found=F("events_count"), first=1, last=F("events_count"))
    for case in cases.iterator():
        yield f"case {case.tracking}: its diary should have {case.events_count} events in order"


def _work() -> Iterator[str]:
    """An open case has open work, a closed one has none."""
    open_work = Count("works", filter=Q(works__done_at__isnull=True))
    cases = Case.objects.annotate(open_work=open_work)
    for case in cases.filter(status=CaseStatus.CLOSED, open_work__gt=0).iterator():
        yield f"case {case.tracking}: closed, but work is open"
    for case in cases.exclude(status=CaseStatus.CLOSED).filter(open_work=0).iterator():
        yield f"case {case.tracking}: open, but nobody has work"


def _open_cases() -> QuerySet[Case]:
    cases = Case.objects.exclude(status=CaseStatus.CLOSED)
    return cases.select_related("kind", "process_version", "key").order_by("pk")


def _lead() -> Iterator[str]:
    """What an open case shows of itself is what its works make of it."""
    rows = _open_cases().iterator()
    while found := list(islice(rows, BATCH)):
        states = {case.pk: State(case, case.kind) for case in found}
        for work in Work.objects.filter(case__in=states).order_by("pk"):
            states[work.case_id].works.append(work)
        for state in states.values():
            shown = _columns(state.case)
            try:
                show_lead(state, state.case.changed_at)  # on the copy read here alone
            except (KeyError, ValueError):
                shown = ()  # its work stands where its process has no step, or in no branch
            if _columns(state.case) != shown:
                yield f"case {state.case.tracking}: it does not show what its work says"


def _columns(case: Case) -> tuple[Any, ...]:
    return case.agency_id, case.status, case.level, case.due, case.due_by_day, case.referrals


def _deadlines() -> Iterator[str]:
    """Open work on a ladder has exactly one running or paused count; done work has no open deadline."""
    counts = Q(deadlines__done__isnull=True, deadlines__kind__in=[DeadlineKind.ESCALATE, DeadlineKind.REMIND])
    works = (
        Work.objects.filter(done_at__isnull=True).exclude(ladder="").annotate(counts=Count("deadlines", filter=counts))
    )
    for work in works.exclude(counts=1).iterator():
        yield f"work {work.pk} of case {work.case_id}: {work.counts} counts run instead of one"
    for deadline in (
        Deadline.objects.filter(done__isnull=True, work__done_at__isnull=False)
        .exclude(kind__in=BESIDE_THE_STEP)
        .iterator()
    ):
        yield f"deadline {deadline.pk} of case {deadline.case_id}: open, but its work is done"


def _calls() -> Iterator[str]:
    """Open work that waits for an automatic act has exactly one that is still to be done."""
    waiting = Work.objects.filter(done_at__isnull=True, waits=True).select_related("case__process_version")
    rows = waiting.order_by("pk").iterator()
    while works := list(islice(rows, BATCH)):
        calls = Counter(ServiceCall.objects.filter(TO_BE_DONE, work__in=works).values_list("work_id", flat=True))
        for work in works:
            step = PROCESSES.of(work.case.process_version).steps.get(work.step)
            if isinstance(step, AwaitedService) and calls[work.pk] != 1:
                yield f"work {work.pk} of case {work.case_id}: {calls[work.pk]} automatic acts wait instead of one"


def _parties() -> Iterator[str]:
    """A case is guarded where it accuses someone, its work says the same, and whom it accuses has none of that."""
    accused = Exists(Party.objects.filter(case_id=OuterRef("pk")))
    for case in Case.objects.filter(Q(guarded=True) & ~accused | Q(guarded=False) & accused).iterator():
        yield f"case {case.tracking}: {'guarded without' if case.guarded else 'not guarded in spite of'} parties"
    for work in Work.objects.exclude(guarded=F("case__guarded")).iterator():
        yield f"work {work.pk} of case {work.case_id}: it does not say of the case that it accuses someone"
    open_work = Work.objects.filter(guarded=True, done_at__isnull=True, waits=False).select_related("case")
    rows = open_work.order_by("pk").iterator()
    while works := list(islice(rows, BATCH)):
        yield from _in_accused_hands(works)


def _in_accused_hands(works: Sequence[Work]) -> Iterator[str]:
    """People who came to another post since the last act are seen at the next: the clock comes by within days."""
    hands = {each for work in works for each in (work.holder_id, work.assignee_id) if each is not None}
    held = held_by_many(hands)
    parties: defaultdict[int, list[Party]] = defaultdict(list)
    for party in parties_of(work.case for work in works):
        parties[party.case_id].append(party)
    for work in works:
        accused = {each.agency_id for each in parties[work.case_id] if each.level is None}
        if work.holder_id is None:
            yield f"case {work.case.tracking}: nobody who is free of it works it; give somebody a post in a unit"
        elif work.agency_id in accused and work.track == Track.ORDINARY:
            yield f"case {work.case.tracking}: its work lies with an agency that it accuses"
        for user_id in {work.holder_id, work.assignee_id} - {None}:
            if shut_out(held[user_id or 0].standing, parties[work.case_id]):
                yield f"case {work.case.tracking}: its work is in the hands of someone whom it accuses"


def _promises() -> Iterator[str]:
    """Open work says of its case which promises were missed; whether that is so, its diary says (``unproved``)."""
    same = Q(missed=F("case__missed"), missed_inside=F("case__missed_inside"))
    for work in Work.objects.filter(~same, done_at__isnull=True).iterator():
        yield f"work {work.pk} of case {work.case_id}: it does not say of the case which promises were missed"


def _known_cases() -> Iterator[str]:
    """Parties and accesses name cases by number alone: the cases must be there."""
    for rows, name in ((Party.objects, "party"), (NamedAccess.objects, "access")):
        lost = rows.annotate(there=Exists(Case.objects.filter(pk=OuterRef("case_id")))).filter(there=False)
        for row in lost.iterator():
            yield f"{name} {row.pk}: there is no case {row.case_id}"


def _past() -> Iterator[str]:
    """Where an open case stands is where its diary leads, decided again with the facts of then."""
    events = Prefetch("events", CaseEvent.objects.order_by("number"))
    open_work = Prefetch("works", Work.objects.filter(done_at__isnull=True), to_attr="open_works")
    versions = cache(_definition)
    for case in _open_cases().prefetch_related(events, open_work).iterator(chunk_size=BATCH):
        process, rests, marking = PROCESSES.of(case.process_version), set[Token](), NOWHERE
        try:
            begun, last = _versions_named(case)
            if last != [case.process_version.key, case.process_version.number]:
                yield f"case {case.tracking}: it is on another version of its process than its diary says"
            began = process if begun == last else versions(*begun)
            for moved in moved_again(began, case.events.all(), texts_of(case), versions=versions):
                marking = moved.marking
            rests = {token for token in marking if isinstance(process.steps[token.step], Resting)}
        except NotKept:
            continue  # of an earlier release, or erased since
        except (KeyError, TypeError, ValueError, AttributeError):  # or was bent since, and cannot even be read
            rests = set()
        if rests != {token_of(work) for work in case.open_works}:
            yield f"case {case.tracking}: it does not stand where its diary leads"


def _versions_named(case: Case) -> tuple[list[Any], list[Any]]:
    """Key and number of the versions of its process on which it began and is now, by its diary; those of an earlier
    release say nothing of that."""
    now_on: list[Any] = [case.process_version.key, case.process_version.number]
    named = [event.data["process"] for event in case.events.all() if "process" in event.data]
    return (named[0], named[-1]) if named else (now_on, now_on)


def _definition(key: str, number: int) -> ProcessDefinition:
    version = Version.objects.filter(subject=Subject.PROCESS, key=key, number=number).first()
    if version is None:
        raise KeyError(key)
    return PROCESSES.of(version)


def _merged() -> Iterator[str]:
    """What is answered with another lies where that lies, of the same kind and track, and is due with it."""
    followers = Case.objects.filter(lead__isnull=False).select_related("lead").order_by("pk")
    for case in followers.iterator():
        lead = case.lead
        if lead is None or not lead.leads or lead.lead_id is not None or case.leads:
            yield f"case {case.tracking}: it is answered with one that does not lead it"
        elif (case.kind_id, case.track, case.agency_id) != (lead.kind_id, lead.track, lead.agency_id):
            yield f"case {case.tracking}: it does not lie where the one lies with which it is answered"
        elif case.guarded or lead.guarded:
            yield f"case {case.tracking}: it is about somebody, or what it is answered with is"
        elif (case.due, case.due_by_day) != (lead.due, lead.due_by_day):
            yield f"case {case.tracking}: it is not due when the one is with which it is answered"
    rests_alone = Q(follows=True, case__lead__isnull=True)
    strays = Q(follows=False, waits=False, case__lead__isnull=False)
    for work in Work.objects.filter(rests_alone | strays, done_at__isnull=True).iterator():
        yield f"work {work.pk} of case {work.case_id}: it rests without a lead, or does not with one"


def _erased() -> Iterator[str]:
    """A case is erased where its diary says so, since then, and of such a one no word, file, name or key is left."""
    said = CaseEvent.objects.filter(verb=EventVerb.ERASED)
    for event in said.exclude(case__erased_at=F("at")).select_related("case").iterator():
        yield f"case {event.case.tracking}: its diary says that it was erased, and it does not"
    erased = Case.objects.filter(erased_at__isnull=False)
    for case in erased.exclude(Exists(said.filter(case=OuterRef("pk"), at=OuterRef("erased_at")))).iterator():
        yield f"case {case.tracking}: it says that it was erased, and its diary does not"
    rows = erased.order_by("pk").iterator()
    while found := {case.pk: case for case in islice(rows, BATCH)}:
        for case_id, what in left_over(found):
            yield f"case {found[case_id].tracking}: it was erased, and still has {what}"


def _found() -> Iterator[str]:
    """Every case is found by its words, but for those of before the search whose turn has not come."""
    oldest = CaseWords.objects.aggregate(least=Min("pk"))["least"]
    for case in Case.objects.filter(pk__gte=oldest or 0, found_by=None).iterator() if oldest is not None else ():
        yield f"case {case.tracking}: no search finds it; run search_words --anew"


def _figures() -> Iterator[str]:
    """The rows of figures are those of the diary, but for those of before whose turn has not come."""
    place = MakingAnew.objects.first()
    ids = Case.objects.filter(pk__gte=place.before if place is not None else 0).order_by("pk")
    rows, then = ids.values_list("pk", flat=True).iterator(), Then()
    while found := list(islice(rows, BATCH)):
        for case_id in differing(found, then):
            yield f"case {case_id}: its rows of figures are not those of its diary; run rebuild_figures"


_CHECKS: tuple[Callable[[], Iterator[str]], ...] = (
    _diary,
    unproved,
    drawn_otherwise,
    _work,
    _lead,
    _deadlines,
    _calls,
    _parties,
    _promises,
    _known_cases,
    _past,
    _merged,
    _erased,
    _found,
    _figures,
    unreadable,
    still_plain,
    put_in_by_hand,
)
