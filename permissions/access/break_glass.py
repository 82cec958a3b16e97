"""In an emergency one administrator gives a guarded role alone: after half an hour in which any of those who hold such
rights may stop it, for hours, with a reason, and all are told.

What is stopped isn't lost: it waits for a second administrator like everything that takes two. So whoever stops it,
even somebody whom the reason is about, can't decide anything by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from permissions.access.charge import must_manage_all
from permissions.access.decide import Held
from permissions.access.errors import OutOfReach, ProposalRefused, RoleRefused
from permissions.access.first_administrators import OLD, is_young
from permissions.access.groups import ensure_places
from permissions.access.models import Emergency, RoleAtAgency, RoleHolding
from permissions.access.proposals import propose
from permissions.access.selectors import held_by
from permissions.access.services import end_now
from permissions.access.two_people import BROKEN, GUARDED, Gain, SecondNeeded, Told, holders_of, keep_apart, tell
from permissions.access.wagtail_groups import follow
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole, Holding
from permissions.agencies.rights import MANAGE_PEOPLE
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User
from permissions.spans import lasting, within

LONGEST: Final = 24
"""Hours."""
WAITS: Final = timedelta(minutes=30)
"""From when it is given until it counts: in it whoever holds such rights may stop it."""
BETWEEN: Final = timedelta(days=7)
"""In which one administrator gives one role so: two sealed roles together open what no one person reads."""
HELD_FOR: Final = timedelta(days=7)
"""For so long somebody has had a role or a post at the agency: a plain one is given by one administrator alone, and a
minute before it would prove nothing."""


def break_glass(*, user: User, role: str, agency: Agency, reason: str, hours: int, actor: Actor) -> Emergency:
    """Give somebody else a guarded role, from ``WAITS`` on. All who hold one of its rights, and all administrators, are
    told.

    Never one that manages people: who has it for an hour could make it last. Raises ``RoleRefused`` with a sentence,
    and ``SecondNeeded`` in an installation in which no account is old enough yet.
    """
    at = now()
    must_manage_all(actor)
    if user.pk == actor.user_id:
        raise RoleRefused(_("Nobody gives rights to themselves. Ask another administrator."))
    if not user.is_active:
        raise RoleRefused(_("The account is switched off. Switch it on first."))
    if not reason.strip():
        raise RoleRefused(_("Write the reason: all who are told will ask for it."))
    if not 1 <= hours <= LONGEST:
        raise RoleRefused(_("Choose between 1 and 24 hours."))
    with transaction.atomic():
        # One lock for all: nobody gives two at once from two windows.
        list(Agency.objects.select_for_update().filter(role=AgencyRole.CENTRAL_UNIT).values_list("pk", flat=True))
        place = ensure_places([(role, agency)])[role, agency.pk]
        rights = frozenset(place.role.rights)
        if not is_for_emergencies(rights):
            raise RoleRefused(_("In an emergency only roles are given that take two administrators but manage nobody."))
        if is_young(at):
            raise SecondNeeded(_gain(user, place, hours, reason))
        _refuse_unknown(user, agency, at)
        if Emergency.objects.filter(given_by=actor.user_id, at__gt=at - BETWEEN).exists():
            raise RoleRefused(
                _("You have given a role in an emergency within the last seven days. Ask another administrator.")
            )
        starts = at + WAITS
        ends = starts + timedelta(hours=hours)
        holding = RoleHolding.objects.create(user=user, place=place, starts=starts, ends=ends)
        emergency = Emergency.objects.create(
            holding=holding, user=user, place=place, given_by_id=actor.user_id or 0, reason=reason.strip(), at=at
        )
        follow({user.pk})
        keep_apart({user.pk})
        data = {
            "user": user.pk,
            "role": role,
            "agency": agency.code,
            "starts": starts.isoformat(),
            "ends": ends.isoformat(),
            "emergency": emergency.pk,
        }
        readers = holders_of(rights & GUARDED | {MANAGE_PEOPLE}) | {user.pk}
        tell(Told(BROKEN, Gain("break_glass", data, frozenset({user.pk}), rights), (actor.user_id or 0,), readers))
        sealed = {**data, "reason": hashlib.sha256(reason.strip().encode()).hexdigest()}
        append([NewEntry("glass_broken", "person", user.pk, sealed)], actor=actor, at=at)
    return emergency


def stop(emergency: Emergency, *, actor: Actor) -> None:
    """Stop what doesn't count yet: it waits for a second administrator then, and who stopped it is on record.

    Raises ``RoleRefused`` where it counts by now, is over or was stopped, and for whoever ``may_stop`` denies.
    """
    at = now()
    if not may_stop(emergency, held_by(actor.user_id or 0)):
        raise RoleRefused(_("Only administrators and people who hold such rights can stop this."))
    with transaction.atomic():
        holding = RoleHolding.objects.select_for_update().filter(emergency=emergency, starts__gt=at).first()
        if holding is None:
            raise RoleRefused(_("It can no longer be stopped: it has taken effect, has ended or was already stopped."))
        hours = (holding.ends or holding.starts) - holding.starts
        end_now(RoleHolding.objects.filter(pk=holding.pk))
        whole = int(hours.total_seconds()) // 3600
        gain = _gain(emergency.user, emergency.place, whole, emergency.reason, stopped_by=actor.user_id)
        data = {"emergency": emergency.pk, "role": gain.data["role"], "agency": gain.data["agency"]}
        append([NewEntry("glass_stopped", "person", emergency.user_id, data)], actor=actor, at=at)
        # Where nobody could confirm it, it is stopped all the same.
        with suppress(ProposalRefused, OutOfReach), transaction.atomic():
            propose(gain, actor=Actor.staff(emergency.given_by_id))


def may_stop(emergency: Emergency, held: Held) -> bool:
    """Whether these are the rights of somebody who was asked: one of those that it gives, or managing people."""
    asked = frozenset(emergency.place.role.rights) & GUARDED | {MANAGE_PEOPLE}
    return any(held.at(right) for right in asked)


def _gain(user: User, place: RoleAtAgency, hours: int, reason: str, *, stopped_by: int | None = None) -> Gain:
    said = {"user": user.pk, "role": place.role.code, "agency": place.agency.code}
    data = {**said, "hours": hours, "reason": reason.strip()}
    if stopped_by is not None:
        data["stopped_by"] = stopped_by
    return Gain("emergency", data, frozenset({user.pk}), frozenset(place.role.rights))


def _refuse_unknown(user: User, agency: Agency, at: datetime) -> None:
    """Raises ``RoleRefused`` for whoever might be made for this: nobody invents a colleague to read what is sealed."""
    if user.date_joined > at - OLD:
        raise RoleRefused(_("This account is younger than 30 days. Another administrator must confirm such a role."))
    if user.factor_since is None:
        raise RoleRefused(_("This account has no second factor."))
    there = within(at) & Q(starts__lte=at - HELD_FOR, user=user)
    roles, posts = RoleHolding.objects.filter(there), Holding.objects.filter(there)
    if not roles.filter(place__agency=agency).exists() and not posts.filter(post__agency=agency).exists():
        raise RoleRefused(
            _(
                "In an emergency a role can only be given to someone who has held a role or a post at that agency "
                "for a week."
            )
        )


def is_for_emergencies(rights: Collection[str]) -> bool:
    """Whether a role with these rights can be given so."""
    return MANAGE_PEOPLE not in rights and not GUARDED.isdisjoint(rights)


def emergencies() -> QuerySet[Emergency]:
    """Those that count now, and those that will within ``WAITS``."""
    there = Emergency.objects.filter(lasting(now(), "holding__"), holding__isnull=False)
    return there.select_related("holding", "user", "given_by", "place__role", "place__agency").order_by("at", "pk")
