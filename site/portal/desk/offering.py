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
from permissions.translated_text import in_language
from portal.desk import forms
from portal.desk.forms import ActForm, ActForms
from workflows.cases.deciding.staff import REFERRED, answers, ways_on
from workflows.cases.models import Track, Work
from workflows.cases.state import State
from workflows.cases.steps import process_of, task_step
from workflows.deadlines.models import DeadlineKind
from workflows.processes.definition import TaskStep, WaitStep


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
    step = task_step(state, work)
    special: dict[type[ActForm], Callable[[], dict[str, Any]]] = {}
    if ways_on(step):
        special[forms.ProceedForm] = lambda: {"steps": _next_steps(state, step)}
    special |= {
        forms.DecideForm: lambda: {"outcomes": answers(step)},
        forms.ReplyForm: dict,
        forms.AskForm: dict,
        forms.NoteForm: dict,
        forms.AssignForm: lambda: {"colleagues": _colleagues(state, work)},
    }
    if REFERRED in step.outcomes:
        special[forms.ReferForm] = lambda: {"agencies": _targets(state, work)}
    if any(deadline.kind == DeadlineKind.ESCALATE for deadline in state.open_deadlines(work)):
        special[forms.EscalateForm] = dict
    return {
        form.act: form(posted if form.act == act else None, initial={"work": work.pk}, **options())
        for form, options in special.items()
        if only in ("", form.act)
    }


def _next_steps(state: State, step: TaskStep | WaitStep) -> list[tuple[str, str]]:
    """The outcomes that lead on without deciding, each by the name of the step it leads to."""
    steps = process_of(state).steps
    return [(outcome, in_language(steps[step.outcomes[outcome]].name)) for outcome in ways_on(step)]


def _targets(state: State, work: Work) -> list[Agency]:
    agencies = Agency.objects.filter(active=True).exclude(pk=work.agency_id)
    if state.track == Track.SENSITIVE:
        return list(agencies.filter(role=AgencyRole.SENSITIVE_UNIT))
    return list(agencies.exclude(role=AgencyRole.SENSITIVE_UNIT))


def _colleagues(state: State, work: Work) -> list[Any]:
    """Those who may work it at its agency, without the one who has it."""
    found = people_with(WORK_CASE, work.agency_id, sensitive=state.track == Track.SENSITIVE)
    return [person for person in found if person.pk != work.assignee_id]
