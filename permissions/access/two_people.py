"""What no one person gives: rights that reach sealed cases, identities, the trail or the roles themselves.

Every act that gives somebody a right ends with ``settle``, when all of it is written: what takes two people is then
taken back by the error, and what is left for the second one is sure to be possible.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from permissions.access.errors import Refused, RoleRefused
from permissions.access.models import RoleAtAgency
from permissions.access.reasons import Reason, reasons_of
from permissions.access.selectors import in_places
from permissions.actors import Actor
from permissions.agencies.rights import (
    ERASE_CASE,
    HANDLE_SENSITIVE,
    MANAGE_BODY,
    MANAGE_PEOPLE,
    OPEN_IDENTITY,
    READ_AUDIT,
)
from permissions.now import now
from permissions.people.models import User
from permissions.roles.models import Role

GUARDED: Final = frozenset({HANDLE_SENSITIVE, OPEN_IDENTITY, READ_AUDIT, MANAGE_PEOPLE, ERASE_CASE})
"""Rights that two administrators give together."""
MANAGING: Final = frozenset({MANAGE_PEOPLE, MANAGE_BODY})
"""Rights that nobody holds who opens identities: they do not choose who may ask for them."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What an act gives: ``rights`` to ``people`` (their ids). ``act`` and ``data`` (JSON) say how it is done again."""

    act: str
    data: Mapping[str, Any]
    people: frozenset[int]
    rights: frozenset[str]


class SecondNeeded(Refused):
    """One person alone does not do this; ``gain`` is what a second one would confirm."""

    def __init__(self, gain: Gain) -> None:
        super().__init__(_("This takes two administrators: one proposes it, another one confirms it."))
        self.gain = gain


@dataclass(frozen=True, slots=True)
class Told:
    """What ``readers`` are told. ``kind``: ``PROPOSED``, ``GIVEN`` or ``BROKEN``; ``by``: who did it, in turn."""

    kind: str
    gain: Gain
    by: tuple[int, ...]
    readers: Collection[int]


PROPOSED, GIVEN, BROKEN = "rights_proposed", "rights_given", "glass_broken"
Tell = Callable[[Told], None]
_tellers: list[Tell] = []


def tell_with(tell: Tell) -> None:
    """Whoever writes letters says so at start-up; called within the transaction of the act."""
    _tellers.append(tell)


def tell(told: Told) -> None:
    """Have all readers told."""
    for each in _tellers:
        each(told)


def settle(gain: Gain, *, actor: Actor, alone: bool = False, to_oneself: bool = False, whatever: bool = False) -> None:
    """The end of an act that gives rights: nobody does it to themselves, and what is guarded takes two.

    Only people are asked: the operator has the server. ``alone``: it needs no second one, but all are told;
    ``to_oneself``: it gives its person nothing that they do not hold; ``whatever``: it takes two, guarded or not, and
    administrators are told. Raises ``RoleRefused`` or ``SecondNeeded``.
    """
    if actor.kind != "staff":
        return
    if not to_oneself and not gain.people.isdisjoint({actor.user_id, actor.beside}):
        raise RoleRefused(_("Nobody gives rights to themselves. Ask another administrator."))
    guarded = gain.rights & GUARDED
    if not (guarded or whatever) or not gain.people:
        return
    if actor.beside is None and not alone:
        raise SecondNeeded(gain)
    by = [each for each in (actor.beside, actor.user_id) if each is not None]
    concerned = gain.people if guarded else frozenset()
    tell(Told(GIVEN, gain, tuple(by), holders_of(guarded or {MANAGE_PEOPLE}) | concerned))


def holders_of(rights: Collection[str]) -> frozenset[int]:
    """The active people who hold one of some rights now, by whatever way."""
    roles = [role.pk for role in Role.objects.all() if not set(rights).isdisjoint(role.rights)]
    people = User.objects.filter(in_places(RoleAtAgency.objects.filter(role__in=roles), now()), is_active=True)
    return frozenset(people.values_list("pk", flat=True))


def keep_apart(user_ids: Iterable[int]) -> None:
    """Raises ``RoleRefused`` where one of these would both manage people and open identities, now or later."""
    both = both_held(user_ids)
    if both:
        raise RoleRefused(
            _("%(person)s would both manage people and open identities. Nobody may do both.")
            % {"person": str(User.objects.get(pk=min(both)))}
        )


def both_held(user_ids: Iterable[int]) -> frozenset[int]:
    """Those of some people whose roles, posts and loans bring, now or later, what is to be kept apart."""
    wanted = set(user_ids)
    found = reasons_of(wanted, at=now()) if wanted else {}
    return frozenset(user_id for user_id, reasons in found.items() if come_together(_rights(reasons)))


def come_together(rights: Collection[str]) -> bool:
    """Whether some rights are more than one person may hold: managing people, and opening identities."""
    return OPEN_IDENTITY in rights and not MANAGING.isdisjoint(rights)


def rights_of(user_id: int) -> frozenset[str]:
    """All rights that somebody's roles, posts and loans bring, now or later, also while the account is off."""
    return _rights(reasons_of([user_id], at=now())[user_id])


def _rights(reasons: Iterable[Reason]) -> frozenset[str]:
    return frozenset(right for each in reasons if each.role is not None for right in each.role.rights)
