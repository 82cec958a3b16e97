"""What is encrypted of calls that are open or may be taken up again, under the newest key."""

from __future__ import annotations

from django.db.models import Q

from permissions.encrypted import Unreadable, is_newest, renewed
from workflows.calls.models import Call
from workflows.calls.services import DRAFT, NUMBER
from workflows.transactions.turn import write_transaction

_HOLDING = ~Q(number="") | ~Q(draft="")
_PURPOSES = {"number": NUMBER, "draft": DRAFT}


def renew_calls() -> int:
    """Encrypt them with the newest of ``FIELD_KEYS``; how many were not."""
    found = 0
    with write_transaction():
        for call in Call.objects.select_for_update().filter(_HOLDING):
            try:
                said = {name: renewed(text, _PURPOSES[name]) for name, text in _encrypted_in(call).items()}
            except Unreadable:  # it was read by nobody before, either, and goes with the call
                continue
            if said != _encrypted_in(call):
                Call.objects.filter(pk=call.pk).update(**said)
                found += 1
    return found


def not_renewed() -> int:
    """How many calls the newest key alone does not read."""
    rows = Call.objects.filter(_HOLDING)
    return sum(any(not is_newest(text, _PURPOSES[name]) for name, text in _encrypted_in(call).items()) for call in rows)


def _encrypted_in(call: Call) -> dict[str, str]:
    return {name: text for name in _PURPOSES if (text := getattr(call, name))}
