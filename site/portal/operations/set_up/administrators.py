"""Invites the administrators whom nobody else could make: the first two, and one more where too few are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from permissions.access.accounts import account_written, switch_off, switch_on
from permissions.access.errors import RoleRefused
from permissions.access.first_administrators import FirstAdministrator, first_administrators, hold_back, is_waiting
from permissions.access.one_time_links import void_links
from permissions.access.selectors import administrators
from permissions.access.services import grant, revoke
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.now import now
from permissions.people.models import LinkPurpose, User
from portal.operations.inviting import Invitation, invite, send
from portal.operations.set_up.loading import is_set_up
from workflows.transactions.turn import write_transaction

ROLE: Final = "administrator"
LONGEST: Final = 150
"""Letters of a user name, which their address is."""
ENOUGH: Final = 2
NOT_SET_UP: Final = "The platform is not set up yet. Run this first: manage.py set_up"


class NotInvited(ValueError):
    """Nobody is invited; the message is a sentence in English that says what to do instead."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one of the two: ``invitation`` is None for who had accepted before; ``sent``: by email."""

    email: str
    invitation: Invitation | None
    sent: bool = False


def invite_first(emails: Sequence[str]) -> list[Told]:
    """Two accounts with the role and a link each, all or nothing; then the letters.

    Again with the same addresses: who has not accepted gets a new link. With another address: who was invited by a
    wrong one, and has not accepted, is withdrawn. Raises ``NotInvited`` before anything is written.
    """
    _check_addresses(emails)
    if not is_set_up():
        raise NotInvited(NOT_SET_UP)
    with write_transaction():
        central = Agency.objects.select_for_update().get(role=AgencyRole.CENTRAL_UNIT)
        there = first_administrators()
        _check_there(there, emails)
        named = {email.casefold() for email in emails}
        for each in there:
            if each.user.username.casefold() not in named:
                _withdraw(each.user, central)
        people = [_person(email, central) for email in emails]
        hold_back(people)
        accepted = {each.user.pk for each in there if each.accepted_at is not None}
        waiting = [person for person in people if person.pk not in accepted]
        made = {person.pk: invite(person, LinkPurpose.FIRST_ADMINISTRATOR, actor=Actor.operator) for person in waiting}
    return [
        Told(person.email, invitation, invitation is not None and send(invitation))
        for person in people
        for invitation in [made.get(person.pk)]
    ]


def invite_another(email: str) -> Told:
    """One more administrator, where those that are left cannot do what takes two. Again: a new link.

    Who has an account with a password becomes one at once, without a link. Raises ``NotInvited`` before anything is
    written.
    """
    _check_addresses([email])
    if not is_set_up():
        raise NotInvited(NOT_SET_UP)
    try:
        with write_transaction():
            central = Agency.objects.select_for_update().get(role=AgencyRole.CENTRAL_UNIT)
            if administrators(now()).exclude(username__iexact=email).count() >= ENOUGH:
                raise NotInvited(
                    "There are two administrators: they make a third one themselves, at /admin/access/people/."
                )
            person = _person(email, central)
            if person.has_usable_password():
                return Told(person.email, None)
            invitation = invite(person, LinkPurpose.ACCOUNT, actor=Actor.operator)
    except RoleRefused as error:
        raise NotInvited(str(error)) from error
    return Told(person.email, invitation, send(invitation))


def _check_addresses(emails: Sequence[str]) -> None:
    for email in emails:
        try:
            validate_email(email)
        except ValidationError as error:
            raise NotInvited(f"This is not an email address: {email}") from error
        if len(email) > LONGEST:
            raise NotInvited(f"This address is too long to be a user name, which has {LONGEST} letters: {email}")
    if len({email.casefold() for email in emails}) < len(emails):
        raise NotInvited("The first administrators are two people, with an email address each.")


def _check_there(there: Sequence[FirstAdministrator], emails: Sequence[str]) -> None:
    ours = {each.user.pk for each in there}
    others = administrators(now()).exclude(pk__in=ours).exists()
    if others or (there and not is_waiting(there)):
        raise NotInvited(
            "There are administrators already. They make accounts for others themselves, at /admin/access/people/; "
            "who forgot a password asks for a new one at /admin/password_reset/."
        )
    named = {email.casefold() for email in emails}
    for each in there:
        if each.accepted_at is not None and each.user.username.casefold() not in named:
            raise NotInvited(f"{each.user.username} has accepted already: name them again, beside the other one.")


def _withdraw(user: User, central: Agency) -> None:
    void_links(user, LinkPurpose.FIRST_ADMINISTRATOR, actor=Actor.operator)
    revoke(user=user, role=ROLE, agency=central, actor=Actor.operator)
    switch_off(user, actor=Actor.operator)


def _person(email: str, central: Agency) -> User:
    """Their account, which has no password until they have chosen one."""
    account = User.objects.filter(username__iexact=email).first()
    if account is None:
        account = User(username=email, email=email)
        account.set_unusable_password()
        with account_written("account_made", actor=Actor.operator) as written:
            account.save()
            written.append(account)
    switch_on(account, actor=Actor.operator)
    grant(user=account, role=ROLE, agency=central, actor=Actor.operator)
    return account
