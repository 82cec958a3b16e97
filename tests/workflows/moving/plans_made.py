"""Plans that tests make, look at, confirm and carry out, as two owners would."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from typing import Any

from permissions.actors import Actor
from permissions.people.models import User
from portal.operations.jobs import do_job
from tests.scenes import publish_one
from tests.workflows.cases.drawn_lives import stored
from tests.workflows.trial.past_lives import Change
from workflows.cases.models import Case, CaseEvent, EventVerb, Work
from workflows.cases.mover import token_of
from workflows.cases.selectors import state_of
from workflows.jobs.models import Job, JobState
from workflows.moving import plans
from workflows.moving.models import MovingPlan
from workflows.processes.upgrade import to_newest
from workflows.versions.models import Version
from workflows.versions.selectors import published

Raw = dict[str, Any]


def owners() -> tuple[Actor, Actor]:
    """Two people; what an owner may is asked of the screens."""
    found = [User.objects.get_or_create(username=name)[0] for name in ("draws", "confirms")]
    return Actor.staff(found[0].pk), Actor.staff(found[1].pk)


def publish_changed(change: Change, key: str = "complaint") -> Version:
    """Publish what is in force with a change; the version of before."""
    before = published("process", key)
    raw = to_newest(copy.deepcopy(before.definition), before.definition["format"])
    change(raw)
    publish_one("process", key, raw)
    return Version.objects.get(pk=before.pk)


def renaming(pairs: Mapping[str, str]) -> Change:
    """A change that calls steps otherwise, wherever they are named."""

    def change(raw: Raw) -> None:
        text = json.dumps(raw)
        for key, now in pairs.items():
            text = text.replace(f'"{key}"', f'"{now}"')
        raw.update(json.loads(text))

    return change


def planned(
    source: Version,
    *,
    pairs: Mapping[str, str] | None = None,
    anew: Sequence[str] = (),
    positions: Mapping[str, str] | None = None,
) -> MovingPlan:
    first, _second = owners()
    plan = plans.begin(source, actor=first)
    read = plans.digest_of_plan(plan)
    said: dict[str, Any] = {"pairs": pairs or {}, "anew": anew, "positions": positions or {}}
    return plans.redraft(plan.pk, **said, read=read, actor=first)


def looked(plan: MovingPlan) -> Raw:
    """What its preview found."""
    job = plans.look(plan, actor=owners()[0])
    return done(job)


def carried_out(plan: MovingPlan) -> Raw:
    """What the move found, after a look."""
    looked(plan)
    return done(plans.confirm(plan.pk, read=plans.digest_of_plan(plan), actor=owners()[1]))


def done(job: Job) -> Raw:
    do_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.found
    return dict(job.found)


def taken_back(plan: MovingPlan) -> Raw:
    return carried_out(plans.begin_to_take_back(plan.pk, actor=owners()[0]))


def counts(found: Raw) -> dict[str, dict[str, int]]:
    """By the steps of a position: how many of it come to what, without those that are hidden."""
    return {
        "+".join(step for _branch, step in sorted(map(tuple, json.loads(key)))): {
            what: row["count"] for what, row in rows.items()
        }
        for key, rows in found.get("positions", {}).items()
    }


def version_of(case: Case) -> int:
    return Case.objects.select_related("process_version").get(pk=case.pk).process_version.number


def moves_of(case: Case) -> list[CaseEvent]:
    return list(case.events.filter(verb=EventVerb.MOVED).order_by("number"))


def stands(case: Case) -> set[tuple[str, str]]:
    """Where its works are, which must be where the engine's tokens are."""
    again = Case.objects.get(pk=case.pk)
    found = {(token.branch, token.step) for token in map(token_of, state_of(again).open_works)}
    assert stored(again) == found
    return found


def dates(case: Case) -> list[tuple[object, ...]]:
    rows = Work.objects.filter(case=case, done_at=None).order_by("branch")
    return list(rows.values_list("due", "level", "holder_id", "agency_id", "ladder", "paused_at"))
