"""What other agencies were asked inside a request, as its own page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from permissions.now import now
from workflows.cases.consulting import consultations_of
from workflows.cases.events import EventVerb
from workflows.cases.models import CaseEvent, Consultation
from workflows.cases.state import State


@dataclass(frozen=True, slots=True)
class ShownConsultation:
    """One of them; ``standing``: waiting, missed, or how it ended; ``words``: that, where it is over."""

    asked: Consultation
    standing: str
    words: str | Promise = ""


def consulted(state: State, events: Sequence[CaseEvent]) -> list[ShownConsultation]:
    """All of a request, the latest first; nothing is asked of one whose diary tells of none."""
    if not any(event.verb == EventVerb.CONSULTED for event in events):
        return []
    return [_shown(each) for each in reversed(consultations_of(state))]


def _shown(asked: Consultation) -> ShownConsultation:
    if asked.done_at is not None:
        return ShownConsultation(asked, str(asked.result), asked.get_result_display())
    return ShownConsultation(asked, "missed" if asked.level or asked.due <= now() else "waiting")
