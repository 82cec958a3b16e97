"""What an operator sees while a replay runs, and what is said before it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from portal.operations.replay import playing
from tests.site.portal.operations.replay.recorded import drawn, write
from tests.site.portal.operations.replay.replayed import MAP, agree, run

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    """What a person sits at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return drawn(tmp_path / "drawn.csv", 5, count=4)


def test_elsewhere_lines_tell_how_far_it_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing, "EVERY_SECONDS", 0)
    remarks = run(file).remarks
    assert [remark.split(" acts, ")[0] for remark in remarks] == [
        f"{number} of {len(remarks)}" for number in range(1, len(remarks) + 1)
    ]
    assert len(remarks) >= 4


def test_on_a_terminal_a_bar_does_and_is_gone_at_the_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    printed = run(file)
    drawn_lines = terminal.getvalue().split("\r")
    assert "act/s" in terminal.getvalue()
    assert drawn_lines[-2].strip() == ""
    assert not [remark for remark in printed.remarks if " acts, " in remark]


def test_a_year_of_which_the_map_lists_no_holiday_is_named(tmp_path: Path) -> None:
    rows = [["1", "12/29/2019 10:00", "1/3/2020 9:00", "A", "", "Noise", "", "", "", ""]]
    file = write(tmp_path / "old.csv", rows)
    printed = run(file)
    assert f"{MAP}: no holiday of 2019 is listed, so all its working days count" in printed.remarks
    assert agree(printed, file).escalations
