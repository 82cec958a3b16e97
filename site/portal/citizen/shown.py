"""A case as its citizen reads it: the date first, then the ladder, then why, then what happened."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.now import now
from permissions.translated_text import in_language
from permissions.written_time import written_due, written_moment, written_span
from portal.case_shown.climb import climb
from portal.case_shown.diary import ShownEvent, shown_event, title_for_citizen
from portal.case_shown.files import shown_files
from portal.case_shown.ladder import NEXT, PAST, ShownRung, rungs
from portal.case_shown.outcomes import asked_of, tone_of
from portal.case_shown.why import why
from workflows.cases.models import Case, CaseStatus, EventVerb, File, MessageKind, Track, Work
from workflows.cases.outcome_words import outcome_words
from workflows.cases.rules import Rules
from workflows.cases.selectors import Happening, timeline
from workflows.cases.state import State
from workflows.cases.why_here import to_citizen, why_here
from workflows.deadlines.models import Deadline, DeadlineKind

STATUS_WORDS = {
    CaseStatus.TRIAGE: lambda: _("We are finding the right agency"),
    CaseStatus.IN_PROGRESS: lambda: _("Being worked on"),
    CaseStatus.WAITING: lambda: _("Waiting for your answer"),
    CaseStatus.ANSWERED: lambda: _("Answered: %(outcome)s"),
    CaseStatus.CLOSED: lambda: _("Closed: %(outcome)s"),
}
HIDDEN = {
    EventVerb.NOTED,
    EventVerb.ASSIGNED,
    EventVerb.READER_NAMED,
    EventVerb.READER_ENDED,
    EventVerb.HANDED_OVER,
    EventVerb.IDENTITY_ASKED,
    EventVerb.IDENTITY_REFUSED,
    EventVerb.IDENTITY_CLOSED,
}
"""What is done among colleagues is no business of the citizen's. That they were opened to somebody is."""


def shown(state: State) -> dict[str, Any]:
    """The context of the follow page."""
    case, rules = state.case, Rules(at=now())
    happened = [each for each in timeline(case, public=True) if _of_interest(each)]
    asked = next((work for work in state.open_works if work.question_open), None)
    work = asked or next(iter(state.open_works), None)
    deadline = state.running_deadline(work) if work is not None else None
    now_rungs = _rungs(work, rules) if work is not None and work.ladder else []
    return {
        "case": _standing(case),
        "why_here": _why_here(case, happened),
        "sealed": case.track == Track.SENSITIVE,
        "unknown": case.status != CaseStatus.CLOSED and _is_unknown(case, happened),
        "rungs": now_rungs or climb([each.event for each in happened]),
        "climbed": not now_rungs,
        "why": _why(deadline) if deadline is not None else None,
        "timeline": [_happening(each, case.tracking) for each in reversed(happened)],
        "answer": _last_answer(happened, case.tracking),
        "asked_of": asked_of(case.kind.code, case.outcome) if case.status == CaseStatus.ANSWERED else None,
        "question": _open_question(happened, case.tracking) if asked is not None else None,
        "answer_by": deadline.due if deadline is not None and deadline.kind == DeadlineKind.RESUME else None,
        "statement": next((text.text for each in happened for text in each.messages if text.kind == "statement"), ""),
        "answers": list(case.answers.all()),
        "files": shown_files((file for each in happened[:1] for file in each.files), partial(_address, case.tracking)),
    }


def _standing(case: Case) -> dict[str, Any]:
    """The case itself, in words. ``elsewhere``: another body works it than its citizen ``named``."""
    named, words = case.subject_agency, outcome_words(case.kind.code, case.outcome)
    return {
        "tracking": case.tracking,
        "subject": case.subject,
        "kind_name": in_language(case.kind.name),
        "agency_name": in_language(case.agency.name),
        "named": in_language(named.name) if named is not None else "",
        "elsewhere": named is not None and named.pk != case.agency_id,
        "status": case.status,
        "status_words": STATUS_WORDS[CaseStatus(case.status)]() % {"outcome": words},
        "outcome_words": words,
        "tone": tone_of(case.outcome),
        "level": case.level,
        "due": case.due,
        "place": case.place,
    }


def _why_here(case: Case, happened: list[Happening]) -> str:
    """Why it lies where it lies, as long as it lies anywhere."""
    return "" if case.status == CaseStatus.CLOSED else to_citizen(why_here(case, happened[0].event.data))


def _is_unknown(case: Case, happened: list[Happening]) -> bool:
    """Whether the citizen's wish that the agency not learn who they are was kept: it was opened to nobody."""
    return case.confidential and all(each.event.verb != EventVerb.IDENTITY_OPENED for each in happened)


def _of_interest(each: Happening) -> bool:
    """Whom it concerns is set among colleagues; where it then lies, the citizen reads."""
    if each.event.verb == EventVerb.PARTIES_SET:
        return "moved" in each.event.data
    return each.event.verb not in HIDDEN


def _rungs(work: Work, rules: Rules) -> list[ShownRung]:
    return rungs(work, rules.ladder(work.ladder), lambda _level, state: _rung_words(state, work))


def _rung_words(state: str, work: Work) -> str:
    if state == PAST:
        return _("The time passed here without action.")
    if state == NEXT:
        return _("If nobody acts by the date, it moves up here automatically.")
    if work.paused_at is not None:
        return _("Your request is here. The count is paused until you answer.")
    if work.due is None:
        return _("Your request is here now.")
    return _("Your request is here now. Date: %(due)s.") % {"due": written_due(work.due)}


def _why(deadline: Deadline) -> dict[str, Any] | None:
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
    return _(
        "We count from %(start)s. A working day is a day on which the agency is open; "
        "days off do not count, and the time of day stays the same."
    ) % {"start": written_moment(deadline.starts)}


def _happening(each: Happening, tracking: str) -> ShownEvent:
    """What came with the filing itself stands in a place of its own."""
    files = each.files if each.event.verb != EventVerb.OPENED else ()
    return shown_event(
        each.event,
        title=title_for_citizen(each.event),
        when=each.event.at,
        text="\n\n".join(text.text for text in each.messages if text.kind != MessageKind.STATEMENT),
        files=shown_files(files, partial(_address, tracking)),
    )


def _address(tracking: str, file: File) -> str:
    return reverse("follow_file", args=[tracking, file.number])


def _last_answer(happened: list[Happening], tracking: str) -> ShownEvent | None:
    """The newest reply or decision, unless the citizen has sent it back since."""
    for each in reversed(happened):
        if each.event.verb == EventVerb.REOPENED:
            return None
        if each.event.verb in (EventVerb.DECIDED, EventVerb.REPLIED, EventVerb.PROCEEDED):
            return _happening(each, tracking)
    return None


def _open_question(happened: list[Happening], tracking: str) -> ShownEvent | None:
    asked = [each for each in happened if each.event.verb == EventVerb.ASKED]
    return _happening(asked[-1], tracking) if asked else None
