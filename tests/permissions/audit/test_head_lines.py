"""Lines of the trail on another machine: they come back as they were written, or it is said what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from permissions.audit.head_lines import (
    BadLine,
    ChangedLine,
    Erased,
    Head,
    Line,
    OtherInstallation,
    Stamped,
    key_from,
    read,
    read_all,
    signed_of,
    written,
)

NEW, FORMER = key_from("n" * 32), key_from("f" * 32)
AT = datetime(2026, 11, 28, 5, 0, 1, 17, tzinfo=UTC)
HERE, ELSEWHERE = "a" * 32, "b" * 32
HEAD = Head(AT, HERE, 7, "ab" * 32)
LINES: list[Line] = [
    HEAD,
    Head(AT, HERE, 0, ""),
    Erased(AT, HERE, 12, "26110000017"),
    Stamped(AT, HERE, 7, "ab" * 32, "MIIB_-Aa"),
    Stamped(AT, HERE, 7, "ab" * 32, "MIIB_-A="),
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_comes_back_as_it_was_written(line: Line) -> None:
    text = written(line, NEW)
    assert "\n" not in text
    assert read(text + "\n", keys=[NEW], installation=HERE) == line


def test_a_line_of_a_former_key_is_read_while_that_key_is_kept() -> None:
    text = written(HEAD, FORMER)
    assert read(text, keys=[NEW, FORMER]) == HEAD
    with pytest.raises(ChangedLine):
        read(text, keys=[NEW])


@pytest.mark.parametrize("line", LINES)
def test_no_character_can_be_changed(line: Line) -> None:
    text = written(line, NEW)
    for place, letter in enumerate(text):
        other = text[:place] + ("1" if letter != "1" else "2") + text[place + 1 :]
        with pytest.raises(BadLine):
            read(other, keys=[NEW], installation=HERE)


def test_a_line_of_another_installation_is_refused_by_name() -> None:
    with pytest.raises(OtherInstallation, match=ELSEWHERE):
        read(written(Head(AT, ELSEWHERE, 7, "ab" * 32), FORMER), keys=[NEW], installation=HERE)


def test_lines_are_found_among_those_of_a_syslog_server() -> None:
    lines = [
        f"2026-11-28T05:00:01Z host insaf[1]: {written(HEAD, NEW)}",
        "2026-11-28T05:00:02Z host sshd[2]: something else",
        written(HEAD, NEW).replace("count=7", "count=8"),
    ]
    found = dict(read_all(lines, keys=[NEW], installation=HERE))
    assert found[1] == HEAD
    assert 2 not in found
    assert isinstance(found[3], ChangedLine)


def test_what_is_stamped_does_not_hang_on_our_keys() -> None:
    stamped = read(written(LINES[3], NEW), keys=[NEW])
    assert isinstance(stamped, Stamped)
    assert signed_of(stamped.head) == signed_of(HEAD)
