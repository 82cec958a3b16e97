"""Other files than those at hand: rows drawn at random around days off, and rows made of a file's own."""

from __future__ import annotations

import csv
import random
from datetime import date, datetime, time, timedelta
from pathlib import Path

HEADING = [
    *("Unique Key", "Created Date", "Closed Date", "Agency", "Agency Name"),
    *("Complaint Type", "Descriptor", "Location Type", "City", "Borough"),
]
FORMAT = "%m/%d/%Y %H:%M"
# Around these: the turn of the year, two long weekends, the beginning of summer time, the clock's end.
TURNS = [date(2024, 12, 31), date(2025, 1, 19), date(2025, 2, 16), date(2025, 3, 9), date(2025, 3, 28)]


def write(file: Path, rows: list[list[str]], heading: list[str] = HEADING) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([heading, *rows])
    return file


def drawn(file: Path, seed: int, *, count: int = 40) -> Path:
    """Rows whose times lie around days off, many of them decided within an hour of an escalation or at it."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    rows = []
    for number in range(count):
        day = chance.choice(TURNS) + timedelta(days=chance.randrange(-5, 5))
        opened = datetime.combine(day, chance.choice([time(0), time(23, 59), time(2, 30), time(chance.randrange(24))]))
        after = timedelta(days=chance.randrange(9), minutes=chance.choice([-1, 0, 0, 1, chance.randrange(1440)]))
        decided = "" if chance.random() < 0.3 else (opened + after).strftime(FORMAT)
        agency = chance.choice(["A", "B-1", "c"])
        rows.append(
            [f"k{number}", opened.strftime(FORMAT), decided, agency, f"Agency {agency}", "Noise", "", "", "", ""]
        )
    return write(file, rows)


def first_rows(source: Path, file: Path, count: int) -> Path:
    """The first rows of a file."""
    with source.open(encoding="utf-8", newline="") as opened:
        heading, *rows = csv.reader(opened)
    return write(file, rows[:count], heading)


def others_of(source: Path, file: Path, seed: int) -> Path:
    """The rows of a file in another order, with other keys, other agencies, and all times moved by one amount."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    moved = timedelta(days=chance.randrange(-20, 20), minutes=chance.randrange(1440))
    with source.open(encoding="utf-8", newline="") as opened:
        heading, *rows = csv.reader(opened)
    chance.shuffle(rows)
    for number, row in enumerate(rows):
        if len(row) == len(heading):
            row[0] = f"{number:05d}-{row[0]}" if row[0] else ""
            row[1], row[2] = _moved(row[1], moved), _moved(row[2], moved)
            row[3], row[4] = row[3][::-1], row[4][::-1]
    return write(file, rows, heading)


def _moved(written: str, by: timedelta) -> str:
    try:
        return (datetime.strptime(written, FORMAT) + by).strftime(FORMAT)  # noqa: DTZ007  (wall times)
    except ValueError:
        return written
