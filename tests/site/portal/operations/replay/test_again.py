"""A replay again, one that goes on, and one beside other cases: nothing that was there is disturbed."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from permissions.actors import Actor
from permissions.agencies.models import Agency, Holding
from permissions.now import standing_at
from portal.operations.replay.map import SHIPPED, load_map
from portal.operations.replay.reading import read
from portal.operations.replay.replaying import Replay, acts_of, played
from portal.operations.replay.world import code_of, make_world
from tests.scenes import country, file_case
from tests.site.portal.operations.demo_world.cases.lived import load_world
from tests.site.portal.operations.replay.recorded import drawn, first_rows, write
from tests.site.portal.operations.replay.replayed import MAP, agree, run
from tests.tables import every_row
from workflows.cases.actions import Note
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, EventVerb
from workflows.clock.sweep import sweep_clock
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return drawn(tmp_path / "drawn.csv", 11, count=12)


def test_a_second_run_says_the_same_and_changes_no_row(file: Path) -> None:
    first, before = run(file), every_row()
    second = run(file)
    assert (second.totals, second.escalations, second.opened) == (first.totals, first.escalations, first.opened)
    assert every_row() == before


def test_a_replay_that_was_broken_off_goes_on_where_it_was(file: Path) -> None:
    told = load_map(SHIPPED)
    records = read(file, told)
    acts = acts_of(records.requests)

    def break_off(at: datetime) -> None:
        if at >= acts[len(acts) // 2].at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Replay(told, make_world(told, records.requests), played(told)).run(acts, break_off)
    assert 0 < CaseEvent.objects.filter(verb=EventVerb.DECIDED).count() < agree(run(file), file).decided.total()


def test_a_file_that_has_grown_is_replayed_on(file: Path, tmp_path: Path) -> None:
    run(first_rows(file, tmp_path / "fewer.csv", 7))
    agree(run(file), file)


def test_a_file_that_tells_another_past_is_refused_by_its_line(file: Path, tmp_path: Path) -> None:
    run(file)
    with file.open(encoding="utf-8", newline="") as opened:
        heading, *rows = csv.reader(opened)
    rows[3][1] = "1/6/2025 9:00"
    printed = run(write(tmp_path / "other.csv", rows, heading))
    assert printed.failed.startswith("Line 5: the database holds the request k3 with another past than the file.")
    assert printed.totals == {}


def test_other_rules_under_the_same_key_are_refused(file: Path, tmp_path: Path) -> None:
    run(file)
    other = tmp_path / "other.toml"
    other.write_text(MAP.read_text(encoding="utf-8").replace("[2, 2]", "[1, 3]"), encoding="utf-8")
    assert "were replayed under other rules" in run(file, other).failed
    assert agree(run(file), file)


def test_a_database_whose_cases_the_clock_would_move_is_refused_and_nothing_happens(file: Path) -> None:
    country()
    with standing_at(datetime(2025, 3, 2, 9, tzinfo=UTC)):
        case = file_case()
    assert "the replay would move them" in run(file).failed
    assert list(Case.objects.all()) == [case]
    assert not Agency.objects.filter(code__startswith="replay-").exists()


def test_cases_that_are_due_after_the_end_are_left_alone(file: Path) -> None:
    country()
    with standing_at(datetime(2025, 3, 31, 9, tzinfo=UTC)):
        case = file_case()
    agree(run(file), file)
    case.refresh_from_db()
    assert (case.level, case.events_count) == (0, 1)
    assert Version.objects.filter(subject="ladder").values_list("key").distinct().count() == 5


def test_another_clock_that_moved_the_requests_meanwhile_is_noticed(file: Path) -> None:
    told = load_map(SHIPPED)
    records = read(file, told)
    acts = acts_of(records.requests)
    codes = make_world(told, records.requests)
    replay = Replay(told, codes, played(told))

    def meddle(at: datetime) -> None:
        if at == acts[-1].at:
            with standing_at(told.end + timedelta(days=300)):
                sweep_clock()

    with pytest.raises(Exception, match=r"Another clock \(manage.py work\) moved these requests"):
        replay.run(acts, meddle)


def test_an_act_of_another_that_spoils_a_case_stops_the_replay_with_the_line(file: Path) -> None:
    """A note later than the decision that is still to come: the file and the database tell two stories."""
    told = load_map(SHIPPED)
    records = read(file, told)
    acts = acts_of(records.requests)
    decided = next(act for act in acts if act.decides)
    codes = make_world(told, records.requests)
    with pytest.raises(KeyboardInterrupt):
        Replay(told, codes, played(told)).run([act for act in acts if act.request is decided.request], interrupt)
    with standing_at(told.end + timedelta(days=1)):
        apply(played(told)[decided.request.key].case_id, Note(text="x"), actor=Actor.operator)
    assert f"Line {decided.line}: the database holds the request" in run(file).failed


def interrupt(at: datetime) -> None:
    raise KeyboardInterrupt


def test_a_demo_world_that_is_loaded_later_has_its_unit_to_itself(file: Path) -> None:
    run(file)
    load_world()
    holders = Holding.objects.filter(post__agency__role="central_unit").values_list("user__username", flat=True)
    assert sorted(holders) == ["central", "central2", "level1-central", "level2-central"]
    agree(run(file), file)


def test_agencies_of_a_replay_take_no_new_cases_afterwards(file: Path) -> None:
    run(file)
    made = Agency.objects.filter(code__startswith="replay-nyc311-")
    assert {agency.active for agency in made} == {False}
    assert {agency.posts.count() for agency in made} == {3}


def test_values_that_look_alike_are_different_agencies() -> None:
    values = ["DOT", "dot", "D.O.T", "أمانة", "X" * 60, "X" * 61]
    codes = {code_of("replay-nyc311", value) for value in values}
    assert "replay-nyc311-dot" in codes
    assert len(codes) == len(values)
    assert max(map(len, codes)) <= 40


def test_it_is_refused_in_production(settings: Settings, file: Path) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="refused in production"):
        call_command("replay", str(file))
