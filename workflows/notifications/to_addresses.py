"""Letters to an address and not to a case: a code that proves it, a link to a new code, and that letters go elsewhere.

Whether there is anything to be sent is looked up on the way, where nobody waits for an answer that would tell.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from django.utils.translation import gettext as _

from permissions.citizens.models import AddressKind
from permissions.encrypted import Unreadable, decrypt, encrypt
from permissions.isolated import isolated
from permissions.now import now
from workflows.cases.models import Case
from workflows.cases.renewing import LASTS, Lost, link_token, lost_of
from workflows.notifications import to_citizens_signing_in
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import Kept, WrittenLetter
from workflows.notifications.models import ShortLinkPurpose
from workflows.notifications.short_links import Opens
from workflows.notifications.text_message import TextMessage
from workflows.notifications.to_citizens_signing_in import SIGN_IN_CODE, transport_for
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry

LOST_CODE: Final = "lost_code"
ADDRESS_CODE: Final = "address_code"
ADDRESS_LEFT: Final = "address_left"
REQUESTS_LISTED: Final = "requests_listed"
ADDRESS_ADDED: Final = "address_added"
TOPICS: Final = frozenset({SIGN_IN_CODE, ADDRESS_CODE, LOST_CODE, ADDRESS_LEFT, REQUESTS_LISTED, ADDRESS_ADDED})
LIMITED: Final = frozenset({SIGN_IN_CODE, ADDRESS_CODE, LOST_CODE})
"""Those that anybody can have sent to any address."""
_ASKED: Final = "asked"


@dataclass(frozen=True, slots=True)
class Addressed:
    """One letter: to which address of which kind, in which language; ``write`` makes it while that is on."""

    kind: AddressKind
    address: str
    language: str
    write: Callable[[], WrittenLetter]

    @property
    def reach(self) -> dict[str, str]:
        """Its address, by the transport that it is for."""
        return {transport_for(self.kind): self.address}


def ask_for_link(tracking: str, kind: AddressKind, address: str, *, language: str) -> None:
    """Have a link to a new code sent, should number and address belong together. The same row whether they do or not.

    What was typed is encrypted there, and good for as long as the link. Needs an open transaction.
    """
    said = json.dumps([tracking, str(kind), address, language])
    _ask(LOST_CODE, encrypt(said, LOST_CODE))


def tell_former_address(case: Case, kind: AddressKind, address: str) -> None:
    """Tell the address to which letters went that they go elsewhere now. Needs an open transaction."""
    said = json.dumps([case.tracking, str(kind), address, case.language])
    _ask(ADDRESS_LEFT, encrypt(said, ADDRESS_LEFT))


def ask_to_announce(kind: AddressKind, address: str, *, language: str) -> None:
    """Tell an address that requests are shown to whoever signs in with it. Needs an open transaction."""
    said = json.dumps(["", str(kind), address, language])
    _ask(REQUESTS_LISTED, encrypt(said, REQUESTS_LISTED))


def tell_of_another_address(kind: AddressKind, address: str, *, language: str) -> None:
    """Tell an address that opens a list of requests that another one opens it now. Needs an open transaction."""
    said = json.dumps(["", str(kind), address, language])
    _ask(ADDRESS_ADDED, encrypt(said, ADDRESS_ADDED))


def _ask(topic: str, asked: str) -> None:
    at = now()
    OutboxEntry.objects.create(
        key=f"{topic}:{asked[-60:]}",
        topic=topic,
        audience="citizen",
        data={_ASKED: asked},
        created_at=at,
        available_at=at,
    )
    nudge_after_commit()


def addressed(entry: OutboxEntry) -> Addressed | None:
    """What a row of ``TOPICS`` has sent; None where nothing is to be sent, or not any more."""
    if entry.topic in (SIGN_IN_CODE, ADDRESS_CODE):
        code = to_citizens_signing_in.code_of(entry)
        if code is None:
            return None
        write = partial(to_citizens_signing_in.written, code, topic=entry.topic)
        return Addressed(AddressKind(code.kind), code.address, code.language, write)
    within = LASTS if entry.topic == LOST_CODE else None
    try:
        said = json.loads(decrypt(entry.data.get(_ASKED, ""), entry.topic, within=within))
    except Unreadable:
        return None
    tracking, kind, address, language = said
    if entry.topic == REQUESTS_LISTED:
        return Addressed(AddressKind(kind), address, language, partial(_listed, AddressKind(kind), language))
    if entry.topic == ADDRESS_ADDED:
        return Addressed(AddressKind(kind), address, language, partial(_added, language))
    if entry.topic == ADDRESS_LEFT:
        case = Case.objects.filter(tracking=tracking).first()
        return Addressed(AddressKind(kind), address, language, partial(_left, case, language)) if case else None
    lost = lost_of(tracking, AddressKind(kind), address)
    return None if lost is None else Addressed(lost.kind, lost.address, language, partial(_link, lost, language))


def forget_asked(entry: OutboxEntry) -> None:
    """Once it is over, nothing stays of what was typed."""
    entry.data.pop(_ASKED, None)


def _link(lost: Lost, language: str) -> WrittenLetter:
    """Without the subject of the request: whoever reads it has nothing but the number and the link."""
    tracking, token = lost.case.tracking, link_token(lost)
    opens = Opens(lost.case.pk, language, ShortLinkPurpose.NEW_CODE, token, now() + LASTS)
    return WrittenLetter(
        language,
        _("A new code for your request %(tracking)s") % {"tracking": isolated(tracking)},
        _(
            "Someone asked for a new code for this request. Open the page below within 30 minutes to see "
            "it; the old code then stops working.\n\nIf it wasn’t you, you don’t need to do anything: no "
            "one gets a new code without this message."
        ),
        _("Get a new code"),
        addresses.new_code_link(token, language),
        (Kept(_("Request number"), tracking),),
        contact=addresses.contact_link(language),
        message=TextMessage((_("get a new code here:"),), tracking, opens=opens),
    )


def _left(case: Case, language: str) -> WrittenLetter:
    """To whoever is reached at the former address; where letters go now it does not say."""
    tracking = case.tracking
    return WrittenLetter(
        language,
        _("Letters about request %(tracking)s go elsewhere now") % {"tracking": isolated(tracking)},
        _(
            "Someone with the code of this request gave us another address for messages about it, so we "
            "won’t send any more here.\n\nIf it wasn’t you, tell us now."
        ),
        _("Follow your request"),
        addresses.case_link(tracking, "citizen", language),
        (Kept(_("Request number"), tracking),),
        contact=addresses.contact_link(language),
        message=TextMessage((_("Our messages now go to another address."),), tracking, opens=Opens(case.pk, language)),
        waits=True,
    )


def _listed(kind: AddressKind, language: str) -> WrittenLetter:
    """Of no request in particular: somebody else may read it."""
    if kind == AddressKind.PHONE:
        subject = _("Anyone who signs in with this number now sees your requests")
    else:
        subject = _("Anyone who signs in with this address now sees your requests")
    return WrittenLetter(
        language,
        subject,
        _(
            "Do others use this phone or mailbox? They can sign in too. Take anything they shouldn’t see off "
            "the list.\n\nIf you didn’t sign in, someone else reads your messages: tell us."
        ),
        _("My requests"),
        addresses.sign_in_link(language),
        contact=addresses.contact_link(language),
        message=TextMessage((_("anyone who signs in with this number sees your requests."),), linked=False),
        waits=True,
    )


def _added(language: str) -> WrittenLetter:
    """Which address was added it does not say: somebody else may read it."""
    return WrittenLetter(
        language,
        _("Another address now opens your requests"),
        _(
            "Someone signed in to your list of requests and added an email address or a phone number. It can now "
            "open the list.\n\nIf it wasn’t you, tell us now."
        ),
        _("My requests"),
        addresses.sign_in_link(language),
        contact=addresses.contact_link(language),
        message=TextMessage((_("another address now opens your requests."),), linked=False),
        waits=True,
    )
