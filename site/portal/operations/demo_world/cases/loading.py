"""Loads past cases: a hundred at a time, each hundred a commit; what is there already is left as it is."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError

from content.forms.upload import Upload
from permissions.areas.selectors import gazetteer
from permissions.audit.models import AuditEntry
from permissions.now import now
from permissions.platform.called import calendar_of_the_country
from portal.operations.demo_world.cases.acts import Life
from portal.operations.demo_world.cases.attachments import store_files
from portal.operations.demo_world.cases.lives import BACKLOG, Almanac, key_of
from portal.operations.demo_world.cases.living import Living
from portal.operations.demo_world.cases.moments import Year
from portal.operations.demo_world.cases.staff import Staff
from portal.operations.demo_world.counted import have_counted
from workflows.calendars.publishable import CALENDARS
from workflows.cases.models import Case, Channel
from workflows.cases.mover import stand_in_engine
from workflows.cases.opening import CaseNames
from workflows.cases.record import record
from workflows.cases.rules_over_time import RulesOverTime
from workflows.cases.tracking import hash_secret_lightly, secret_for, tracking_of
from workflows.notifications.deliver import mark_as_told
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Subject

CHUNK: Final = 100
"""Cases in one commit."""
TRIES: Final = 3
"""How often a chunk is begun again when somebody filed under one of its numbers meanwhile."""


def load_cases(
    number: int, *, seed: int, backlog: float = BACKLOG, progress: Callable[[int], object] = lambda count: None
) -> int:
    """See to it that the cases 1 to ``number`` of ``seed`` are there; returns how many were made.

    ``backlog``: the share that came in the last days and that nobody has decided yet (1.0: open work alone).
    ``progress`` is told after each chunk how many numbers it saw to. Needs the rest of the demo world.
    """
    loader = Loader.standing_at(now(), seed=seed, backlog=backlog)
    made = counted = 0
    for first in range(1, number + 1, CHUNK):
        numbers = range(first, min(first + CHUNK, number + 1))
        with _no_collecting():
            made += loader.load(numbers)
        if made > 2 * counted:
            have_counted([AuditEntry, *apps.get_app_config("workflows").get_models()])
            counted = made
        progress(len(numbers))
    return made


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Thousands of rows live as long as their chunk and go with it: to look for cycles among them costs a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(slots=True)
class Loader:
    """Draws, lives and writes cases by their numbers; what is in force is read once, at the beginning."""

    almanac: Almanac
    living: Living

    @classmethod
    def standing_at(cls, instant: datetime, *, seed: int, backlog: float = BACKLOG, days: int = 365) -> Loader:
        """Cases of the last so many days are lived up to ``instant`` or shortly before it."""
        # A whole minute: what the clock would have done until then is done, and every letter is told.
        until = instant.replace(second=0, microsecond=0)
        rules = RulesOverTime(at=until)
        rules.read_agencies()
        calendar = CALENDARS.of_stamp(rules.stamp(Subject.CALENDAR, calendar_of_the_country()))
        almanac = Almanac(Year(until, calendar, days=days), seed, backlog)
        return cls(almanac, Living(rules, Staff(), until, frozenset(gazetteer().areas)))

    def load(self, numbers: Sequence[int]) -> int:
        """Make those of the cases that are missing, in one commit; returns how many were."""
        for attempt in range(1, TRIES + 1):
            missing = self._missing(numbers)
            try:
                if missing:
                    self._write([self.almanac.draw(number) for number in missing])
                return len(missing)
            except IntegrityError:
                if attempt == TRIES:
                    raise
        raise AssertionError("the loop returns or raises")

    def _missing(self, numbers: Sequence[int]) -> list[int]:
        keys = {key_of(self.almanac.seed, number): number for number in numbers}
        # By channel too, since that is how the index begins.
        known = Case.objects.filter(channel__in=Channel.values, idempotency_key__in=keys)
        for key in known.values_list("idempotency_key", flat=True):
            keys.pop(key, None)
        return list(keys.values())

    def _write(self, lives: Sequence[Life]) -> None:
        lived = [self.living.live(life, names) for life, names in zip(lives, _names(lives), strict=True)]
        states = [done[0].change.state for done in lived]
        changes = sorted((each.change for done in lived for each in done), key=attrgetter("at"))
        uploads = store_files(lives)
        with write_transaction():
            Upload.objects.bulk_create(uploads)
            stand_in_engine(states)
            record(changes, told=mark_as_told)


def _names(lives: Sequence[Life]) -> Iterator[CaseNames]:
    """A number that nobody has, a key and a secret for each life."""
    taken = _taken({tracking_of(life.at, life.numbers[0]) for life in lives})
    if taken:
        taken |= _taken({tracking_of(life.at, drawn) for life in lives for drawn in life.numbers[1:]})
    for life in lives:
        trackings = (tracking_of(life.at, drawn) for drawn in life.numbers)
        tracking = next(each for each in trackings if each not in taken)
        taken.add(tracking)
        secret = secret_for(life.channel, life.key, settings.FIELD_KEYS[0])
        yield CaseNames(tracking, life.key, hash_secret_lightly(secret))


def _taken(trackings: set[str]) -> set[str]:
    return set(Case.objects.filter(tracking__in=trackings).values_list("tracking", flat=True))
