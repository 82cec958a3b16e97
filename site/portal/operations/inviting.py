"""Invites a person by a one-time link, which leaves by e-mail where the platform can send any."""

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
from permissions.now import now
from permissions.people.models import LinkPurpose, User
from permissions.written_time import written_moment
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import Kept, WrittenLetter
from workflows.notifications.transports import TRANSPORTS

_log = logging.getLogger(__name__)
_LETTERS: Final[Mapping[LinkPurpose, tuple[str | Promise, str | Promise]]] = {
    LinkPurpose.FIRST_ADMINISTRATOR: (
        _("You are to be an administrator of Insaf"),
        _(
            "The platform is being set up, and you are to be one of its first two administrators. Behind the link you "
            "write your name and choose a password. It can be used once, until %(until)s.\n\n"
            "If you do not know what this is about, do nothing: without you the link opens nothing."
        ),
    ),
}


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
        return Invitation(user, purpose, f"{settings.INSAF_URL}{reverse('begin', args=[token])}", until, language)


def can_send() -> bool:
    """Whether the operator has set up e-mail."""
    return TRANSPORTS["email"].ready()


def send(invitation: Invitation) -> bool:
    """Whether it has left by e-mail. No transaction may be open: a mail server can take its time."""
    if not can_send():
        return False
    with override(invitation.language):
        try:
            TRANSPORTS["email"].send(address=invitation.user.email, letter=_letter(invitation))
        except OSError as error:  # what mail servers answer is one too
            _log.warning("An invitation could not be sent by e-mail: %s", error)
            return False
    return True


def _letter(invitation: Invitation) -> WrittenLetter:
    """In the language that is on."""
    subject, text = _LETTERS[invitation.purpose]
    return WrittenLetter(
        invitation.language,
        str(subject),
        str(text) % {"until": written_moment(invitation.until)},
        _now("Write your name and choose a password"),
        invitation.link,
        (Kept(_now("Your user name"), invitation.user.username),),
        addresses.contact_link(invitation.language),
    )
