"""A case as its citizen reads it: the date first, then the ladder, then why, then what happened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.forms.sizes import written_size
from permissions.agencies.models import Post
from permissions.now import now
from permissions.translated_text import in_language
from permissions.written_time import written_days, written_moment, written_span, written_weekday
from workflows.calendars.working_time import between, explain
from workflows.cases.models import CaseStatus, EventVerb, File, MessageKind, Work
from workflows.cases.rules import Rules
from workflows.cases.selectors import Happening, timeline
from workflows.cases.state import State
from workflows.deadlines.models import Deadline, DeadlineKind

STATUS_WORDS = {
    CaseStatus.TRIAGE: lambda: _("We are finding the right agency"),
    CaseStatus.IN_PROGRESS: lambda: _("Being worked on"),
    CaseStatus.WAITING: lambda: _("Waiting for your answer"),
    CaseStatus.ANSWERED: lambda: _("Answered: tell us whether it settles the matter"),
    CaseStatus.CLOSED: lambda: _("Closed"),
}
ICONS = {
    EventVerb.OPENED: ("you", "document"),
    EventVerb.CITIZEN_ANSWERED: ("you", "reply"),
    EventVerb.CITIZEN_ADDED: ("you", "document"),
    EventVerb.ACCEPTED: ("you", "tick"),
    EventVerb.REOPENED: ("you", "reopen"),
    EventVerb.RATED: ("you", "stair"),
    EventVerb.WITHDRAWN: ("you", "out"),
    EventVerb.ESCALATED: ("clock", "stair"),
    EventVerb.REMINDED: ("clock", "clock"),
    EventVerb.RESUMED: ("clock", "clock"),
    EventVerb.CLOSED: ("clock", "tick"),
    EventVerb.DECIDED: ("done", "reply"),
    EventVerb.REPLIED: ("", "reply"),
    EventVerb.REFERRED: ("", "refer"),
    EventVerb.ASKED: ("", "question"),
}
HIDDEN = {EventVerb.NOTED, EventVerb.ASSIGNED}
"""What is done among colleagues is no business of the citizen's."""


def shown(state: State) -> dict[str, Any]:
    """The context of the follow page."""
    case, rules = state.case, Rules(at=now())
    happened = [each for each in timeline(case, public=True) if each.event.verb not in HIDDEN]
    work = next(iter(state.open_works), None)
    deadline = _running(state, work)
    return {
        "case": {
            "tracking": case.tracking,
            "subject": case.subject,
            "kind_name": in_language(case.kind.name),
            "agency_name": in_language(case.agency.name),
            "status": case.status,
            "status_words": STATUS_WORDS[CaseStatus(case.status)](),
            "outcome_words": case.get_outcome_display() if case.outcome else "",
            "level": case.level,
            "due": case.due,
            "due_words": _due_words(state, work, rules),
            "place": case.place,
        },
        "rungs": _rungs(work, rules) if work is not None and work.ladder else [],
        "why": _why(work, deadline, rules) if work is not None and deadline is not None else None,
        "timeline": [_happening(each, case.tracking) for each in reversed(happened)],
        "answer": _last_answer(happened, case.tracking),
        "question": _open_question(happened) if work is not None and work.question_open else None,
        "statement": next((text.text for each in happened for text in each.messages if text.kind == "statement"), ""),
        "answers": list(case.answers.all()),
        "files": [_file(file, case.tracking) for each in happened[:1] for file in each.files],
    }


def _running(state: State, work: Work | None) -> Deadline | None:
    """The deadline whose time runs now."""
    if work is None:
        return None
    running = [deadline for deadline in state.open_deadlines(work) if deadline.due is not None]
    return running[0] if running else None


def _due_words(state: State, work: Work | None, rules: Rules) -> str:
    if work is None or work.due is None or work.due <= rules.at:
        return ""
    left = between(rules.calendar(work.agency_id), rules.at, work.due)
    return _("%(span)s of working time are left.") % {"span": written_span(left)} if left else ""


def _rungs(work: Work, rules: Rules) -> list[dict[str, Any]]:
    ladder = rules.ladder(work.ladder)
    names = {post.level: in_language(post.name) for post in Post.objects.filter(agency_id=work.agency_id)}
    rungs = []
    for level in range(ladder.top + 1):
        state = "past" if level < work.level else "here" if level == work.level else "next"
        rungs.append(
            {
                "level": level,
                "level_name": _("Liaison officer") if level == 0 else _("Level %(level)d") % {"level": level},
                "name": names.get(level, ""),
                "state": state,
                "words": _rung_words(state, work),
            }
        )
    return rungs


def _rung_words(state: str, work: Work) -> str:
    if state == "past":
        return _("The time passed here without an act.")
    if state == "next":
        return _("It moves here by itself if the date passes without an act, and you are told.")
    if work.paused_at is not None:
        return _("Your request is here. The count rests until you answer.")
    if work.due is None:
        return _("Your request is here now.")
    return _("Your request is here now. Date: %(due)s.") % {"due": written_moment(work.due)}


def _why(work: Work, deadline: Deadline, rules: Rules) -> dict[str, Any] | None:
    """How the date was reckoned, a row a day, by the calendar in force."""
    if deadline.due is None:
        return None
    calendar = rules.calendar(work.agency_id)
    total = between(calendar, deadline.starts, deadline.due)
    rows = explain(calendar, deadline.starts, total)
    reasons = {"weekend": _("weekend"), "closed": _("holiday")}
    return {
        "intro": _why_intro(deadline, total.days),
        "total_words": written_days(total.days) if total.days else written_span(total),
        "rows": [
            {
                "date": row.date,
                "weekday_words": written_weekday(row.date),
                "open": row.is_open,
                "reason": reasons.get(row.reason, ""),
                "counted_words": written_span(row.counted) if row.counted else "—",
                "share": round(row.counted / timedelta(days=1) * 100),
                "after": round((1 - row.counted / timedelta(days=1)) * 100) if number == 0 else 0,
            }
            for number, row in enumerate(rows)
        ],
    }


def _why_intro(deadline: Deadline, days: int) -> str:
    if deadline.kind == DeadlineKind.CLOSE:
        text = ngettext(
            "You have one working day to say whether the answer settles the matter. Days off do not count.",
            "You have %(days)d working days to say whether the answer settles the matter. Days off do not count.",
            days,
        )
        return text % {"days": days}
    return _(
        "The count began on %(start)s. A working day is a day on which the agency is open; "
        "days off do not count, and the time of day stays the same."
    ) % {"start": written_moment(deadline.starts)}


def _happening(each: Happening, tracking: str) -> dict[str, Any]:
    tone, icon = ICONS[EventVerb(each.event.verb)]
    return {
        "verb": each.event.verb,
        "tone": tone,
        "icon": icon,
        "title": _title(each),
        "when": each.event.at,
        "text": "\n\n".join(text.text for text in each.messages if text.kind != MessageKind.STATEMENT),
        "files": [_file(file, tracking) for file in each.files],
    }


def _title(each: Happening) -> str:
    event = each.event
    agency = {"agency": in_language(event.agency.name), "level": event.level}
    match event.verb:
        case EventVerb.OPENED:
            return _("You filed the request")
        case EventVerb.REFERRED:
            return _("Sent on to: %(agency)s") % agency
        case EventVerb.ESCALATED:
            return _("Went up to level %(level)d") % agency
        case EventVerb.ASKED:
            return _("%(agency)s has a question for you") % agency
        case EventVerb.REPLIED:
            return _("%(agency)s wrote to you") % agency
        case EventVerb.DECIDED:
            return _("%(agency)s answered") % agency
        case EventVerb.RATED:
            return _("You rated: %(stars)d of 5") % {"stars": event.data["stars"]}
    return str(OTHER_TITLES[EventVerb(event.verb)]())


OTHER_TITLES = {
    EventVerb.CITIZEN_ANSWERED: lambda: _("You answered the question"),
    EventVerb.CITIZEN_ADDED: lambda: _("You added information"),
    EventVerb.RESUMED: lambda: _("No answer came: the count goes on"),
    EventVerb.REMINDED: lambda: _("The complaints unit was told that nobody had acted"),
    EventVerb.ACCEPTED: lambda: _("You accepted the answer"),
    EventVerb.REOPENED: lambda: _("You had it opened again"),
    EventVerb.WITHDRAWN: lambda: _("You took the request back"),
    EventVerb.CLOSED: lambda: _("Closed, as no objection came"),
}


def _last_answer(happened: list[Happening], tracking: str) -> dict[str, Any] | None:
    """The newest reply or decision, unless the citizen has sent it back since."""
    for each in reversed(happened):
        if each.event.verb == EventVerb.REOPENED:
            return None
        if each.event.verb in (EventVerb.DECIDED, EventVerb.REPLIED):
            return _happening(each, tracking)
    return None


def _open_question(happened: list[Happening]) -> dict[str, Any] | None:
    asked = [each for each in happened if each.event.verb == EventVerb.ASKED]
    return _happening(asked[-1], "") if asked else None


def _file(file: File, tracking: str) -> dict[str, Any]:
    return {
        "name": file.name,
        "size_words": written_size(file.size),
        "picture": file.content_type.startswith("image/"),
        "url": reverse("follow_file", args=[tracking, file.pk]) if tracking else "",
    }
