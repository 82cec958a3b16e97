"""The points of a step's checklist that officers have ticked: the diary says which, and who ticked them when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language, one_and_all
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import CaseEvent, Work
from workflows.cases.state import State
from workflows.processes.definition import CheckPoint, TaskStep


def points_of(state: State, work: Work) -> tuple[CheckPoint, ...]:
    """The checklist of the step at which a piece of work stands, by the version that the case is on."""
    step = state.process.steps.get(work.step)
    return step.checklist if isinstance(step, TaskStep) else ()


def ticked_of(state: State, work: Work) -> frozenset[str]:
    """The keys that are ticked since the step was entered; one statement, and none where the step has no checklist."""
    points = points_of(state, work)
    if not points or work.pk is None:
        return frozenset()
    said = CaseEvent.objects.filter(case=state.case, verb=EventVerb.CHECKED, step=work.step).order_by("number")
    ticked: set[str] = set()
    for data in said.values_list("data", flat=True):
        if data["entry"] == work.entry:
            ticked |= set(data["ticked"])
            ticked -= set(data["unticked"])
    return frozenset(ticked & {point.key for point in points})


def refuse_what_is_not_ticked(change: Change, work: Work) -> None:
    """Raises ``NotPossible`` where a point that must be ticked before the step is left is not.

    Of a case that is answered with another the other one's officer has looked at that one's.
    """
    must = [point for point in points_of(change.state, work) if point.required]
    if not must or change.case.lead_id is not None:
        return
    ticked = ticked_of(change.state, work)
    missing = [in_language(point.name) for point in must if point.key not in ticked]
    if missing:
        raise NotPossible(_("Tick first: %(points)s.") % {"points": one_and_all(f"“{each}”" for each in missing)})
