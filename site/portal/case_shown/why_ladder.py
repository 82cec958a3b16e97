"""By which times a piece of work is counted and why, in a sentence for whoever works it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from django.utils.translation import gettext as _

from permissions.translated_text import in_language, listed, one_and_all
from workflows.calendars.duration_words import written_duration
from workflows.cases.categories import names_of
from workflows.cases.models import Work
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.escalation.definition import Applies, Ladder
from workflows.processes.definition import OF_THE_KIND, TaskStep


def why_ladder(state: State, work: Work, rules: Rules) -> str:
    """The times that count and why; nothing for work that no ladder counts.

    Never the ladder's name: it may state times that an owner has changed since.
    """
    if not work.ladder:
        return ""
    ladder = rules.ladder(work.ladder)
    times = {"times": _times(ladder)}
    if work.named_ladder:
        reasons = one_and_all(_reasons(state, work, ladder.applies))
        return _("This ladder counts because %(reasons)s: %(times)s.") % {**times, "reasons": reasons}
    step = state.step_of(work)
    if isinstance(step, TaskStep) and step.ladder != OF_THE_KIND:
        return _("The ladder of this step counts: %(times)s.") % times
    return _("The ladder of the kind of request counts: %(times)s.") % times


def _times(ladder: Ladder) -> str:
    """``2 working days, then 1 working day``, from the ground up."""
    first, *others = (written_duration(rung.after) for rung in ladder.rungs)
    then = _("%(before)s, then %(after)s")
    return reduce(lambda before, after: then % {"before": before, "after": after}, others, first)


def _reasons(state: State, work: Work, applies: Applies) -> Iterator[str]:
    """What of this work the ladder is for, in the order in which ladders say it."""
    if applies.kinds:
        yield _("it is a request of the kind %(kind)s") % {"kind": listed([in_language(state.kind.name)])}
    if applies.categories:
        named = names_of(state.kind.code, state.case.category)
        yield _("its category is %(category)s") % {"category": listed([named])}
    if applies.priorities:
        yield _("its priority is %(priority)s") % {"priority": listed([state.case.get_priority_display()])}
    if applies.bodies:
        yield _("it is with %(agency)s") % {"agency": listed([in_language(work.agency.name)])}
    if applies.steps:
        yield _("it is at the step %(step)s") % {"step": listed([in_language(state.step_of(work).name)])}
