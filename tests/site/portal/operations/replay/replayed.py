"""Runs ``manage.py replay`` and reads what it prints, as a stranger's script would."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import CommandError, call_command

from tests.site.portal.operations.replay.oracle import Expected, Oracle

HERE = Path(__file__).parent
ROOT = Path(__file__).resolve().parents[5]
SAMPLE = HERE / "sample.csv"
MAP = ROOT / "site" / "portal" / "operations" / "replay" / "maps" / "nyc311.toml"
OF_AN_AGENCY = re.compile(r"(.+): opened (\d+), decided (\d+), open (\d+)")


@dataclass
class Printed:
    """What a run printed: totals by their names, by agency, and each escalation; ``remarks`` went to stderr."""

    totals: dict[str, int] = field(default_factory=dict)
    opened: Counter[str] = field(default_factory=Counter)
    decided: Counter[str] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    escalations: list[tuple[str, int, datetime]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    failed: str = ""


def run(file: Path, map_file: Path | None = None) -> Printed:
    out, err, printed = io.StringIO(), io.StringIO(), Printed()
    try:
        call_command("replay", str(file), *(["--map", str(map_file)] if map_file else []), stdout=out, stderr=err)
    except CommandError as error:
        printed.failed = str(error)
    printed.remarks = err.getvalue().splitlines()
    for line in out.getvalue().splitlines():
        if "\t" in line:
            key, level, at = line.split("\t")
            printed.escalations.append((key, int(level), datetime.fromisoformat(at).astimezone(UTC)))
        elif found := OF_AN_AGENCY.fullmatch(line):
            counts = (printed.opened, printed.decided, printed.open)
            for counted, number in zip(counts, found.groups()[1:], strict=True):
                counted[found[1]] = int(number)
        else:
            name, _colon, number = line.rpartition(": ")
            printed.totals[name] = int(number)
    return printed


def agree(printed: Printed, file: Path, map_file: Path = MAP) -> Expected:
    """Assert that a run came to what the oracle expects of the file; returns that."""
    expected = Oracle(map_file).expect(file)
    assert set(printed.escalations) == expected.escalations
    assert len(printed.escalations) == len(expected.escalations)
    assert printed.opened == expected.opened
    assert printed.decided == expected.decided
    assert printed.open == {agency: expected.opened[agency] - expected.decided[agency] for agency in expected.opened}
    levels = Counter(level for _key, level, _at in expected.escalations)
    assert printed.totals == {
        "opened": expected.opened.total(),
        "decided": expected.decided.total(),
        "open": expected.opened.total() - expected.decided.total(),
        **{f"escalated to level {level}": levels[level] for level in range(1, len(Oracle(map_file).rungs) + 1)},
    }
    return expected
