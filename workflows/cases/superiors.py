"""Steps that are a superior's: where the process names the post of a level, nobody below that level leaves the step."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from permissions.agencies.decide import Standing
from workflows.cases.errors import NotPossible
from workflows.cases.models import Work
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.processes.definition import TaskStep

NEEDS_A_SUPERIOR = _("This step is a superior’s to decide. You can still write a note, or a reply to the citizen.")


def is_left_to_superiors(state: State, work: Work, standing: Standing) -> bool:
    """Whether somebody stands too low at the agency for a step.

    Never its holder, who may be a deputy or of a lower post where there is none of that level, nor whoever acts for
    them; nor who stands above the agencies.
    """
    step = state.process.steps.get(work.step)
    level = step.performer.level if isinstance(step, TaskStep) else 0
    if not level or work.holder_id in standing.people:
        return False
    return standing.levels.get(work.agency_id, level) < level


def check_superior(state: State, work: Work, user_id: int | None, rules: Rules) -> None:
    """Raises ``NotPossible`` for whoever stands too low. The clock and citizens leave such steps in their own ways."""
    if user_id is not None and is_left_to_superiors(state, work, rules.standings([user_id])[user_id]):
        raise NotPossible(NEEDS_A_SUPERIOR)
