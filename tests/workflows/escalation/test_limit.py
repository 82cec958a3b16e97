"""Each sentence of the check of an overall limit, and that a whole one can be published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from tests.scenes import country, publish_one
from tests.workflows.clock.november import LIMIT
from workflows.calendars.working_time import Duration
from workflows.escalation.definition import Warned
from workflows.escalation.limit import Passed, check_limit, choose_limit, parse
from workflows.versions.errors import NotPublishable
from workflows.versions.raw import Malformed


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def check(**changes: Any) -> list[str]:
    return check_limit({**LIMIT, **changes})


def test_a_limit_is_read() -> None:
    limit = parse(LIMIT)
    assert (limit.within, limit.ends, limit.kinds, limit.priorities) == (Duration(10), "moment", ("complaint",), ())
    assert limit.warnings == (Warned(Duration(2), ("holder", "head")),)
    assert limit.rungs == (Passed(Duration(5), ("head",)),)
    assert check() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"colour": "red"},
        {"format": 2},
        {"within": 3},
        {"warnings": [{"before": LIMIT["within"]}]},
        {"kinds": "all"},
        {"rungs": [{**LIMIT["rungs"][0], "colour": "red"}]},
    ],
)
def test_what_is_malformed_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        parse({**LIMIT, **changes})
    (said,) = check(**changes)
    assert said.startswith("The overall limit cannot be read: something is missing or of the wrong kind near ")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": {"en": "Limit"}}, "The overall limit needs a name in Arabic."),
        ({"kinds": []}, "Choose the kinds of request that the overall limit is for."),
        ({"priorities": ["soon"]}, "The overall limit is for the priority “soon”, which does not exist."),
        ({"tells": []}, "When the limit is over: choose who is told."),
        (
            {"within": {"amount": 61, "unit": "working_days"}},
            "A request must be decided within 1 to 60 working days.",
        ),
        (
            {"warnings": [{"before": {"amount": 10, "unit": "working_days"}, "tells": ["holder"]}]},
            "10 working days before the limit: a warning must be shorter than the limit.",
        ),
        (
            {"warnings": [{"before": {"amount": 0, "unit": "working_days"}, "tells": ["holder"]}]},
            "0 working days before the limit: a warning must be shorter than the limit.",
        ),
        (
            {"warnings": [{"before": {"amount": 1, "unit": "working_hours"}, "tells": []}]},
            "1 working hour before the limit: choose who is told.",
        ),
        (
            {"rungs": [{"after": {"amount": 0, "unit": "working_days"}, "tells": ["head"]}]},
            "Step 1 after the limit: it must come after 1 to 60 working days.",
        ),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, Any], said: str) -> None:
    assert check(**changes) == [said]


def test_who_is_no_recipient_is_named_and_no_citizen_is_warned() -> None:
    (said,) = check(warnings=[{"before": {"amount": 1, "unit": "working_days"}, "tells": ["citizen"]}])
    assert said.startswith("1 working day before the limit: “citizen” is not a recipient. Possible are: ")
    assert said.endswith("”.")
    (said,) = check(rungs=[{**LIMIT["rungs"][0], "tells": ["minister"]}])
    assert said.startswith("Step 1 after the limit: “minister” is not a recipient.")


@pytest.mark.parametrize("name", ["warnings", "rungs"])
def test_there_are_at_most_six_warnings_and_steps(name: str) -> None:
    assert check(**{name: LIMIT[name][:1] * 6}) == []
    (said,) = check(**{name: LIMIT[name][:1] * 7})
    assert said == "An overall limit has at most 6 warnings, and as many steps after it."


def test_the_most_specific_limit_counts() -> None:
    limits = {"all": parse(LIMIT), "urgent": parse({**LIMIT, "priorities": ["urgent"]})}
    assert choose_limit(limits, kind="complaint", priority="urgent") == "urgent"
    assert choose_limit(limits, kind="complaint", priority="low") == "all"
    assert choose_limit(limits, kind="inquiry", priority="urgent") == ""


@pytest.mark.django_db
def test_two_for_the_same_requests_are_refused() -> None:
    country()
    publish_one("limit", "one", LIMIT)
    with pytest.raises(NotPublishable, match="chance would decide"):
        publish_one("limit", "two", {**LIMIT, "kinds": ["complaint", "inquiry"]})
    with pytest.raises(NotPublishable, match="It is for the kind of request “wish”"):
        publish_one("limit", "three", {**LIMIT, "kinds": ["wish"]})
