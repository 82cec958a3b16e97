"""Several processes write the trail at once: one chain comes of it."""

from __future__ import annotations

import pytest

from permissions.audit.models import AuditEntry
from permissions.audit.selectors import chain_head, verify_chain
from tests.forked import forked

WRITERS, WRITES = 4, 40
WRITER = f"""
from django.db import transaction
from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
for turn in range({WRITES}):
    with transaction.atomic():
        append([NewEntry("case_read", "case", turn)] * (1 + turn % 3), actor=Actor.clock, at=now())
"""


@pytest.mark.django_db(transaction=True)
def test_four_writers_leave_no_gap_and_no_fork(child_environment: dict[str, str]) -> None:
    forked(WRITERS, WRITER, child_environment)
    expected = WRITERS * sum(1 + number % 3 for number in range(WRITES))
    assert list(AuditEntry.objects.order_by("sequence").values_list("sequence", flat=True)) == [*range(1, expected + 1)]
    assert chain_head()[0] == expected
    assert list(verify_chain()) == []
