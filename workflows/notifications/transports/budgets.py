"""How many messages may leave within a time, by the clock on the wall in UTC; counted for all processes together."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from permissions.limits.counting import count_up, give_back
from workflows.notifications.transports.errors import UsedUp

log = logging.getLogger(__name__)

DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Budget:
    """``most`` messages until ``ends``; ``key``: under which they are counted; ``name``: in the log."""

    name: str
    key: str
    most: int
    ends: datetime


def key_for(said: str) -> str:
    """A key that tells nobody what it counts."""
    return hmac.new(settings.FIELD_KEYS[0].encode(), said.encode(), hashlib.sha256).hexdigest()


def spend(budgets: Sequence[Budget]) -> None:
    """Count one more message under each. Raises ``UsedUp``, and then counts none."""
    if not settings.LIMITS_ON or not budgets:
        return
    used = count_up({budget.key: 1 for budget in budgets}, ends_at=max(budget.ends for budget in budgets))
    over = [budget for budget in budgets if used[budget.key] > budget.most]
    if over:
        give_back({budget.key: 1 for budget in budgets})
        for budget in over:
            log.warning("The budget of %s is used up.", budget.name)
        raise UsedUp(max(budget.ends for budget in over))


def used(budgets: Sequence[Budget]) -> list[tuple[Budget, int]]:
    """How many of each have left; counts nothing."""
    if not budgets:
        return []
    found = count_up({budget.key: 0 for budget in budgets}, ends_at=max(budget.ends for budget in budgets))
    return [(budget, found[budget.key]) for budget in budgets]
