"""For how long a case that somebody took away as one PDF lies there, and letting go of it afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.core.files.storage import storages

from permissions.now import now
from workflows.reports.models import CaseCopy
from workflows.transactions.turn import write_transaction

KEPT: Final = timedelta(days=1)
"""Its case may be hidden, or not be theirs any more, tomorrow."""
AT_ONCE: Final = 100


def forget_copies() -> int:
    """Take away what has been there for a day, file and row; how many that were, at most a hundred."""
    old = list(CaseCopy.objects.filter(requested_at__lte=now() - KEPT).order_by("pk")[:AT_ONCE])
    for copy in old:
        if copy.storage_key:
            storages["private"].delete(copy.storage_key)
    if old:
        with write_transaction():
            CaseCopy.objects.filter(pk__in=[copy.pk for copy in old]).delete()
    return len(old)
