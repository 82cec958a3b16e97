"""Switching accounts off and on again. An account is never given a right here, nor is the last administrator's lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from permissions.access.services import keeping_an_administrator
from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User


def switch_off(user: User, *, actor: Actor) -> bool:
    """Nobody can enter with the account any more, from the next request on; whether it was on. Its sessions are over.

    Raises ``LastAdministrator`` when nobody would be left to manage people.
    """
    with transaction.atomic(), keeping_an_administrator(actor):
        at = now()
        changed = User.objects.filter(pk=user.pk, is_active=True).update(is_active=False, switched_off_at=at)
        if changed:
            append([NewEntry("account_off", "person", user.pk)], actor=actor, at=at)
    return bool(changed)


def switch_on(user: User, *, actor: Actor) -> bool:
    """The account opens again, with what its person still holds; whether it was off."""
    with transaction.atomic():
        changed = User.objects.filter(pk=user.pk, is_active=False).update(is_active=True)
        if changed:
            append([NewEntry("account_on", "person", user.pk)], actor=actor, at=now())
    return bool(changed)


@contextmanager
def account_written(verb: str, *, actor: Actor) -> Iterator[list[User]]:
    """Audit the accounts that are put into the list, and keep an administrator, in one transaction.

    For screens that write accounts with a form of Wagtail's. Raises ``LastAdministrator``: then nothing is done.
    """
    written: list[User] = []
    with transaction.atomic(), keeping_an_administrator(actor):
        yield written
        append([NewEntry(verb, "person", user.pk) for user in written], actor=actor, at=now())
