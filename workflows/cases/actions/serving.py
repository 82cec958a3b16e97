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

__all__ = ["Serve"]

Deed = Callable[[Change, ServiceCall, Rules], None]
"""What an act does to the case, in memory."""


def _nothing(_change: Change, _call: ServiceCall, _rules: Rules) -> None:
    """Of most that is done outside, the case itself has nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serve(Action):
    """The platform has done what a step asks for; with a ``problem`` (a code) it has given up.

    Both once: the call is looked at again under the lock of its case. ``deed`` may name the event by what it does.
    """

    verb, by_clock = EventVerb.SERVED, True
    call_id: int
    problem: str = ""
    deed: Deed = _nothing

    def decide(self, change: Change, rules: Rules) -> None:
        call = ServiceCall.objects.filter(pk=self.call_id, done_at=None, failed_at=None).first()
        if call is None or call.case_id != change.case.pk:
            raise NotPossible(_("This was done already."))
        work = _waiting(change, call)
        if work is None:
            change.act_on_the_whole()
        else:
            change.act_on(work)
        change.data.update({"service": call.service, "at_step": call.step, "asked": call.event_number})
        call.problem, change.served = self.problem, call
        if self.problem:
            change.verb = EventVerb.NOT_SERVED
            change.data["why"] = self.problem
            call.failed_at = change.at
        else:
            call.done_at = change.at
            self.deed(change, call, rules)
        if work is not None:
            go_on(change, work, FAILED if self.problem else DONE, rules)


def _waiting(change: Change, call: ServiceCall) -> Work | None:
    """The work that still waits for it: somebody may have taken the case elsewhere meanwhile."""
    return next(
        (work for work in change.state.open_works if call.work_id is not None and work.pk == call.work_id), None
    )
