"""Automatic acts are done after the commit, once, tried again with growing waits, and the case goes on either way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from permissions.actors import Actor
from permissions.now import now, standing_at
from tests.scenes import Country, country, file_case, publish_one
from tests.workflows.services.serving import at_act, call_of, served, told
from workflows.cases.actions import GiveUp, Proceed, Serve, Withdraw
from workflows.cases.change import Change
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Track, Work
from workflows.cases.rules import Rules
from workflows.cases.sealing import open_process
from workflows.outbox.models import ServiceCall
from workflows.processes import automatic
from workflows.processes.publishable import PROCESSES
from workflows.services.called import calls, shown, try_again
from workflows.services.doing import LEASE, WAITS, do_waiting, is_waiting
from workflows.services.service import Call, NotServed, Service
from workflows.trial.lives import Lives
from workflows.trial.retrace import is_as_it_was, retrace

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)


class Machine(Service):
    """Somebody else's machine that answers, or does not."""

    name, title = "machine", "Machine"
    reasons = {"away": "It is away."}

    def __init__(self) -> None:
        self.called: list[Call] = []
        self.away = False

    def outside(self, call: Call) -> None:
        assert not connection.in_atomic_block or len(connection.savepoint_ids) == 0, "in no transaction of ours"
        self.called.append(call)
        if self.away:
            raise NotServed("away")


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def machine() -> Iterator[Machine]:
    found = Machine()
    automatic.register(found)
    yield found
    automatic.forget("machine")


def open_steps(case: Case) -> list[str]:
    return list(Work.objects.filter(case=case, done_at=None).values_list("step", flat=True))


def test_nothing_is_done_before_the_commit_and_once_after_it(land: Country, machine: Machine) -> None:
    case = at_act("machine")
    assert (machine.called, open_steps(case)) == ([], ["answer"]), "what nothing waits for holds up nobody"
    assert (do_waiting(), do_waiting(), is_waiting()) == (1, 0, False)
    (call,) = machine.called
    event = case.events.get(number=2)
    assert (call.event, call.tracking, call.step, call.at) == (event.pk, case.tracking, "act", event.at)
    last = case.events.latest("number")
    assert (last.verb, last.actor_kind, last.data["service"], last.data["at_step"]) == (
        *("served", "clock", "machine"),
        "act",
    )
    assert call_of(case).done_at is not None
    assert list(inconsistencies()) == []


def test_a_call_that_is_over_is_not_taken_once_more(land: Country, machine: Machine) -> None:
    case = at_act("machine", awaited=True)
    call = call_of(case)
    do_waiting()
    with pytest.raises(NotPossible):
        apply(case.pk, Serve(call_id=call.pk), actor=Actor.clock)
    other = file_case(agency="moe")
    with pytest.raises(NotPossible):
        apply(other.pk, Serve(call_id=call.pk), actor=Actor.clock)


def test_a_step_waits_for_its_act_with_nobody_and_then_goes_on(land: Country, machine: Machine) -> None:
    case = at_act("machine", awaited=True)
    work = Work.objects.get(case=case, done_at=None)
    assert (work.step, work.waits, work.holder_id, case.due, case.status) == ("act", True, None, None, "in_progress")
    assert list(inconsistencies()) == []
    do_waiting()
    assert open_steps(case) == ["answer"]
    assert case.events.latest("number").data["left"] == ["", "act", "done"]
    assert list(inconsistencies()) == []


def test_what_fails_is_tried_again_ever_later_and_then_the_case_goes_on(land: Country, machine: Machine) -> None:
    machine.away = True
    with standing_at(SUNDAY):
        case = at_act("machine", awaited=True)
    at = SUNDAY
    for wait in WAITS:
        with standing_at(at):
            assert do_waiting() == 0
            assert call_of(case).available_at == at + wait
            assert not is_waiting()
        at += wait
    assert [each.available_at for each in ServiceCall.objects.filter(failed_at=None)] == [at]
    with standing_at(at):
        do_waiting()
    assert len(machine.called) == len(WAITS) + 1
    assert len({each.key for each in machine.called}) == 1, "each try by the same key"
    last = case.events.latest("number")
    assert (last.verb, last.data["why"], last.data["left"]) == ("not_served", "away", ["", "act", "failed"])
    assert Work.objects.get(case=case, done_at=None).agency.code == "central"
    assert shown(calls(state="failed").get()).reason == "It is away."
    assert list(inconsistencies()) == []


@pytest.mark.parametrize("awaited", [True, False])
def test_an_owner_says_how_often_it_is_tried_and_how_long_after_one_another(
    land: Country, machine: Machine, awaited: bool
) -> None:
    machine.away = True
    process = served("machine", awaited=awaited)
    next(step for step in process["steps"] if step["key"] == "act")["retry"] = {"tries": 3, "minutes": 90}
    publish_one("process", "complaint", process)
    with standing_at(SUNDAY):
        case = told()
    for number in range(3):
        assert call_of(case).failed_at is None
        at = SUNDAY + timedelta(minutes=90 * number)
        with standing_at(at):
            assert is_waiting()
            do_waiting()
        assert len(machine.called) == number + 1
    assert call_of(case).failed_at == at
    assert list(inconsistencies()) == []
    # Asked for anew by a person, it has as many tries once more.
    assert try_again(call_of(case).pk, actor=Actor.staff(land.people["officer-moh"].pk))
    with standing_at(now() + timedelta(minutes=1)):
        do_waiting()
    assert (call_of(case).failed_at, call_of(case).attempts) == (None, 1)


def test_one_that_was_given_up_is_done_by_hand_and_the_case_stays_where_it_went(
    land: Country, machine: Machine
) -> None:
    machine.away = True
    case = at_act("machine", awaited=True)
    given_up(case)
    machine.away = False
    stood = open_steps(case)
    assert try_again(call_of(case).pk, actor=Actor.staff(land.people["officer-moh"].pk))
    assert not try_again(call_of(case).pk, actor=Actor.staff(land.people["officer-moh"].pk))
    assert do_waiting() == 1
    assert open_steps(case) == stood
    assert (case.events.latest("number").verb, "left" in case.events.latest("number").data) == ("served", False)
    assert list(inconsistencies()) == []


def given_up(case: Case) -> None:
    """Try until it is given up."""
    for number in range(len(WAITS) + 1):
        with standing_at(now() + timedelta(hours=5 * (number + 1))):
            do_waiting()
    assert call_of(case).failed_at is not None


def test_what_nobody_waits_for_any_more_is_not_done_afterwards(land: Country, machine: Machine) -> None:
    case = at_act("machine", awaited=True)
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    do_waiting()
    call = call_of(case)
    assert (machine.called, call.problem, call.failed_at is not None) == ([], "over", True)
    assert not try_again(call.pk, actor=Actor.clock)
    assert list(inconsistencies()) == []


def test_what_is_withdrawn_while_others_are_done_is_done_neither_outside_nor_to_the_case(
    land: Country, monkeypatch: Any
) -> None:
    class Both(Machine):
        def decide(self, change: Change, call: ServiceCall, rules: Rules) -> None:
            change.case.subject = "done"

    both = Both()
    automatic.register(both)
    try:
        own, next_one = at_act("machine", awaited=True), told()
        heard = both.outside

        def withdraws(call: Call) -> None:
            heard(call)
            for each in (own, next_one):
                apply(each.pk, Withdraw(), actor=Actor.citizen(each.pk))

        monkeypatch.setattr(both, "outside", withdraws)
        assert do_waiting() == 0
        with standing_at(now() + 2 * LEASE):
            assert do_waiting() == 0
    finally:
        automatic.forget("machine")
    assert [call.tracking for call in both.called] == [own.tracking]
    for case in (own, next_one):
        assert (call_of(case).problem, Case.objects.get(pk=case.pk).subject) == ("over", case.subject)
    assert list(inconsistencies()) == []


def test_of_a_sensitive_request_no_machine_is_told(land: Country, machine: Machine) -> None:
    process = served("machine", kind="integrity")
    with translation.override("en"):
        assert list(open_process(process)) == [
            "The step “Step act” tells another machine. Of a sensitive request none is told."
        ]
    assert list(open_process(served("priority", kind="integrity", priority="urgent"))) == []
    case = at_act("machine")
    Case.objects.update(track=Track.SENSITIVE)
    assert do_waiting() == 0
    assert (machine.called, call_of(case).problem) == ([], "sealed")
    with translation.override("en"):
        assert shown(calls().get()).reason == "The request is a sensitive one: no other machine is told of it."


def test_an_act_that_a_release_has_no_more_fails_with_its_reason_and_can_be_done_once_it_is_back(
    land: Country, machine: Machine
) -> None:
    case = at_act("machine", awaited=True)
    automatic.forget("machine")
    do_waiting()
    assert call_of(case).problem == "unknown"
    with translation.override("en"):
        assert shown(calls().get()).reason == "This release has no such automatic act."
    given_up(case)
    assert open_steps(case) != ["act"]
    automatic.register(machine)
    assert try_again(call_of(case).pk, actor=Actor.clock)
    assert do_waiting() == 1


def test_a_fault_of_ours_holds_up_no_other(land: Country, machine: Machine, monkeypatch: Any) -> None:
    first, second = at_act("machine"), told()
    whole = machine.outside

    def breaks(call: Call) -> None:
        if call.tracking == first.tracking:
            raise ZeroDivisionError
        whole(call)

    monkeypatch.setattr(machine, "outside", breaks)
    assert do_waiting() == 1
    assert (call_of(first).problem, call_of(second).done_at is not None) == ("fault", True)


def test_one_that_cannot_even_be_given_up_holds_up_no_other_and_stays(
    land: Country, machine: Machine, monkeypatch: Any
) -> None:
    def breaks(*_given: Any) -> None:
        raise ZeroDivisionError

    machine.away = True
    case = at_act("machine", awaited=True)
    ServiceCall.objects.update(attempts=len(WAITS))
    monkeypatch.setattr(GiveUp, "decide", breaks)
    assert do_waiting() == 0
    call = call_of(case)
    assert (call.failed_at, call.problem, open_steps(case)) == (None, "away", ["act"])


def test_a_pass_begins_nothing_more_when_its_time_is_over(land: Country, machine: Machine) -> None:
    at_act("machine")
    assert do_waiting(seconds=-1) == 0
    assert (machine.called, is_waiting()) == ([], True)


def test_what_is_decided_and_cannot_be_leaves_nothing_behind(land: Country) -> None:
    class Torn(Service):
        name, title = "torn", "Torn"

        def decide(self, change: Change, call: ServiceCall, rules: Rules) -> None:
            change.case.subject = "torn"
            raise NotServed("no")

    automatic.register(Torn())
    try:
        case = at_act("torn")
        events = case.events.count()
        do_waiting()
    finally:
        automatic.forget("torn")
    assert (Case.objects.get(pk=case.pk).subject, case.events.count()) == (case.subject, events)


def test_a_process_may_begin_with_an_act(land: Country, machine: Machine) -> None:
    publish_one("process", "complaint", served("machine", awaited=True, start=True))
    case = file_case(agency="moh")
    assert open_steps(case) == ["act"]
    do_waiting()
    assert open_steps(case) == ["handle"]
    assert list(inconsistencies()) == []


def test_the_act_costs_the_one_who_acts_two_statements_more(land: Country, machine: Machine) -> None:
    publish_one("process", "complaint", served("machine"))
    for _warm in range(2):
        case = file_case(agency="moh")
        holder = Work.objects.get(case=case).holder_id or 0
        with CaptureQueriesContext(connection) as asked:
            apply(case.pk, Proceed(outcome="tell"), actor=Actor.staff(holder))
    spoken = [each["sql"] for each in asked if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(spoken) <= 35
    assert len([sql for sql in spoken if "workflows_servicecall" in sql]) == 1


def test_doing_one_act_takes_at_most_35_statements(land: Country, machine: Machine) -> None:
    for _warm in range(2):
        at_act("machine", awaited=True)
        with CaptureQueriesContext(connection) as asked:
            assert do_waiting() == 1
    assert len([each for each in asked if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= 35 + 6


def test_a_trial_takes_what_came_of_it_and_calls_nobody(land: Country, machine: Machine) -> None:
    case = at_act("machine", awaited=True)
    do_waiting()
    before, process = len(machine.called), PROCESSES.of(case.process_version)
    (lived,) = Lives(process).of([case.pk])
    assert lived.life is not None
    road = retrace(process, lived.life)
    assert is_as_it_was(road, lived.life)
    assert [step for move in road.moves for step in move.trail][-2:] == ["act", "answer"]
    assert len(machine.called) == before
