"""How often something came within the hour, for whoever only looks: nothing is slowed down or refused by it."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from permissions.limits.counting import count_up
from permissions.limits.decide import HOUR, Limit, hour_of
from permissions.limits.subjects import key_of
from permissions.now import now


def seen(subjects: Mapping[str, str]) -> dict[str, int]:
    """Count one more of each subject under its name, and how many there are now; one statement.

    All are 0 where limits are off, and where nothing can be counted. Ask before a transaction begins.
    """
    if not settings.LIMITS_ON:
        return dict.fromkeys(subjects, 0)
    at = now()
    keys = {name: key_of(Limit(f"seen-{name}", free=0), subject, at) for name, subject in subjects.items()}
    counted = count_up(dict.fromkeys(keys.values(), 1), ends_at=hour_of(at) + HOUR)
    return {name: counted[key] for name, key in keys.items()}
