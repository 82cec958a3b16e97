"""Changing the catalogue of roles: what it would change for whom, and the change itself, which holds at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import cast

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from permissions.access.charge import must_manage_all
from permissions.access.delegating import end_loans
from permissions.access.errors import RoleRefused
from permissions.access.models import Delegation, RoleAtAgency, RoleHolding
from permissions.access.reasons import reasons_of
from permissions.access.selectors import in_places
from permissions.access.services import keeping_an_administrator, refresh_groups
from permissions.access.two_people import MANAGING, Gain, come_together, keep_apart, settle
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole, Holding
from permissions.agencies.rights import MANAGE_BODY
from permissions.audit.models import AuditEntry
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User
from permissions.roles.catalogue import CATALOGUE
from permissions.roles.explained import RIGHTS
from permissions.roles.models import Role
from permissions.spans import lasting, within


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role as it shall be."""

    name: Mapping[str, str]
    rights: tuple[str, ...]
    held_at: tuple[str, ...]
    delegable: bool = False
    demands_factor: bool = True


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change of a role does: to how many people, right by right, and to what is lent."""

    holders: int = 0
    lost: Mapping[str, int] = field(default_factory=dict)
    gained: Mapping[str, int] = field(default_factory=dict)
    loans_ended: int = 0

    @property
    def nothing(self) -> bool:
        return not (self.lost or self.gained or self.loans_ended)


def effects_of(role: Role, wanted: Wanted) -> Effects:
    """Whom a change would touch now, in a few queries; a right that someone has there by another way is not lost."""
    at = now()
    holders = list(User.objects.filter(holding(role.pk), is_active=True).values_list("pk", flat=True))
    before, after = frozenset(role.rights), frozenset(wanted.rights)
    lost: Counter[str] = Counter()
    gained: Counter[str] = Counter()
    for reasons in reasons_of(holders, at=at).values():
        counting = [each for each in reasons if each.role is not None and each.counts(at)]
        here = {each.agency.pk for each in counting if each.role == role}
        other = {(each.agency.pk, right) for each in counting if each.role != role for right in each.role.rights}  # type: ignore[union-attr]
        lost.update({right for right in before - after if any((agency, right) not in other for agency in here)})
        gained.update({right for right in after - before if any((agency, right) not in other for agency in here)})
    ending = 0 if wanted.delegable else Delegation.objects.filter(place__role=role, ends__gt=at).count()
    return Effects(len(holders), dict(lost), dict(gained), ending)


def holding(role_id: int) -> Q:
    """The condition for people who hold a role now, wherever and by whatever way."""
    return in_places(RoleAtAgency.objects.filter(role=role_id), now())


def holders_counted() -> dict[int, int]:
    """How many active people hold each role now (role id to number), in two queries; loans are not counted."""
    at = now()
    people: dict[int, set[int]] = {}
    held = RoleHolding.objects.filter(within(at), user__is_active=True).values_list("place__role_id", "user_id")
    posts = Holding.objects.filter(within(at), user__is_active=True, post__brings__isnull=False)
    for role_id, user_id in (*held, *posts.values_list("post__brings__role_id", "user_id")):
        people.setdefault(role_id, set()).add(user_id)
    return {role_id: len(ids) for role_id, ids in people.items()}


def make_role(code: str, wanted: Wanted, *, actor: Actor) -> Role:
    """A new role. Raises ``RoleRefused`` for a code that is taken, or for what makes no role."""
    must_manage_all(actor)
    _check(wanted)
    try:
        with transaction.atomic():
            role = Role.objects.create(code=code, **_columns(wanted))
            append([_entry("role_made", role)], actor=actor, at=now())
    except IntegrityError as error:
        raise RoleRefused(_("There is a role with this code already. Choose another code.")) from error
    return role


def change_role(role_id: int, wanted: Wanted, *, actor: Actor) -> Role:
    """Change a role; whoever holds it has the new rights from the next request on.

    Raises ``RoleRefused`` when it is held where it could not be held any more, ``LastAdministrator`` when too few would
    be left to manage people, ``SecondNeeded`` when somebody would gain by it what takes two people.
    """
    must_manage_all(actor)
    _check(wanted)
    with transaction.atomic():
        role = Role.objects.select_for_update().get(pk=role_id)
        _check_places(role, wanted.held_at)
        before = said_of(role)
        with keeping_an_administrator(actor):
            for name, value in _columns(wanted).items():
                setattr(role, name, value)
            role.save()
            refresh_groups(list(RoleAtAgency.objects.filter(role=role).select_related("agency", "group")))
        _settle_change(role, before, actor)
        if not role.delegable:
            end_loans(list(Delegation.objects.filter(place__role=role, ends__gt=now())), actor=actor)
        if said_of(role) != before:
            append([_entry("role_changed", role, before=before)], actor=actor, at=now())
    return role


def _settle_change(role: Role, before: Mapping[str, object], actor: Actor) -> None:
    """Whoever holds the role, or will, gains what is new in it; and where it demands no second factor any more, all of
    it is held by less than before."""
    new = frozenset(role.rights) - frozenset(cast("list[str]", before["rights"]))
    eased = bool(before["demands_factor"]) and not role.demands_factor
    if not new and not eased:
        return
    at = now()
    held = RoleHolding.objects.filter(lasting(at), place__role=role).order_by().values_list("user_id", flat=True)
    posts = Holding.objects.filter(lasting(at), post__brings__role=role).values_list("user_id", flat=True)
    lent = Delegation.objects.filter(lasting(at), place__role=role).order_by().values_list("deputy_id", flat=True)
    people = frozenset(held.union(posts, lent))
    if people:
        shape = Wanted(role.name, tuple(role.rights), tuple(role.held_at), role.delegable, role.demands_factor)
        data = {"role": role.code, "wanted": {**_columns(shape)}, "before": dict(before)}
        given = frozenset(role.rights) if eased else new
        settle(Gain("role_changed", data, people, given), actor=actor, whatever=eased)
        keep_apart(people)


def demand_factors() -> int:
    """Roles of the catalogue that an older release let do without a second factor demand one, where no administrator
    has ever made or changed them; returns how many."""
    demanding = [spec.code for spec in CATALOGUE if spec.demands_factor]
    with transaction.atomic():
        roles = list(Role.objects.select_for_update().filter(code__in=demanding, demands_factor=False))
        ids = [role.pk for role in roles]
        entries = AuditEntry.objects.filter(subject="role", subject_id__in=ids) if ids else AuditEntry.objects.none()
        decided = set(entries.values_list("subject_id", flat=True))
        eased = [role for role in roles if role.pk not in decided]
        for role in eased:
            before = said_of(role)
            role.demands_factor = True
            role.save()
            append([_entry("role_changed", role, before=before)], actor=Actor.operator, at=now())
    return len(eased)


def delete_role(role_id: int, *, actor: Actor) -> None:
    """Delete a role that nobody holds, held or will hold, and that no post brings. Raises ``RoleRefused`` otherwise."""
    must_manage_all(actor)
    with transaction.atomic():
        role = Role.objects.select_for_update().get(pk=role_id)
        places = RoleAtAgency.objects.filter(role=role)
        used = places.aggregate(all=Count("holdings") + Count("posts") + Count("delegations"))["all"]
        if used:
            raise RoleRefused(_("Someone holds this role or has held it, or a post brings it: it cannot be deleted."))
        entry = _entry("role_deleted", role)
        for place in places.select_related("group"):
            place.group.delete()  # and with it the place
        role.delete()
        append([entry], actor=actor, at=now())


def _check(wanted: Wanted) -> None:
    if not wanted.rights or not set(wanted.rights) <= RIGHTS.keys():
        raise RoleRefused(_("A role needs at least one right."))
    if not wanted.held_at or not set(wanted.held_at) <= set(AgencyRole.values):
        raise RoleRefused(_("Say at least one kind of agency at which the role can be held."))
    if come_together(wanted.rights):
        raise RoleRefused(_("One role cannot both manage people and open identities: nobody may do both."))
    if MANAGE_BODY in wanted.rights and set(wanted.held_at) != {AgencyRole.PUBLIC_BODY}:
        raise RoleRefused(_("A role that manages the people of an agency can be held at public bodies alone."))
    if not MANAGING.isdisjoint(wanted.rights) and wanted.delegable:
        raise RoleRefused(_("A role that manages people cannot be lent: it would be held unasked."))


def _check_places(role: Role, held_at: Collection[str]) -> None:
    held = Q(holdings__isnull=False) & lasting(now(), "holdings__")
    used = RoleAtAgency.objects.filter(held | Q(posts__isnull=False), role=role).exclude(agency__role__in=held_at)
    agency = Agency.objects.filter(roles__in=used).first()
    if agency is not None:
        raise RoleRefused(
            _("The role is held at %(agency)s, so it must stay possible there.") % {"agency": str(agency)}
        )


def _columns(wanted: Wanted) -> dict[str, object]:
    return {
        "name": dict(wanted.name),
        "rights": list(wanted.rights),
        "held_at": list(wanted.held_at),
        "delegable": wanted.delegable,
        "demands_factor": wanted.demands_factor,
    }


def said_of(role: Role) -> dict[str, object]:
    return {
        "rights": sorted(role.rights),
        "held_at": sorted(role.held_at),
        "delegable": role.delegable,
        "demands_factor": role.demands_factor,
    }


def _entry(verb: str, role: Role, *, before: dict[str, object] | None = None) -> NewEntry:
    said = {"role": role.code, **said_of(role)}
    return NewEntry(verb, "role", role.pk, said if before is None else said | {"before": before})
