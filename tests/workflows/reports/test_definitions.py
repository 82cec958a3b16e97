"""The catalogue of figures: what each version counts, and that each row of it can be read."""

from __future__ import annotations

from workflows.reports.definitions import MEASURES, VERSIONS, balance, explained, measures_of, today


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
    assert counted == {1: first, 2: first, 3: limits, 4: limits | {"excused"}, 5: spam, 6: fair}
    assert len(MEASURES) == len(first) + 8


def test_each_figure_is_since_a_version_stands_once_and_is_explained_where_it_has_a_term() -> None:
    keys = [measure.key for measure in MEASURES]
    assert len(keys) == len(set(keys))
    assert {measure.since for measure in MEASURES} <= VERSIONS.keys()
    assert {measure.part_of for measure in MEASURES} - {""} <= set(keys)
    assert [measure.key for measure in MEASURES if bool(measure.term) != bool(measure.meaning)] == []


def test_the_parts_of_rates_are_explained_first_and_what_the_movement_lacks_apart() -> None:
    keys = [each.key for each in explained(today())]
    assert keys[:3] == ["answered", "resolved", "satisfied"]
    assert "pending_again" not in keys
    assert balance().key == "pending_again"
