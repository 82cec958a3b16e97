"""Quarters, half-years and years of agencies: opened with the last of their months, once, from what is frozen."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from permissions.agencies.models import Agency
from tests.workflows.open_figures.opened import frozen, opened
from workflows.open_figures import opening_blocks
from workflows.open_figures.models import OpenBlock, OpenPeriod
from workflows.open_figures.selectors import blocks_of, open_blocks
from workflows.open_figures.telling import DAYS, PAIRS
from workflows.reports.definitions import handed_out
from workflows.reports.models import Snapshot

pytestmark = pytest.mark.django_db
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
BIG = [f"big{number}" for number in range(4)]
SMALL = [f"small{number:02d}" for number in range(30)]


@pytest.fixture(autouse=True)
def agencies() -> None:
    Agency.objects.bulk_create([Agency(code=code, name={"en": code}) for code in (*BIG, *SMALL)])


def counted(month: str, agencies: Iterable[str] = (*BIG, *SMALL)) -> dict[str, Any]:
    """Four large agencies, fifteen with few requests a month and fifteen with next to none."""
    draw = Random(month)  # noqa: S311 - the same months in every run
    rows: dict[str, dict[str, int]] = {}
    for code in agencies:
        row = rows[code] = {}
        for whole, part in PAIRS:
            row[whole] = draw.randrange(60, 90) if code in BIG else draw.randrange(5 if code in SMALL[:15] else 3)
            row[part] = sum(draw.random() < 0.6 for _ in range(row[whole]))
    country = {figure: sum(row[figure] for row in rows.values()) for pair in PAIRS for figure in pair}
    return {"national": country, "agencies": rows, "kinds": {}}


def opened_all(months: Iterable[str]) -> None:
    for month in months:
        opened(month, counted=counted(month))


def sums(months: Iterable[str], code: str, figure: str) -> int:
    return sum(counted(month)["agencies"][code][figure] for month in months)


def test_a_quarter_is_opened_with_its_last_month_and_says_the_sums_of_its_months() -> None:
    opened_all(MONTHS[:2])
    assert not OpenBlock.objects.exists()
    opened_all(MONTHS[2:3])
    [quarter] = open_blocks()
    assert quarter.name == "2025-Q1"
    found = 0
    for code, figures in quarter.told.items():
        for figure, number in figures.items():
            assert number in (None, sums(MONTHS[:3], code, figure))
            found += number is not None
    assert found > 20


def test_in_a_year_nothing_is_told_of_an_agency_twice() -> None:
    opened_all(MONTHS)
    assert {each.name for each in OpenBlock.objects.all()} == {
        *("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2025-H1", "2025-H2", "2025")
    }
    told: dict[tuple[str, str, str], list[str]] = {}
    for period in OpenPeriod.objects.all():
        for code, figures in period.told["tables"]["agencies"].items():
            for whole, _part in PAIRS:
                if figures[whole] is not None:
                    told.setdefault((code, whole, period.period), []).append(period.period)
    for block in OpenBlock.objects.all():
        for code, figures in block.told.items():
            for whole, _part in PAIRS:
                if figures.get(whole) is not None:
                    for month in block.block.months:
                        told.setdefault((code, whole, month.name), []).append(block.name)
    assert [spans for spans in told.values() if len(spans) > 1] == []
    assert {spans[0] for spans in told.values()} >= {"2025-01", "2025-Q1", "2025-H1"}


def test_months_may_be_opened_in_any_order() -> None:
    opened_all(reversed(MONTHS[:6]))
    assert sorted(OpenBlock.objects.values_list("name", flat=True)) == ["2025-H1", "2025-Q1", "2025-Q2"]


def test_a_month_that_was_counted_anew_changes_no_block() -> None:
    opened_all(MONTHS[:2])
    later = frozen("2025-11", counted=counted("2025-12"))
    values = {field.attname: getattr(later, field.attname) for field in Snapshot._meta.concrete_fields}
    del values["id"]
    Snapshot.objects.create(**values | {"period": MONTHS[0], "cut_off": later.cut_off})
    opened_all(MONTHS[2:3])
    [quarter] = open_blocks()
    for code, figures in quarter.told.items():
        assert figures.get("received") in (None, sums(MONTHS[:3], code, "received"))


def test_what_is_told_of_a_block_never_changes() -> None:
    opened_all(MONTHS[:3])
    with pytest.raises(IntegrityError), transaction.atomic():
        OpenBlock.objects.update(told={})
    with pytest.raises(IntegrityError), transaction.atomic():
        OpenBlock.objects.get().delete()


def test_an_agency_that_was_merged_within_a_block_has_no_row_and_its_heir_has() -> None:
    """That it had nothing afterwards is known: so its months could be reckoned from a sum."""
    opened_all(MONTHS[:2])
    merged, heir = SMALL[3], SMALL[4]
    Agency.objects.filter(code=merged).update(active=False, heir=Agency.objects.get(code=heir))
    opened_all(MONTHS[2:3])
    [quarter] = OpenBlock.objects.all()
    assert merged not in quarter.told
    assert heir in quarter.told
    assert blocks_of(merged) == []


def test_an_agency_that_began_within_a_block_has_no_row() -> None:
    for month in MONTHS[:2]:
        opened(month, counted=counted(month, [*BIG, *SMALL[1:]]))
    opened_all(MONTHS[2:3])
    [quarter] = OpenBlock.objects.all()
    assert SMALL[0] not in quarter.told
    assert SMALL[1] in quarter.told


def test_a_month_of_the_former_rule_completes_no_block() -> None:
    former = frozen(MONTHS[0], counted=counted(MONTHS[0]))
    told: dict[str, Any] = {"country": {}, "tables": {"agencies": {}}}
    OpenPeriod.objects.create(
        kind="monthly", period=MONTHS[0], snapshot=former, told=told, names={"agencies": {}}, opened_at=former.cut_off
    )
    opened_all(MONTHS[1:6])
    assert [each.name for each in OpenBlock.objects.all()] == ["2025-Q2"]


def test_months_counted_by_different_definitions_complete_no_block() -> None:
    former = sorted(handed_out())[-2]
    opened(MONTHS[0], counted=counted(MONTHS[0]), definitions=former)
    opened_all(MONTHS[1:6])
    assert [each.name for each in OpenBlock.objects.all()] == ["2025-Q2"]


def test_small_figures_are_in_no_block() -> None:
    opened_all(MONTHS[:6])
    numbers = [number for block in OpenBlock.objects.all() for row in block.told.values() for number in row.values()]
    assert all(number is None or number >= 5 for number in numbers)


def test_usual_days_of_a_block_are_of_all_its_months_and_short_enough_for_each() -> None:
    """Each has twelve requests and six answers: the last of these was half of all."""
    for month, small, long in ((MONTHS[0], 2, 4), (MONTHS[1], 9, 11), (MONTHS[2], 3, 5)):
        rows = {code: {"received": 80, "answered": 40} for code in BIG} | {
            code: {"received": 4, "answered": 2} for code in SMALL
        }
        country = {figure: sum(row[figure] for row in rows.values()) for figure in ("received", "answered")}
        days = {code: [[long if code in SMALL[:15] else small, row["answered"]]] for code, row in rows.items()}
        opened(month, counted={"national": country, "agencies": rows, "kinds": {}, "answer_days": days})
    [quarter] = OpenBlock.objects.all()
    told = {code for code, row in quarter.told.items() if row.get("answered") is not None}
    assert told & set(SMALL[:15])
    assert told & set(SMALL[15:])
    assert {code: row[DAYS] for code, row in quarter.told.items() if DAYS in row} == dict.fromkeys(
        told & set(SMALL[15:]), 9
    )


def test_what_came_by_the_promised_date_is_counted_over_all_months_of_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, int]] = []
    monkeypatch.setattr(opening_blocks, "tell_kept", lambda _rows, kept: told.append(dict(kept)))
    for place, month in enumerate(MONTHS[:6]):
        opened(month, counted=counted(month) | {"answers_kept": {BIG[0]: 7 + place}})
    assert told == [{BIG[0]: 7 + 8 + 9}, {BIG[0]: 10 + 11 + 12}, {BIG[0]: 57}]


def test_a_month_that_was_counted_anew_changes_no_usual_days() -> None:
    rows = counted(MONTHS[0])
    opened(MONTHS[0], counted=rows | {"answer_days": {BIG[0]: [[3, rows["agencies"][BIG[0]]["answered"]]]}})
    later = frozen("2025-11", counted=rows | {"answer_days": {BIG[0]: [[8, rows["agencies"][BIG[0]]["answered"]]]}})
    values = {field.attname: getattr(later, field.attname) for field in Snapshot._meta.concrete_fields}
    Snapshot.objects.create(**values | {"id": None, "period": MONTHS[0]})
    told = OpenPeriod.objects.get().told["tables"]["agencies"][BIG[0]]
    assert told[DAYS] == 3
