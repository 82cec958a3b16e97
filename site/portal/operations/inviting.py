"""Invites a person by a one-time link, which leaves by email where the platform can send any."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from permissions.access.one_time_links import LASTS, make_link
from permissions.actors import Actor
from permissions.limits.asking import ask_all
from permissions.limits.catalogue import LINK_LETTERS, LINKS_SENT
from permissions.limits.subjects import mailbox_of
from permissions.now import now
from permissions.people.models import LinkPurpose, User
from permissions.platform.called import platform_name
from permissions.writing import written_moment
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import Kept, WrittenLetter
from workflows.notifications.transports import TRANSPORTS

_log = logging.getLogger(__name__)
TOO_MANY_LETTERS: Final = _(
    "Too many links were sent in this hour, to this address or by you. Send another one after the hour is over."
)
_LETTERS: Final[Mapping[LinkPurpose, tuple[str | Promise, str | Promise]]] = {
    LinkPurpose.FIRST_ADMINISTRATOR: (
        _("You are to be an administrator of %(platform)s"),
        _(
            "The platform is being set up, and you are to be one of its first two administrators. Behind the link you "
            "write your name and choose a password. It can be used once, until %(until)s.\n\n"
            "If you do not know what this is about, do nothing: without you the link opens nothing."
        ),
    ),
    LinkPurpose.ACCOUNT: (
        _("Your account at %(platform)s"),
        _(
            "An account has been made for you. Behind the link you look over your name and choose a password, which "
            "nobody but you ever knows. It can be used once, until %(until)s."
        ),
    ),
    LinkPurpose.PASSWORD: (
        _("Choose a new password for %(platform)s"),
        _(
            "An administrator has sent you a link by which you choose a new password. It can be used once, until "
            "%(until)s; until then your present one stays.\n\n"
            "If you did not ask for it, do nothing, and tell your administrators."
        ),
    ),
    LinkPurpose.FACTOR: (
        _("Set up a new second factor for %(platform)s"),
        _(
            "An administrator has sent you a link by which you set up a new second factor, since yours is lost. You "
            "are asked for your password. It can be used once, until %(until)s; until then the present one stays.\n\n"
            "If you did not ask for it, do nothing, and tell your administrators."
        ),
    ),
}
_PAGES: Final[Mapping[LinkPurpose, str]] = {LinkPurpose.FACTOR: "new_factor"}
"""The page behind a link, by the name of its address; of all others it is ``begin``."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """``link`` is the whole address, which nobody can be shown again; ``language`` is its reader's."""

    user: User
    purpose: LinkPurpose
    link: str
    until: datetime
    language: str


def invite(user: User, purpose: LinkPurpose, *, actor: Actor) -> Invitation:
    """A new link for somebody; the former ones for the same are void. It leaves with ``send``, after the commit."""
    until, token = now() + LASTS, make_link(user, purpose, actor=actor)
    language = addresses.staff_language(user.pk)
    with override(language):
        return Invitation(
            user, purpose, f"{settings.INSAF_URL}{reverse(_PAGES.get(purpose, 'begin'), args=[token])}", until, language
        )


def invite_owner(user: User, *, actor: Actor) -> Invitation:
    """The same for the owner of an account: to begin with, or to choose another password."""
    purpose = LinkPurpose.PASSWORD if user.has_usable_password() else LinkPurpose.ACCOUNT
    return invite(user, purpose, actor=actor)


def may_invite(email: str, *, actor: Actor) -> bool:
    """Whether one more link may leave within this hour: to this mailbox, and by this administrator.

    Counted where it is asked: before a link is made, so that the one that is there is not void for nothing.
    """
    return ask_all([(LINK_LETTERS, mailbox_of(email)), (LINKS_SENT, str(actor.user_id))]).may


def can_send() -> bool:
    """Whether the operator has set up email."""
    return TRANSPORTS["email"].ready()


def send(invitation: Invitation) -> bool:
    """Whether it has left by email. No transaction may be open: a mail server can take its time."""
    if not can_send():
        return False
    with override(invitation.language):
        try:
            TRANSPORTS["email"].send(address=invitation.user.email, letter=_letter(invitation))
        except OSError as error:  # what mail servers answer is one too
            _log.warning("An invitation could not be sent by email: %s", error)
            return False
    return True


def _letter(invitation: Invitation) -> WrittenLetter:
    """In the language that is on."""
    subject, text = _LETTERS[invitation.purpose]
    return WrittenLetter(
        invitation.language,
        str(subject) % {"platform": platform_name()},
        str(text) % {"until": written_moment(invitation.until)},
        _now("Set up a new one") if invitation.purpose in _PAGES else _now("Write your name and choose a password"),
        invitation.link,
        (Kept(_now("Your user name"), invitation.user.username),),
        addresses.contact_link(invitation.language),
    )
