"""The catalogue of figures: what each version counts, and that each row of it can be read."""

from __future__ import annotations

from workflows.figures.measure import ENOUGH
from workflows.reports.definitions import MEASURES, VERSIONS, balance, explained, measures_of, today
from workflows.reports.document import NOTHING, Total


def test_what_a_version_counts_is_settled() -> None:
    """A figure more, or another meaning, is a version more: see ``definitions``."""
    first = {
        *("pending_before", "received", "pending_again", "closed", "pending"),
        *("answered", "resolved", "rated", "satisfied"),
        *("escalated", "escalated_by_clock", "referred", "reopened", "reminded"),
    }
    limits = first | {"limited", "in_time"}
    counted = {version: {measure.key for measure in measures_of(version)} for version in VERSIONS}
    spam = limits | {"excused", "spam"}
    fair = spam | {"accepted", "no_objection", "danger_held", "danger_released"}
    apart = fair | {"answerable", "complaints_closed", "explained", "needs_said", "needs_met"}
    promises = apart | {"missed", "missed_inside"}
    assert counted == {
        1: first,
        2: first,
        3: limits,
        4: limits | {"excused"},
        5: spam,
        6: fair,
        7: apart,
        8: promises,
    } | dict.fromkeys((9, 10, 11), promises)


def test_each_figure_is_since_a_version_stands_once_and_is_explained_where_it_has_a_term() -> None:
    for version in VERSIONS:
        of_it = [measure.key for measure in measures_of(version)]
        assert len(of_it) == len(set(of_it))
        assert {measure.part_of for measure in measures_of(version)} - {""} <= set(of_it)
    assert {measure.since for measure in MEASURES} <= VERSIONS.keys()
    assert [measure.key for measure in MEASURES if bool(measure.term) != bool(measure.meaning)] == []


def test_the_parts_of_rates_are_explained_first_and_what_the_movement_lacks_apart() -> None:
    keys = [each.key for each in explained(today())]
    assert keys[:5] == ["answered", "resolved", "explained", "satisfied", "needs_met"]
    assert "pending_again" not in keys
    assert balance().key == "pending_again"


def test_a_change_of_few_is_not_told() -> None:
    def change(now: int, before: int | None) -> str:
        return Total(key="received", name="Received", now=now, before=before, least=ENOUGH).change

    assert change(45, 30) == "+50.0%"
    assert change(29, 30) == change(30, 29) == change(30, None) == change(30, 0) == NOTHING
    former = Total(key="received", name="Received", now=2, before=1)
    assert former.change == "+100.0%", "what is frozen by former definitions says what it said"
