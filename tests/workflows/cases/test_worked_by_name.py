"""A sealed case whose whole unit is accused is worked by name: who keeps that right while several steps are open."""

from __future__ import annotations

from typing import Any

import pytest

from permissions.access.models import NamedAccess
from permissions.access.selectors import can
from permissions.agencies.models import Holding, Post
from permissions.agencies.rights import WORK_CASE
from permissions.now import now
from tests.scenes import LONG_AGO, Country, file_case, grant, publish_one
from tests.workflows.cases.accusing import case_state, mark
from workflows.cases.actions import Escalate, Proceed
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work

pytestmark = pytest.mark.django_db


def _named(key: str, **rest: Any) -> dict[str, Any]:
    return {"key": key, "name": {"ar": f"خطوة {key}", "en": f"Step {key}"}, **rest}


def _task(key: str, following: str) -> dict[str, Any]:
    on = {"key": "done", "next": following, "effect": "proceed"}
    return _named(key, type="task", status="in_progress", performer={"agency": "@central"}, outcomes=[on])


TWO_STEPS: dict[str, Any] = {
    "format": 2,
    "name": {"ar": "بلاغ على خطوتين", "en": "A report in two steps at once"},
    "start": "both",
    "steps": [
        _named("both", type="split", branches=["facts", "law"], join="met"),
        _task("facts", "met"),
        _task("law", "opinion"),
        _task("opinion", "met"),
        _named("met", type="join", next="closed"),
        _named("closed", type="end", result="noted"),
    ],
}


def filed(land: Country, accused: str = "level2-rights") -> tuple[Case, Work, Work]:
    """A sealed case with two steps at once, worked by the head of the complaints unit: nobody of its own is free."""
    publish_one("process", "integrity", TWO_STEPS)
    case = file_case(kind="integrity", agency="moe")
    mark(land, case, "officer-rights", accused)
    facts, law = open_works(case)
    assert {facts.holder, law.holder} == {land.people["level2-central"]}
    return case, facts, law


def open_works(case: Case) -> list[Work]:
    return list(Work.objects.filter(case=case, done_at=None).select_related("holder").order_by("branch"))


def by_name(case: Case) -> list[tuple[str, bool]]:
    """Who was let work it by name, in the order in which it was given, and whether that still holds."""
    rows = NamedAccess.objects.filter(case_id=case.pk, works=True).select_related("user").order_by("pk")
    return [(row.user.username, row.ends > now()) for row in rows]


def test_two_steps_in_the_same_hands_are_one_right(land: Country) -> None:
    case, _facts, _law = filed(land)
    assert by_name(case) == [("level2-central", True)]


def test_both_steps_go_to_who_heads_the_unit_by_now_and_the_former_head_loses_the_right_once(land: Country) -> None:
    case, _facts, law = filed(land)
    former, head = land.people["level2-central"], land.people["level1-central"]
    for person, level in ((former, 1), (head, 2)):
        Holding.objects.filter(user=person).update(post=Post.objects.get(agency=land.agencies["central"], level=level))
    apply(case.pk, Proceed(outcome="done", text="رأينا", work_id=law.pk), actor=land.actor("level2-central"))
    assert [(work.step, work.holder) for work in open_works(case)] == [("facts", head), ("opinion", head)]
    assert by_name(case) == [("level2-central", False), ("level1-central", True)]


def test_a_right_that_is_ones_own_by_now_is_held_by_name_no_longer(land: Country) -> None:
    head, rights = land.people["level2-central"], land.agencies["rights"]
    Holding.objects.filter(user=land.people["level2-rights"]).delete()
    case, facts, law = filed(land, "level1-rights")
    Holding.objects.create(post=Post.objects.get(agency=rights, level=2), user=head, starts=LONG_AGO)
    grant(head, "rights_handler", rights)
    for work in (facts, law):
        apply(case.pk, Escalate(work_id=work.pk), actor=land.actor("level2-central"))
    assert [(work.level, work.holder) for work in open_works(case)] == [(1, head), (1, head)]
    assert by_name(case) == [("level2-central", False)]
    assert can(land.actor("level2-central"), WORK_CASE, case_state(case))
