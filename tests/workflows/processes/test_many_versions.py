"""Many versions of processes are in memory at once: of each what it says and the graph that runs."""

from __future__ import annotations

import gc
import tracemalloc

import pytest

from permissions.now import now
from tests.scenes import country, long_process
from workflows.processes.flows import flow_of
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
MOST = 100_000_000
"""Bytes of five hundred versions."""
STEPS = 100


def loaded(count: int, first: int = 0) -> int:
    """How many bytes so many versions take, read and compiled: those numbered from ``first`` on."""
    rows = []
    for number in range(first, first + count):
        definition = long_process(STEPS)
        definition["name"]["en"] = f"Long {number}"
        digest = f"{number:012x}".ljust(64, "0")
        rows.append(Version(subject="process", key="many", number=number + 1, definition=definition, digest=digest))
        rows[-1].drafted_at = now()
    Version.objects.bulk_create(rows)
    kept = []
    gc.collect()
    tracemalloc.start()
    try:
        for version in Version.objects.filter(key="many", number__gt=first).iterator(chunk_size=50):
            kept.append((PROCESSES.of(version), flow_of(version)))
        gc.collect()
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def test_twenty_versions_take_their_share() -> None:
    country()
    # The least of three: what a thread of a former test takes meanwhile is counted, too, and can only add.
    assert min(loaded(20, first) for first in (0, 20, 40)) < MOST / 25


@pytest.mark.large
def test_five_hundred_versions_take_less_than_a_hundred_megabytes() -> None:
    country()
    taken = loaded(500)
    print(f"500 versions: {taken / 1_000_000:.1f} MB")
    assert taken < MOST
