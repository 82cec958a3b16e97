"""Sends a person the link by which they choose their password: no administrator ever sets one, or sees the link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from permissions.access.errors import Refused
from permissions.access.factors import let_set_up_anew
from permissions.actors import Actor
from permissions.people.models import LinkPurpose, User
from portal.admin_screens.done import Done, keep
from portal.operations.inviting import TOO_MANY_LETTERS, Invitation, invite, invite_owner, may_invite, send
from portal.people_admin.screen import PeopleScreen
from portal.people_admin.spans import Words
from workflows.cases.errors import NotAllowed
from workflows.notifications.to_account_owners import tell_of_change
from workflows.transactions.turn import write_transaction

NOT_SENT = _(
    "The message with the link couldn’t be sent. Check the email address. If email isn’t set up yet, the "
    "people who run the server can print a link for you to hand over: manage.py account_link"
)


class LinkScreen(PeopleScreen):
    """A button on a person's page for a link to a new password, and one for a link to a new second factor."""

    def get(self, request: HttpRequest, user_id: int) -> HttpResponse:
        return redirect("access:person", self.account_of(user_id).pk)

    def post(self, request: HttpRequest, user_id: int) -> HttpResponse:
        person = self.account_of(user_id)
        if not person.is_active:
            raise NotAllowed
        if not may_invite(person.email, actor=self.actor):
            keep(request, Done(TOO_MANY_LETTERS))
            return redirect("access:person", person.pk)
        if request.POST.get("for") == "factor":
            return self.new_factor(person)
        with write_transaction():
            invitation = invite_owner(person, actor=self.actor)
        keep(request, Done(sent(invitation)))
        return redirect("access:person", person.pk)

    def new_factor(self, person: User) -> HttpResponse:
        """Where it takes two, another administrator confirms it first, and the link leaves then."""
        if person.factor_since is None:
            raise NotAllowed

        def allowed() -> Done:
            let_set_up_anew(person, actor=self.actor)
            return Done("")

        try:
            done = self.done_or_proposed(allowed)
        except Refused as error:
            done = Done(str(error))
        keep(self.request, done if done.said else Done(factor_link_sent(person, actor=self.actor)))
        return redirect("access:person", person.pk)


def factor_link_sent(person: User, *, actor: Actor) -> Words:
    """Makes the link and sends it, once it is allowed; says what became of it."""
    with write_transaction():
        invitation = invite(person, LinkPurpose.FACTOR, actor=actor)
        tell_of_change("factor_link", person.pk)
    if not send(invitation):
        return NOT_SENT
    said: Words = _("A link has been sent to %(email)s, by which its owner sets up a new second factor.")
    return said % {"email": person.email}


def sent(invitation: Invitation) -> Words:
    """Sends it, and says what became of it."""
    if not send(invitation):
        return NOT_SENT
    said: Words = _("A link has been sent to %(email)s, by which its owner chooses a password.")
    return said % {"email": invitation.user.email}
