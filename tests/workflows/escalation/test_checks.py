"""Each sentence of the check of a ladder: when it is said, and that one step nearer it is not."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from tests.scenes import LADDER
from workflows.escalation.checks import LONGEST, check_ladder
from workflows.escalation.definition import newest
from workflows.escalation.recipients import RECIPIENTS

UNREADABLE = "The ladder cannot be read: something is missing or of the wrong kind near {}."
NAMELESS = "The ladder needs a name in Arabic."
ORDER = "The levels must go up one by one from 1."
RUNG = "Level {} must be reached after 1 to 60 working days."
REMINDER = "The complaints unit must be reminded every 1 to 60 working days."
PAUSE = "A question may pause the count for 1 to 60 working days."


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with override("en"):
        yield


def check(**changes: Any) -> list[str]:
    return check_ladder("default", LADDER | changes)


def rungs(*levels: int, after_days: int = 2) -> list[dict[str, int]]:
    return [{"level": level, "after_days": after_days} for level in levels]


def test_the_longest_is_sixty_working_days_a_year_of_days_or_as_many_hours_as_are_worked_in_three_months() -> None:
    assert LONGEST == {"working_days": 60, "working_hours": 400, "calendar_days": 366}


@pytest.mark.parametrize("unit", LONGEST)
def test_each_unit_has_its_own_longest(unit: str) -> None:
    most = LONGEST[unit]  # type: ignore[index]
    whole = newest(LADDER)

    def problems(amount: int) -> list[str]:
        return check_ladder("x", {**whole, "remind_every": {"amount": amount, "unit": unit}})

    assert problems(1) == problems(most) == []
    said = f"The complaints unit must be reminded every 1 to {most} {unit.replace('_', ' ')}."
    assert problems(0) == problems(most + 1) == [said]


def test_a_ladder_that_is_whole_can_be_published() -> None:
    assert check() == check(rungs=rungs(1)) == check(rungs=rungs(1, 2, 3, 4)) == []


@pytest.mark.parametrize(
    ("definition", "near"),
    [
        ({}, "'name'"),
        ({name: value for name, value in LADDER.items() if name != "rungs"}, "'rungs'"),
        (LADDER | {"rungs": [{"level": 1}]}, "'after_days'"),
        (LADDER | {"remind_every_days": "often"}, "invalid literal for int() with base 10: 'often'"),
        (LADDER | {"rungs": None}, "'NoneType' object is not iterable"),
        ([], ""),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(definition: Any, near: str) -> None:
    assert check_ladder("default", definition) == [UNREADABLE.format(near)]


def test_a_ladder_without_a_rung_is_refused() -> None:
    assert check(rungs=[]) == ["The ladder has no level."]


@pytest.mark.parametrize("name", [{}, {"en": "Ladder"}, {"ar": "", "en": "Ladder"}])
def test_a_ladder_is_named_in_the_first_language(name: dict[str, str]) -> None:
    assert check(name=name) == [NAMELESS]
    assert check(name={"ar": "السلّم"}) == []


@pytest.mark.parametrize("levels", [(0,), (2,), (0, 1), (1, 3), (2, 1), (1, 1), (1, 2, 2)])
def test_levels_go_up_one_by_one_from_the_first(levels: tuple[int, ...]) -> None:
    assert check(rungs=rungs(*levels)) == [ORDER]


@pytest.mark.parametrize("days", [-1, 0, 61])
def test_days_out_of_bounds_are_refused_each_with_its_sentence(days: int) -> None:
    assert check(rungs=rungs(1, after_days=days)) == [RUNG.format(1)]
    assert check(rungs=[*rungs(1), *rungs(2, after_days=days)]) == [RUNG.format(2)]
    assert check(remind_every_days=days) == [REMINDER]
    assert check(question_pause_days=days) == [PAUSE]


@pytest.mark.parametrize("days", [1, 60])
def test_the_first_and_the_last_day_within_bounds_are_taken(days: int) -> None:
    assert check(rungs=rungs(1, 2, after_days=days), remind_every_days=days, question_pause_days=days) == []


def rung(**says: Any) -> list[dict[str, Any]]:
    return [{"level": 1, "after_days": 2, **says}]


@pytest.mark.parametrize("told", [["holder"], ["holder", "former_holder", "citizen", "unit"], ["unit", "holder"]])
def test_a_rung_names_whom_it_tells(told: list[str]) -> None:
    assert check(format=2, rungs=rung(tells=told)) == []


def test_who_is_no_recipient_is_refused_with_those_who_can_be_named() -> None:
    (said,) = check(format=2, rungs=rung(tells=["holder", "minister"]))
    assert said.startswith("Level 1 tells “minister”, which is not a recipient. Possible are: “")
    assert said.endswith("”.")
    for name in RECIPIENTS:
        assert name in said


@pytest.mark.parametrize("told", [[], ["former_holder", "citizen"]])
def test_the_new_holder_is_told_of_it(told: list[str]) -> None:
    sentence = "Level 1 must tell the new holder: nobody acts on what they do not know of."
    assert check(format=2, rungs=rung(tells=told)) == [sentence]


@pytest.mark.parametrize(
    ("changes", "near"),
    [
        ({"rungs": rung(tells="holder")}, "rungs[0].tells"),
        ({"rungs": rung(tells=[1])}, "rungs[0].tells"),
        ({"rungs": rung(tell=["holder"])}, "tell"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_format_2_does_not_know_is_refused(changes: dict[str, Any], near: str) -> None:
    assert check(format=2, **changes) == [UNREADABLE.format(near)]


def test_a_ladder_is_for_priorities_that_there_are() -> None:
    whole = newest(LADDER)
    assert check_ladder("x", {**whole, "applies": {"priorities": ["urgent", "low"]}}) == []
    said = "The ladder is for the priority “soon”, which does not exist."
    assert check_ladder("x", {**whole, "applies": {"priorities": ["soon", "urgent"]}}) == [said]


def test_a_warning_goes_to_who_can_be_warned_and_comes_before_the_level() -> None:
    whole = newest(LADDER)

    def problems(amount: int, unit: str, *tells: str) -> list[str]:
        warning = {"before": {"amount": amount, "unit": unit}, "tells": [*tells]}
        return check_ladder("x", {**whole, "rungs": [{**whole["rungs"][0], "warning": warning}]})

    assert problems(1, "working_days", "holder") == problems(15, "working_hours", "holder") == []
    too_long = "The warning before level 1 must be shorter than the time that leads to it."
    assert problems(2, "working_days", "holder") == problems(16, "working_hours", "holder") == [too_long]
    (said,) = problems(1, "working_days", "citizen")
    assert said.startswith("The warning before level 1 tells “citizen”. Possible are: “")
    assert said.endswith("”.")


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_the_form() -> None:
    wrong = check(name={}, rungs=rungs(2, 4, after_days=0), remind_every_days=0, question_pause_days=0)
    assert wrong == [NAMELESS, ORDER, RUNG.format(2), RUNG.format(4), REMINDER, PAUSE]


def test_every_sentence_is_said_in_arabic_too() -> None:
    with override("ar"):
        said = [
            *check(name={}, rungs=rungs(2, after_days=0), remind_every_days=0, question_pause_days=0),
            *check(rungs=[]),
            *check(format=2, rungs=rung(tells=["former_holder"])),
            *check_ladder("default", {}),
        ]
    assert len(said) == 8
    assert [sentence for sentence in said if any("a" <= letter <= "z" for letter in sentence.replace("name", ""))] == []


def warned(amount: int, unit: str = "working_days", tells: tuple[str, ...] = ("holder",)) -> list[str]:
    warning = {"before": {"amount": amount, "unit": unit}, "tells": [*tells]}
    rung = {"level": 1, "after": {"amount": 2, "unit": "working_days"}, "warning": warning}
    return check_ladder("x", {**newest(LADDER), "rungs": [rung]})


@pytest.mark.parametrize(
    ("amount", "unit", "fits"),
    [
        (1, "working_days", True),
        (2, "working_days", False),
        (0, "working_days", False),
        (4, "working_hours", True),
        (15, "working_hours", True),
        (16, "working_hours", False),
        (2, "calendar_days", True),
        (3, "calendar_days", False),
    ],
)
def test_a_warning_is_shorter_than_the_time_that_leads_to_its_rung(amount: int, unit: str, fits: bool) -> None:
    sentence = "The warning before level 1 must be shorter than the time that leads to it."
    assert warned(amount, unit) == ([] if fits else [sentence])


def test_a_warning_tells_somebody_of_the_staff() -> None:
    assert warned(1, tells=()) == ["The warning before level 1 tells nobody."]
    (said,) = warned(1, tells=("citizen",))
    assert said.startswith("The warning before level 1 tells “citizen”. Possible are: ")


def test_a_ladder_has_at_most_six_levels() -> None:
    assert check(rungs=rungs(1, 2, 3, 4, 5, 6)) == []
    assert check(rungs=rungs(1, 2, 3, 4, 5, 6, 7)) == ["A ladder has at most 6 levels."]
