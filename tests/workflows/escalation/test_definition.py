"""A ladder is read from its JSON as plain values, and what is malformed is refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenes import LADDER
from workflows.calendars.working_time import Duration
from workflows.escalation.definition import DEFAULT, Acts, Applies, Ladder, Rung, Warned, newest, parse


def test_a_ladder_is_read_rung_by_rung() -> None:
    definition = {
        "name": {"ar": "السلّم", "en": "Ladder"},
        "rungs": [{"level": 1, "after_days": 2}, {"level": 2, "after_days": 3}],
        "remind_every_days": 4,
        "question_pause_days": 5,
    }
    assert parse(definition) == Ladder(
        name={"ar": "السلّم", "en": "Ladder"},
        rungs=(Rung(1, Duration(2)), Rung(2, Duration(3))),
        remind_every=Duration(4),
        question_pause=Duration(5),
        ends="moment",
        acts=Acts(reply="always"),
    )


def test_format_3_has_a_unit_for_each_time_and_says_how_days_end() -> None:
    definition: dict[str, Any] = {
        "format": 3,
        "name": {"ar": "السلّم", "en": "Ladder"},
        "ends": "day_end",
        "rungs": [{"level": 1, "after": {"amount": 6, "unit": "working_hours"}, "tells": ["holder"]}],
        "remind_every": {"amount": 2, "unit": "working_days"},
        "question_pause": {"amount": 30, "unit": "calendar_days"},
    }
    assert parse(definition) == Ladder(
        definition["name"],
        (Rung(1, Duration(6, "working_hours"), ("holder",)),),
        Duration(2),
        Duration(30, "calendar_days"),
        "day_end",
        Acts(reply="always"),
    )
    for changes in ({"ends": "soon"}, {"colour": "red"}, {"format": 5}, {"remind_every": {"amount": 2}}):
        with pytest.raises((KeyError, ValueError)):
            parse({**definition, **changes})
    assert Duration(6, "working_hours").as_json() == definition["rungs"][0]["after"]


def test_format_4_says_what_acts_do_whom_a_warning_tells_and_for_what_it_is() -> None:
    definition: dict[str, Any] = {
        "format": 4,
        "name": {"ar": "السلّم", "en": "Ladder"},
        "ends": "day_end",
        "rungs": [
            {
                "level": 1,
                "after": {"amount": 2, "unit": "working_days"},
                "warning": {"before": {"amount": 4, "unit": "working_hours"}, "tells": ["holder", "holder"]},
            }
        ],
        "remind_every": {"amount": 2, "unit": "working_days"},
        "question_pause": {"amount": 5, "unit": "working_days"},
        "acts": {"reply": "never", "referral": "goes_on"},
        "applies": {"priorities": ["urgent"], "bodies": ["moh"]},
    }
    ladder = parse(definition)
    assert ladder.rungs == (Rung(1, Duration(2), DEFAULT, Warned(Duration(4, "working_hours"), ("holder",))),)
    assert ladder.acts == Acts(reply="never", referral="goes_on")
    assert ladder.applies == Applies(priorities=("urgent",), bodies=("moh",))
    assert (ladder.applies.weight, ladder.top) == (2, 1)
    for changes in (
        {"acts": {"reply": "twice"}},
        {"acts": {"reply": "once", "note": "starts_again"}},
        {"acts": {"referral": "once"}},
        {"applies": {"colours": ["red"]}},
        {"applies": {"kinds": "complaint"}},
        {"rungs": [{"level": 1, "after": {"amount": 2, "unit": "weeks"}}]},
        {"rungs": [{"level": 1, "after": {"amount": 2.5, "unit": "working_days"}}]},
        {"rungs": [{**definition["rungs"][0], "warning": {"before": {"amount": 1, "unit": "working_days"}}}]},
        {"rungs": [{**definition["rungs"][0], "colour": "red"}]},
        {"rungs": [{**definition["rungs"][0], "warning": {**definition["rungs"][0]["warning"], "colour": "red"}}]},
        {"remind_every": {**definition["remind_every"], "colour": "red"}},
        {"colour": "red"},
    ):
        with pytest.raises(ValueError, match=r"unknown|wrong|missing"):
            parse({**definition, **changes})


def test_format_4_need_not_say_what_acts_do_and_format_3_may_not() -> None:
    definition = newest(LADDER)
    said_nothing = {name: value for name, value in definition.items() if name not in ("acts", "applies")}
    assert (parse(said_nothing).acts, parse(said_nothing).applies) == (Acts(), Applies())
    with pytest.raises(ValueError, match="acts"):
        parse({**said_nothing, "format": 3, "acts": definition["acts"]})


def test_a_ladder_without_rungs_has_no_top() -> None:
    assert Ladder({}, (), Duration(1), Duration(1)).top == 0


def test_what_says_nothing_of_acts_counts_a_reply_once() -> None:
    assert Acts() == Acts("once", "goes_on", "starts_again", "starts_again", "starts_again", "starts_again", "goes_on")


def test_a_rung_of_format_1_names_nobody_and_tells_whom_it_always_told() -> None:
    rungs = [{"level": 1, "after_days": 2, "tells": ["holder"]}]
    assert parse(LADDER | {"rungs": rungs}).rungs == (Rung(1, Duration(2), ("holder", "former_holder", "citizen")),)
    assert parse(LADDER | {"format": 2, "rungs": rungs}).rungs == (Rung(1, Duration(2), ("holder",)),)
    assert parse(LADDER | {"format": 2}).rungs[0].tells == DEFAULT


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        *(({name: None}, TypeError) for name in ("rungs", "remind_every_days", "question_pause_days")),
        *(({name: "two"}, ValueError) for name in ("remind_every_days", "question_pause_days")),
        ({"rungs": [{"level": 1}]}, KeyError),
        ({"rungs": [{"after_days": 1}]}, KeyError),
        ({"rungs": [{"level": "first", "after_days": 1}]}, ValueError),
        ({"rungs": [[1, 2]]}, TypeError),
    ],
)
def test_what_is_malformed_is_refused(changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        parse(LADDER | changes)


@pytest.mark.parametrize("name", sorted(LADDER))
def test_what_is_missing_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(KeyError, match=name):
        parse({each: value for each, value in LADDER.items() if each != name})
