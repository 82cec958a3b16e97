"""What agencies read of what they are asked inside cases of others: the list, one question, what is shared with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.text import capfirst

from permissions.access.decide import Held
from permissions.access.selectors import can, free_of, held_by
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE
from workflows.cases.consulting import AskedPiece
from workflows.cases.errors import NotAllowed
from workflows.cases.events import EVENTS
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case, Consultation, File, Message, MessageKind, RequestKind, Track
from workflows.cases.redacted import is_copy
from workflows.cases.selectors import files_of
from workflows.cases.state import State, parties_of

CITIZENS = (MessageKind.STATEMENT, MessageKind.ADDITION, MessageKind.ANSWER, MessageKind.SUMMARY)
"""What the citizen writes, and what an officer wrote down of a recording of theirs, which is marked."""


def asked_of(held: Held) -> QuerySet[Consultation]:
    """What the agencies of whoever holds these rights were asked; the first due comes first, what is over last."""
    found = Consultation.objects.filter(
        free_of(held.standing), agency__in=sorted(held.at(VIEW_CASE)), case__track=Track.ORDINARY
    )
    return found.select_related("case__kind", "case__key", "agency", "asker", "assignee")


def consultation_for(actor: Actor, tracking: str, number: int, *, held: Held | None = None) -> AskedPiece:
    """One question, for those of the agency that was asked. Raises ``NotAllowed``, also where there is none.

    Whoever reads the case itself reads it there.
    """
    rights = held_by(actor.user_id or 0) if held is None else held
    found = Consultation.objects.select_related(
        "case__kind", "case__agency", "case__key", "agency", "asker", "assignee"
    )
    asked = found.filter(case__tracking=tracking, number=number).first()
    # Of what is nobody's as much is asked as of what is another agency's: no time tells them apart.
    case = asked.case if asked is not None else Case(pk=0, kind=RequestKind(), guarded=True)
    state = State(case, case.kind, parties=parties_of([case]))
    if asked is not None and asked.agency_id in rights.at(VIEW_CASE):
        piece = AskedPiece(state, asked)
        if can(actor, VIEW_CASE, piece, held=rights):
            return piece
    raise NotAllowed


@dataclass(frozen=True, slots=True)
class Shared:
    """What the agency that was asked reads: the question, the citizen's words and files if they are shared, and what
    came of it."""

    question: str
    written: tuple[str, ...]
    files: tuple[File, ...]
    answer: str
    answer_files: tuple[File, ...]


def shared_with(asked: Consultation) -> Shared:
    """As it was when it was asked: what the citizen adds afterwards is for whoever works the case. Three statements."""
    messages = list(Message.objects.filter(case=asked.case_id).order_by("event_number", "id"))
    return Shared(
        "\n\n".join(each.text for each in messages if each.event_number == asked.asked_in),
        tuple(_marked(each) for each in messages if _is_shared(asked, each)),
        tuple(_files_shared(asked)),
        "\n\n".join(each.text for each in messages if each.event_number == asked.answered_in),
        tuple(each for each in files_of(asked.case) if each.event_number == asked.answered_in),
    )


def _marked(said: Message) -> str:
    if said.kind != MessageKind.SUMMARY:
        return str(said.text)
    return f"{capfirst(said.get_kind_display())}:\n{said.text}"


def file_shared(asked: Consultation, number: int) -> File | None:
    """A file that they may fetch, by its number in the case: the citizen's that is shared, or one of their own."""
    own = (each for each in files_of(asked.case) if each.event_number == asked.answered_in)
    return next((each for each in (*own, *_files_shared(asked)) if each.number == number), None)


def _is_shared(asked: Consultation, said: Message) -> bool:
    shares = asked.shares_text and not is_hidden(asked.case)
    return shares and said.kind in CITIZENS and said.event_number < asked.asked_in


def _files_shared(asked: Consultation) -> list[File]:
    """Of the citizen's those that had come, and none that tells who they are. Where parts of one are covered in a copy,
    the copy alone, whenever it was made."""
    if not asked.shares_files or is_hidden(asked.case):
        return []
    verbs = dict(asked.case.events.filter(number__lt=asked.asked_in).values_list("number", "verb"))
    citizens = {number for number, verb in verbs.items() if not EVENTS[verb].by_staff}
    files = files_of(asked.case)
    theirs = {each.pk: each for each in files if each.event_number in citizens and not each.tells_who}
    copies = [each for each in files if is_copy(each) and not each.withdrawn and each.redacts_id in theirs]
    covered = {theirs[each.redacts_id].storage_key for each in copies if each.redacts_id is not None}
    return [*(each for each in theirs.values() if each.storage_key not in covered), *copies]
