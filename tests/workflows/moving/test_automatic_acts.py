"""A case that waits for an automatic act waits for that of the version to which it is moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.scenes import Country, country
from tests.workflows.moving.plans_made import carried_out, planned, publish_changed, renaming, stands, taken_back
from tests.workflows.services.serving import ADDRESS, at_act
from tests.workflows.trial.past_lives import steps
from workflows.cases.consistency import inconsistencies
from workflows.cases.models import Case, Work
from workflows.outbox.models import ServiceCall
from workflows.services.called import may_try_again, shown
from workflows.services.doing import do_waiting
from workflows.services.service import NotServed
from workflows.services.web.service import CallAddress

pytestmark = pytest.mark.django_db
ELSEWHERE = "https://api.example.org/other"


@pytest.fixture(autouse=True)
def land(settings: Any) -> Iterator[Country]:
    settings.SERVICE_HOSTS, settings.SERVICE_SECRET = ["api.example.org"], "a-secret"
    yield country()
    assert list(inconsistencies()) == []


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were called; one of them is dead."""
    found: list[str] = []

    def outside(_self: Any, call: Any) -> None:
        found.append(call.values["address"])
        if call.values["address"] == ADDRESS:
            raise NotServed("away")

    monkeypatch.setattr(CallAddress, "outside", outside)
    return found


def waiting() -> Case:
    return at_act("web", awaited=True, address=ADDRESS)


def calls_of(case: Case) -> list[ServiceCall]:
    return list(ServiceCall.objects.filter(case=case).select_related("case__process_version").order_by("pk"))


def with_address(raw: Any) -> None:
    steps(raw)["act"]["values"] = {"address": ELSEWHERE}


def test_a_dead_address_that_was_mended_is_called_no_more(called: list[str]) -> None:
    case = waiting()
    do_waiting()
    carried_out(planned(publish_changed(with_address)))
    former, new = calls_of(case)
    assert (former.problem, former.failed_at is not None, may_try_again(former)) == ("over", True, False)
    assert (new.values, new.work_id) == ({"address": ELSEWHERE}, Work.objects.get(case=case, done_at=None).pk)
    do_waiting()
    assert called == [ADDRESS, ELSEWHERE]
    assert stands(case) == {("", "answer")}


def test_another_act_is_done_instead_and_taken_back_the_former_again() -> None:
    case = waiting()

    def priority(raw: Any) -> None:
        steps(raw)["act"].update(action="priority", values={"priority": "urgent"})
        steps(raw)["act"]["name"] = {"ar": "الأولوية", "en": "Priority"}

    plan = planned(publish_changed(priority))
    carried_out(plan)
    assert [each.service for each in calls_of(case) if each.failed_at is None] == ["priority"]
    former, new = map(shown, calls_of(case))
    assert (former.step, new.step) == ("خطوة act", "الأولوية")
    taken_back(plan)
    assert [each.service for each in calls_of(case) if each.failed_at is None] == ["web"]


def test_the_same_act_under_another_name_is_asked_for_once() -> None:
    case = waiting()

    carried_out(planned(publish_changed(renaming({"act": "call"})), pairs={"act": "call"}))
    (call,) = calls_of(case)
    assert (call.failed_at, stands(case), shown(call).step) == (None, {("", "call")}, "خطوة act")


def test_verify_sees_a_case_that_waits_for_nothing() -> None:
    case = waiting()
    ServiceCall.objects.update(done_at=case.opened_at)
    assert [each for each in inconsistencies() if "0 automatic acts wait instead of one" in each]
    ServiceCall.objects.update(done_at=None)
