"""Someone leaves: their posts and roles end, a successor gets those that were ticked, the account is switched off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from permissions.access.absences import cancel_absence
from permissions.access.accounts import switch_off
from permissions.access.charge import must_have_account
from permissions.access.delegating import end_loans
from permissions.access.errors import SeatRefused
from permissions.access.models import Delegation, RoleHolding
from permissions.access.seating import seat, unseat
from permissions.access.services import grant, take_back
from permissions.access.two_people import SecondNeeded
from permissions.actors import Actor
from permissions.agencies.models import Absence, Holding
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User
from permissions.spans import lasting


@dataclass(frozen=True, slots=True)
class Left:
    """What someone still holds, or will: what ends when they leave."""

    posts: list[Holding] = field(default_factory=list)
    roles: list[RoleHolding] = field(default_factory=list)
    loans: list[Delegation] = field(default_factory=list)


def left_by(user: User) -> Left:
    """All that ends when someone leaves, in three queries."""
    at = now()
    loans = Delegation.objects.filter(Q(giver=user) | Q(deputy=user), ends__gt=at)
    return Left(
        list(Holding.objects.filter(lasting(at), user=user).select_related("post__agency", "post__brings__role")),
        list(RoleHolding.objects.filter(lasting(at), user=user).select_related("place__role", "place__agency")),
        list(loans.select_related("place__role", "place__agency", "giver", "deputy")),
    )


def successors_of(user: User, left: Left) -> QuerySet[User]:
    """Who could follow: active people who stand where the leaver does, and those who stand nowhere yet."""
    at = now()
    agencies = {each.post.agency_id for each in left.posts} | {each.place.agency_id for each in left.roles}
    held = RoleHolding.objects.filter(lasting(at))
    posts = Holding.objects.filter(lasting(at))
    there = Q(pk__in=held.filter(place__agency__in=agencies).values("user")) | Q(
        pk__in=posts.filter(post__agency__in=agencies).values("user")
    )
    nowhere = ~Q(pk__in=held.values("user")) & ~Q(pk__in=posts.values("user"))
    everyone = User.objects.filter(is_active=True).exclude(pk=user.pk)
    return (everyone.filter(there | nowhere) if agencies else everyone).order_by("username")


def let_go(
    user: User, *, successor: User, posts: Collection[int] = (), roles: Collection[int] = (), actor: Actor
) -> None:
    """End all that someone holds, give the successor the posts and roles of these ids, and switch the account off.

    All or nothing. Done again it does nothing more. Raises ``LastAdministrator``, ``SeatRefused`` or ``RoleRefused``,
    and ``SecondNeeded`` where the successor would get what takes two people.
    """
    if successor.pk == user.pk or not successor.is_active:
        raise SeatRefused(_("Choose someone else whose account is on."))
    must_have_account(actor, user.pk, ever=True)
    with transaction.atomic():
        left = left_by(user)
        try:
            _pass_on(left, successor, posts, roles, actor)
        except SecondNeeded as needed:
            data = {"user": user.pk, "successor": successor.pk, "posts": sorted(posts), "roles": sorted(roles)}
            raise SecondNeeded(replace(needed.gain, act="hand_over", data=data)) from needed
        for holding in left.posts:
            unseat(holding, actor=actor)
        for role in left.roles:
            take_back(role, actor=actor)
        end_loans(left.loans, actor=actor)
        for absence in Absence.objects.filter(user=user, starts__gt=now()):
            cancel_absence(absence, actor=actor)
        if switch_off(user, actor=actor):
            append([NewEntry("left", "person", user.pk, {"successor": successor.pk})], actor=actor, at=now())


def _pass_on(left: Left, successor: User, posts: Collection[int], roles: Collection[int], actor: Actor) -> None:
    for holding in left.posts:
        if holding.pk in posts:
            _follow_in_post(holding, successor, actor)
    for held in left.roles:
        if held.pk in roles:
            role, agency = held.place.role.code, held.place.agency
            starts = max(held.starts, now())
            grant(user=successor, role=role, agency=agency, starts=starts, ends=held.ends, actor=actor)


def _follow_in_post(holding: Holding, successor: User, actor: Actor) -> None:
    known = Holding.objects.filter(lasting(now()), post=holding.post_id, user=successor).order_by("rank").first()
    if known is not None and known.rank <= holding.rank:
        return
    if known is not None:  # a deputy moves up
        unseat(known, actor=actor)
    seat(
        post=holding.post,
        user=successor,
        rank=holding.rank,
        starts=max(holding.starts, now()),
        ends=holding.ends,
        actor=actor,
    )
