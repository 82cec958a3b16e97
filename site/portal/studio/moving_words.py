"""A plan that moves running requests, in words: its steps, the positions that were found, and what becomes of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.translated_text import in_language
from permissions.writing import written_number
from portal.process_shown.words import Names, apart_words, names_of, time, who
from portal.studio.job_shown import not_tried_in_words, why_not
from workflows.cases.selectors import readable
from workflows.jobs.models import Job, JobKind, JobState
from workflows.moving.fates import ALSO, STAY, tokens_of
from workflows.moving.models import MovingPlan
from workflows.moving.places import Between, NoPlace
from workflows.moving.plans import fitting, job_of, moves_anything
from workflows.moving.studies import CLOSED
from workflows.processes.advance import Token
from workflows.processes.definition import AwaitedService, JoinStep, ProcessDefinition, TaskStep
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import VersionStatus

FATES: Final[Mapping[str, str | Promise]] = {
    "moves": gettext_lazy("move"),
    "step": gettext_lazy("stay: nothing corresponds to the step"),
    "join": gettext_lazy("stay: their branches would not come together"),
    "road": gettext_lazy("stay: by what was decided they would stand elsewhere"),
    "unknown": gettext_lazy("stay: their diary does not say enough"),
    "stays": gettext_lazy("stay, as you chose"),
    "acted": gettext_lazy("stay: somebody acted on them meanwhile"),
    CLOSED: gettext_lazy("were closed meanwhile"),
}
CHOICES: Final[Mapping[str, str | Promise]] = {
    "": gettext_lazy("those whose past leads there"),
    ALSO: gettext_lazy("all of them, on my word"),
    STAY: gettext_lazy("none"),
}
BECAME: Final[Mapping[str, str | Promise]] = {**FATES, "moves": gettext_lazy("were moved")}
"""The same once it is done."""


@dataclass(frozen=True, slots=True)
class Number:
    """So many requests come to one thing; ``tracking`` are those of them that the reader may read."""

    what: str
    words: str
    count: str
    tracking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where requests stand, and where that is by the new version; ``mark`` names it in a form."""

    mark: str
    here: tuple[str, ...]
    there: tuple[str, ...]
    numbers: tuple[Number, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A step of the former version with those to which it may correspond. ``notes``: what is otherwise there."""

    key: str
    name: str
    wanted: str
    choices: tuple[tuple[str, str], ...]
    anew: bool
    notes: tuple[str, ...]
    same: bool


def mark_of(position: str) -> str:
    """A position as a short word for a form."""
    return hashlib.sha256(position.encode()).hexdigest()[:12]


def between_of(plan: MovingPlan) -> Between:
    """The two versions of a plan with its pairs."""
    return Between(PROCESSES.of(plan.source), PROCESSES.of(plan.target), plan.pairs)


def pairs_of(plan: MovingPlan) -> list[Pair]:
    """A row for each step at which requests can stand."""
    between = between_of(plan)
    names = names_of(between.target)
    return [_pair(plan, between, key, names) for key in between.resting]


def _pair(plan: MovingPlan, between: Between, key: str, names: Names) -> Pair:
    wanted = between.step(key)
    choices = tuple((each, _name(between.target, each)) for each in fitting(plan, key))
    notes = tuple(_otherwise(between, key, wanted, names)) if wanted else ()
    return Pair(
        key, _name(between.source, key), wanted, choices, wanted in plan.anew, notes, wanted == key and not notes
    )


def _otherwise(between: Between, key: str, wanted: str, names: Names) -> Iterable[str]:
    was, step = between.source.steps[key], between.target.steps[wanted]
    if isinstance(was, TaskStep) and isinstance(step, TaskStep) and was.performer != step.performer:
        yield _("Somebody else acts: %(who)s. They are told.") % {"who": who(step, names)}
    if isinstance(step, TaskStep) and step.not_by != getattr(was, "not_by", ()):
        yield _("From now on: %(who)s.") % {"who": apart_words(step, between.target) or _("anyone who acts there")}
    if isinstance(step, AwaitedService) and step.asks_otherwise(was):
        said = _("Another act, or other details of it: %(act)s. It is done instead of the former.")
        yield said % {"act": who(step, names)}
    former, now = time(was, names_of(between.source)), time(step, names)
    if former != now:
        yield _("Another time: %(time)s. What is left of the former stays, unless it begins again.") % {
            "time": now or _("none")
        }


def _name(process: ProcessDefinition, key: str) -> str:
    return in_language(process.steps[key].name) or key


def _stands(process: ProcessDefinition, token: Token) -> str:
    step = process.steps.get(token.step)
    if step is None:
        return token.step
    name = _name(process, token.step)
    return _("waits at %(step)s for the others") % {"step": name} if isinstance(step, JoinStep) else name


def _position(plan: MovingPlan, between: Between, key: str, numbers: tuple[Number, ...]) -> Position:
    tokens = tokens_of(key)
    try:
        moved = between.moved(frozenset(tokens))
        there = tuple(_stands(between.target, moved[token]) for token in tokens)
    except NoPlace:
        there = ()
    here = tuple(_stands(between.source, token) for token in tokens)
    return Position(mark_of(key), here, there, numbers, plan.positions.get(key, ""))


def _read_by(job: Job, actor: Actor, held: Held) -> Mapping[int, str]:
    rows = [row for found in _all_found(job.found) for row in found.values()]
    ids = [pk for row in rows for pk in row["cases"]]
    return {pk: case.tracking for pk, case in readable(actor, ids, held=held).items()} if ids else {}


def _all_found(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*found.get("positions", {}).values(), found.get("others", {}), found.get(CLOSED, {})]


def _numbers(
    found: Mapping[str, Any], words: Mapping[str, str | Promise], there: Mapping[int, str]
) -> tuple[Number, ...]:
    return tuple(
        Number(what, str(words[what]), written_number(row["count"]), _listed(row, what, there))
        for what, row in found.items()
        if row["count"]
    )


def _listed(row: Mapping[str, Any], what: str, there: Mapping[int, str]) -> tuple[str, ...]:
    """Those that move are many and need nobody's eye."""
    return () if what == "moves" else tuple(there[pk] for pk in row["cases"] if pk in there)


def headline(job: Job) -> str:
    """How many move, of how many."""
    sums: dict[bool, int] = {True: 0, False: 0}
    for found in _all_found(job.found):
        for what, row in found.items():
            sums[what == "moves"] += row["count"]
    moved, every = sums[True], sums[True] + sums[False]
    if job.kind == JobKind.MOVE:
        said = ngettext("%(moved)s of %(all)s request was moved.", "%(moved)s of %(all)s requests were moved.", every)
    else:
        said = ngettext("%(moved)s of %(all)s request moves.", "%(moved)s of %(all)s requests move.", every)
    return said % {"moved": written_number(moved), "all": written_number(every)}


def title_of_plan(plan: MovingPlan) -> str:
    """From which version to which."""
    numbers = {"from": plan.source.number, "to": plan.target.number}
    if plan.undoes_id is not None:
        return _("Take requests back from version %(from)d to version %(to)d") % numbers
    return _("Move requests from version %(from)d to version %(to)d") % numbers


def shown(plan: MovingPlan, actor: Actor, held: Held) -> dict[str, Any]:
    """What the page of a plan draws."""
    look, move = job_of(plan, JobKind.FORESEE), job_of(plan, JobKind.MOVE)
    job = move or look
    return {
        "job": job,
        "move": move,
        "waits": job is not None and job.state == JobState.WAITING,
        "why_not": why_not(job) if job is not None and job.state == JobState.FAILED else "",
        "done": job is not None and job.state == JobState.DONE,
        "own": plan.drafted_by_id == actor.user_id,
        "drafted": plan.confirmed_at is None,
        "late": plan.undoes_id is None and plan.target.status != VersionStatus.PUBLISHED,
        "pairs": pairs_of(plan) if plan.undoes_id is None else [],
        "choices": list(CHOICES.items()),
        "back": plan.undone_by.order_by("-pk").first(),
        **(_found(plan, job, actor, held) if job is not None and job.state == JobState.DONE else {}),
    }


def _found(plan: MovingPlan, job: Job, actor: Actor, held: Held) -> dict[str, Any]:
    there, words = _read_by(job, actor, held), BECAME if job.kind == JobKind.MOVE else FATES
    between = between_of(plan)
    rows = [(key, _numbers(found, words, there)) for key, found in job.found.get("positions", {}).items()]
    positions = [_position(plan, between, key, numbers) for key, numbers in rows if numbers]
    return {
        "positions": sorted(positions, key=lambda each: each.here),
        "headline": headline(job),
        "others": _numbers(job.found.get("others", {}), words, there),
        "closed": _numbers(job.found.get(CLOSED, {}), words, there),
        "failures": job.found.get("failures", 0),
        "not_tried": not_tried_in_words(job.found),
        "moves_any": moves_anything(job.found),
    }


def plans_beside(key: str, most: int) -> list[dict[str, Any]]:
    """The latest plans of a process, each with how far it is."""
    found = MovingPlan.objects.filter(source__key=key).select_related("source", "target", "drafted_by", "confirmed_by")
    return [{"plan": plan, "title": title_of_plan(plan), "state": _state(plan)} for plan in found[:most]]


def _state(plan: MovingPlan) -> str:
    if plan.confirmed_at is None:
        return _("draft")
    job = job_of(plan, JobKind.MOVE)
    if job is None or job.state == JobState.FAILED:
        return _("not done")
    return _("done") if job.state == JobState.DONE else _("under way")
