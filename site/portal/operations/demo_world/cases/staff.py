"""Who in the demo world may do what, read once for all cases."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from permissions.access.decide import Held
from permissions.access.selectors import held_by_everyone
from permissions.actors import Actor
from permissions.agencies.decide import shut_out
from permissions.agencies.models import AgencyRole
from permissions.agencies.rights import HANDLE_SENSITIVE, WORK_CASE
from workflows.cases.models import Channel, Work
from workflows.cases.objection import excluded_from_hearing
from workflows.cases.rules_over_time import RulesOverTime
from workflows.cases.state import State

NOBODY = Held()


@dataclass(slots=True)
class Staff:
    """Everybody's rights, and whom an officer can give work to."""

    _held: dict[int, Held] = field(default_factory=held_by_everyone)
    _workers: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _handlers: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for user_id, held in sorted(self._held.items()):
            for agency_id in held.at(WORK_CASE):
                self._workers[agency_id].append(user_id)
            if held.at(HANDLE_SENSITIVE):
                self._handlers.add(user_id)

    def held(self, user_id: int) -> Held:
        return self._held.get(user_id, NOBODY)

    def opener(self, channel: Channel) -> Actor:
        """Who opens a case that comes by a channel. What was told by telephone, in person or on paper was noted
        elsewhere and brought in.
        """
        match channel:
            case Channel.API:
                return Actor.api("demo")
            case Channel.CALL | Channel.WALK_IN | Channel.LETTER | Channel.IMPORT:
                return Actor.operator
            case _:
                return Actor.citizen()

    def colleague(self, state: State, work: Work, rules: RulesOverTime) -> int | None:
        """Whom the holder gives the work to: somebody who may work it, and who sits in no post where there is one.

        Nobody whom the case accuses, or who decided before its citizen objected.
        """
        shut = excluded_from_hearing(state, work)
        sensitive = rules.agency(work.agency_id).role == AgencyRole.SENSITIVE_UNIT
        others = [
            user_id
            for user_id in self._workers[work.agency_id]
            if user_id not in (work.holder_id, work.assignee_id) and (not sensitive or user_id in self._handlers)
        ]
        others = [user_id for user_id in others if not shut_out(self.held(user_id).standing, shut)]
        seated = {sitter.user_id for post in rules.book_at().of_agency(work.agency_id) for sitter in post.sitters}
        free = [user_id for user_id in others if user_id not in seated]
        choice = free or others
        return choice[state.case.events_count % len(choice)] if choice else None
