"""The whole of a replay: read the map and the file, make the world, play, tell."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tqdm import tqdm

from portal.operations.replay.errors import ReplayRefused
from portal.operations.replay.map import ReplayMap, load_map
from portal.operations.replay.reading import Recorded, Records, read
from portal.operations.replay.replaying import Progress, Replay, acts_of, played, refuse_beside_others
from portal.operations.replay.telling import Result, lines, result_of
from portal.operations.replay.world import close_world, make_world
from workflows.calendars.definition import parse
from workflows.suggestions.tasks import learn_all_soon

Say = Callable[[str], object]

EVERY_SECONDS = 5
"""How often a line tells how far it is, where there is no terminal."""


def play(file: Path, map_file: Path, *, out: Say, remark: Say) -> int:
    """Replay a file; returns how many of its rows are broken. Raises ``ReplayRefused``."""
    told = load_map(map_file)
    records = read(file, told)
    _check_migrated()
    for each in records.remarks:
        remark(f"{file}:{each.line}: {each.sentence}")
    if records.later:
        remark(f"{file}: {records.later} requests were filed after the clock's end and are left out")
    for year in years_without_holidays(records.requests, told):
        remark(f"{map_file}: no holiday of {year} is listed, so all its working days count")
    for line in lines(told, play_records(records, told, remark=remark)):
        out(line)
    return sum(each.broken for each in records.remarks)


def play_records(records: Records, told: ReplayMap, *, remark: Say) -> Result:
    """Make the world and play what was read."""
    known = played(told)
    refuse_beside_others(told, known, records.requests)
    is_anything_new = any(request.key not in known for request in records.requests)  # ``known`` grows while it plays
    codes = make_world(told, records.requests)
    acts = acts_of(records.requests)
    try:
        with _progress(len(acts), told, remark) as progress:
            Replay(told, codes, known).run(acts, progress)
    finally:
        close_world(codes)
    if is_anything_new:
        learn_all_soon()
    return result_of(told, records.requests)


def years_without_holidays(requests: Iterable[Recorded], told: ReplayMap) -> list[int]:
    """The years in which a request was filed and of which the map, though it lists holidays, has none."""
    listed = {day.year for day in parse(told.calendar).closed}
    filed = {request.opened.astimezone(told.zone).year for request in requests}
    return sorted(filed - listed) if listed else []


def _check_migrated() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise ReplayRefused("The database is not set up. Run first: manage.py migrate")


@contextmanager
def _progress(total: int, told: ReplayMap, remark: Say) -> Iterator[Progress]:
    """A bar on a terminal, a line every few seconds elsewhere."""
    done, spoken = 0, time.monotonic()

    def say(at: datetime) -> None:
        nonlocal done, spoken
        done += 1
        if time.monotonic() - spoken >= EVERY_SECONDS:
            spoken = time.monotonic()
            remark(f"{done} of {total} acts, {at.astimezone(told.zone):%Y-%m-%d %H:%M}")

    if not sys.stderr.isatty():
        yield say
        return
    # A terminal that does not know its own size would make tqdm draw nothing.
    width, height = shutil.get_terminal_size()
    with tqdm(total=total, unit="act", leave=False, ncols=width, nrows=height) as bar:
        yield lambda _at: _advance(bar)


def _advance(bar: tqdm[NoReturn]) -> None:
    bar.update()
