"""Months and years begin at 00:00 in Amman, and the cut-off never moves once it has settled."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from workflows.reports.period import NotReportable, Period, containing, cut_off_for, down_to, parse

NOW = datetime(2026, 11, 25, 9, 30, 20, tzinfo=UTC)


def test_a_month_begins_and_ends_at_midnight_in_amman() -> None:
    october = parse("monthly", "2026-10")
    assert (october.start, october.end) == (
        datetime(2026, 9, 30, 21, tzinfo=UTC),
        datetime(2026, 10, 31, 21, tzinfo=UTC),
    )
    assert (october.first_day, october.last_day) == (date(2026, 10, 1), date(2026, 10, 31))


def test_winter_time_of_former_years_is_known() -> None:
    assert parse("monthly", "2021-01").start == datetime(2020, 12, 31, 22, tzinfo=UTC)
    assert parse("monthly", "2021-07").start == datetime(2021, 6, 30, 21, tzinfo=UTC)


def test_former_and_following_cross_the_year() -> None:
    assert (Period(2026, 1).former, Period(2026, 12).following) == (Period(2025, 12), Period(2027, 1))
    assert (Period(2026).former, Period(2026).end) == (Period(2025), Period(2027).start)


def test_twelve_months_end_with_the_reported_one() -> None:
    names = [month.name for month in Period(2026, 3).months()]
    assert (names[0], names[-1], len(names)) == ("2025-04", "2026-03", 12)
    assert [month.name for month in Period(2026).months()][::11] == ["2026-01", "2026-12"]


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("monthly", "2026-13"),
        ("monthly", "2026-00"),
        ("monthly", "2026-1"),
        ("monthly", "2026"),
        ("monthly", "October"),
        ("monthly", "٢٠٢٦-١٠"),
        ("yearly", "2026-10"),
        ("yearly", "26"),
        ("yearly", "1999"),
        ("yearly", "9999"),
        ("weekly", "2026"),
    ],
)
def test_what_is_no_period_is_refused_with_a_sentence(kind: str, written: str) -> None:
    with pytest.raises(NotReportable, match=r"period|monthly or yearly"):
        parse(kind, written)


def test_the_cut_off_of_a_period_that_is_over_is_its_end_whenever_it_is_asked() -> None:
    october = Period(2026, 10)
    assert cut_off_for(october, now=NOW) == cut_off_for(october, now=NOW + timedelta(days=400)) == october.end


def test_a_period_that_goes_on_is_cut_off_a_minute_ago() -> None:
    assert cut_off_for(Period(2026, 11), now=NOW) == datetime(2026, 11, 25, 9, 29, tzinfo=UTC)


def test_a_chosen_cut_off_may_lie_after_the_end() -> None:
    chosen = datetime(2026, 11, 3, 9, tzinfo=UTC)
    assert cut_off_for(Period(2026, 10), now=NOW, chosen=chosen) == chosen


@pytest.mark.parametrize(
    ("period", "chosen"),
    [
        (Period(2026, 12), None),
        (Period(2026, 10), NOW),
        (Period(2026, 10), NOW + timedelta(days=1)),
        (Period(2026, 10), Period(2026, 10).start),
        (Period(2026, 10), datetime(2026, 9, 1, tzinfo=UTC)),
    ],
)
def test_what_has_not_settled_or_not_begun_is_refused(period: Period, chosen: datetime | None) -> None:
    with pytest.raises(NotReportable):
        cut_off_for(period, now=NOW, chosen=chosen)


def test_an_instant_lies_in_the_month_of_the_capital() -> None:
    last_minute = datetime(2026, 10, 31, 20, 59, tzinfo=UTC)
    assert containing("monthly", last_minute) == Period(2026, 10)
    assert containing("monthly", last_minute + timedelta(minutes=1)) == Period(2026, 11)
    assert list(down_to(Period(2025, 12), Period(2026, 2))) == [Period(2026, 2), Period(2026, 1), Period(2025, 12)]
