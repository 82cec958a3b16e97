"""Switching accounts off and on again. An account is never given a right here, nor is the last administrator's lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from permissions.access.charge import charge_of_actor, must_have_account
from permissions.access.errors import OutOfReach
from permissions.access.one_time_links import void_links
from permissions.access.services import keeping_an_administrator
from permissions.access.two_people import Gain, keep_apart, rights_of, settle
from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import LinkPurpose, User


def switch_off(user: User, *, actor: Actor) -> bool:
    """Nobody can enter with the account any more, from the next request on; whether it was on. Its sessions are over.

    Raises ``LastAdministrator`` when nobody would be left to manage people.
    """
    must_have_account(actor, user.pk, own=True)
    with transaction.atomic(), keeping_an_administrator(actor):
        at = now()
        changed = User.objects.filter(pk=user.pk, is_active=True).update(is_active=False, switched_off_at=at)
        if changed:
            append([NewEntry("account_off", "person", user.pk)], actor=actor, at=at)
    return bool(changed)


def switch_on(user: User, *, actor: Actor) -> bool:
    """The account opens again, with what its person still holds; whether it was off.

    Raises ``SecondNeeded`` where they still hold what takes two people.
    """
    must_have_account(actor, user.pk)
    with transaction.atomic():
        changed = User.objects.filter(pk=user.pk, is_active=False).update(is_active=True)
        if changed:
            settle(Gain("switch_on", {"user": user.pk}, frozenset({user.pk}), rights_of(user.pk)), actor=actor)
            keep_apart({user.pk})
            append([NewEntry("account_on", "person", user.pk)], actor=actor, at=now())
    return bool(changed)


def change_email(user: User, email: str, *, actor: Actor) -> bool:
    """Write another email address; whether it was another. Links that were sent to the former one open nothing more.

    Whoever reads what is sent there can enter with the account: raises ``SecondNeeded`` where its person holds, or will
    hold, what takes two people.
    """
    must_have_account(actor, user.pk)
    with transaction.atomic():
        if not User.objects.filter(pk=user.pk).exclude(email=email).update(email=email):
            return False
        gain = Gain("email", {"user": user.pk, "email": email}, frozenset({user.pk}), rights_of(user.pk))
        # For oneself it may be proposed: another one confirms it.
        settle(gain, actor=actor, to_oneself=True)
        for purpose in LinkPurpose:
            void_links(user, purpose, actor=actor)
        append([NewEntry("account_changed", "person", user.pk)], actor=actor, at=now())
    user.email = email
    return True


@contextmanager
def account_written(verb: str, *, actor: Actor) -> Iterator[list[User]]:
    """Audit the accounts that are put into the list, and keep an administrator, in one transaction.

    For screens that write accounts with a form of Wagtail's. Raises ``LastAdministrator``, or ``OutOfReach`` where one
    of them is not the actor's to write: then nothing is done. A new one is theirs by the role that it is given within.
    """
    written: list[User] = []
    with transaction.atomic(), keeping_an_administrator(actor):
        charge = charge_of_actor(actor)
        yield written
        if not all(charge.has_account(user.pk) for user in written):
            raise OutOfReach
        append([NewEntry(verb, "person", user.pk) for user in written], actor=actor, at=now())
