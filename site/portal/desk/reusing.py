"""The answer to one request as the beginning of the answer to another that is much the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE
from permissions.arabic import fold
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from portal.desk.forms import ActForms
from portal.desk.ready import BLANK
from workflows.cases.errors import NotAllowed
from workflows.cases.identity import is_hidden
from workflows.cases.models import NOT_ANSWERED, Case, CaseStatus, MessageKind, Outcome
from workflows.cases.selectors import case_for
from workflows.cases.state import State
from workflows.routing.reading import forms_of_token

REUSED: Final = "like"
"""Stands in a form as its ready answer: its open places are looked at before it is sent."""
_ANSWERING: Final = (MessageKind.DECISION, MessageKind.CORRECTED, MessageKind.CORRECTION)
_PLACE: Final = f"{{{BLANK}}}"
_CONTACT: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d(?:[\s/().\u2066-\u2069-]*\d){4,}")
"""An address, and a number of five digits or more: of a telephone, a person, a request, a day."""
_WORD: Final = re.compile(r"\w+")
_SHORTEST: Final = 3
"""Letters of a word by which somebody, or a place, is known."""
_SEVERAL: Final = re.compile(rf"{re.escape(_PLACE)}(?:[\s,،:-]*{re.escape(_PLACE)})+")


def may_reuse(case: Case, other: Case, held: Held) -> bool:
    """Whether the answer of ``other`` may begin that of ``case``: of the same agency, where whoever asks works both,
    with nothing hidden about either: the answer to one that accuses somebody names them."""
    return (
        case.agency_id == other.agency_id
        and other.agency_id in held.at(WORK_CASE)
        and other.status in (CaseStatus.ANSWERED, CaseStatus.CLOSED)
        and case.status not in (CaseStatus.ANSWERED, CaseStatus.CLOSED)
        and other.outcome not in ("", Outcome.ELSEWHERE, *NOT_ANSWERED)
        and not any(is_hidden(each) or each.guarded or each.concerns for each in (case, other))
    )


def insert_like(forms: ActForms, act: str, state: State, tracking: str, *, actor: Actor, held: Held) -> None:
    """Begin a form with the answer of another case; with nothing where it may not be used. What comes of this case its
    officer chooses: that the other was resolved says nothing of it."""
    text = _answer_of(state.case, tracking, actor, held)
    if text:
        form = forms[act]
        form.initial = {**form.initial, "text": text}
        form.ready = REUSED


def _answer_of(case: Case, tracking: str, actor: Actor, held: Held) -> str:
    """The answer, with a place to be filled in where it names its citizen, a number or where it was; "" for none. That
    somebody looked at the other case is noted."""
    try:
        other = case_for(actor, tracking, held=held)
    except NotAllowed:
        return ""
    if not may_reuse(case, other.case, held):
        return ""
    note(Kind.CASE_READ, user_id=actor.user_id, thing=Thing("case", other.case.pk, case_id=other.case.pk))
    text = _as_corrected(other.case)
    return without_people(text, other.case, case) if text else ""


def _as_corrected(case: Case) -> str:
    """The last answer as its citizen has it by now, "" where there is none. A correction takes the place of what it
    corrects, and of the whole answer where that does not stand in it word for word."""
    letters = case.messages.filter(kind__in=_ANSWERING, public=True, author__isnull=False)
    text = wrong = ""
    for letter in letters.order_by("event_number", "pk"):
        if letter.kind == MessageKind.DECISION:
            text = letter.text
        elif letter.kind == MessageKind.CORRECTED:
            wrong = letter.text
        else:
            text = text.replace(wrong, letter.text) if wrong in text else letter.text
    return text


def without_people(text: str, other: Case, case: Case) -> str:
    """A text without the names, numbers and places of ``other``; those that are the place of ``case`` too may stay."""
    known = {word for each in _called(other) for word in _words(each)} - set(_words(case.place))
    found = _CONTACT.sub(_PLACE, text)
    found = _WORD.sub(lambda word: word[0] if known.isdisjoint(forms_of_token(fold(word[0]))) else _PLACE, found)
    return _SEVERAL.sub(_PLACE, found)


def _called(case: Case) -> Iterator[str]:
    person = getattr(case, "person", None)
    yield person.name if person is not None else ""
    yield case.place
    yield from (each.name for each in case.others.all())


def _words(text: str) -> Iterator[str]:
    return (word for word in _WORD.findall(fold(text)) if len(word) >= _SHORTEST)
