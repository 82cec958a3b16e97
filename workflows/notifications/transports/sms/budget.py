"""How many text messages may leave: each costs money, and somebody could have us send them to a number that pays him.

To one number a day, to all within an hour, and within a day; by the clock on the wall in UTC.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from permissions.limits.counting import count_up, give_back
from permissions.limits.decide import HOUR, hour_of
from permissions.now import now

log = logging.getLogger(__name__)

DAY = timedelta(days=1)
A_NUMBER = "one number and day"


@dataclass(frozen=True, slots=True)
class Budget:
    """``most`` messages until ``ends``; ``key``: under which they are counted."""

    name: str
    key: str
    most: int
    ends: datetime


class UsedUp(Exception):
    """No more before ``at``."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at.isoformat())
        self.at = at


def spend(number: str) -> None:
    """Count one more message to ``number``, written as it is counted. Raises ``UsedUp``, and then counts none."""
    if not settings.LIMITS_ON:
        return
    budgets = list(_budgets(number))
    used = count_up({budget.key: 1 for budget in budgets}, ends_at=max(budget.ends for budget in budgets))
    over = [budget for budget in budgets if used[budget.key] > budget.most]
    if over:
        give_back({budget.key: 1 for budget in budgets})
        for budget in over:
            log.warning("The budget of text messages for %s is used up.", budget.name)
        raise UsedUp(max(budget.ends for budget in over))


def used_up_until() -> datetime | None:
    """When text messages leave again, where all of an hour's or of a day's have; None while some are left."""
    if not settings.LIMITS_ON:
        return None
    shared = [budget for budget in _budgets("") if budget.name != A_NUMBER]
    used = count_up({budget.key: 0 for budget in shared}, ends_at=max(budget.ends for budget in shared))
    return max((budget.ends for budget in shared if used[budget.key] >= budget.most), default=None)


def _budgets(number: str) -> Iterator[Budget]:
    hour = hour_of(now())
    day = hour.replace(hour=0)
    for name, subject, most, begins, lasts in (
        (A_NUMBER, number, settings.SMS_A_NUMBER_A_DAY, day, DAY),
        ("an hour", "", settings.SMS_AN_HOUR, hour, HOUR),
        ("a day", "", settings.SMS_A_DAY, day, DAY),
    ):
        said = f"sms|{name}|{begins.isoformat()}|{subject}"
        key = hmac.new(settings.FIELD_KEYS[0].encode(), said.encode(), hashlib.sha256).hexdigest()
        yield Budget(name, key, most, begins + lasts)
