"""A request as its citizen's own page shows it, in the shapes of the API."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from content.pages.selectors import absolute
from permissions.writing import told_instant
from portal.api import shapes
from portal.case_shown.days import say_days_alone
from portal.case_shown.diary import ShownEvent, ShownRefusal
from portal.case_shown.files import ShownFile
from portal.citizen.acts import offered
from portal.citizen.objection_shown import ObjectionShown
from portal.citizen.shown import shown
from workflows.cases.models import Case, CaseStatus
from workflows.cases.relay import has_relay
from workflows.cases.selectors import state_of
from workflows.cases.state import State
from workflows.cases.summary import Summary


def request_shown(case: Case) -> shapes.Request:
    """All that the page says, in the active language."""
    say_days_alone(case)
    state = state_of(case)
    page = shown(state)
    head: dict[str, Any] = page["case"]
    acts = list(offered(state))
    limit = page["limit"]
    return shapes.Request(
        tracking=case.tracking,
        erased_at=_told(case.erased_at),
        erased_words=page["erased_words"],
        kind=head["kind_name"],
        subject=head["subject"],
        recording=_recording(state.case, page["summary"]),
        sealed=page["sealed"],
        agency=head["agency_name"],
        named=head["named"],
        why_here=str(page["why_here"]),
        status=head["status"],
        status_words=head["status_words"],
        outcome=case.outcome,
        outcome_words=str(head["outcome_words"]),
        level=head["level"],
        due=_told(head["due"]),
        due_by_day=bool(head["due_by_day"]),
        limit=None if limit is None else shapes.Limit(words=limit.words, passed=limit.passed),
        open_again_by=_told(page["open_again_by"]),
        objection=_objection(page["objection"]),
        due_act=_due_act(state, acts),
        acts=acts,
        questions=list(_questions(page)),
        ladder=[_rung(rung) for rung in page["rungs"]],
        road=[shapes.Step(name=str(stop.name), how=stop.how) for stop in page["road"]],
        happened=_happened(page),
        place=head["place"],
        category=head["category"],
        for_whom=page["people"].about,
        statement=page["statement"],
        answers=[shapes.Said(key=each.key, question=each.question, shown=each.shown) for each in page["answers"]],
        files=_files(page["files"]),
        letters=[_letter(letter) for letter in page["letters"]],
        relayed=has_relay(case) if case.by_day else None,
    )


def _recording(case: Case, summary: Summary | None) -> shapes.RecordingOfRequest | None:
    if not case.recording:
        return None
    return shapes.RecordingOfRequest(
        kind=case.recording,
        seconds=case.recording_seconds,
        state=case.listening,
        subject_by_agency=case.subject_by_agency,
        summary_by_agency=summary.text if summary is not None else "",
    )


def _told(at: datetime | None) -> datetime | None:
    return None if at is None else told_instant(at)


def _objection(said: ObjectionShown | None) -> shapes.Objection | None:
    if said is None:
        return None
    doors = said.outside
    return shapes.Objection(
        number=said.number,
        by=said.by,
        due=_told(said.due),
        over=said.over,
        outside=None
        if doors is None
        else shapes.DoorsOutside(title=doors.title, address=absolute(doors.address), words=doors.words),
    )


def _due_act(state: State, acts: list[str]) -> str:
    """A question is answered before an answer is judged."""
    if "answer" in acts:
        return "answer"
    return "accept" if "accept" in acts and state.case.status == CaseStatus.ANSWERED else ""


def _questions(page: dict[str, Any]) -> Iterable[shapes.OpenQuestion]:
    for question in page["questions"]:
        text = question.words.text if question.words is not None else ""
        yield shapes.OpenQuestion(work=question.number, text=text, by=_told(question.by), by_day=question.by_day)


def _happened(page: dict[str, Any]) -> list[shapes.Happened]:
    """The diary with all its words: what the page shows large stands nowhere else here."""
    large = [*page["heard"], *(each.words for each in page["questions"] if each.words is not None)]
    words = {(event.verb, event.when): event for event in large}
    return [_event(event, words.get((event.verb, event.when), event)) for event in page["timeline"]]


def _event(event: ShownEvent, large: ShownEvent) -> shapes.Happened:
    return shapes.Happened(
        verb=event.verb,
        title=str(event.title),
        at=told_instant(cast("datetime", event.when)),  # in words on the staff's pages alone
        text=event.text or large.text,
        files=_files(event.files),
        no_longer_holds=event.wrong or large.wrong,
        refusal=_refusal(event.refusal or large.refusal),
    )


def _refusal(refusal: ShownRefusal | None) -> shapes.Refusal | None:
    if refusal is None:
        return None
    return shapes.Refusal(ground=refusal.key, ground_words=refusal.ground, rule=refusal.rule, instead=refusal.instead)


def _files(files: Iterable[ShownFile]) -> list[shapes.FileOfRequest]:
    return [
        shapes.FileOfRequest(
            number=file.number,
            name=file.name,
            size=str(file.size_words),
            held_back=str(file.held_back),
        )
        for file in files
    ]


def _rung(rung: Any) -> shapes.Rung:
    return shapes.Rung(
        level=rung.level,
        level_name=str(rung.level_name),
        name=str(rung.name),
        state=str(rung.state),
        words=str(rung.words),
    )


def _letter(letter: Any) -> shapes.Letter:
    return shapes.Letter(
        about=str(letter.words), state=str(letter.state), words=str(letter.said), asked_at=told_instant(letter.asked_at)
    )
