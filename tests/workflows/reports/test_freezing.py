"""Every number of a month, against answers worked out by hand; and the same ones for ever after."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import standing_at
from portal.operations.verifying import everything
from tests.workflows.reports.october import (
    AGENCIES,
    CANARY,
    FORMER,
    NATIONAL,
    October,
    a_thousand_later_acts,
    at,
    october,
)
from tests.workflows.reports.shutting_out import shut_somebody_out
from workflows.cases.actions.staff import Decide
from workflows.cases.models import CaseEvent
from workflows.figures.models import Standing
from workflows.reports import services
from workflows.reports.definitions import today
from workflows.reports.document import figures
from workflows.reports.freezing import Counted, checksum, count, frozen_register, national_frozen
from workflows.reports.models import Snapshot
from workflows.reports.period import Period
from workflows.reports.services import take_snapshot

pytestmark = pytest.mark.django_db
OCTOBER = Period(2026, 10)


@pytest.fixture
def scene() -> October:
    return october()


def test_the_totals_are_those_worked_out_by_hand(scene: October) -> None:
    numbers = count(OCTOBER, OCTOBER.end).numbers
    assert numbers["national"] == NATIONAL
    assert numbers["former"] == FORMER


def test_what_is_pending_at_the_end_follows_from_the_movement(scene: October) -> None:
    national = count(OCTOBER, OCTOBER.end).numbers["national"]
    moved = national["pending_before"] + national["received"] + national["pending_again"] - national["closed"]
    assert moved == national["pending"]


def test_each_agency_has_its_own_and_a_sensitive_case_is_in_no_row(scene: October) -> None:
    numbers = count(OCTOBER, OCTOBER.end).numbers
    assert numbers["agencies"] == AGENCIES
    for table in ("agencies", "kinds", "channels"):
        sums: dict[str, int] = {}
        for row in numbers[table].values():
            for measure, number in row.items():
                sums[measure] = sums.get(measure, 0) + number
        assert sums == numbers["national"], table
    assert set(numbers["kinds"]) == {"complaint", "praise"}


def test_of_a_month_is_frozen_after_how_many_days_each_agency_answered(scene: October) -> None:
    days = count(OCTOBER, OCTOBER.end).numbers["answer_days"]
    assert days == {"moe": [[1, 1]], "moh": [[1, 1]]}
    for code, pairs in days.items():
        assert sum(number for _day, number in pairs) == AGENCIES[code]["answered"]
    later = count(OCTOBER, at(11, 3, 9)).numbers["answer_days"]
    assert later == days
    assert count(Period(2026), Period(2026).end).numbers["answer_days"] == {}


def test_of_a_month_is_frozen_how_many_each_agency_answered_by_the_promised_date(scene: October) -> None:
    assert count(OCTOBER, OCTOBER.end).numbers["answers_kept"] == {"moe": 1, "moh": 1}
    assert count(Period(2026), Period(2026).end).numbers["answers_kept"] == {}
    Standing.objects.filter(case__agency__code="moe").update(missed=1)
    assert count(OCTOBER, OCTOBER.end).numbers["answers_kept"] == {"moh": 1}


def test_an_answer_that_is_in_no_list_counts_with_the_longest(scene: October) -> None:
    """It was set apart between the end and the cut-off: the days tell nothing of that."""
    scene.staff("referred", at(11, 2), "officer-moe", Decide(outcome="explained", text="x"))
    shut_somebody_out(scene, "first_instant", at(11, 2))
    assert count(OCTOBER, at(11, 3, 9)).numbers["answer_days"]["moe"] == [[13, 2]]


def test_the_months_before_are_drawn_with_what_was_received_in_each(scene: October) -> None:
    months = dict(count(OCTOBER, OCTOBER.end).numbers["months"])
    assert (len(months), months["2026-09"], months["2026-10"]) == (12, 2, 6)


def test_an_answer_after_the_end_counts_at_a_later_cut_off_and_nothing_else_changes(scene: October) -> None:
    a_thousand_later_acts(scene)
    later = count(OCTOBER, at(11, 3, 9)).numbers["national"]
    changed = {measure: later[measure] for measure in later if later[measure] != NATIONAL[measure]}
    assert changed == {"answered": NATIONAL["answered"] + 3}
    assert later.keys() == NATIONAL.keys()


def test_a_period_that_goes_on_ends_at_its_cut_off(scene: October) -> None:
    national = count(OCTOBER, at(10, 13)).numbers["national"]
    assert (national["received"], national["pending"], national.get("escalated", 0)) == (4, 1, 0)


def test_a_thousand_later_acts_change_no_number_nor_the_checksum(scene: October) -> None:
    before = count(OCTOBER, OCTOBER.end)
    year = count(Period(2026), OCTOBER.end)
    assert a_thousand_later_acts(scene) >= 1000
    assert count(OCTOBER, OCTOBER.end) == before
    assert count(Period(2026), OCTOBER.end) == year
    assert Snapshot.objects.count() == 0
    with standing_at(at(12, 1)):
        snapshot = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    assert (snapshot.numbers, snapshot.checksum) == (before.numbers, before.checksum)


def test_more_requests_and_acts_cost_no_statement_more(
    scene: October, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with CaptureQueriesContext(connection) as few:
        count(OCTOBER, OCTOBER.end)
    for day in range(1, 25):
        scene.opens(f"more_{day}", at(10, day, 12))
    a_thousand_later_acts(scene)
    with django_assert_max_num_queries(len(few)):
        counted = count(OCTOBER, OCTOBER.end)
    assert counted.numbers["national"]["received"] == NATIONAL["received"] + 24


def test_a_snapshot_is_taken_once_audited_and_never_changed(scene: October) -> None:
    first = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=scene.land.actor("officer-central"))
    assert take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator) == first
    entry = AuditEntry.objects.get(subject="snapshot")
    assert (entry.subject_id, entry.data) == (first.pk, {"checksum": first.checksum})
    assert entry.sequence == first.audit_count + 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.update(numbers={})
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.all().delete()
    assert list(everything()) == []


def test_of_two_who_count_at_once_one_is_kept(scene: October, monkeypatch: pytest.MonkeyPatch) -> None:
    def count_while_another_does(period: Period, cut_off: datetime, **former: Any) -> Counted:
        monkeypatch.undo()
        take_snapshot(period=period, cut_off=cut_off, actor=scene.land.actor("officer-central"))
        return count(period, cut_off, **former)

    monkeypatch.setattr(services, "count", count_while_another_does)
    kept = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    assert kept == Snapshot.objects.get()
    assert kept.made_by == scene.land.people["officer-central"]
    assert AuditEntry.objects.filter(subject="snapshot").count() == 1


def test_verify_names_a_snapshot_whose_numbers_are_not_those_frozen(scene: October) -> None:
    snapshot = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    values: dict[str, Any] = {
        field.attname: getattr(snapshot, field.attname) for field in Snapshot._meta.concrete_fields
    }
    forged = values | {"id": None, "period": "2026-09", "numbers": {**snapshot.numbers, "national": {"received": 1}}}
    Snapshot.objects.create(**forged)
    found = list(everything())
    assert len(found) == 2
    assert "its numbers are not those frozen" in found[0]
    assert "its lists are not those frozen" in found[1]


def test_numbers_and_names_hold_no_word_of_a_person(scene: October) -> None:
    counted = count(OCTOBER, OCTOBER.end)
    said = f"{counted.numbers}{counted.names}"
    assert CANARY not in said
    assert "rights" not in said
    assert "integrity" not in said


def test_the_oldest_pending_are_named_and_no_sensitive_one(scene: October) -> None:
    oldest = count(OCTOBER, OCTOBER.end).numbers["oldest"]
    assert [row["number"] for row in oldest] == [scene.numbers[name] for name in ("left", "referred", "last_second")]
    left = oldest[0]
    assert (left["level"], left["last_act"], left["holder_id"]) == (2, "escalated", scene.land.people["level2-moh"].pk)


def outdated(scene: October) -> Snapshot:
    """October as it was frozen by the first definitions: with the sensitive two in all but the ordinary figures."""
    taken = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    values: dict[str, Any] = {field.attname: getattr(taken, field.attname) for field in Snapshot._meta.concrete_fields}
    ordinary = taken.numbers["national"]
    old = {**taken.numbers, "ordinary": ordinary, "national": {**ordinary, "received": 8}, "former": {"received": 2}}
    old["oldest"] = [{**row, "case_id": 1, "sensitive": False} for row in old["oldest"]]
    del old["apart"], old["lists"]
    snapshot = Snapshot(**values | {"id": None, "definitions": 1, "numbers": old})
    snapshot.checksum = checksum(snapshot)
    snapshot.save(force_insert=True)
    return snapshot


def test_numbers_of_former_definitions_stand_beside_those_of_today(scene: October) -> None:
    old = outdated(scene)
    assert take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator).definitions == today()
    assert sorted(Snapshot.objects.values_list("definitions", flat=True)) == [1, today()]
    assert Snapshot.objects.get(definitions=1).numbers == old.numbers
    assert list(everything()) == []


def test_of_numbers_of_former_definitions_only_the_ordinary_ones_are_shown(scene: October) -> None:
    told = figures(outdated(scene))
    assert (told["national"], told["former_rates"], told["months"], told["apart"]) == (NATIONAL, None, [], [])
    assert {total.before for total in told["totals"]} == {None}
    oldest = [scene.numbers[name] for name in ("left", "referred", "last_second")]
    assert [row.number for row in told["oldest"]] == oldest


def test_the_diary_says_since_when_somebody_was_shut_out(scene: October) -> None:
    before = count(OCTOBER, OCTOBER.end)
    shut_somebody_out(scene, "left", at(10, 19))
    assert scene.cases["left"].events.latest("number").data["guarded"] is True
    counted = count(OCTOBER, OCTOBER.end)
    assert counted.numbers["national"]["received"] == NATIONAL["received"] - 1
    assert scene.numbers["left"] not in str(counted.numbers)
    assert counted.register_rows == before.register_rows - 1
    shut_somebody_out(scene, "left", at(10, 20), yes=False)
    assert count(OCTOBER, OCTOBER.end).numbers["national"]["received"] == NATIONAL["received"]


def test_who_was_shut_out_after_the_month_changes_no_figure_of_it_and_no_file_frozen_before(scene: October) -> None:
    frozen = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    shut_somebody_out(scene, "left", at(11, 2))
    shut_somebody_out(scene, "content", at(11, 2))
    assert count(OCTOBER, OCTOBER.end).checksum == frozen.checksum
    assert len(frozen_register(frozen)) == frozen.register_rows
    later = count(OCTOBER, at(11, 3))
    assert later.numbers["national"] == NATIONAL
    assert later.register_rows == frozen.register_rows - 2
    november = count(Period(2026, 11), Period(2026, 11).end).numbers
    assert november["former"] == NATIONAL
    assert november["national"]["pending_before"] == NATIONAL["pending"]
    assert november["national"]["pending_again"] == -1  # the other one was closed


def test_what_lies_with_the_sensitive_unit_since_then_counts_in_the_complaints_units_row(scene: October) -> None:
    shut_somebody_out(scene, "first_instant", at(11, 2))
    moved = CaseEvent.objects.filter(case=scene.cases["first_instant"]).latest("number")
    moved.pk, moved.number, moved.at = None, moved.number + 1, at(11, 3)
    moved.agency, moved.verb = scene.land.agencies["rights"], "referred"
    moved.save(force_insert=True)
    numbers = count(OCTOBER, at(11, 4)).numbers
    assert set(numbers["agencies"]) == {"moh", "moe", "central"}
    assert numbers["agencies"]["central"] == {"received": 1, "answerable": 1, "answered": 1}
    assert sum(row.get("received", 0) for row in numbers["agencies"].values()) == numbers["national"]["received"]


def test_a_former_month_that_is_frozen_is_not_counted_again_and_says_the_same(
    scene: October, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does a number stand on one that somebody has changed."""
    november = Period(2026, 11)
    shut_somebody_out(scene, "content", at(11, 2))
    counted = count(november, november.end)
    take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    asked: list[Any] = []

    def watched(period: Period, cut_off: datetime, *, former: Any) -> Counted:
        asked.append(former)
        return count(period, cut_off, former=former)

    monkeypatch.setattr(services, "count", watched)
    with standing_at(at(12, 1)):
        assert take_snapshot(period=november, cut_off=november.end, actor=Actor.operator).checksum == counted.checksum
    assert asked == [NATIONAL]
    later = at(11, 3)  # October's cut-off would be another
    with standing_at(at(12, 1)):
        take_snapshot(period=OCTOBER, cut_off=later, actor=Actor.operator)
    assert asked == [NATIONAL, None]


def test_a_frozen_number_that_was_changed_is_counted_again(scene: October) -> None:
    taken = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    assert national_frozen(OCTOBER, OCTOBER.end) == NATIONAL
    values: dict[str, Any] = {field.attname: getattr(taken, field.attname) for field in Snapshot._meta.concrete_fields}
    forged = {**taken.numbers, "national": {"received": 1}}
    Snapshot.objects.create(**values | {"id": None, "period": "2026-09", "cut_off": at(10, 1), "numbers": forged})
    assert national_frozen(Period(2026, 9), at(10, 1)) is None
