"""How one person reads numbers and dates: kept with their account."""

from __future__ import annotations

from typing import Any

from permissions.people.models import User
from permissions.writing import Reading

FIELDS = ("arabic_digits", "hijri")


def reading_of(person: Any) -> Reading:
    """As whoever asks chose it; the usual for visitors."""
    return Reading(person.arabic_digits, person.hijri) if isinstance(person, User) else Reading()


def set_reading(member: User, name: str, *, on: bool) -> None:
    """One of ``FIELDS`` from now on. One statement."""
    if name not in FIELDS:
        raise ValueError(name)
    setattr(member, name, on)
    member.save(update_fields=[name])
