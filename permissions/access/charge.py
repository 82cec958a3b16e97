"""Whom somebody manages: everybody, or the people and posts of their own bodies. Every act on people asks here.

An agency administrator gives what is ordinary (``rights.ORDINARY``) at the bodies where they hold ``manage_body``, and
at no other: a right at a body reaches that body alone, as everywhere. Whoever they do not manage is not there for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from permissions.access.decide import Held, may
from permissions.access.errors import OutOfReach
from permissions.access.models import Delegation, Proposal, RoleHolding
from permissions.access.reasons import Reason, reasons_of
from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.agencies.models import Holding, Post
from permissions.agencies.rights import MANAGE_BODY, MANAGE_PEOPLE, ORDINARY
from permissions.now import now
from permissions.people.models import User
from permissions.roles.models import Role
from permissions.spans import lasting


@dataclass(frozen=True, slots=True)
class Charge:
    """``everywhere``: all people, posts and roles; otherwise those of the bodies with these ids."""

    everywhere: bool = False
    agency_ids: frozenset[int] = frozenset()

    @property
    def anything(self) -> bool:
        return self.everywhere or bool(self.agency_ids)

    def gives(self, agency_id: int, rights: Collection[str]) -> bool:
        """Whether a role with such rights is given and ended there by whoever has this charge."""
        return self.everywhere or (agency_id in self.agency_ids and ORDINARY.issuperset(rights))

    def covers(self, agency_id: int) -> bool:
        return self.everywhere or agency_id in self.agency_ids

    def has(self, reason: Reason) -> bool:
        """Whether something held is held at one of its bodies."""
        return self.covers(reason.agency.pk)

    def knows(self, user_id: int) -> bool:
        """Whether somebody is among its people."""
        return self.everywhere or User.objects.filter(self.people(), pk=user_id).exists()

    def has_account(self, user_id: int, *, ever: bool = False) -> bool:
        """Whether somebody belongs here wholly: what opens or shuts all that they have is done to nobody else.

        All that they hold, or will, is ordinary and of its bodies; with ``ever`` they held nothing elsewhere before.
        While something waits for a second administrator by which they would gain more, nobody else has their account:
        whoever changed its address could come in by it and then hold what is confirmed.
        """
        if self.everywhere:
            return True
        if not self.knows(user_id) or _is_proposed(user_id):
            return False
        reasons = reasons_of([user_id], at=now(), past=ever)[user_id]
        at = now()
        return all(
            self.has(each) and (each.when(at) == "past" or each.role is None or ORDINARY.issuperset(each.role.rights))
            for each in reasons
        )

    def people(self) -> Q:
        """The condition for its people: who holds something at its bodies, or will; and who holds nothing any more and
        never held anything elsewhere.
        """
        if self.everywhere:
            return Q()
        at, here = now(), sorted(self.agency_ids)
        roles, posts, loans = RoleHolding.objects.all(), Holding.objects.all(), Delegation.objects.all()
        coming = lasting(at)
        roles_here = roles.filter(place__agency__in=here)
        posts_here = posts.filter(post__agency__in=here)
        loans_here = loans.filter(place__agency__in=here)
        tied = _any(roles_here.filter(coming), posts_here.filter(coming), loans_here.filter(coming))
        holds = _any(roles.filter(coming), posts.filter(coming), loans.filter(coming))
        elsewhere = _any(
            roles.exclude(place__agency__in=here),
            posts.exclude(post__agency__in=here),
            loans.exclude(place__agency__in=here),
        )
        return tied | (_any(roles_here, posts_here, loans_here) & ~holds & ~elsewhere)


EVERYWHERE = Charge(everywhere=True)


def _is_proposed(user_id: int) -> bool:
    waiting = Proposal.objects.filter(outcome="", expires_at__gt=now()).values_list("people", flat=True)
    return any(user_id in people for people in waiting)


def _any(roles: Any, posts: Any, loans: Any) -> Q:
    """The condition for people who have a row in one of these."""
    held = Q(pk__in=roles.order_by().values("user")) | Q(pk__in=posts.order_by().values("user"))
    return held | Q(pk__in=loans.order_by().values("deputy"))


def charge_of(held: Held) -> Charge:
    """Whom these rights let manage."""
    if may(held, MANAGE_PEOPLE, None):
        return EVERYWHERE
    return Charge(agency_ids=held.at(MANAGE_BODY))


def charge_of_actor(actor: Actor) -> Charge:
    """The same of whoever acts; the operator, who has the server, manages everybody, and so does the clock, which does
    what an administrator announced for a day. One query for staff.
    """
    if actor.kind == "staff" and actor.user_id is not None:
        return charge_of(held_by(actor.user_id))
    return EVERYWHERE if actor.kind in ("operator", "clock") else Charge()


def must_manage_all(actor: Actor) -> None:
    """Raises ``OutOfReach`` for all but the platform's administrators."""
    if not charge_of_actor(actor).everywhere:
        raise OutOfReach


def must_give(actor: Actor, given: Iterable[tuple[int, int, Collection[str]]]) -> None:
    """Before rights are given: to whom, at which agency (ids), and which. Raises ``OutOfReach``."""
    charge = charge_of_actor(actor)
    if charge.everywhere:
        return
    for user_id, agency_id, rights in given:
        if not charge.gives(agency_id, rights) or not (charge.knows(user_id) or _is_new(user_id)):
            raise OutOfReach


def must_end(actor: Actor, held: Iterable[tuple[int, int, Role | None]]) -> None:
    """Before what is held is ended: whose it is (an id), at which agency (an id), and the role. Raises ``OutOfReach``.

    What is one's own one lays down without anybody's leave.
    """
    others = [each for each in held if each[0] != actor.user_id]
    charge = charge_of_actor(actor) if others else EVERYWHERE
    if not all(charge.gives(agency_id, role.rights if role else ()) for _user_id, agency_id, role in others):
        raise OutOfReach


def must_change_post(actor: Actor, post: Post, *roles: Role | None) -> None:
    """Before a post brings another role: both are the actor's to give there. Raises ``OutOfReach``."""
    charge = charge_of_actor(actor)
    if not all(charge.gives(post.agency_id, role.rights if role else ()) for role in roles):
        raise OutOfReach


def must_have_account(actor: Actor, user_id: int, *, own: bool = False, ever: bool = False) -> None:
    """Before something that touches all of a person. Raises ``OutOfReach``.

    ``own``: people do it for themselves; ``ever``: as ``Charge.has_account`` has it.
    """
    if own and actor.user_id == user_id:
        return
    if not charge_of_actor(actor).has_account(user_id, ever=ever):
        raise OutOfReach


def _is_new(user_id: int) -> bool:
    """An account that is just being made: nobody has begun with it, and it never held anything."""
    account = User.objects.filter(pk=user_id, last_login=None).first()
    fresh = account is not None and not account.has_usable_password()
    return fresh and not reasons_of([user_id], at=now(), past=True)[user_id]
