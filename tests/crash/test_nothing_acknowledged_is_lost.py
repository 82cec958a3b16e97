"""Clients file, officers answer and clocks run while what serves them is killed: whatever anyone was told is there."""

from __future__ import annotations

import itertools
import sys
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django_q.models import OrmQ

from permissions.now import standing_at
from permissions.people.models import User
from portal.operations.sweeping import one_pass
from portal.operations.verifying import everything
from portal.queue.pulses import QUEUE, SWEEP, last_pulse
from tests.crash.killer import ELSEWHERE, Killer, rain
from tests.crash.people import OFFICERS, PASSWORD, Books, Filing, citizens, file_one, officer
from tests.crash.stage import Stage
from tests.scenes import CALENDAR, LADDER, country, publish_one
from tests.seeded_site import pages_and_forms
from tests.site.portal.queue.at_work import until
from workflows.cases.models import Case, CaseEvent, CaseStatus, EventVerb, File, Message
from workflows.outbox.models import OutboxEntry

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc"),
]
CITIZENS = 4
LONGEST_RECOVERY = 120.0
"""Seconds until all beats again after the last kill: a stuck queue's patience, and new starts on a busy machine."""
AHEAD = timedelta(hours=30)
"""How far the clock stands ahead of the citizens: a working day has passed for what is filed, and no upload is old."""


@pytest.mark.parametrize(
    ("filings", "kills", "pause"),
    [(60, 6, 0.5), pytest.param(10_000, 300, 2.0, marks=pytest.mark.large)],
)
def test_nothing_acknowledged_is_lost(
    child_environment: dict[str, str],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    filings: int,
    kills: int,
    pause: float,
) -> None:
    began = datetime.now(UTC)
    _open_for_business()
    clock_at = began + AHEAD
    stage, books = Stage(child_environment, clock_at, tmp_path), Books()
    with stage.up():
        killer = Killer(stage, seed=filings)
        _under_fire(stage, books, killer, filings=filings, kills=kills, pause=pause)
        _goes_on_without_a_hand(stage, books)
    record_property("said", _summary(killer, stage, books, (datetime.now(UTC) - began).total_seconds()))
    _settle(clock_at)

    assert books.problems == []
    assert len(books.filings) > filings
    assert_every_case_once(books)
    assert_every_answer_once(books)
    assert_every_file_once(books)
    assert_every_level_once()
    assert not OutboxEntry.objects.waiting().exists()
    assert list(everything()) == []
    struck = killer.by_place()
    assert struck.total() >= kills
    assert 3 * (struck.total() - struck[ELSEWHERE]) >= struck.total()


def _open_for_business() -> None:
    country()
    publish_one("calendar", "jordan", CALENDAR | {"weekend": []})  # whatever the day of the test
    publish_one("ladder", "default", LADDER | {"rungs": [{"level": 1, "after_days": 1}, {"level": 2, "after_days": 1}]})
    pages_and_forms()
    User.objects.filter(username__in=OFFICERS.values()).update(password=make_password(PASSWORD))


def _under_fire(stage: Stage, books: Books, killer: Killer, *, filings: int, kills: int, pause: float) -> None:
    numbers = itertools.count()
    filing = [
        threading.Thread(target=citizens, args=(stage.port, books, numbers, filings, seed)) for seed in range(CITIZENS)
    ]
    answering = [threading.Thread(target=officer, args=(stage.port, books, code)) for code in OFFICERS]
    storm = threading.Thread(target=rain, args=(killer,), kwargs={"kills": kills, "pause": pause})
    for thread in (*filing, *answering, storm):
        thread.start()
    until(lambda: len(books.filings) >= filings // 2 or bool(books.problems), seconds=3600)
    OrmQ.objects.all().delete()  # which costs nothing but a minute
    storm.join()
    books.storm_over.set()
    for thread in filing:
        thread.join()
    books.filed_all.set()
    for thread in answering:
        thread.join()


def _goes_on_without_a_hand(stage: Stage, books: Books) -> None:
    """After the last kill all that was killed is there again: a case is filed, the clock sweeps, the queue beats."""
    last = datetime.now(UTC)
    filing = Filing("طلب بعد العاصفة", "moh", [])
    file_one(stage.port, filing)
    books.filings.append(filing)

    def all_beat() -> bool:
        return all((pulse := last_pulse(name)) and pulse > last + timedelta(seconds=6) for name in (SWEEP, QUEUE))

    until(all_beat, seconds=LONGEST_RECOVERY)
    stage.victims()


def _settle(clock_at: datetime) -> None:
    """A later pass takes what the killed ones had leased; then nothing is left to do."""
    nothing = {"due": 0, "escalated": 0, "delivered": 0, "unsent": 0, "checked": 0, "seconds": 0}
    with standing_at(clock_at + timedelta(hours=1)):
        until(lambda: one_pass() | {"seconds": 0} == nothing)


def assert_every_case_once(books: Books) -> None:
    told = {filing.subject: filing.tracking for filing in books.filings}
    assert Case.objects.count() == len(told) == len(books.filings)
    assert dict(Case.objects.values_list("subject", "tracking")) == told


def assert_every_answer_once(books: Books) -> None:
    found = Counter(Message.objects.filter(text__startswith="Answer ").values_list("case__tracking", "text"))
    assert found == Counter(books.answers)
    assert set(found.values()) == {1}


def assert_every_file_once(books: Books) -> None:
    """By their bytes' hashes; that the stored bytes have them is ``verify``'s to say."""
    found: dict[str, list[str]] = {filing.subject: [] for filing in books.filings}
    for subject, sha256 in File.objects.values_list("case__subject", "sha256"):
        found[subject].append(sha256)
    assert {subject: sorted(hashes) for subject, hashes in found.items()} == {
        filing.subject: filing.hashes for filing in books.filings
    }


def assert_every_level_once() -> None:
    """The clock took every case that was left to it, each level once and in order."""
    levels: dict[int, list[int]] = {pk: [] for pk in Case.objects.values_list("pk", flat=True)}
    for case_id, level in (
        CaseEvent.objects.filter(verb=EventVerb.ESCALATED).order_by("number").values_list("case_id", "level")
    ):
        levels[case_id].append(level)
    assert [found for found in levels.values() if found != list(range(1, len(found) + 1))] == []
    untouched = Case.objects.filter(status=CaseStatus.IN_PROGRESS).values_list("pk", flat=True)
    assert [pk for pk in untouched if not levels[pk]] == []


def _summary(killer: Killer, stage: Stage, books: Books, seconds: float) -> str:
    places = ", ".join(f"{number} {where}" for where, number in killer.by_place().most_common())
    whom: Counter[str] = Counter()
    for (who, _where), number in killer.kills.items():
        whom[who] += number
    again = sum(filing.sent - 1 for filing in books.filings)
    return (
        f"{len(books.filings)} filings, {len(books.answers)} answers in {seconds:.0f} s; "
        f"{whom.total()} kills: {places}; of {dict(whom)}; "
        f"{again} forms sent again; new processes {stage.restarts()}"
    )
