"""The road that a case took, on the drawing of its process."""

from __future__ import annotations

from collections.abc import Sequence

from permissions.translated_text import in_language
from portal.process_shown.figure import Figure, figure_of
from portal.process_shown.marks import road_marks
from portal.process_shown.words import names_of
from workflows.cases.models import CaseEvent
from workflows.cases.rules import Rules
from workflows.cases.state import State


def road_of(state: State, events: Sequence[CaseEvent], rules: Rules) -> Figure:
    """The process of the version that the case is on; ``events`` are all of the case, oldest first."""
    process = state.process
    standing = {work.step for work in state.open_works}
    names = names_of(process, rules.ladders)
    marks = road_marks(process, events, standing)
    return figure_of(process, title=in_language(process.name), marks=marks, names=names)
