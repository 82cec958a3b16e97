"""A line of the security log is one line, whatever stands in it, and names nobody."""

from __future__ import annotations

import json
import logging

import pytest

from permissions import security_log
from permissions.security_log import ALPHABET, LENGTH, OneLine, begin_request, request_id, tell
from tests.security_lines import Lines, security_lines

__all__ = ["security_lines"]


def test_a_line_says_when_what_who_and_in_which_request(security_lines: Lines) -> None:
    made = begin_request()
    tell("refused", "refused", account=7, about="case")
    [line] = security_lines
    assert line["time"].endswith("+00:00")
    assert {key: line[key] for key in line if key != "time"} == {
        "kind": "refused",
        "outcome": "refused",
        "account": 7,
        "about": "case",
        "request": made,
    }


@pytest.mark.parametrize("hostile", ["a\nb", 'a\r\n{"kind": "x"}', "a\u2028b", 'a"},{"b', "\x1b[2J", "أ\u202eب"])
def test_no_line_can_be_broken_or_forged(security_lines: Lines, hostile: str) -> None:
    tell(hostile, hostile, about=hostile)
    assert len(security_lines) == 1
    assert security_lines.text.count("\n") == 1
    assert security_lines.text.isascii()
    assert security_lines[0]["kind"] == hostile


def test_a_record_of_somebody_else_is_a_line_too() -> None:
    line = OneLine().format(logging.LogRecord("x", logging.INFO, "", 0, "words", None, None))
    assert json.loads(line)["kind"] == "words"


def test_ids_of_requests_are_read_out_easily() -> None:
    made = {begin_request() for _time in range(200)}
    assert len(made) == 200
    assert all(len(each) == LENGTH and set(each) <= set(ALPHABET) for each in made)
    assert not set("01ilo") & set(ALPHABET)
    assert request_id() in made
    assert security_log.LOGGER == "insaf.security"
