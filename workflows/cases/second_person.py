"""Who is asked where what one person wants of a case takes another one's consent."""

from __future__ import annotations

from permissions.access.decide import may
from permissions.access.selectors import held_by_many, people_with
from workflows.cases.models import Track
from workflows.cases.rules import Rules
from workflows.cases.state import State


def who_may_decide(right: str, state: State, rules: Rules) -> list[int]:
    """The ids of those whose ``right`` reaches the case: of the unit for its track, and free of whoever it accuses."""
    unit = rules.unit(state.track)
    people = people_with(right, unit.pk, sensitive=state.track == Track.SENSITIVE)
    held = held_by_many(person.pk for person in people)
    return [user_id for user_id, rights in held.items() if may(rights, right, state)]
