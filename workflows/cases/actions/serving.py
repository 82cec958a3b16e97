"""What comes of an automatic act: it is done, or given up; where a step waits for it, the case goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from workflows.cases.actions.action import Action
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import Work
from workflows.cases.rules import Rules
from workflows.cases.steps import go_on
from workflows.outbox.models import ServiceCall
from workflows.processes.definition import DONE, FAILED

__all__ = ["GiveUp", "Serve"]

Deed = Callable[[Change, ServiceCall, Rules], None]
"""What an act does to the case, in memory."""


def _nothing(_change: Change, _call: ServiceCall, _rules: Rules) -> None:
    """Of most that is done outside, the case itself has nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serve(Action):
    """The platform has done what a step asks for. ``deed`` may name the event by what it does.

    Once: the call is looked at again under the lock of its case. What a step waited for is not done once the case has
    left it by another way than that it failed.
    """

    verb, by_clock = EventVerb.SERVED, True
    call_id: int
    deed: Deed = _nothing

    def decide(self, change: Change, rules: Rules) -> None:
        call = _open_call(change, self.call_id)
        work = _at(change, call)
        if work is None and call.work is not None and call.work.result != FAILED:
            raise NotPossible(_("The request went on before it was done."))
        call.done_at, call.problem = change.at, ""
        self.deed(change, call, rules)
        if work is not None:
            go_on(change, work, DONE, rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveUp(Action):
    """The platform could not do what a step asks for, and tries it no more. ``problem``: a code, why not."""

    verb, by_clock = EventVerb.NOT_SERVED, True
    call_id: int
    problem: str

    def decide(self, change: Change, rules: Rules) -> None:
        call = _open_call(change, self.call_id)
        work = _at(change, call)
        call.failed_at, call.problem = change.at, self.problem
        change.data["why"] = self.problem
        if work is not None:
            go_on(change, work, FAILED, rules)


def _open_call(change: Change, call_id: int) -> ServiceCall:
    """Raises ``NotPossible`` where it is over."""
    call = ServiceCall.objects.filter(pk=call_id, case=change.case, done_at=None, failed_at=None).first()
    if call is None:
        raise NotPossible(_("This was done already."))
    change.served.append(call)
    return call


def _at(change: Change, call: ServiceCall) -> Work | None:
    """The work that still waits for it: somebody may have taken the case elsewhere meanwhile."""
    change.data.update({"service": call.service, "at_step": call.step, "asked": call.event_number})
    waiting = (work for work in change.state.open_works if work.pk == call.work_id)
    work = next(waiting, None)
    if work is None:
        change.act_on_the_whole()
    else:
        change.act_on(work)
    return work
