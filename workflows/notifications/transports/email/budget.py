"""How many letters may leave by email within a day, where the operator's mail server takes no more."""

from __future__ import annotations

from django.conf import settings

from permissions.limits.decide import hour_of
from permissions.now import now
from workflows.notifications.transports import budgets
from workflows.notifications.transports.budgets import DAY, Budget, key_for
from workflows.notifications.transports.errors import UsedUp


def shared() -> list[Budget]:
    """That of the day; none where nobody has named one, and then nothing is counted."""
    if not settings.EMAIL_A_DAY:
        return []
    day = hour_of(now()).replace(hour=0)
    return [Budget("email for a day", key_for(f"email|{day.isoformat()}"), settings.EMAIL_A_DAY, day + DAY)]


def spend(*, waits: bool) -> None:
    """Count one more. Raises ``UsedUp`` for a letter that can wait; one about an account or a code never does."""
    try:
        budgets.spend(shared())
    except UsedUp:
        if waits:
            raise
