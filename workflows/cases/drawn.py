"""What is sent from a page that somebody had open: whether it arrived before, and what was said in the meantime."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.cases.actions import Action
from workflows.cases.errors import DoneAlready, Meanwhile
from workflows.cases.models import Case, CaseEvent, EventVerb, Message
from workflows.cases.state import State

KEY = "form"
"""Where an event names the form that it was sent by."""
SAID = frozenset(
    {
        EventVerb.ASKED,
        EventVerb.CITIZEN_ANSWERED,
        EventVerb.CITIZEN_ADDED,
        EventVerb.REPLIED,
        EventVerb.DECIDED,
        EventVerb.PROCEEDED,
        EventVerb.REFERRED,
        EventVerb.REOPENED,
    }
)
"""What the citizen or an agency says to the other: whoever writes next must have read it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A form as its page showed it: how many events the case had then, and a random key that is no other form's."""

    seen: int
    key: str


def refuse_what_arrived(state: State, action: Action, drawn: Drawn, *, user_id: int | None) -> None:
    """Raises ``DoneAlready`` where this very form came before: nothing is done twice by five clicks.

    Asked before all rights: whoever sent a case on by the first click has none any more at the second.
    """
    arrived = arrived_by(state.case, drawn, user_id=user_id, text=text_of(action))
    if arrived is not None:
        raise DoneAlready(arrived)


def refuse_what_was_not_read(state: State, action: Action, drawn: Drawn) -> None:
    """Raises ``Meanwhile`` where the citizen is told something and more was said than the page showed."""
    if action.to_citizen and any(event.verb in SAID for event in _since(state.case, drawn)):
        raise Meanwhile


def arrived_by(case: Case, drawn: Drawn, *, user_id: int | None, text: str) -> CaseEvent | None:
    """The event that this form became, sent by this person with these words; None if it did not arrive.

    With other words it is another act: a browser may show the page again that it had before.
    """
    for event in _since(case, drawn):
        if event.data.get(KEY) == drawn.key and event.actor_user_id == user_id:
            return event if text.strip() in ("", *_words_of(event)) else None
    return None


def has_arrived(tracking: str, drawn: Drawn, *, user_id: int | None, text: str) -> bool:
    """The same of the case of this number, outside the door; false where there is none."""
    case = Case.objects.filter(tracking=tracking).first()
    return case is not None and arrived_by(case, drawn, user_id=user_id, text=text) is not None


def text_of(action: Action) -> str:
    """The words that come with an act, if any do."""
    return str(getattr(action, "text", "") or getattr(action, "reason", ""))


def _since(case: Case, drawn: Drawn) -> Iterable[CaseEvent]:
    """What happened after the page was drawn. Mostly nothing, and then nothing is asked."""
    return case.events.filter(number__gt=drawn.seen) if case.events_count > drawn.seen else ()


def _words_of(event: CaseEvent) -> Iterable[str]:
    texts = Message.objects.filter(case_id=event.case_id, event_number=event.number)
    return [text.strip() for text in texts.values_list("text", flat=True)]
