"""Where a case arrives: its table is asked once in a move, and the kind's ladder is the one that it began with."""

from __future__ import annotations

from typing import Any

import pytest

from permissions.actors import Actor
from tests.scenes import LADDER, Country, country, file_case, publish_one
from workflows.cases import steps
from workflows.cases.actions import Proceed
from workflows.cases.lifecycle import apply
from workflows.cases.models import RequestKind, Work
from workflows.routing.decide import route
from workflows.versions.errors import NotPublishable
from workflows.versions.models import Version
from workflows.versions.services import draft, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def _named(key: str, **rest: Any) -> dict[str, Any]:
    return {"key": key, "name": {"ar": f"خطوة {key}", "en": f"Step {key}"}, **rest}


def _task(key: str, following: str, **rest: Any) -> dict[str, Any]:
    on = {"key": "done", "next": following, "effect": "proceed"}
    return _named(key, type="task", status="in_progress", performer={"agency": "@routed"}, outcomes=[on], **rest)


def process(*inner: dict[str, Any]) -> dict[str, Any]:
    """A process that goes through these steps in their order, the first being where it starts."""
    end = _named("closed", type="end", result="noted")
    name = {"ar": "خطوات", "en": "Steps"}
    return {"format": 2, "name": name, "start": inner[0]["key"], "steps": [*inner, end]}


def test_a_process_that_routes_twice_on_its_way_asks_the_table_once(
    land: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(*given: Any, **further: Any) -> Any:
        asked.append("table")
        return route(*given, **further)

    monkeypatch.setattr(steps, "route", counted)
    find = [_named(key, type="route", found=to, not_found=to) for key, to in (("find", "again"), ("again", "handle"))]
    publish_one("process", "complaint", process(*find, _task("handle", "closed")))
    case = file_case()
    assert (asked, case.agency.code) == (["table"], "moh")


@pytest.mark.parametrize("own", ["", "own"])
def test_a_step_with_a_ladder_of_its_own_is_not_the_one_that_the_case_began_with(land: Country, own: str) -> None:
    publish_one("ladder", "own", LADDER)
    publish_one("process", "complaint", process(_task("read", "handle", ladder=own), _task("handle", "closed")))
    case = file_case()
    apply(case.pk, Proceed(outcome="done", text="قرأنا"), actor=land.actor("officer-moh"))
    assert list(Work.objects.filter(case=case).order_by("pk").values_list("ladder", flat=True)) == [own, "default"]


def test_a_later_step_stays_on_the_ladder_that_the_case_began_with(land: Country) -> None:
    publish_one("ladder", "newer", LADDER)
    publish_one("process", "complaint", process(_task("read", "handle"), _task("handle", "closed")))
    case = file_case()
    RequestKind.objects.filter(code="complaint").update(ladder="newer")
    apply(case.pk, Proceed(outcome="done", text="قرأنا"), actor=land.actor("officer-moh"))
    assert list(Work.objects.filter(case=case).values_list("ladder", flat=True)) == ["default", "default"]


def test_what_was_published_with_a_group_of_no_conditions_still_takes_cases_and_is_not_published_anew(
    land: Country,
) -> None:
    ask = _named("ask", type="decision", branches=[{"when": {"all": []}, "next": "handle"}], default="closed")
    former = draft(
        subject="process", key="complaint", definition=process(ask, _task("handle", "closed")), actor=Actor.operator
    )
    Version.objects.filter(subject="process", key="complaint", status="published").update(status="retired")
    Version.objects.filter(pk=former.pk).update(status="published")
    case = file_case()
    assert (case.process_version_id, Work.objects.get(case=case).step) == (former.pk, "handle")
    again = draft(subject="process", key="complaint", definition=former.definition, actor=Actor.operator)
    with pytest.raises(NotPublishable) as refused:
        publish(again.pk, actor=Actor.operator)
    assert len(refused.value.problems) == 1
