"""The security log as whoever collects it reads it: each line by itself."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from permissions.security_log import LOGGER, OneLine

FIELDS = {"time", "kind", "outcome", "account", "about", "request"}


class Lines(list[dict[str, Any]]):
    """Lines read so far; each must be one JSON object of the known fields."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def take(self, written: str) -> None:
        self.text += written
        for line in written.splitlines():
            said = json.loads(line)
            assert set(said) == FIELDS, line
            self.append(said)


class _Reader(StringIO):
    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self._lines = lines

    def write(self, written: str) -> int:
        self._lines.take(written)
        return len(written)


@pytest.fixture
def security_lines() -> Iterator[Lines]:
    """Every line that is written while the test runs, as the real formatter writes it."""
    lines = Lines()
    handler = logging.StreamHandler(_Reader(lines))
    handler.setFormatter(OneLine())
    logger = logging.getLogger(LOGGER)
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield lines
    logger.removeHandler(handler)
    logger.setLevel(before)
