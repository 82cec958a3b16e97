"""Lending a role to a colleague while one is away. Each loan is audited, and its deputy told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from permissions.access.charge import must_end
from permissions.access.circles import Loan, closes_a_circle
from permissions.access.errors import DelegationRefused
from permissions.access.models import Delegation, RoleAtAgency, RoleHolding
from permissions.access.standing import people_at
from permissions.access.two_people import Gain, keep_apart, settle
from permissions.access.wagtail_groups import follow
from permissions.actors import Actor
from permissions.agencies.models import Holding
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User
from permissions.roles.models import Role
from permissions.spans import within

LENT, ENDED = "role_lent", "loan_ended"
Tell = Callable[[str, Sequence[Delegation]], None]
_tellers: list[Tell] = []


def tell_with(tell: Tell) -> None:
    """Whoever writes letters says so at start-up: ``tell(LENT or ENDED, loans)``, within the transaction of the act."""
    _tellers.append(tell)


def own_at(user_id: int, at: datetime) -> Q:
    """The condition for roles at agencies that someone holds themselves at ``at``: given to them, or by a post."""
    held = RoleHolding.objects.filter(within(at), user=user_id).values("place")
    posts = Holding.objects.filter(within(at), user=user_id, post__brings__isnull=False).values("post__brings")
    return Q(pk__in=held) | Q(pk__in=posts)


def lend(
    *, giver: User, deputy: User, place: RoleAtAgency, starts: datetime | None = None, ends: datetime, actor: Actor
) -> Delegation:
    """Lend a role at an agency from ``starts`` (default: now) until ``ends``.

    Raises ``DelegationRefused`` with a sentence, or ``SecondNeeded`` for another's role that takes two people; then
    nothing is done.
    """
    at = now()
    begins = max(starts or at, at)
    if ends <= begins:
        raise DelegationRefused(_("The end is before the beginning, or has already passed."))
    with transaction.atomic():
        # One lock per role: two loans at once must not close a circle between them, nor a loan come to be while the
        # role is made one that is not lent.
        Role.objects.select_for_update(of=("self",)).get(places=place.pk)
        there = RoleAtAgency.objects.select_related("role", "agency").get(pk=place.pk)
        must_end(actor, [(giver.pk, there.agency_id, there.role)])
        _check(giver, deputy, there, begins, ends)
        loan = Delegation.objects.create(giver=giver, deputy=deputy, place=there, starts=begins, ends=ends)
        follow({deputy.pk})
        data = {
            "giver": giver.pk,
            "deputy": deputy.pk,
            "place": there.pk,
            "starts": starts and starts.isoformat(),
            "ends": ends.isoformat(),
        }
        gain = Gain("lend", data, frozenset({deputy.pk}), frozenset(there.role.rights))
        # What one lends of one's own may go without a second person: it ends by itself, and all are told.
        settle(gain, actor=actor, alone=actor.user_id == giver.pk)
        keep_apart({deputy.pk})
        _record(LENT, [loan], actor, at)
    return loan


def _check(giver: User, deputy: User, place: RoleAtAgency, starts: datetime, ends: datetime) -> None:
    words = {"role": str(place.role), "agency": str(place.agency), "deputy": str(deputy), "giver": str(giver)}
    if not place.role.delegable:
        raise DelegationRefused(_("The role “%(role)s” cannot be lent.") % words)
    if giver.pk == deputy.pk:
        raise DelegationRefused(_("Nobody can lend to themselves. Choose a colleague."))
    if not RoleAtAgency.objects.filter(own_at(giver.pk, starts), pk=place.pk).exists():
        raise DelegationRefused(_not_theirs(giver, place, starts) % words)
    if (place.agency_id, deputy) not in people_at([place.agency_id], starts):
        raise DelegationRefused(
            _("%(deputy)s has no role of their own at %(agency)s then. Choose an active colleague of that agency.")
            % words
        )
    lent = Delegation.objects.filter(place=place, starts__lt=ends, ends__gt=starts)
    if any((each.giver_id, each.deputy_id) == (giver.pk, deputy.pk) for each in lent):
        raise DelegationRefused(_("It is lent to %(deputy)s in these days already.") % words)
    loans = [Loan(each.giver_id, each.deputy_id, each.starts, each.ends) for each in lent]
    if closes_a_circle(Loan(giver.pk, deputy.pk, starts, ends), loans):
        raise DelegationRefused(
            _("That would be a circle: %(deputy)s lends the same role on, and it would come back to %(giver)s.") % words
        )


def _not_theirs(giver: User, place: RoleAtAgency, at: datetime) -> str:
    if Delegation.objects.filter(within(at), deputy=giver, place=place).exists():
        return _("The role “%(role)s” is only lent to %(giver)s, and what is lent cannot be lent on.")
    return _("%(giver)s does not hold the role “%(role)s” at %(agency)s then.")


def end_loan(loan: Delegation, *, actor: Actor) -> None:
    """End a delegation now, or drop one that has not begun; nothing happens to one that is over."""
    end_loans([loan], actor=actor)


def end_loans(loans: list[Delegation], *, actor: Actor) -> None:
    """The same for several, in a few statements."""
    at = now()
    with transaction.atomic():
        lasting = Delegation.objects.filter(pk__in=[loan.pk for loan in loans], ends__gt=at)
        ended = list(lasting.select_related("place__role", "place__agency"))
        must_end(actor, [(loan.giver_id, loan.place.agency_id, loan.place.role) for loan in ended])
        lasting.filter(starts__gte=at).delete()
        lasting.filter(starts__lt=at).update(ends=at)
        follow({loan.deputy_id for loan in ended})
        _record(ENDED, ended, actor, at)


def _record(verb: str, loans: Sequence[Delegation], actor: Actor, at: datetime) -> None:
    for tell in _tellers:
        tell(verb, loans)
    append([_entry(verb, loan) for loan in loans], actor=actor, at=at)


def _entry(verb: str, loan: Delegation) -> NewEntry:
    said = {"role": loan.place.role.code, "agency": loan.place.agency.code, "deputy": loan.deputy_id}
    return NewEntry(
        verb, "person", loan.giver_id, said | {"starts": loan.starts.isoformat(), "ends": loan.ends.isoformat()}
    )
