"""The address of a number says which it is, and nonsense in one opens nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.http import QueryDict

from workflows.figures.measure import Condition
from workflows.figures.question import Period, Question
from workflows.saved_reports.opening import Opened, question_in, read_question
from workflows.versions.raw import Malformed

QUESTION = Question(
    measures=("received",),
    period=Period("", date(2026, 1, 1), date(2026, 7, 1)),
    rows=("governorate", "category"),
    column="kind",
    filters=(Condition("level", is_in=("1", "2"), negated=True),),
)


@pytest.mark.parametrize(
    "opened",
    [
        Opened(QUESTION, "received", ("irbid", "complaint.roads"), "complaint"),
        Opened(QUESTION, "received", ("", ""), "", "of"),
        Opened(QUESTION, "received", None, None),
        Opened(QUESTION, "received", ("irbid", "x&y=z"), None),
    ],
)
def test_what_is_written_is_read_again(opened: Opened) -> None:
    assert Opened.of_query(QueryDict(opened.as_query())) == opened
    assert Opened.of_json(QUESTION.as_json(), json.loads(json.dumps(opened.as_json()))) == opened


@pytest.mark.parametrize("written", ["", "{", "[]", "null", "1", "{}", '{"measures": 1}', "[" * 30_000, '{"a":"é"}'])
def test_nonsense_is_refused(written: str) -> None:
    with pytest.raises(Malformed):
        question_in(written)


@pytest.mark.parametrize(
    "condition",
    [
        {"column": "agency", "is_in": ["a\x00"]},
        {"column": "agency", "is_in": ["a" * 200]},
        {"column": "level", "is_in": ["99999999999999999999"]},
        {"column": "took", "at_least": 10**30},
    ],
)
def test_what_no_database_takes_is_refused(condition: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        question_in(json.dumps({"measures": ["received"], "period": {"named": "last_month"}, "filters": [condition]}))


@pytest.mark.parametrize("place", ["row=9999-12-31", "row=0001-01-01", "row=x", "row=%00"])
def test_no_day_is_beyond_the_calendar(place: str) -> None:
    asked = json.dumps({"measures": ["received"], "period": {"named": "last_month"}, "rows": ["week"]})
    with pytest.raises(Malformed):
        Opened.of_query(QueryDict(f"q={asked}&measure=received&{place}"))


def test_what_another_release_kept_is_no_question() -> None:
    assert read_question({"measures": ["received"], "by": "agency"}) is None
    assert read_question([]) is None
