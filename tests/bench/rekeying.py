"""What is proved of a year's cases is compared, 100,000 in three minutes; then they are encrypted as cases of before
are, and put under a new key, in five minutes each."""

from __future__ import annotations

import math
import time

from django.conf import settings

from permissions import many_rows
from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from tests.bench.year import run
from workflows.cases import rekeying
from workflows.cases.hiding import OF_ALL, OF_HIDDEN
from workflows.cases.models import Case, CaseKey, Rekeying
from workflows.cases.models.encrypted import EncryptedRow, encrypted_columns, note_together

WITHIN, VERIFIED_WITHIN = 300, 180
"""Seconds for 100,000."""
_AT_ONCE = 2_000


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """Load lives of a year and ask ``verify``; undo what is encrypted, and do it again; then put a key in front."""
    run("demo_world", "--cases", str(sizes.rekeyed))
    cases = Case.objects.count()
    verified = run("verify")
    sheet.add(f"verify over {cases:,} cases", verified.seconds, "s", VERIFIED_WITHIN * max(cases / 100_000, 0.05))
    sheet.add(f"verify over {cases:,} cases: its own CPU", verified.cpu, "s")
    _as_before()
    goal = WITHIN * max(cases / 100_000, 0.02)
    sheet.add(f"{cases:,} cases encrypted for the first time", _seconds(), "s", goal)
    settings.FIELD_KEYS = ["a newer key, as long as it has to be", *settings.FIELD_KEYS]
    sheet.add(f"{cases:,} cases under a new key", _seconds(), "s", goal)


def _seconds() -> float:
    rekeying.begin()
    began = time.perf_counter()
    rekeying.go_on(patience=math.inf)
    return time.perf_counter() - began


def _as_before() -> None:
    models: dict[type[EncryptedRow], None] = dict.fromkeys((Case, *OF_ALL, *OF_HIDDEN))
    for model in models:
        ids = list(model._default_manager.filter(encrypted=True).values_list("pk", flat=True))
        for first in range(0, len(ids), _AT_ONCE):
            rows = list(model._default_manager.filter(pk__in=ids[first : first + _AT_ONCE]))
            note_together(rows)
            for row in rows:
                row.read_all()
                row.encrypted = False
            many_rows.update(model, ["encrypted", *sorted(encrypted_columns(model))], rows)
    CaseKey.objects.all().delete()
    Rekeying.objects.all().delete()
