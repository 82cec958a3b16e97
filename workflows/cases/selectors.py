"""What lists and pages read of cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from types import MappingProxyType
from typing import Any, TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from permissions.access.decide import Held
from permissions.access.selectors import can, rows_in, scope
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.agencies.rights import VIEW_CASE
from permissions.arabic import fold
from permissions.now import now
from permissions.writing import write_by_day
from workflows.cases.errors import NotAllowed
from workflows.cases.models import Answer, Case, CaseEvent, CaseLink, File, Message, RequestKind, Tag, Watch, Work
from workflows.cases.retention import under_hold
from workflows.cases.state import State, parties_of
from workflows.deadlines.models import Deadline
from workflows.questions.types import QuestionKind

M = TypeVar("M", Work, Case)
OF_A_WORK = ("agency", "post", "holder", "assignee")
FEW = 1_000
"""Rows that a search names one by one."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event with the words and files that came with it."""

    event: CaseEvent
    messages: tuple[Message, ...]
    files: tuple[File, ...]


def inbox(actor: Actor, *, held: Held | None = None) -> QuerySet[Work]:
    """The open work that an actor may see, by what is due first; paused work, which has no date, comes last.

    Without what is answered with another case: that stands there for all of them.
    """
    allowed = rows_in(scope(actor, VIEW_CASE, held=held))
    return (
        Work.objects.filter(allowed, done_at__isnull=True, waits=False, follows=False)
        .select_related("case__key", "kind", "agency", "holder", "assignee")
        .order_by(F("due").asc(nulls_last=True), "id")
    )


def past(actor: Actor, status: str, *, held: Held | None = None) -> QuerySet[Case]:
    """The cases answered, or closed (``status``), that an actor may see; what changed last comes first."""
    allowed = rows_in(scope(actor, VIEW_CASE, held=held), case="pk")
    found = Case.objects.filter(allowed, status=status).select_related("kind", "agency")
    return found.order_by("-changed_at", "-id")


def opened_by_name(actor: Actor, *, held: Held | None = None) -> QuerySet[Case]:
    """The cases, in whatever state, that an actor was named to read, as long as they may; the last changed first."""
    reach = scope(actor, VIEW_CASE, held=held)
    found = Case.objects.filter(rows_in(reach, case="pk"), pk__in=sorted(reach.named_case_ids))
    return found.select_related("kind", "agency").order_by("-changed_at", "-id")


def searched(rows: QuerySet[M], words: str, *, agencies: Mapping[int, str] = MappingProxyType({})) -> QuerySet[M]:
    """Work or cases whose number, subject or place has every word, in whatever spelling.

    ``agencies``: ids to names, for those who see many: a word of the name finds what lies there.

    Looks first which rows these are, in one query by the index on words. The database would rather walk the rows in
    their order and hope to meet enough of them soon, which is right for words that many have and slow, at worst as
    slow as there are rows, for words that few have.
    """
    condition = Q()
    for word in fold(words).split():
        fitting = Q(search_text__contains=word)
        named = [pk for pk, name in agencies.items() if word in fold(name)]
        # Only where one is named: the database finds the words alone by their index.
        condition &= fitting | Q(agency__in=named) if named else fitting
    found = rows.filter(condition)
    ids = list(found.order_by().values_list("pk", flat=True)[: FEW + 1])
    return found if len(ids) > FEW else rows.filter(pk__in=ids)


def case_for(actor: Actor, tracking: str, *, held: Held | None = None, to_show: bool = True) -> State:
    """The case with its work and open deadlines, for reading. Raises ``NotAllowed``, also when there is none.

    ``held``: the actor's rights where they were read before in the same request. Who filed it is never read here:
    that is ``identity``'s. Of a case of which people are told days alone, from here on no hour is written. Where
    nothing is to be shown, people, posts, agencies and deadlines are left unread.
    """
    related = ("kind", "process_version", "key", *(("agency", "subject_agency") if to_show else ()))
    found = Case.objects.select_related(*related).filter(tracking=tracking)
    case = found.annotate(**_beside(actor) if to_show else _copies()).first()
    # Of a number that nobody has the same is asked as of a case that is hidden: no time tells them apart.
    nobodys = Case(pk=0, kind=RequestKind(), guarded=True)
    state = state_of(case or nobodys, to_show=to_show)
    if case is not None and can(actor, VIEW_CASE, state, held=held):
        if to_show and case.by_day:
            write_by_day()
        return state
    if not state.case.guarded:
        parties_of([nobodys])
    raise NotAllowed


def _beside(actor: Actor) -> dict[str, Any]:
    """What most cases have not, told with the row: links, redacted copies, a list of tags where it lies, whether the
    actor watches it. Then nothing is asked."""
    links = CaseLink.objects.filter(Q(case=OuterRef("pk")) | Q(other=OuterRef("pk")))
    works = Work.objects.filter(case=OuterRef(OuterRef("pk")), done_at__isnull=True).values("agency")
    watched = Watch.objects.filter(case=OuterRef("pk"), user=actor.user_id)
    lists = Tag.objects.filter(Q(agency=OuterRef("agency")) | Q(agency__in=works), active=True)
    return {
        "has_links": Exists(links),
        "has_tags": Exists(lists),
        "watched_here": Exists(watched),
        "under_hold": under_hold(now()),
    } | _copies()


def _copies() -> dict[str, Any]:
    """Whether there are redacted copies: acts that write to the citizen ask, and mostly nothing is read for it."""
    return {"has_copies": Exists(File.objects.filter(case=OuterRef("pk"), redacts__isnull=False))}


def readable(actor: Actor, case_ids: Iterable[int], *, held: Held | None = None) -> dict[int, Case]:
    """Those of some cases that an actor may see, by their ids; one query."""
    allowed = rows_in(scope(actor, VIEW_CASE, held=held), case="pk")
    return Case.objects.filter(allowed, pk__in=list(case_ids)).in_bulk()


def reached(actor: Actor, right: str, *, held: Held | None = None) -> QuerySet[Case]:
    """The cases of which ``can`` would say yes, by the agency that leads or by one that works beside it.

    For whoever needs a row and not the whole case; ``held`` as in ``case_for``.
    """
    reach = scope(actor, right, held=held)
    beside = Work.objects.filter(rows_in(reach), case=OuterRef("pk"), done_at__isnull=True)
    return Case.objects.filter(rows_in(reach, case="pk") | Q(Exists(beside)))


def links_of(actor: Actor, case: Case, *, held: Held | None = None) -> list[CaseLink]:
    """What a case is linked with, as far as an actor may read the other one; the newest first. One query."""
    theirs = Case.objects.filter(rows_in(scope(actor, VIEW_CASE, held=held), case="pk"))
    both = Q(case=case, other__in=theirs) | Q(other=case, case__in=theirs)
    return list(CaseLink.objects.filter(both).select_related("case__key", "other__key").order_by("-at", "-pk"))


def case_numbered(tracking: str) -> int | None:
    """The id of the case of a number, for whoever notes that it was asked for; says nothing of who may read it."""
    return Case.objects.filter(tracking=tracking).values_list("pk", flat=True).first()


def state_of(case: Case, *, to_show: bool = True) -> State:
    """A case with all its work and open deadlines, unlocked: for reading only."""
    works = list((case.works.select_related(*OF_A_WORK) if to_show else case.works.all()).order_by("pk"))
    by_id = {work.pk: work for work in works}
    open_ones = Deadline.objects.filter(case=case, done__isnull=True).order_by("due", "pk")
    deadlines = list(open_ones) if to_show else []
    for deadline in deadlines:
        deadline.work = by_id[deadline.work_id]
    return State(case, case.kind, works, deadlines, parties_of([case]))


def awaiting_answers(cases: Iterable[Case]) -> frozenset[int]:
    """Which of these have a question that waits for its citizen, by their ids. One statement."""
    waiting = Work.objects.filter(case__in=list(cases), done_at__isnull=True, question_open=True)
    return frozenset(waiting.values_list("case_id", flat=True))


def timeline(case: Case, *, public: bool) -> list[Happening]:
    """What happened, oldest first, in three queries, one more where bodies worked side by side.

    ``public``: only what the citizen may read.
    """
    events: Sequence[CaseEvent] = list(case.events.select_related("agency", "post", "actor_user").order_by("number"))
    _name_bodies(events)
    messages = case.messages.filter(public=True) if public else case.messages.select_related("author")
    files = [file for file in files_of(case) if file.public or not public]
    return [
        Happening(
            event,
            tuple(message for message in messages if message.event_number == event.number),
            tuple(file for file in files if file.event_number == event.number),
        )
        for event in events
    ]


def _name_bodies(events: Sequence[CaseEvent]) -> None:
    """The agencies that events name beside the one that led, in one query; mostly there are none."""
    named = [(event, name) for event in events for name in ("body", "went", "consulted") if name in event.data]
    agencies = {event.agency_id: event.agency for event in events}
    also = {event: event.data.get("also_went", ()) for event in events}
    missing = {event.data[name] for event, name in named}.union(*also.values()) - agencies.keys()
    if missing:
        agencies |= Agency.objects.in_bulk(missing)
    for event, name in named:
        setattr(event, name, agencies[event.data[name]])
    for event, ids in also.items():
        event.also_went = [agencies[agency_id] for agency_id in ids]


def files_of(case: Case) -> list[File]:
    """The files of a case in their order, each with its ``number``; without redacted copies that were withdrawn, which
    keep theirs."""
    found = list(case.files.all())
    for number, file in enumerate(found, start=1):
        file.number = number
    return [file for file in found if not file.withdrawn]


def file_of(case: Case, number: int) -> File | None:
    """The file of a case that goes by this number; an address may ask for any."""
    return next((file for file in files_of(case) if file.number == number), None)


def in_governorate(*keys: str, case: str) -> Q:
    """The condition that the citizen of a case chose one of some governorates, or a district in it.

    ``case``: the way to the id of the case.
    """
    of_them = reduce(or_, (Q(value__0=key) for key in keys))
    return Q(Exists(Answer.objects.filter(of_them, case=OuterRef(case), key=str(QuestionKind.AREA))))
