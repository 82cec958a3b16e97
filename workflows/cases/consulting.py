"""How a consultation runs: its clock at the agency that is asked, who is told there, and when nobody is asked any more.

It counts by that agency's calendar and goes up its levels by the ladder of the work from which it was asked. The count
of that work goes on beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.access.selectors import can
from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE
from workflows.calendars.working_time import Duration, Ending, add
from workflows.cases.change import Change, Stood
from workflows.cases.counting import WITHOUT_LADDER
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.models import Consultation, ConsultationResult
from workflows.cases.reckoned import by_day
from workflows.cases.recusal import destination_of
from workflows.cases.rules import Rules
from workflows.cases.state import Part, State, at_work, undecided
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.escalation.decide import Next, next_rung


@dataclass(frozen=True, slots=True)
class AskedPiece(Part):
    """A consultation: it lies with the agency that is asked."""

    consultation: Consultation

    @property
    def agency_ids(self) -> frozenset[int]:
        return frozenset({self.consultation.agency_id})


def consultations_of(state: State) -> list[Consultation]:
    """All of a case, by their numbers; read once while the door is open."""
    if state.consultations is None:
        found = (
            Consultation.objects.filter(case=state.case_id)
            .select_related("agency", "asker", "assignee")
            .order_by("number")
        )
        state.consultations = list(found) if state.case_id is not None else []
    return state.consultations


def open_ones(state: State) -> list[Consultation]:
    """Those that wait for an answer. Where none has a date, nothing is read."""
    if all(each.kind != DeadlineKind.CONSULT or each.done is not None for each in state.deadlines):
        return []
    return [each for each in consultations_of(state) if each.done_at is None]


def numbered(state: State, number: int) -> Consultation | None:
    return next((each for each in consultations_of(state) if each.number == number), None)


def open_numbered(state: State, number: int) -> Consultation:
    """Raises ``NotAllowed`` where there is none of that number, ``NotPossible`` where it is over."""
    asked = numbered(state, number)
    if asked is None:
        raise NotAllowed
    if asked.done_at is not None:
        raise NotPossible(_("This question is answered, or nobody asks it any more. Look at it again."))
    return asked


def is_asked(actor: Actor, state: State, held: Callable[[int], Held], number: int) -> bool:
    """Whether somebody works requests at the agency of a question and may see this one: nobody answers for it."""
    asked = numbered(state, number)
    if asked is None or actor.user_id is None:
        return False
    theirs = held(actor.user_id)
    return asked.agency_id in theirs.at(WORK_CASE) and can(actor, WORK_CASE, AskedPiece(state, asked), held=theirs)


def told_of(asked: Consultation) -> dict[str, int]:
    """What the diary says of each of its events."""
    return {"consultation": asked.number, "consulted": asked.agency_id}


def begin(change: Change, asked: Consultation, rules: Rules) -> None:
    """Start a count at the level that it has reached."""
    coming, ends = coming_next(asked, rules)
    calendar = rules.calendar(asked.agency_id)
    due = add(calendar, change.at, coming.after, ends)
    work = next(each for each in change.state.works if each.pk == asked.work_id)
    work.cycle += 1
    change.touch(work)
    data: Mapping[str, Any] = {
        **rules.reckoned_by(asked.ladder, asked.agency_id),
        "counts": {**coming.after.as_json(), "ends": ends},
        "by_day": by_day(calendar, due, coming.after, ends),
        "consultation": asked.number,
    }
    change.set(
        Deadline(
            work=work,
            case=change.case,
            kind=DeadlineKind.CONSULT,
            level=coming.level,
            cycle=work.cycle,
            starts=change.at,
            due=due,
            data=dict(data),
        )
    )
    asked.due, asked.due_by_day = due, bool(data["by_day"])
    note(change, asked)


def coming_next(asked: Consultation, rules: Rules) -> tuple[Next, Ending]:
    """What comes when nobody has answered: the chosen days hold for the first count, the ladder for all that follow.

    Where work has no ladder, the levels of the agency are gone up one by one.
    """
    chosen = Duration(asked.days) if asked.days is not None else None
    if asked.ladder:
        ladder = rules.ladder(asked.ladder)
        coming = next_rung(ladder, asked.level)
        first = chosen is not None and asked.level == 0
        return (Next(coming.kind, coming.level, chosen) if first and chosen is not None else coming), ladder.ends
    above = asked.level < rules.top(asked.agency_id)
    return (
        Next("escalate" if above else "remind", asked.level + 1 if above else asked.level, chosen or WITHOUT_LADDER),
        "moment",
    )


def end(change: Change, asked: Consultation, result: ConsultationResult) -> None:
    """It is answered, or not asked any more, and its count with it."""
    asked.done_at, asked.result = change.at, result
    for deadline in change.state.deadlines:
        if counts(deadline, asked):
            deadline.done = change.at
            change.set(deadline)
    note(change, asked)


def counts(deadline: Deadline, asked: Consultation) -> bool:
    """Whether a deadline is the open one of a consultation."""
    meant = deadline.kind == DeadlineKind.CONSULT and deadline.done is None
    return meant and deadline.data["consultation"] == asked.number


def note(change: Change, asked: Consultation) -> None:
    """It is new, or has changed."""
    if not any(asked is known for known in change.consultations):
        change.consultations.append(asked)


def tell_asked(change: Change, topic: str, asked: Consultation, rules: Rules) -> None:
    """Whoever acts at its level of the agency that is asked, and whoever was given it there; nobody where that falls to
    another agency."""
    destination = destination_of(change.state, asked.agency_id, asked.level, rules)
    if destination.agency_id == asked.agency_id:
        people = [destination.seat.user_id, asked.assignee_id]
        change.tell_staff(topic, people, stood=stood(asked, of=asked.asker_id))


def tell_askers(change: Change, topic: str, asked: Consultation) -> None:
    """Those who now have the work of the case."""
    people = [each for work in at_work(change.state) for each in (work.holder_id, work.assignee_id)]
    change.tell_staff(topic, people, stood=stood(asked, of=asked.agency_id))


def stood(asked: Consultation, *, of: int) -> Stood:
    """``of``: the agency that a letter names, which is the other one than its reader's."""
    return Stood(of, asked.level, asked.due, asked.due_by_day, (), asked.number)


def keep(change: Change, rules: Rules) -> None:
    """At the end of every act: nobody is asked any more once all is decided, nor anybody whom the case accuses."""
    state = change.state
    over = not undecided(state)
    for asked in open_ones(state):
        shut = rules.is_shut(asked.agency_id, state.parties)
        if not over and not shut:
            continue
        end(change, asked, ConsultationResult.WITHDRAWN)
        change.data.setdefault("unasked", []).append(asked.number)
        if not shut:
            tell_asked(change, "not_asked_any_more", asked, rules)


__all__ = [
    "AskedPiece",
    "begin",
    "coming_next",
    "consultations_of",
    "counts",
    "end",
    "is_asked",
    "keep",
    "note",
    "numbered",
    "open_numbered",
    "open_ones",
    "stood",
    "tell_asked",
    "tell_askers",
    "told_of",
]
