"""The virus scanner is asked as ClamAV wants to be asked, and what it does not say counts as not said."""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from content.forms.scanner import Away, is_asked, look_through
from content.forms.unreadable import Infected
from tests.content.forms import made
from tests.content.forms.scanner_made import CLAMD, EICAR, SpokenTo, clamd, speaker


@pytest.fixture
def scanner(settings: Any) -> Iterator[SpokenTo]:
    with speaker() as server:
        settings.CLAMAV_URL = server.url
        yield server


def ask(content: bytes, seconds: float = 10.0) -> None:
    file = io.BytesIO(content)
    file.read()
    try:
        look_through(file, until=time.monotonic() + seconds)
    finally:
        assert file.tell() == 0


def test_without_an_address_nobody_is_asked(settings: Any) -> None:
    assert not is_asked()
    settings.CLAMAV_URL = "tcp://127.0.0.1:3310"
    assert is_asked()


@pytest.mark.parametrize("size", [0, 1, 64 * 1024, 200_001])
def test_a_file_is_handed_over_whole(scanner: SpokenTo, size: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    ask(content)
    assert scanner.heard == [content]


def test_what_is_found_is_named(scanner: SpokenTo) -> None:
    with pytest.raises(Infected, match=r"^Insaf\.Test\.Eicar$"):
        ask(b"before " + EICAR)


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: nonsense\0", b"x" * 9_000, b"\xff\0"]
)
def test_any_other_answer_is_none(scanner: SpokenTo, answer: bytes) -> None:
    scanner.answer = answer
    with pytest.raises(Away):
        ask(EICAR)


def test_a_scanner_that_is_not_there_or_says_nothing_is_away(settings: Any, tmp_path: Path) -> None:
    settings.CLAMAV_URL = f"unix://{tmp_path / 'none.sock'}"
    with pytest.raises(Away):
        ask(b"x")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(Away):
            ask(b"x", seconds=0.2)
    with pytest.raises(Away):
        ask(b"x", seconds=-1)


@pytest.mark.skipif(CLAMD is None, reason="there is no clamd (Debian: clamav-daemon)")
def test_clamav_itself_finds_what_is_bad_and_nothing_else(settings: Any, tmp_path: Path) -> None:
    with clamd(tmp_path) as settings.CLAMAV_URL:
        for content in (b"", made.photo(), made.PDF, made.package(made.DOCX_PARTS)):
            ask(content)
        for content in (EICAR, made.package(made.DOCX_PARTS | {"word/evil.com": EICAR})):
            with pytest.raises(Infected, match=r"Insaf\.Test\.Eicar"):
                ask(content)
