"""What an officer can do to a case just now: the forms of the acts that its step allows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from permissions.access.decide import Held
from permissions.access.selectors import can, people_with
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import WORK_CASE
from portal.desk import forms
from portal.desk.forms import ActForm, ActForms
from workflows.cases.deciding.staff import REFERRED
from workflows.cases.models import Track, Work
from workflows.cases.state import State
from workflows.cases.steps import task_step
from workflows.deadlines.models import DeadlineKind


def work_at_hand(state: State) -> Work | None:
    """The open step that an officer acts on; None while the citizen has the word or all is over."""
    return next((work for work in state.open_works if not work.waits), None)


def offered(
    state: State, actor: Actor, held: Held, *, act: str = "", posted: QueryDict | None = None, only: str = ""
) -> ActForms:
    """The forms in the order in which they stand; ``posted`` fills the one named ``act``. None without the right.

    ``only`` names the one that is wanted: what the others would have to look up is not looked up.
    """
    work = work_at_hand(state)
    if work is None or not can(actor, WORK_CASE, state, held=held):
        return {}
    outcomes = list(task_step(state, work).outcomes)
    special: dict[type[ActForm], Callable[[], dict[str, Any]]] = {
        forms.DecideForm: lambda: {"outcomes": [each for each in outcomes if each != REFERRED]},
        forms.ReplyForm: dict,
        forms.AskForm: dict,
        forms.NoteForm: dict,
        forms.AssignForm: lambda: {"colleagues": _colleagues(state, work)},
    }
    if REFERRED in outcomes:
        special[forms.ReferForm] = lambda: {"agencies": _targets(state, work)}
    if any(deadline.kind == DeadlineKind.ESCALATE for deadline in state.open_deadlines(work)):
        special[forms.EscalateForm] = dict
    place = {"work": state.works.index(work) + 1}
    return {
        form.act: form(posted if form.act == act else None, initial=place, works=state.works, **options())
        for form, options in special.items()
        if only in ("", form.act)
    }


def _targets(state: State, work: Work) -> list[Agency]:
    agencies = Agency.objects.filter(active=True).exclude(pk=work.agency_id)
    if state.track == Track.SENSITIVE:
        return list(agencies.filter(role=AgencyRole.SENSITIVE_UNIT))
    return list(agencies.exclude(role=AgencyRole.SENSITIVE_UNIT))


def _colleagues(state: State, work: Work) -> list[Any]:
    """Those who may work it at its agency, without the one who has it."""
    found = people_with(WORK_CASE, work.agency_id, sensitive=state.track == Track.SENSITIVE)
    return [person for person in found if person.pk != work.assignee_id]
