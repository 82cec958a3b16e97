"""What the recorder writes into the rows of figures, in the commit of the act.

An act that changes nothing counted asks for no statement. Where a case has no row to go on from, as one of before there
were rows or one that is held back, its rows are made of its diary.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from workflows.cases.among import among
from workflows.cases.change import Change
from workflows.cases.columns import differs
from workflows.cases.models import CaseEvent, CaseStatus, EventVerb
from workflows.cases.rules import Rules
from workflows.figures import rows
from workflows.figures.fold import ANSWERS, REWRITES, Life, may_count
from workflows.figures.row import Act
from workflows.figures.then import WORKED_BY, Then

log = logging.getLogger(__name__)

UNREADABLE = (KeyError, IndexError, TypeError, ValueError, AttributeError)
COLUMNS = ("agency", "status", "outcome", "level", "priority", "category", "guarded", "process_version")


def name_calendar(change: Change, rules: Rules) -> None:
    """Where an act leaves a step, answers or closes the case, the diary says by which calendar that took its time."""
    closes = change.case.status != CaseStatus.CLOSED and not change.state.open_works
    if "left" in change.data or change.verb in ANSWERS or closes:
        agency_id = change.case.agency_id if change.body_id is None else change.body_id
        change.data[WORKED_BY] = rules.reckoned_by("", agency_id)["calendar"]
        change.calendar = rules.calendar(agency_id)


def counted_of(changes: Sequence[Change]) -> frozenset[int]:
    """The places of those changes that may change a row. Asked before the rows of the cases are written."""
    times: defaultdict[int, int] = defaultdict(int)
    for change in changes:
        times[id(change.case)] += 1
    return frozenset(
        place
        for place, change in enumerate(changes)
        if times[id(change.case)] > 1 or may_count(change.verb, change.data) or differs(change.case, *COLUMNS)
    )


def write_figures(changes: Sequence[Change], events: Sequence[CaseEvent], counted: Collection[int]) -> None:
    """The rows that follow from new events, which are written already."""
    acts: defaultdict[int, list[Act]] = defaultdict(list)
    for place in sorted(counted):
        acts[events[place].case_id].append(act_of(events[place]))
    then = _then(changes[place] for place in counted)
    whole = {case_id for case_id, some in acts.items() if some[0].verb == EventVerb.OPENED}
    others = acts.keys() - whole
    stood = rows.standing_of(others) if others else {}
    found = [rows.Written(case_id, _lived(acts[case_id], then)) for case_id in sorted(whole)]
    anew = [case_id for case_id in others if case_id not in stood or any(act.verb in REWRITES for act in acts[case_id])]
    for case_id in sorted(others - set(anew)):
        row = stood[case_id]
        life = Life.of(rows.stands_of(row), then)
        for act in acts[case_id]:
            life.take(act)
        found.append(rows.Written(case_id, life, row, row.apart))
    if anew:
        rows.forget(anew)
        found += [rows.Written(case_id, life) for case_id, life in lives_of(anew, then)]
    rows.write(found)


def lives_of(case_ids: Collection[int], then: Then) -> Iterator[tuple[int, Life]]:
    """What the diary makes of some cases, in the order of their ids; one statement."""
    events = CaseEvent.objects.filter(among("case_id", case_ids)).order_by("case_id", "number")
    wanted = set(case_ids)
    for case_id, some in groupby(events.values_list("case_id", *_READ), key=itemgetter(0)):
        if case_id not in wanted:
            continue
        try:
            life = _lived((Act._make(said) for _case_id, *said in some), then)
        except UNREADABLE:
            # Put in by hand, past every door: it must not hold up all others.
            log.exception("The diary of the case %d cannot be read: it is in no figure.", case_id)
            life = Life(then)
        yield case_id, life


_READ = ("number", "verb", "at", "actor_kind", "agency_id", "status", "outcome", "level", "step", "data")


def act_of(event: CaseEvent) -> Act:
    """An event as the fold reads it."""
    return Act(*(getattr(event, name) for name in _READ))


def _lived(acts: Iterable[Act], then: Then) -> Life:
    life = Life(then)
    for act in acts:
        life.take(act)
    return life


def _then(changes: Iterable[Change]) -> Then:
    """What the acts have at hand already is not read again."""
    then = Then()
    for change in changes:
        if change.calendar is not None:
            key, number = change.data[WORKED_BY]
            then.calendars[key, number] = change.calendar
        if change.verb == EventVerb.OPENED and change.case.subject_agency is not None:
            then.codes[change.case.subject_agency.code] = change.case.subject_agency.pk
    return then
