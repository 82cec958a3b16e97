"""Drafting a plan, having it looked at, confirming it by a second person, and planning to take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from workflows.jobs.models import Job, JobKind, JobState
from workflows.jobs.services import ask, ask_anew
from workflows.moving.models import MovingPlan
from workflows.processes.definition import Resting
from workflows.processes.publishable import PROCESSES
from workflows.transactions.turn import write_transaction
from workflows.versions.errors import ChangedMeanwhile, NothingThere, NotInForce, SecondPersonNeeded
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.services import digest_of


class NotLookedAt(Exception):
    """Nobody has seen yet what a plan does as it is now."""


class Confirmed(Exception):
    """The plan was confirmed; nothing of it is changed any more."""


def digest_of_plan(plan: MovingPlan) -> str:
    """Of all that a plan says: what a preview was about, and what is confirmed is what was read."""
    said = [plan.pk, plan.source_id, plan.source.digest, plan.target_id, plan.target.digest, plan.undoes_id]
    return digest_of([*said, plan.pairs, sorted(plan.anew), plan.positions])


def job_of(plan: MovingPlan, kind: JobKind) -> Job | None:
    """Its look or its move, as the plan is now."""
    return Job.objects.filter(kind=kind, version=plan.target_id, digest=digest_of_plan(plan)).first()


def begin(source: Version, *, actor: Actor) -> MovingPlan:
    """A plan from a version to the one in force; the draft that is there already, if there is. Raises ``NotInForce``
    where none is, or this is the one."""
    with write_transaction():
        target = Version.objects.filter(subject=Subject.PROCESS, key=source.key, status=VersionStatus.PUBLISHED).first()
        if target is None or target.pk == source.pk or source.status == VersionStatus.DRAFT:
            raise NotInForce
        waiting = MovingPlan.objects.filter(source=source, target=target, undoes=None, confirmed_at=None).first()
        return waiting or _drafted(source=source, target=target, actor=actor)


def begin_to_take_back(plan_id: int, *, actor: Actor) -> MovingPlan:
    """The reverse of a plan that was carried out; the same one where it is planned already. Raises ``NothingThere``."""
    with write_transaction():
        plan = MovingPlan.objects.select_related("source", "target").select_for_update(of=("self",)).get(pk=plan_id)
        job = job_of(plan, JobKind.MOVE)
        if job is None or job.state == JobState.WAITING or plan.undoes_id is not None:
            raise NothingThere
        there = plan.undone_by.order_by("-pk").first()
        return there or _drafted(source=plan.target, target=plan.source, actor=actor, undoes=plan)


def _drafted(*, source: Version, target: Version, actor: Actor, undoes: MovingPlan | None = None) -> MovingPlan:
    return MovingPlan.objects.create(
        source=source, target=target, undoes=undoes, drafted_at=now(), drafted_by_id=actor.user_id
    )


def redraft(
    plan_id: int,
    *,
    pairs: Mapping[str, str],
    anew: Sequence[str],
    positions: Mapping[str, str],
    read: str,
    actor: Actor,
) -> MovingPlan:
    """Change a plan that nobody has confirmed; whoever changes it last has drafted it.

    ``read``: its digest before them. Raises ``ChangedMeanwhile`` or ``Confirmed``.
    """
    with write_transaction():
        plan = _locked(plan_id, read)
        said: Mapping[str, Any] = {"pairs": dict(pairs), "anew": sorted(anew), "positions": dict(positions)}
        if any(getattr(plan, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(plan, name, value)
            plan.drafted_at, plan.drafted_by_id = now(), actor.user_id
            plan.save()
        return plan


def discard(plan_id: int, *, read: str) -> None:
    """Nobody has confirmed it, and nobody will. Raises as ``redraft``."""
    with write_transaction():
        plan = _locked(plan_id, read)
        Job.objects.filter(kind=JobKind.FORESEE, version=plan.target_id, digest=digest_of_plan(plan)).delete()
        plan.delete()


def look(plan: MovingPlan, *, actor: Actor) -> Job:
    """Have it reckoned what the plan does as it is now, anew where that was done."""
    job = ask(JobKind.FORESEE, plan.target, actor=actor, choices={"plan": plan.pk}, digest=digest_of_plan(plan))
    ask_anew(job, actor=actor)
    return job


def confirm(plan_id: int, *, read: str, actor: Actor) -> Job:
    """A second person has the cases moved: what the plan says is what they read, and they saw what it does.

    Raises ``SecondPersonNeeded``, ``ChangedMeanwhile``, ``Confirmed``, ``NotInForce`` where another version is in force
    meanwhile, ``NotLookedAt``, or ``NothingThere`` where it moves nothing.
    """
    with write_transaction():
        plan = _locked(plan_id, read)
        if actor.kind == "staff" and plan.drafted_by_id == actor.user_id:
            raise SecondPersonNeeded
        if plan.undoes_id is None and plan.target.status != VersionStatus.PUBLISHED:
            raise NotInForce
        seen = job_of(plan, JobKind.FORESEE)
        if seen is None or seen.state != JobState.DONE:
            raise NotLookedAt
        if not moves_anything(seen.found):
            raise NothingThere
        plan.confirmed_at, plan.confirmed_by_id = now(), actor.user_id
        plan.save()
        job = ask(JobKind.MOVE, plan.target, actor=actor, choices={"plan": plan.pk}, digest=read)
        data = {
            "process": plan.source.key,
            "from": plan.source.number,
            "to": plan.target.number,
            "digest": read,
        }
        append([NewEntry("moving_confirmed", "moving", plan.pk, data)], actor=actor, at=now())
        return job


def go_on(plan: MovingPlan, *, actor: Actor) -> Job:
    """A move that could not be done is begun again; what was moved stays so. Raises ``NothingThere``."""
    job = job_of(plan, JobKind.MOVE)
    if job is None or job.state != JobState.FAILED:
        raise NothingThere
    return ask(JobKind.MOVE, plan.target, actor=actor, choices=job.choices, digest=job.digest)


def moves_anything(found: Mapping[str, Any]) -> bool:
    """Whether any case moves."""
    rows = [*found.get("positions", {}).values(), found.get("others", {})]
    return any(row["moves"]["count"] for row in rows if "moves" in row)


def fitting(plan: MovingPlan, key: str) -> list[str]:
    """The steps of the new version that a step of the former may correspond to: those of its kind, in their order."""
    source, target = PROCESSES.of(plan.source), PROCESSES.of(plan.target)
    kind = type(source.steps[key])
    return [each.key for each in target.steps.values() if isinstance(each, Resting) and type(each) is kind]


def _locked(plan_id: int, read: str) -> MovingPlan:
    plans = MovingPlan.objects.select_related("source", "target").select_for_update(of=("self",))
    plan = plans.get(pk=plan_id)
    if plan.confirmed_at is not None:
        raise Confirmed
    if digest_of_plan(plan) != read:
        raise ChangedMeanwhile
    return plan
