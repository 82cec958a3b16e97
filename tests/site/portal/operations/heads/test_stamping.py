"""An authority stamps a head; a stamp of another head, time or authority does not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from permissions.audit.head_lines import Head, Stamped, key_from, read, written
from portal.operations.heads.stamping import NotStamped, check_stamp, stamp
from tests.free_port import free_port
from tests.timestamping import Authority, listening

HERE = "c" * 64


def head() -> Head:
    return Head(datetime.now(UTC), HERE, 12, "ab" * 32)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def stamped(authority: Authority, tmp_path: Path) -> Stamped:
    with listening(authority) as url:
        return stamp(head(), url, authority.write_root(tmp_path))


def test_a_head_is_stamped_and_its_line_says_so(authority: Authority, stamped: Stamped, tmp_path: Path) -> None:
    key = key_from("k" * 32)
    line = read(written(stamped, key), keys=[key], installation=HERE)
    assert isinstance(line, Stamped)
    check_stamp(line, authority.write_root(tmp_path))


def test_a_stamp_is_of_one_head_alone(authority: Authority, stamped: Stamped, tmp_path: Path) -> None:
    root = authority.write_root(tmp_path)
    for other in (replace(stamped, count=13), replace(stamped, seal="cd" * 32), replace(stamped, token="AAAA")):
        with pytest.raises(NotStamped):
            check_stamp(other, root)


def test_a_stamp_of_another_authority_does_not_hold(stamped: Stamped, tmp_path: Path) -> None:
    with pytest.raises(NotStamped):
        check_stamp(stamped, Authority().write_root(tmp_path))


def test_an_authority_with_another_time_stamps_nothing(tmp_path: Path) -> None:
    wrong = Authority(ahead=timedelta(hours=3))
    with listening(wrong) as url, pytest.raises(NotStamped, match="another time"):
        stamp(head(), url, wrong.write_root(tmp_path))


def test_an_answer_to_an_earlier_question_is_no_stamp(tmp_path: Path) -> None:
    """The same head was asked about before, and somebody on the way gives that answer again."""
    authority, asked = _Repeating(), head()
    with listening(authority) as url:
        root = authority.write_root(tmp_path)
        stamp(asked, url, root)
        with pytest.raises(NotStamped, match="another question"):
            stamp(asked, url, root)


class _Repeating(Authority):
    """Gives its first answer to every question."""

    first: bytes = b""

    def answer(self, asked: bytes) -> bytes:
        self.first = self.first or super().answer(asked)
        return self.first


def test_an_authority_that_is_away_is_said_to_be(authority: Authority, tmp_path: Path) -> None:
    with pytest.raises(NotStamped):
        stamp(head(), f"http://127.0.0.1:{free_port()}/", authority.write_root(tmp_path))
