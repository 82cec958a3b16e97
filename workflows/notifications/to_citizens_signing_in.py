"""The letter with the code by which a citizen signs in."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.citizens.codes import LIFETIME, digits_of
from permissions.citizens.models import AddressKind, SignInCode
from permissions.now import now
from permissions.platform.called import platform_name
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import Kept, WrittenLetter
from workflows.notifications.text_message import TextMessage
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry

SIGN_IN_CODE: Final = "sign_in_code"
_TRANSPORTS: Final = {AddressKind.EMAIL: "email", AddressKind.PHONE: "sms"}


def transport_for(kind: AddressKind) -> str:
    """The name of the transport by which a code for an address of that kind goes."""
    return _TRANSPORTS[kind]


def ask_for_letter(code: SignInCode, *, topic: str = SIGN_IN_CODE) -> None:
    """A row that names the code and says nothing of it, in the words of ``topic``. Needs an open transaction."""
    at = now()
    OutboxEntry.objects.create(
        key=f"{topic}:{code.pk}",
        topic=topic,
        audience="citizen",
        data={"sign_in_code": code.pk},
        created_at=at,
        available_at=at,
    )
    nudge_after_commit()


def code_of(entry: OutboxEntry) -> SignInCode | None:
    """The code, as long as it can be used."""
    return SignInCode.objects.filter(pk=entry.data["sign_in_code"], expires_at__gt=now()).first()


def written(code: SignInCode, *, topic: str) -> WrittenLetter:
    """In the language that is on. On a telephone it is one line, which one message holds in either script.

    Of the request whose address it proves it says nothing: the address may be a stranger's.
    """
    digits, minutes = digits_of(code), int(LIFETIME.total_seconds() / 60)
    text = ngettext(
        "Type this code on the page where you asked for it. It is good once, for %(minutes)d minute.",
        "Type this code on the page where you asked for it. It is good once, for %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}
    name = platform_name()
    warning = _(
        "No one from %(platform)s will ever ask you for it. If you didn’t ask for it, you don’t need to do anything."
    ) % {"platform": name}
    if topic == SIGN_IN_CODE:
        subject, act = _("Your code to sign in"), _("The page where you sign in")
        link = addresses.sign_in_link(code.language)
    else:
        subject, act, link = _("Your code"), _("Follow a request"), addresses.track_link(code.language)
    return WrittenLetter(
        code.language,
        subject,
        f"{text}\n\n{warning}",
        act,
        link,
        (Kept(_("Code"), digits),),
        message=TextMessage((_("your code is %(code)s. Don’t tell anyone.") % {"code": digits},), linked=False),
    )
