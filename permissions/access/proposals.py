"""What waits for a second administrator: proposed by one, confirmed or refused by another, within a week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from permissions.access.accounts import change_email, switch_on
from permissions.access.charge import must_manage_all
from permissions.access.delegating import lend
from permissions.access.errors import ProposalRefused
from permissions.access.factors import let_set_up_anew
from permissions.access.leaving import let_go
from permissions.access.models import Proposal, RoleAtAgency
from permissions.access.role_editing import Wanted, change_role, said_of
from permissions.access.seating import let_post_bring, seat
from permissions.access.selectors import can, held_by
from permissions.access.services import grant
from permissions.access.two_people import PROPOSED, Gain, Told, holders_of, tell
from permissions.actors import Actor
from permissions.agencies.models import Agency, Post
from permissions.agencies.rights import MANAGE_PEOPLE
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User
from permissions.roles.models import Role

LASTS: Final = timedelta(days=7)
Outcome = Proposal.Outcome


def propose(gain: Gain, *, actor: Actor) -> Proposal:
    """Write down what one administrator asks for, and tell those who can confirm it.

    Raises ``ProposalRefused`` where the same waits already, or where there is nobody to confirm it.
    """
    must_manage_all(actor)
    at, proposer = now(), actor.user_id or 0
    others = holders_of({MANAGE_PEOPLE}) - gain.people - {proposer}
    if not others:
        raise ProposalRefused(
            _("This takes two administrators, and there is no other one who could confirm it. Ask the operator.")
        )
    with transaction.atomic():
        # One lock for all proposals: the same must not be asked for twice at once.
        list(Agency.objects.select_for_update().filter(role="central_unit").values_list("pk", flat=True))
        if any(each.data == gain.data for each in waiting().filter(act=gain.act)):
            raise ProposalRefused(_("The same already waits for a second administrator."))
        proposal = Proposal.objects.create(
            act=gain.act,
            data=dict(gain.data),
            people=sorted(gain.people),
            rights=sorted(gain.rights),
            proposed_by_id=proposer,
            at=at,
            expires_at=at + LASTS,
        )
        tell(Told(PROPOSED, gain, (proposer,), others))
        append([_entry("proposal_made", proposal)], actor=actor, at=at)
    return proposal


def waiting() -> QuerySet[Proposal]:
    """What can still be confirmed, the oldest first."""
    return Proposal.objects.filter(outcome="", expires_at__gt=now()).select_related("proposed_by").order_by("at", "pk")


def why_not(proposal: Proposal, user_id: int) -> str:
    """Why somebody may not decide this one: a sentence, "" where they may."""
    if proposal.proposed_by_id == user_id:
        return _("You have proposed it yourself: another administrator decides.")
    if user_id in proposal.people:
        return _("You would gain by it yourself: another administrator decides.")
    return ""


def confirm(proposal: Proposal, *, actor: Actor) -> None:
    """Do what was proposed, as an act of both, by the very services that do it otherwise; they check all of it again.

    Raises ``ProposalRefused`` for whoever may not decide it or where it does not wait any more, and what the act itself
    raises: then it waits on.
    """
    with transaction.atomic():
        _decide(proposal, Outcome.CONFIRMED, actor)
        proposer = held_by(proposal.proposed_by_id)
        if not can(Actor.staff(proposal.proposed_by_id), MANAGE_PEOPLE, held=proposer):
            raise ProposalRefused(_("Whoever proposed it is not an administrator any more. Refuse it."))
        _DOING[proposal.act](proposal.data, Actor.two(actor.user_id or 0, proposal.proposed_by_id))
        append([_entry("proposal_confirmed", proposal)], actor=actor, at=now())


def refuse(proposal: Proposal, *, actor: Actor) -> None:
    """Nothing comes of it. Raises ``ProposalRefused`` as ``confirm`` does."""
    with transaction.atomic():
        _decide(proposal, Outcome.REFUSED, actor)
        append([_entry("proposal_refused", proposal)], actor=actor, at=now())


def withdraw(proposal: Proposal, *, actor: Actor) -> None:
    """Whoever proposed it takes it back. Raises ``ProposalRefused`` for anybody else, or where it waits no more."""
    if proposal.proposed_by_id != actor.user_id:
        raise ProposalRefused(_("Only whoever proposed it can withdraw it."))
    with transaction.atomic():
        _end(proposal, Outcome.WITHDRAWN, actor.user_id)
        append([_entry("proposal_withdrawn", proposal)], actor=actor, at=now())


def expire() -> int:
    """Note those that nobody decided within their week; how many there were."""
    at = now()
    with transaction.atomic():
        over = list(Proposal.objects.select_for_update().filter(outcome="", expires_at__lte=at))
        Proposal.objects.filter(pk__in=[each.pk for each in over]).update(outcome=Outcome.EXPIRED, decided_at=at)
        append([_entry("proposal_expired", each) for each in over], actor=Actor.clock, at=at)
    return len(over)


def _decide(proposal: Proposal, outcome: Outcome, actor: Actor) -> None:
    if not can(actor, MANAGE_PEOPLE):
        raise ProposalRefused(_("Only an administrator decides this."))
    refused = why_not(proposal, actor.user_id or 0)
    if refused:
        raise ProposalRefused(refused)
    _end(proposal, outcome, actor.user_id)


def _end(proposal: Proposal, outcome: Outcome, user_id: int | None) -> None:
    """Of two who decide at once only the first does."""
    at = now()
    still = Proposal.objects.filter(pk=proposal.pk, outcome="", expires_at__gt=at)
    if not still.update(outcome=outcome, decided_by=user_id, decided_at=at):
        raise ProposalRefused(_("It does not wait any more: somebody has decided it, or its week is over."))


def _grant(said: Mapping[str, Any], actor: Actor) -> None:
    agency, user = Agency.objects.get(code=said["agency"]), _active(said["user"])
    grant(user=user, role=said["role"], agency=agency, starts=_begins(said), ends=_time(said["ends"]), actor=actor)


def _emergency(said: Mapping[str, Any], actor: Actor) -> None:
    """For as many hours as were asked for, from when the second one confirms it."""
    agency, user = Agency.objects.get(code=said["agency"]), _active(said["user"])
    grant(user=user, role=said["role"], agency=agency, ends=now() + timedelta(hours=said["hours"]), actor=actor)


def _seat(said: Mapping[str, Any], actor: Actor) -> None:
    post, user = Post.objects.select_related("agency").get(pk=said["post"]), _active(said["user"])
    seat(post=post, user=user, rank=said["rank"], starts=_begins(said), ends=_time(said["ends"]), actor=actor)


def _bring(said: Mapping[str, Any], actor: Actor) -> None:
    let_post_bring(Post.objects.get(pk=said["post"]), said["role"], actor=actor)


def _lend(said: Mapping[str, Any], actor: Actor) -> None:
    giver, deputy = _active(said["giver"]), _active(said["deputy"])
    place = RoleAtAgency.objects.get(pk=said["place"])
    ends = datetime.fromisoformat(said["ends"])
    lend(giver=giver, deputy=deputy, place=place, starts=_begins(said), ends=ends, actor=actor)


def _role_changed(said: Mapping[str, Any], actor: Actor) -> None:
    role = Role.objects.select_for_update().filter(code=said["role"]).first()
    if role is None or said_of(role) != said["before"]:
        raise ProposalRefused(_("The role has been changed or deleted since. Refuse this, and propose it again."))
    wanted = said["wanted"]
    shape = Wanted(
        wanted["name"],
        tuple(wanted["rights"]),
        tuple(wanted["held_at"]),
        wanted["delegable"],
        wanted.get("demands_factor", True),
    )
    change_role(role.pk, shape, actor=actor)


def _hand_over(said: Mapping[str, Any], actor: Actor) -> None:
    leaver, successor = _active(said["user"]), _active(said["successor"])
    let_go(leaver, successor=successor, posts=said["posts"], roles=said["roles"], actor=actor)


def _switch_on(said: Mapping[str, Any], actor: Actor) -> None:
    switch_on(User.objects.get(pk=said["user"]), actor=actor)


def _email(said: Mapping[str, Any], actor: Actor) -> None:
    change_email(User.objects.get(pk=said["user"]), said["email"], actor=actor)


def _new_factor(said: Mapping[str, Any], actor: Actor) -> None:
    let_set_up_anew(_active(said["user"]), actor=actor)


_DOING: Final[Mapping[str, Callable[[Mapping[str, Any], Actor], None]]] = {
    "grant": _grant,
    "emergency": _emergency,
    "seat": _seat,
    "bring": _bring,
    "lend": _lend,
    "role_changed": _role_changed,
    "hand_over": _hand_over,
    "switch_on": _switch_on,
    "email": _email,
    "new_factor": _new_factor,
}


def _active(user_id: int) -> User:
    user = User.objects.get(pk=user_id)
    if not user.is_active:
        raise ProposalRefused(_("The account of %(person)s is switched off.") % {"person": str(user)})
    return user


def _time(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def _begins(said: Mapping[str, Any]) -> datetime | None:
    """A first day that passed while it waited means from now on: nobody has held a right before it was given."""
    starts = _time(said["starts"])
    return starts if starts is not None and starts > now() else None


def _entry(verb: str, proposal: Proposal) -> NewEntry:
    """Codes and ids alone: the trail keeps no address and no name."""
    said = {name: proposal.data[name] for name in ("role", "agency", "post") if name in proposal.data}
    data = {**said, "proposal": proposal.pk, "act": proposal.act, "by": proposal.proposed_by_id}
    if proposal.act == "role_changed":
        return NewEntry(verb, "role", Role.objects.values_list("pk", flat=True).get(code=said["role"]), data)
    if proposal.act == "bring":
        return NewEntry(verb, "post", said["post"], data)
    return NewEntry(verb, "person", proposal.people[0], data)
