"""Several processes write the trail at once: one chain comes of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from permissions.audit.models import AuditEntry
from permissions.audit.selectors import chain_head, verify_chain

WRITERS, WRITES = 4, 40
WRITER = f"""
import django; django.setup()
from django.db import transaction
from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
for number in range({WRITES}):
    with transaction.atomic():
        append([NewEntry("case_read", "case", number)] * (1 + number % 3), actor=Actor.clock, at=now())
"""


@pytest.mark.django_db(transaction=True)
def test_four_writers_leave_no_gap_and_no_fork(child_environment: dict[str, str]) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER], env=child_environment) for _ in range(WRITERS)]
    assert [writer.wait(timeout=120) for writer in writers] == [0] * WRITERS
    expected = WRITERS * sum(1 + number % 3 for number in range(WRITES))
    assert list(AuditEntry.objects.order_by("sequence").values_list("sequence", flat=True)) == [*range(1, expected + 1)]
    assert chain_head()[0] == expected
    assert list(verify_chain()) == []
