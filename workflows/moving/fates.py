"""What becomes of each case of a plan, by the position at which it stands: moved, or left for a reason."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from workflows.cases.models import Case, CaseEvent, EventVerb
from workflows.cases.past import carried_over
from workflows.moving.models import MovingPlan
from workflows.moving.places import Between, NoPlace
from workflows.processes.advance import NOWHERE, Marking, Token
from workflows.processes.publishable import PROCESSES
from workflows.trial.life import Did, Life
from workflows.trial.lives import Lived, Lives
from workflows.trial.retrace import retrace

What = Literal["moves", "step", "join", "road", "unknown", "stays", "acted"]
"""``step`` and ``join``: it cannot stand there (``places``). ``road``: led through the new version by what was decided
it stands elsewhere; ``unknown``: its diary does not say enough to lead it. ``stays``: an owner left its position.
``acted``: somebody acted on it since the plan was looked at, or since it was moved by the plan that is taken back."""
ALSO, STAY = "also", "stay"


@dataclass(frozen=True, slots=True)
class Fate:
    """``position``: where it stands (``key_of``); ``tokens``: where each of its tokens goes, where it moves."""

    case_id: int
    position: str
    what: What
    tokens: Mapping[Token, Token]


def key_of(marking: Marking) -> str:
    """A position as a text: all tokens of a case, those that wait at a join too."""
    return json.dumps([[token.branch, token.step] for token in sorted(marking)], separators=(",", ":"))


def tokens_of(key: str) -> list[Token]:
    """The tokens of such a text."""
    return [Token(*row) for row in json.loads(key)]


class Fates:
    """Decides by one plan. ``looked_at``: when its preview began; None while that looks."""

    def __init__(self, plan: MovingPlan, looked_at: datetime | None = None) -> None:
        self._plan, self._looked_at = plan, looked_at
        self._between = Between(PROCESSES.of(plan.source), PROCESSES.of(plan.target), plan.pairs)
        self._lives = Lives(self._between.target, through_moves=True)
        self._places: dict[Marking, dict[Token, Token] | NoPlace] = {}

    def of(self, cases: Collection[Case], markings: Mapping[int, Marking]) -> Iterator[Fate]:
        """In the order of their ids. ``markings``: of their running processes, by the ids of these."""
        stand = {case.pk: markings.get(case.engine_process or 0, NOWHERE) for case in cases}
        if self._plan.undoes_id is not None:
            yield from self._back(stand)
            return
        acted = moved_on(stand, self._looked_at) if self._looked_at is not None else frozenset[int]()
        wanted = [pk for pk in sorted(stand) if pk not in acted and self._asks_the_past(stand[pk])]
        lived = {each.case.pk: each for each in self._lives.of(wanted)} if wanted else {}
        for pk, marking in sorted(stand.items()):
            what, tokens = ("acted", {}) if pk in acted else self._fate(marking, lived.get(pk))
            yield Fate(pk, key_of(marking), what, tokens)

    def _place(self, marking: Marking) -> dict[Token, Token] | NoPlace:
        """Thousands of cases stand at the same position: each is looked at once."""
        if marking not in self._places:
            try:
                self._places[marking] = self._between.moved(marking)
            except NoPlace as error:
                self._places[marking] = error
        return self._places[marking]

    def _asks_the_past(self, marking: Marking) -> bool:
        return not self._plan.positions.get(key_of(marking)) and not isinstance(self._place(marking), NoPlace)

    def _fate(self, marking: Marking, lived: Lived | None) -> tuple[What, Mapping[Token, Token]]:
        chosen, place = self._plan.positions.get(key_of(marking)), self._place(marking)
        if chosen == STAY:
            return "stays", {}
        if isinstance(place, NoPlace):
            return place.why, {}
        if chosen == ALSO:
            return "moves", place
        if lived is None or lived.life is None:
            return "unknown", {}
        road = retrace(self._between.target, renamed(lived.life, self._plan.pairs))
        leads_there = road.open is None and road.standing == frozenset(place.values())
        return ("moves", place) if leads_there else ("road", {})

    def _back(self, stand: Mapping[int, Marking]) -> Iterator[Fate]:
        """To where each stood before it was moved, where nobody has acted on it since; nothing of what never was."""
        diaries: dict[int, list[CaseEvent]] = defaultdict(list)
        told = ("case_id", "number", "verb", "actor_kind", "data")
        for event in CaseEvent.objects.filter(case__in=stand).only(*told).order_by("case_id", "number"):
            diaries[event.case_id].append(event)
        for pk, marking in sorted(stand.items()):
            moves = [event for event in diaries[pk] if event.verb == EventVerb.MOVED]
            if all(event.data["plan"] != self._plan.undoes_id for event in moves):
                continue
            last = moves[-1]
            since = diaries[pk][last.number :]
            places = {to: one for one, to in carried_over(last).items()}
            undone = last.data["plan"] == self._plan.undoes_id and places.keys() == marking
            if not undone or any(was_acted(event) for event in since):
                yield Fate(pk, key_of(marking), "acted", {})
            else:
                yield Fate(pk, key_of(marking), "moves", places)


def was_acted(event: CaseEvent) -> bool:
    """Whether a person did it, or it moved the process."""
    return event.actor_kind != "clock" or "left" in event.data or "stood" in event.data


def moved_on(case_ids: Iterable[int], since: datetime) -> frozenset[int]:
    """The cases whose process moved after a moment."""
    later = CaseEvent.objects.filter(case__in=list(case_ids), at__gt=since).only("case_id", "data")
    return frozenset(event.case_id for event in later if "left" in event.data or "stood" in event.data)


def renamed(life: Life, pairs: Mapping[str, str]) -> Life:
    """What was done, with the steps called as the other version calls them."""
    if not pairs:
        return life
    return replace(life, acts=tuple(_renamed(did, pairs) for did in life.acts))


def _renamed(did: Did, pairs: Mapping[str, str]) -> Did:
    return replace(
        did, step=pairs.get(did.step, did.step), entered=tuple(pairs.get(step, step) for step in did.entered)
    )
