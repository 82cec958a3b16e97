"""A case as its citizen reads it: the date first, then the ladder, then why, then what happened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import takewhile
from typing import Any, Final

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from content.forms.later_checks import say_what_is_held_back
from content.forms.uploads import Attachments
from permissions.agencies.levels import office_name
from permissions.now import now
from permissions.translated_text import in_language, one_and_all
from permissions.writing import written_day, written_due, written_moment, written_span
from portal.case_shown.climb import BY_THE_CLOCK, climb, movers_by_level
from portal.case_shown.days import say_days_alone
from portal.case_shown.diary import ShownEvent, corrected_by, refusal_in, said_in, shown_event, title_for_citizen
from portal.case_shown.files import shown_files
from portal.case_shown.ladder import NEXT, PAST, ShownRung, rungs
from portal.case_shown.limit import limit_of
from portal.case_shown.others import others_shown
from portal.case_shown.outcomes import Asked, asked_of, tone_of, undated_words
from portal.case_shown.why import counts_from, why
from portal.citizen.letters_shown import letters_shown, told_citizen
from portal.citizen.objection_shown import doors_outside, objection_shown
from portal.citizen.office_shown import office_shown, with_offices
from portal.citizen.reach_shown import push_shown, reach_shown
from portal.process_shown.plain_road import Stop, plain_road
from workflows.cases.actions.citizen import REOPEN_DAYS, open_again_by, way_to_object
from workflows.cases.actions.spam import object_by
from workflows.cases.categories import names_of
from workflows.cases.danger import DANGER
from workflows.cases.erasures import why_erased
from workflows.cases.models import Case, CaseEvent, CaseStatus, EventVerb, File, MessageKind, Outcome, Track, Work
from workflows.cases.mover import token_of
from workflows.cases.outcome_words import outcome_words
from workflows.cases.renamed import called_now, carried_on
from workflows.cases.rules import Rules
from workflows.cases.selectors import Happening, timeline
from workflows.cases.state import State, at_work, goes_on_alone, lead_of, status_of
from workflows.cases.summary import summary_in
from workflows.cases.tracking import goes_by_letter
from workflows.cases.why_here import to_citizen, why_here
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.processes.advance import lies_within, rank

STATUS_WORDS: Final[Mapping[CaseStatus, Callable[[], str]]] = {
    CaseStatus.TRIAGE: lambda: _("We are finding the right agency"),
    CaseStatus.IN_PROGRESS: lambda: _("Being worked on"),
    CaseStatus.WAITING: lambda: _("Waiting for your answer"),
    CaseStatus.ANSWERED: lambda: "%(outcome)s",  # a verb of its own in Arabic, which takes none before it
    CaseStatus.CLOSED: lambda: _("%(outcome)s (closed)"),
}


def status_words(case: Case) -> str:
    """How a request stands, with its outcome where there is one."""
    if (case.status, case.outcome) == (CaseStatus.ANSWERED, Outcome.EXPLAINED):
        return _("Answered with an explanation")
    outcome = outcome_words(case.kind.code, case.outcome)
    return capfirst(STATUS_WORDS[CaseStatus(case.status)]() % {"outcome": outcome})


def shown(state: State) -> dict[str, Any]:
    """The context of the follow page."""
    case, rules = state.case, Rules(at=now())
    say_days_alone(case)
    past = timeline(case, public=True)
    happened = [each for each in past if is_of_interest(each)]
    say_what_is_held_back(file for each in happened for file in each.files)
    work = lead_of(state) if state.open_works else None
    deadline = state.running_deadline(work) if work is not None else None
    now_rungs = _rungs(work, rules, past) if work is not None and work.ladder else []
    moves = [each.event for each in past if each.event.verb == EventVerb.MOVED]
    told = told_citizen(case)
    answers = list(case.answers.all())
    heard, questions = _last_heard(happened), list(_questions(state, happened, moves))
    speaks_of_danger = DANGER in happened[0].event.data
    return {
        "case": _standing(state),
        "limit": limit_of(state),
        "why_here": _why_here(case, happened),
        "sealed": case.track == Track.SENSITIVE,
        "rememberable": goes_by_letter(case) and not speaks_of_danger,
        "danger": speaks_of_danger,
        "look": state.first_look,
        "erasure_asked": _erasure_waits(happened),
        "unknown": case.status != CaseStatus.CLOSED and _is_unknown(case, happened),
        "office": office_shown(state, past),
        "rungs": with_offices(now_rungs or climb([each.event for each in happened])),
        "climbed": not now_rungs,
        "climbed_at": _last_of_several(happened),
        "why": _why(deadline) if deadline is not None else None,
        "timeline": _diary(happened, [*heard, *(each.asked for each in questions)], case.tracking),
        "heard": [_happening(each, case.tracking, corrected_by(one.event for one in heard)) for each in heard],
        "beside": _beside(state),
        "road": _road(state, moves),
        "leads": in_language(case.agency.name),
        "asked_of": _asked_of(case, heard) if case.status == CaseStatus.ANSWERED else None,
        "objection": objection_shown(state, rules),
        "early": doors_outside(get_language() or "") if _may_go_outside(state) else None,
        "objectable_for": REOPEN_DAYS,
        "rated": next((each.event.data for each in reversed(happened) if each.event.verb == EventVerb.RATED), {}),
        "open_again_by": None if case.erased_at else open_again_by(state, now()),
        "object_by": None if case.erased_at else object_by(state, now()),
        "erased_words": erased_words(case) if case.erased_at else "",
        "questions": questions,
        "statement": next((text.text for each in happened for text in each.messages if text.kind == "statement"), ""),
        "summary": summary_in(happened),
        "answers": answers,
        "people": others_shown(case),
        "letters": letters_shown(case, told),
        "push": push_shown(case),
        "reach": reach_shown(case, told, [each.event for each in happened]),
        "files": shown_files(
            (file for each in happened[:1] for file in each.files), partial(_address, case.tracking), answers
        ),
    }


def erased_shown(state: State) -> dict[str, Any]:
    """The context of the page of a case that was erased: what is left of it."""
    case = state.case
    say_days_alone(case)
    happened = [each for each in timeline(case, public=True) if is_of_interest(each)]
    return {
        "case": {"tracking": case.tracking, "kind_name": in_language(case.kind.name)},
        "sealed": case.track == Track.SENSITIVE,
        "erased_at": case.erased_at,
        "why": why_erased(case),
        "timeline": _diary(happened, [], case.tracking),
    }


def erased_words(case: Case) -> str:
    """When and why it was erased, and what stays."""
    said = {"at": case.erased_at, "why": why_erased(case)}
    return " ".join(strip_tags(render_to_string("components/erased_words.html", said)).split())


def _road(state: State, moves: list[CaseEvent]) -> list[Stop]:
    """The steps that its owners show to citizens; none where they show none."""
    visited = {called_now(work, moves) for work in state.works}
    standing = {work.step for work in state.open_works}
    return plain_road(state.process, visited=visited, standing=standing)


def _standing(state: State) -> dict[str, Any]:
    """The case itself, in words. ``elsewhere``: another body works it than its citizen ``named``."""
    case = state.case
    named, words = case.subject_agency, outcome_words(case.kind.code, case.outcome)
    bodies = {work.agency_id: work.agency for work in at_work(state)} or {case.agency_id: case.agency}
    return {
        "tracking": case.tracking,
        "subject": case.title,
        "subject_by_agency": case.subject_by_agency,
        "recording": case.recording_words,
        "waits_for_listening": case.waits_for_listening,
        "is_silent": case.is_silent,
        "kind_name": in_language(case.kind.name),
        "agency_name": one_and_all(in_language(body.name) for body in bodies.values()),
        "named": in_language(named.name) if named is not None else "",
        "elsewhere": named is not None and named.pk not in bodies,
        "status": case.status,
        "status_words": status_words(case),
        "outcome_words": words,
        "tone": tone_of(case.outcome),
        "level": case.level,
        "filed_on": written_day(localtime(case.opened_at).date()),
        "due": case.due,
        "undated": undated_words(case),
        "waits_for_time": goes_on_alone(state),
        "held": case.held,
        "due_by_day": case.due_by_day,
        # Of what is over its answer speaks.
        "missed": 0 if case.status in (CaseStatus.ANSWERED, CaseStatus.CLOSED) else case.missed,
        "missed_since": case.missed_since,
        "missed_later": case.missed - 1,
        "place": case.place,
        "category": names_of(case.kind.code, case.category),
    }


def _why_here(case: Case, happened: list[Happening]) -> str:
    """Why it lies where it lies, as long as it lies anywhere."""
    return "" if case.status == CaseStatus.CLOSED else to_citizen(why_here(case, happened[0].event.data))


def _is_unknown(case: Case, happened: list[Happening]) -> bool:
    """Whether the citizen's wish that the agency not learn who they are was kept: it was opened to nobody."""
    return case.confidential and all(each.event.verb != EventVerb.IDENTITY_OPENED for each in happened)


def _erasure_waits(happened: list[Happening]) -> bool:
    """Whether somebody asked to have it erased before its time, and nobody has decided about it yet."""
    verbs = (EventVerb.ERASURE_ASKED, EventVerb.ERASURE_REFUSED)
    said = [each.event.verb for each in happened if each.event.verb in verbs]
    return said[-1:] == [EventVerb.ERASURE_ASKED]


def is_of_interest(each: Happening) -> bool:
    """What is done among colleagues is not; of whom it concerns, only where the case then lies; of what is done by
    itself, only what the case went on by."""
    if "service" in each.event.data:
        return "left" in each.event.data
    if each.event.verb == EventVerb.PARTIES_SET:
        return "moved" in each.event.data
    return bool(each.event.kind.to_citizen)


def _rungs(work: Work, rules: Rules, past: list[Happening]) -> list[ShownRung]:
    mover_by_level = movers_by_level(happening.event for happening in past if happening.event.branch == work.branch)
    return rungs(
        work, rules.ladder(work.ladder), lambda level, state: _rung_words(state, work, mover_by_level.get(level))
    )


def _rung_words(state: str, work: Work, mover: str | None) -> str:
    """``mover``: the kind of actor who moved it up from a level that is behind; None where it was passed over."""
    if state == PAST:
        left = _("The time passed here without action.") if mover == BY_THE_CLOCK else _("Moved up before its time.")
        return left if mover else ""
    if state == NEXT:
        return _("If no one acts by the date, it’s escalated automatically to this level.")
    if work.paused_at is not None:
        return _("Your request is here. The time is paused until you answer.")
    if work.due is None:
        return _("Your request is here now.")
    return _("Your request is here now. Date: %(due)s.") % {"due": written_due(work.due, by_day=work.due_by_day)}


def _why(deadline: Deadline) -> dict[str, Any] | None:
    if deadline.kind == DeadlineKind.LOOK:
        return None  # by when colleagues look at it is no date of the citizen's
    return why(deadline, intro=lambda total: _why_intro(deadline, total.days), amount=_amount)


def _amount(span: timedelta) -> str:
    return written_span(span) if span else "—"


def _why_intro(deadline: Deadline, days: int) -> str:
    if deadline.kind == DeadlineKind.CLOSE:
        text = ngettext(
            "You have one working day to say whether you accept the answer. Days off do not count.",
            "You have %(days)d working days to say whether you accept the answer. Days off do not count.",
            days,
        )
        return text % {"days": days}
    if deadline.kind in (DeadlineKind.ELAPSE, DeadlineKind.RELEASE):
        text = ngettext(
            "Your request continues automatically after one working day. Days off don’t count.",
            "Your request continues automatically after %(days)d working days. Days off don’t count.",
            days,
        )
        return text % {"days": days}
    if deadline.by_day:
        text = _(
            "We count from %(start)s. A working day is a day on which the agency is open; days off do not count, nor "
            "does the day on which the count begins. The last day ends when the agency closes."
        )
    else:
        text = _(
            "We count from %(start)s. A working day is a day on which the agency is open; "
            "days off do not count, and the time of day stays the same."
        )
    return text % {"start": written_moment(counts_from(deadline))}


NEUTRAL = (EventVerb.SEALING_PROPOSED, EventVerb.SEALING_CONFIRMED, EventVerb.SEALING_REJECTED)
"""Told as a move, to apps too: whoever reads over a shoulder learns nothing of danger."""


def _happening(each: Happening, tracking: str, corrected: Collection[int] = ()) -> ShownEvent:
    """What came with the filing itself stands in a place of its own. ``corrected``: numbers of answers that were."""
    files = each.files if each.event.verb != EventVerb.OPENED else ()
    text, wrong = said_in(text for text in each.messages if text.kind != MessageKind.STATEMENT)
    row = shown_event(
        each.event,
        title=title_for_citizen(each.event),
        when=each.event.at,
        text=text,
        files=shown_files(files, partial(_address, tracking)),
        wrong=wrong,
        corrected=each.event.number in corrected,
        refusal=refusal_in(each.event, each.messages),
    )
    return replace(row, verb=str(EventVerb.REFERRED)) if each.event.verb in NEUTRAL else row


def _diary(happened: list[Happening], above: list[Happening | None], tracking: str) -> list[ShownEvent]:
    """Newest first; what stands in full ``above`` is not said twice."""
    corrected = corrected_by(each.event for each in happened)
    rows = ((each, _happening(each, tracking, corrected)) for each in reversed(happened))
    return [replace(row, text="", wrong="", refusal=None) if each in above else row for each, row in rows]


def _address(tracking: str, file: File) -> str:
    return reverse("follow_file", args=[tracking, file.number])


HEARD = (EventVerb.REPLIED, EventVerb.PROCEEDED)
"""By which a citizen is told something where there are words for them; of a decision they are told in any case."""


AMENDED = (EventVerb.ANSWER_ADDED, EventVerb.ANSWER_CORRECTED)


def _last_heard(happened: list[Happening]) -> list[Happening]:
    """What the citizen was told last, unless they have sent it back since; of agencies side by side, last by each.

    After an answer comes what was added to it or corrected, in order.
    """
    heard = _last_words(happened)
    answers = {each.event.number for each in heard}
    return [*heard, *(each for each in happened if each.event.verb in AMENDED and each.event.data["of"] in answers)]


def _last_words(happened: list[Happening]) -> list[Happening]:
    heard: list[Happening] = []
    for each in reversed(happened):
        if each.event.verb in (EventVerb.REOPENED, EventVerb.NOT_DONE, EventVerb.APPEALED):
            break
        if each.event.verb == EventVerb.DECIDED or (each.event.verb in HEARD and (each.messages or each.files)):
            heard.append(each)
    if not any(each.event.branch for each in heard):
        return heard[:1]
    by_body: dict[int, Happening] = {}
    for each in heard:
        by_body.setdefault(each.event.body.pk, each)
    return list(by_body.values())


@dataclass(slots=True)
class Question:
    """One that waits for its citizen: ``number`` names the piece of work that it rests, ``by``: until when that is."""

    number: int
    asked: Happening | None
    words: ShownEvent | None
    by: datetime | None
    by_day: bool = False
    form: forms.Form | None = None
    attached: Attachments = field(default_factory=Attachments)
    files_id: str = "answer_files"


def _questions(state: State, happened: list[Happening], moves: list[CaseEvent]) -> Iterator[Question]:
    """The open questions, that of the leading agency first."""
    for work in sorted(state.open_works, key=lambda work: rank(work.branch)):
        if work.question_open:
            questions = (each for each in reversed(happened) if each.event.verb == EventVerb.ASKED)
            asked = next((each for each in questions if carried_on(each.event, moves) == token_of(work)), None)
            deadline = state.running_deadline(work)
            rests = deadline is not None and deadline.kind == DeadlineKind.RESUME
            yield Question(
                state.works.index(work) + 1,
                asked,
                _happening(asked, state.case.tracking) if asked is not None else None,
                deadline.due if deadline is not None and rests else None,
                deadline is not None and deadline.by_day,
            )


def _last_of_several(happened: list[Happening]) -> str:
    """Which agency gave the last answer, whose way up is shown; empty where it is the only one that has answered."""
    answers = [each.event for each in happened if each.event.verb == EventVerb.DECIDED]
    return in_language(answers[-1].body.name) if any(event.branch for event in answers) else ""


def _may_go_outside(state: State) -> bool:
    """Whether it was refused, and no last instance here has the word: time limits outside may run from the refusal on,
    also once the time to object here is over."""
    case = state.case
    return case.outcome == Outcome.REFUSED and case.erased_at is None and way_to_object(state) is not None


def _asked_of(case: Case, heard: list[Happening]) -> Asked:
    """What an answer asks of its citizen; where several agencies have answered, all of them together do."""
    answers = sum(each.event.verb == EventVerb.DECIDED for each in heard)
    return asked_of(case.kind.code, case.outcome, several=answers > 1)


def _beside(state: State) -> list[dict[str, Any]]:
    """The agencies that work on it at the same time, the leading one first, with those among them that have done their
    part; none where there is but one."""
    works = _since_the_split(state)
    return [_part(state, work) for work in works] if len(works) > 1 else []


def _since_the_split(state: State) -> list[Work]:
    """The open work of each branch, and the last of a branch that is over, by the order of branches."""
    shown: list[Work] = []
    for work in takewhile(lambda each: each.branch, reversed(state.works)):
        went_on = any(lies_within(work.branch, each.branch) or lies_within(each.branch, work.branch) for each in shown)
        if work.done_at is None or not went_on:
            shown.append(work)
    return sorted(shown, key=lambda work: rank(work.branch)) if state.open_works else []


def _part(state: State, work: Work) -> dict[str, Any]:
    agency = in_language(work.agency.name)
    if work.done_at is not None:
        return {"agency": agency, "status": CaseStatus.CLOSED, "words": _("Finished here")}
    return {
        "agency": agency,
        "status": status_of(state, work),
        "words": STATUS_WORDS[status_of(state, work)](),
        "level": work.level,
        "level_name": office_name(work.level, work.agency.role) if work.ladder else "",
        "due": work.due,
        "due_by_day": work.due_by_day,
        "why": _why_of(state, work),
    }


def _why_of(state: State, work: Work) -> dict[str, Any] | None:
    deadline = state.running_deadline(work)
    return _why(deadline) if deadline is not None else None
