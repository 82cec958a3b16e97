"""How many text messages may leave: each costs money, and somebody could have us send them to a number that pays him.

To one number a day, to all within an hour, and within a day; by the clock on the wall in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from permissions.limits.decide import HOUR, hour_of
from permissions.now import now
from workflows.notifications.transports import budgets
from workflows.notifications.transports.budgets import DAY, Budget, key_for

A_NUMBER = "one number and day"


def spend(number: str) -> None:
    """Count one more message to ``number``, written as it is counted. Raises ``UsedUp``, and then counts none."""
    budgets.spend(list(_budgets(number)))


def shared() -> list[Budget]:
    """Those that all numbers have together."""
    return [budget for budget in _budgets("") if A_NUMBER not in budget.name]


def used_up_until() -> datetime | None:
    """When text messages leave again, where all of an hour's or of a day's have; None while some are left."""
    if not settings.LIMITS_ON:
        return None
    return max((budget.ends for budget, used in budgets.used(shared()) if used >= budget.most), default=None)


def _budgets(number: str) -> Iterator[Budget]:
    hour = hour_of(now())
    day = hour.replace(hour=0)
    for name, subject, most, begins, lasts in (
        (A_NUMBER, number, settings.SMS_A_NUMBER_A_DAY, day, DAY),
        ("an hour", "", settings.SMS_AN_HOUR, hour, HOUR),
        ("a day", "", settings.SMS_A_DAY, day, DAY),
    ):
        key = key_for(f"sms|{name}|{begins.isoformat()}|{subject}")
        yield Budget(f"text messages for {name}", key, most, begins + lasts)
