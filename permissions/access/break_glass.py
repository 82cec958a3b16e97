"""In an emergency one administrator gives a guarded role alone: at once, for hours, with a reason, and all are told."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from permissions.access.charge import must_manage_all
from permissions.access.errors import RoleRefused
from permissions.access.groups import ensure_places
from permissions.access.models import Emergency, RoleHolding
from permissions.access.two_people import BROKEN, GUARDED, Gain, Told, holders_of, keep_apart, tell
from permissions.access.wagtail_groups import follow
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.agencies.rights import MANAGE_PEOPLE
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User
from permissions.spans import within

LONGEST: Final = 24
"""Hours."""


def break_glass(*, user: User, role: str, agency: Agency, reason: str, hours: int, actor: Actor) -> Emergency:
    """Give somebody else a guarded role now. All who hold one of its rights, and all administrators, are told.

    Never one that manages people: who has it for an hour could make it last. Raises ``RoleRefused`` with a sentence.
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
        place = ensure_places([(role, agency)])[role, agency.pk]
        rights = frozenset(place.role.rights)
        if not is_for_emergencies(rights):
            raise RoleRefused(_("In an emergency only roles are given that take two administrators but manage nobody."))
        ends = at + timedelta(hours=hours)
        holding = RoleHolding.objects.create(user=user, place=place, starts=at, ends=ends)
        emergency = Emergency.objects.create(
            holding=holding, user=user, place=place, given_by_id=actor.user_id or 0, reason=reason.strip(), at=at
        )
        follow({user.pk})
        keep_apart({user.pk})
        data = {
            "user": user.pk,
            "role": role,
            "agency": agency.code,
            "ends": ends.isoformat(),
            "emergency": emergency.pk,
        }
        readers = holders_of(rights & GUARDED | {MANAGE_PEOPLE}) | {user.pk}
        tell(Told(BROKEN, Gain("break_glass", data, frozenset({user.pk}), rights), (actor.user_id or 0,), readers))
        sealed = {**data, "reason": hashlib.sha256(reason.strip().encode()).hexdigest()}
        append([NewEntry("glass_broken", "person", user.pk, sealed)], actor=actor, at=at)
    return emergency


def is_for_emergencies(rights: Collection[str]) -> bool:
    """Whether a role with these rights can be given so."""
    return MANAGE_PEOPLE not in rights and not GUARDED.isdisjoint(rights)


def emergencies() -> QuerySet[Emergency]:
    """Those that last now."""
    lasting = Emergency.objects.filter(within(now(), "holding__"))
    return lasting.select_related("holding", "user", "given_by", "place__role", "place__agency").order_by("at", "pk")
