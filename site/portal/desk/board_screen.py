"""The board of supervisors: where the work of their body lies, who has how much of it, and what climbs next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from permissions.agencies.models import Agency
from permissions.agencies.rights import WORK_CASE
from permissions.arabic import fold
from permissions.now import now
from permissions.writing import written_days
from portal.admin_screens.done import take
from portal.admin_screens.screen import StaffScreen, held_in
from portal.desk.bands import Bands
from portal.desk.board import (
    AGE_HEADS,
    SENT_HEADS,
    all_bodies,
    climbing,
    moments,
    named_steps,
    people,
    rows_of,
    sent_today,
)
from portal.desk.known import calendar_of_reader
from portal.desk.supervising import has_board, looked_after, sees_all
from workflows.cases.errors import NotAllowed
from workflows.cases.workload import Load, at_steps, loads, open_works

LONGEST_SEARCH = 200


class BoardScreen(StaffScreen):
    """One body at a time; whoever looks after all of them begins with their list. At most 18 queries."""

    right = WORK_CASE
    template_name = "desk/board.html"

    def is_open_to(self, request: HttpRequest) -> bool:
        return has_board(held_in(request))

    def get(self, request: HttpRequest) -> HttpResponse:
        code = request.GET.get("agency", "")
        every = sees_all(self.held)
        bodies = looked_after(self.held)
        if code or not every:
            chosen = next((each for each in bodies if each.code == code or not code), None)
            if chosen is None:
                raise NotAllowed
            context = self._of_one(chosen)
        else:
            context = self._of_all(bodies, request.GET.get("q", "")[:LONGEST_SEARCH])
        others = bodies if len(bodies) > 1 else []
        heads = {"age_heads": AGE_HEADS}
        return self.show({"bodies": others, "every": every, "now": now(), "done": take(request), **heads, **context})

    def _of_one(self, agency: Agency) -> dict[str, Any]:
        at, calendar = now(), calendar_of_reader(self.held)
        ends, bands = moments(calendar, at), Bands.at(at, calendar)
        works = open_works(self.held, [agency.pk])
        found = loads(works, "person", at, ends)
        team = people(self.held, agency.pk, found, int(self.actor.user_id or 0))
        for each in team:
            each["rows"] = rows_of(each["works"], bands)
        return {
            "agency": agency,
            "steps": named_steps(at_steps(works, at), at),
            "climbing": climbing(found, ends, at),
            "team": team,
            "can_get": [each for each in team if each["can_get"]],
            "sent": sent_today(self.held, team, at),
            "sent_heads": SENT_HEADS,
            "count": sum(load.count for load in found),
            **_missed(found),
        }

    def _of_all(self, bodies: list[Agency], words: str) -> dict[str, Any]:
        at = now()
        ends = moments(calendar_of_reader(self.held), at)
        steps, found = all_bodies(at, ends)
        by_id = {load.key: load for load in found}
        wanted = fold(words).split()
        rows = [
            {"agency": each, "load": by_id[each.pk], "oldest": _age(by_id[each.pk].oldest, at)}
            for each in bodies
            if each.pk in by_id and all(word in fold(" ".join(each.name.values())) for word in wanted)
        ]
        return {
            "q": words,
            "rows": sorted(rows, key=_worst_first),
            "steps": named_steps(steps, at),
            "climbing": climbing(found, ends, at),
            "count": sum(load.count for load in found),
            **_missed(found),
        }


def _missed(loads: Iterable[Load]) -> dict[str, int]:
    """How many requests missed a promise, and how many promises to the citizen and inside were missed."""
    return {name: sum(getattr(load, name) for load in loads) for name in ("missed", "to_citizen", "inside")}


def _age(since: datetime | None, at: datetime) -> str:
    return written_days((at - since).days) if since is not None else ""


def _worst_first(row: dict[str, Any]) -> tuple[int, ...]:
    """Promises to citizens before those inside, then what has gone up, then how much there is."""
    load = row["load"]
    return -load.to_citizen, -load.inside, -load.escalated, -load.count
