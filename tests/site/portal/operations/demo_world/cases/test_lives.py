"""The drawn year looks like life: kinds, channels, seasons, sizes, satisfaction; each case keeps to its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from content.pages.written import Both
from portal.operations.demo_world.agencies import PUBLIC_BODIES
from portal.operations.demo_world.agencies.areas import AREAS
from portal.operations.demo_world.cases.acts import Deed, Life
from portal.operations.demo_world.cases.lives import Almanac
from portal.operations.demo_world.cases.moments import Year
from portal.operations.demo_world.cases.subjects import SUBJECTS, any_agency, decisions, general, integrity, rights
from portal.operations.demo_world.cases.subjects.shape import Story, Subject
from portal.operations.demo_world.people.names import WOMENS_NAMES
from tests.letters import STRANGE
from workflows.calendars.definition import parse
from workflows.calendars.jordan import jordan_definition
from workflows.cases.models import Channel

UNTIL = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
SLOT = re.compile(r"{(\w*)}")
SLOTS = {"place", "agency", "since", "lately", "number"}
AMMAN = ZoneInfo("Asia/Amman")


@pytest.fixture(scope="module")
def lives() -> list[Life]:
    almanac = Almanac(Year(UNTIL, parse(jordan_definition())), seed=1)
    return [almanac.draw(number) for number in range(1, 6001)]


def test_every_kind_channel_and_language_is_there_in_its_share(lives: list[Life]) -> None:
    kinds = Counter(life.submission.kind for life in lives)
    assert [kind for kind, _ in kinds.most_common()] == [
        "complaint", "inquiry", "suggestion", "praise", "integrity", "rights",
    ]  # fmt: skip
    assert {life.channel for life in lives} == {*Channel}
    languages = Counter(life.submission.language for life in lives)
    assert languages["ar"] > 4 * languages["en"] > 0


def test_one_in_a_hundred_is_about_whoever_heads_the_body(lives: list[Life]) -> None:
    about = [life.submission for life in lives if life.submission.concerns]
    assert 0.006 < len(about) / len(lives) < 0.014
    assert {(each.concerns, each.kind) for each in about} <= {
        ("head", kind) for kind in ("complaint", "integrity", "rights")
    }
    assert all(each.answers[-1].value == "head" for each in about)


def test_most_complaints_with_a_place_have_its_district_and_those_of_a_town_lie_in_one(lives: list[Life]) -> None:
    placed = [life.submission for life in lives if life.submission.kind == "complaint" and life.submission.place]
    chosen = [each.answers[0].value for each in placed if each.answers and each.answers[0].key == "area"]
    keys = {area.key: area.under for area in AREAS}
    assert 0.75 < len(chosen) / len(placed) < 0.85
    assert all(keys[path[-1]] == "".join(path[:-1]) for path in chosen), "each district behind its governorate"
    assert {path[0] for path in chosen} == {key for key, under in keys.items() if not under}, "all of the country"
    (shown,) = {
        each.answers[0].shown
        for each in placed
        if each.answers and each.answers[0].value == ["amman", "amman-marka"] and each.language == "en"
    }
    assert shown == "Amman › Marka"
    assert not [
        life
        for life in lives
        if life.submission.kind != "complaint"
        and life.submission.answers[:1]
        and life.submission.answers[0].key == "area"
    ]


def test_the_year_is_filled_weekends_holidays_and_ramadan_are_quieter(lives: list[Life]) -> None:
    days = Counter(life.at.astimezone(AMMAN).date() for life in lives)
    months = Counter((day.year, day.month) for day in days.elements())
    assert len(months) == 13
    assert min(life.at for life in lives) >= datetime(2025, 11, 24, tzinfo=UTC)
    assert max(life.at for life in lives) < UNTIL
    weekdays = Counter(day.weekday() for day in days.elements())
    assert weekdays[4] < weekdays[5] < min(weekdays[day] for day in (6, 0, 1, 2, 3))
    ramadan = sum(times for day, times in days.items() if date(2026, 2, 18) <= day <= date(2026, 3, 19)) / 30
    spring = sum(times for day, times in days.items() if date(2026, 3, 24) <= day <= date(2026, 4, 22)) / 30
    assert ramadan < 0.9 * spring


def test_agencies_are_of_very_different_size_and_all_get_something(lives: list[Life]) -> None:
    named = Counter(life.submission.agency for life in lives if life.submission.agency)
    assert {body.code for body in PUBLIC_BODIES} == set(named)
    assert named["moh"] > 20 * named["narc"]


def test_officers_act_in_office_hours_and_most_are_content(lives: list[Life]) -> None:
    hours = Counter(
        act.at.astimezone(AMMAN).hour for life in lives for act in life.acts if act.deed in (Deed.DECIDE, Deed.REPLY)
    )
    assert set(hours) <= set(range(8, 16))
    stars = Counter(act.stars for life in lives for act in life.acts if act.deed is Deed.RATE)
    assert set(stars) == {1, 2, 3, 4, 5}
    assert 0.6 < (stars[4] + stars[5]) / stars.total() < 0.9


def test_acts_come_in_the_order_of_time_and_after_the_opening(lives: list[Life]) -> None:
    for life in lives:
        moments = [life.at, *(act.at for act in life.acts)]
        assert moments == sorted(moments)


def test_lists_do_not_look_stamped(lives: list[Life]) -> None:
    subjects = Counter(life.submission.subject for life in lives)
    assert len(subjects) > 250
    assert subjects.most_common(1)[0][1] < len(lives) * 0.03
    assert len({life.submission.text for life in lives}) > len(lives) * 0.7


def test_each_case_keeps_to_its_language_and_every_slot_is_filled(lives: list[Life]) -> None:
    for life in lives:
        given = life.submission
        names = [file.name.rpartition(".")[0] for file in given.files]
        for text in (given.subject, given.text, given.place, given.name, *names, *(act.text for act in life.acts)):
            assert STRANGE[given.language].findall(text) == []
            assert "{" not in text


def test_only_women_write_of_their_maternity_leave(lives: list[Life]) -> None:
    women = {name for arabic, english in WOMENS_NAMES for name in (arabic, english)}
    told = [
        life.submission.name
        for life in lives
        if "إجازة الأمومة" in life.submission.text or "maternity leave" in life.submission.text
    ]
    named = [name for name in told if name]
    assert len(named) > 3
    assert [name for name in named if name.partition(" ")[0] not in women] == []


def test_no_man_or_woman_is_heard_in_what_anybody_may_sign() -> None:
    anybody = [both.ar for table in (general.CLOSINGS, general.REOPENINGS) for both in texts(table)]
    assert len(anybody) > 10
    assert [said for said in anybody if re.search(r"\bأنا \w|\bمستعد|\bجاهز", said)] == []


def texts(value: object) -> Iterator[Both]:
    """All pairs of sentences inside a subject, a story, or a table of them."""
    if isinstance(value, Both):
        yield value
    elif isinstance(value, Subject | Story):
        for name in value.__slots__:
            yield from texts(getattr(value, name))
    elif isinstance(value, dict):
        yield from texts(tuple(value.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)


def test_every_sentence_is_written_in_both_languages_with_slots_that_are_known() -> None:
    modules = [vars(module) for module in (general, decisions, integrity, rights, any_agency)]
    tables = [value for names in modules for name, value in names.items() if name.isupper()]
    found = list(texts((SUBJECTS, *tables)))
    assert len(SUBJECTS) >= 12
    assert len(found) > 400
    for both in found:
        assert bool(both.ar) == bool(both.en)
        assert {*SLOT.findall(both.ar), *SLOT.findall(both.en)} <= SLOTS
        assert STRANGE["ar"].findall(SLOT.sub("", both.ar)) == []
        assert STRANGE["en"].findall(both.en) == []
