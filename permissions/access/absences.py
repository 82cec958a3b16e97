"""Spans in which someone does not act and others do. Each change is audited."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from permissions.access.charge import must_have_account
from permissions.access.errors import SeatRefused
from permissions.actors import Actor
from permissions.agencies.models import Absence
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User


def set_absence(*, user: User, starts: datetime | None = None, ends: datetime, actor: Actor) -> Absence:
    """Note that someone is away from ``starts`` (default: now) until ``ends``.

    Raises ``SeatRefused`` with a sentence; then nothing is done.
    """
    at = now()
    begins = max(starts or at, at)
    must_have_account(actor, user.pk, own=True)
    if ends <= begins:
        raise SeatRefused(_("The end is before the beginning, or has already passed."))
    with transaction.atomic():
        if Absence.objects.filter(user=user, starts__lt=ends, ends__gt=begins).exists():
            raise SeatRefused(_("An absence is already recorded for these days. Cancel that one first."))
        absence = Absence.objects.create(user=user, starts=begins, ends=ends)
        append([_entry("absence_set", absence)], actor=actor, at=at)
    return absence


def cancel_absence(absence: Absence, *, actor: Actor) -> bool:
    """End an absence now, or drop one that has not begun; whether there was anything to end."""
    at = now()
    with transaction.atomic():
        found = Absence.objects.filter(pk=absence.pk, ends__gt=at)
        there = found.first()
        if there is None:
            return False
        must_have_account(actor, there.user_id, own=True)
        found.filter(starts__gte=at).delete()
        found.filter(starts__lt=at).update(ends=at)
        append([_entry("absence_ended", there)], actor=actor, at=at)
    return True


def _entry(verb: str, absence: Absence) -> NewEntry:
    said = {"starts": absence.starts.isoformat(), "ends": absence.ends.isoformat()}
    return NewEntry(verb, "person", absence.user_id, said)
