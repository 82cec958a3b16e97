"""For how long a case that somebody took away as one PDF lies there, and letting go of it afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.core.files.storage import storages

from permissions.now import now
from workflows.cases.wiping import Going
from workflows.reports.models import CaseCopy
from workflows.reports.unit_models import RegisterLine
from workflows.transactions.turn import write_transaction

KEPT: Final = timedelta(days=1)
"""Its case may be hidden, or not be theirs any more, tomorrow."""
AT_ONCE: Final = 100


def forget_erased(going: Going) -> Iterable[str]:
    """Cases are erased: their copies go, and what agencies wrote to their lines of a register; the keys of their bytes.

    Whether a line is contested, and for which of the reasons, is printed and stays.
    """
    keys = let_go_of_copies(going)
    RegisterLine.objects.filter(case__in=going.case_ids).update(note="")
    return keys


def let_go_of_copies(going: Going) -> Iterable[str]:
    """Cases are erased or sealed: what was taken away of them as a PDF goes; the keys of the bytes."""
    copies = CaseCopy.objects.filter(case__in=going.case_ids)
    keys = list(copies.values_list("storage_key", flat=True))
    copies.delete()
    return keys


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
