"""Separation of duties: who may not act at a step, since they did another one of the same case.

Whoever acts for another by a role that was lent counts as that person, and so does a deputy for whom they stood in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.agencies.decide import Standing
from permissions.translated_text import in_language, one_and_all
from workflows.cases.errors import NotPossible
from workflows.cases.models import CaseEvent, Work
from workflows.cases.renamed import called_now, moves_of
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.superiors import check_superior
from workflows.processes.definition import TaskStep

DONE_BEFORE = _("You did “%(steps)s”. This step is for someone else.")
NOT_THEM = _("They did “%(steps)s”. Choose someone else for this step.")


def barred_from(state: State, work: Work) -> frozenset[int]:
    """The ids of the people who may not act on a piece of work, as its step says; of most steps nobody."""
    return doers_of(state, state.steps_apart(work))


def doers_of(state: State, steps: Collection[str]) -> frozenset[int]:
    """The ids of everybody who left one of these steps in this case, or for whom somebody did.

    A statement only for what was left in a release before work said it, or under a name that its process has no more.
    """
    done = [work for work in state.works if work.done_at is not None and not work.waits] if steps else []
    if any(work.step not in state.process.steps for work in done):
        moves = moves_of(state)
        done = [work for work in done if called_now(work, moves) in steps]
    else:
        done = [work for work in done if work.step in steps]
    found = {person for work in done for person in work.done_by or ()}
    return frozenset(found | _told_by_the_diary(state, [work for work in done if work.done_by is None]))


def _told_by_the_diary(state: State, works: Iterable[Work]) -> set[int]:
    wanted = {(work.branch, work.step, work.result) for work in works if work.pk is not None}
    if not wanted:
        return set()
    events = CaseEvent.objects.filter(case=state.case_id, actor_user__isnull=False, data__has_key="left")
    return {
        person
        for person, left in events.values_list("actor_user_id", "data__left")
        if person is not None and tuple(left) in wanted
    }


def is_barred(standing: Standing, barred: AbstractSet[int]) -> bool:
    """Whether somebody is one of them, or acts for one of them."""
    return not standing.people.isdisjoint(barred)


def who_leaves(state: State, work: Work, user_id: int | None, rules: Rules) -> list[int] | None:
    """By whom a step is left: the actor, those who lent them a role, and whoever is away from the post in which they
    stand in. None where no member of staff leaves it."""
    if user_id is None:
        return None
    people = rules.standings([user_id])[user_id].people - {user_id}
    if any(work.step in step.not_by for step in state.process.steps.values() if isinstance(step, TaskStep)):
        people |= rules.stands_in_for(work.agency_id, work.post_id, user_id)
    return [user_id, *sorted(people - {user_id})]


def check_who_leaves(state: State, work: Work, user_id: int | None, rules: Rules) -> None:
    """Raises ``NotPossible`` for whoever must not leave the step: who stands too low, or is barred from it."""
    check_superior(state, work, user_id, rules)
    refuse_barred(state, work, user_id, rules)


def refuse_barred(
    state: State, work: Work, user_id: int | None, rules: Rules, sentence: str | Promise = DONE_BEFORE
) -> None:
    """Raises ``NotPossible`` with a sentence for whoever is barred from a piece of work."""
    if user_id is None or not state.steps_apart(work):
        return
    why = why_barred(state, work, rules.standings([user_id])[user_id], sentence)
    if why:
        raise NotPossible(why)


def refuse_barred_from_all(state: State, user_id: int | None, rules: Rules) -> None:
    """Raises ``NotPossible`` for whoever is barred from all the work that is open: an act on the whole case would be
    one on what they did themselves."""
    works = [work for work in state.open_works if not work.waits]
    if user_id is None or not works or not all(state.steps_apart(work) for work in works):
        return
    standing = rules.standings([user_id])[user_id]
    if all(is_barred(standing, barred_from(state, work)) for work in works):
        refuse_barred(state, works[0], user_id, rules)


def why_barred(state: State, work: Work, standing: Standing, sentence: str | Promise = DONE_BEFORE) -> str:
    """The sentence for whoever is barred from a piece of work; empty for everybody else."""
    if not is_barred(standing, barred_from(state, work)):
        return ""
    steps = state.process.steps
    names = one_and_all(in_language(steps[key].name) for key in state.steps_apart(work) if key in steps)
    return str(sentence) % {"steps": names}
