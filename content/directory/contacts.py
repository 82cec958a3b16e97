"""How people reach an agency: its telephone, hours, address and site, as editors write them; nothing is made up."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from content.directory.agency_contact import AgencyContact
from content.directory.selectors import in_directory
from permissions.access.decide import may
from permissions.access.errors import OutOfReach, Refused
from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.agencies.rights import EDIT_PAGES
from permissions.arabic import latin_digits
from permissions.audit.services import NewEntry, append
from permissions.isolated import without_steering
from permissions.now import now
from permissions.translated_text import languages

LONGEST: Final = {"telephone": 40, "website": 200, "email": 200, "hours": 200, "address": 300}
"""Characters."""
BY_LANGUAGE: Final = ("hours", "address")
_TELEPHONE: Final = re.compile(r"[0-9+*#][0-9 ()/*#,-]*")


class ContactRefused(Refused):
    """What cannot be so."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach one agency. ``hours`` and ``address``: words by language; what is empty is shown nowhere."""

    telephone: str = ""
    website: str = ""
    email: str = ""
    hours: Mapping[str, str] = field(default_factory=dict)
    address: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not any(asdict(self).values())


@dataclass(frozen=True, slots=True)
class ShownContact:
    """The same in one language."""

    telephone: str
    website: str
    email: str
    hours: str
    address: str


def contacts_known() -> dict[str, Contact]:
    """All that are written, by the code of the agency."""
    rows = AgencyContact.objects.select_related("agency")
    return {row.agency.code: _contact(row) for row in rows}


def contact_shown(code: str, language: str) -> ShownContact | None:
    """What a page in ``language`` says of an agency; None where nothing is written in it."""
    row = AgencyContact.objects.filter(agency__code=code).first()
    if row is None:
        return None
    words = (str(row.hours.get(language, "")), str(row.address.get(language, "")))
    shown = ShownContact(row.telephone, row.website, row.email, *words)
    return shown if any(asdict(shown).values()) else None


def cleaned(contact: Contact) -> Contact:
    """The same as it is kept: without blanks around, and without marks that steer what follows; digits 0-9 in numbers,
    only languages of the platform."""
    by_language = {
        name: {
            language: kept
            for language, text in getattr(contact, name).items()
            if language in languages() and (kept := " ".join(without_steering(text).split()))
        }
        for name in BY_LANGUAGE
    }
    return Contact(
        telephone=latin_digits(" ".join(contact.telephone.split())),
        website=" ".join(contact.website.split()),
        email=" ".join(contact.email.split()),
        **by_language,
    )


def refused_contacts(wanted: Sequence[tuple[str, Contact]]) -> dict[int, list[str]]:
    """Why some of them cannot be so, in sentences, by their place in ``wanted``."""
    known = set(in_directory().values_list("code", flat=True))
    refused: dict[int, list[str]] = {}
    before: set[str] = set()
    for place, (code, contact) in enumerate(wanted):
        said = [] if code in known else [_("There is no agency with the code “%(code)s”.") % {"code": code[:50]}]
        if code in before:
            said.append(_("The code “%(code)s” is in the list twice.") % {"code": code[:50]})
        before.add(code)
        said += _faults(contact)
        if said:
            refused[place] = said
    return refused


def write_contacts(wanted: Sequence[tuple[str, Contact]], *, actor: Actor) -> int:
    """Let these agencies be reached so. Returns how many were changed; the trail keeps what was there before.

    Raises ``ContactRefused`` with the first sentence of ``refused_contacts``; ``OutOfReach`` for others than editors.
    """
    if actor.user_id is not None and not may(held_by(actor.user_id), EDIT_PAGES, None):
        raise OutOfReach
    kept = [(code, cleaned(contact)) for code, contact in wanted]
    refused = refused_contacts(kept)
    if refused:
        raise ContactRefused(refused[min(refused)][0])
    entries, at = [], now()
    with transaction.atomic():
        agencies = {body.code: body for body in in_directory().select_for_update()}
        there = contacts_known()
        for code, contact in kept:
            before = there.get(code, Contact())
            if contact == before:
                continue
            values = asdict(contact) | {"changed_at": at}
            AgencyContact.objects.update_or_create(agency=agencies[code], defaults=values)
            said = {"agency": code, "before": _said(before), "after": _said(contact)}
            entries.append(NewEntry("agency_contact_changed", "agency", agencies[code].pk, said))
        append(entries, actor=actor, at=at)
    return len(entries)


def _contact(row: AgencyContact) -> Contact:
    return Contact(**{each.name: getattr(row, each.name) for each in fields(Contact)})


def _said(contact: Contact) -> dict[str, Any]:
    return {name: value for name, value in asdict(contact).items() if value}


def _faults(contact: Contact) -> list[str]:
    checks: list[tuple[bool, str]] = [
        (
            not contact.telephone or _TELEPHONE.fullmatch(contact.telephone) is not None,
            _("Write the telephone number in digits, such as +962 6 000 0000."),
        ),
        (
            not contact.website or _passes(URLValidator(schemes=["http", "https"]), contact.website),
            _("Write the address of the site with https:// before it."),
        ),
        (
            # https://moh.gov.jo@example.org/ leads to example.org, whatever stands before it.
            "@" not in contact.website.partition("://")[2].partition("/")[0],
            _("An address of a site has no @ before its first slash: it would lead elsewhere than it says."),
        ),
        (
            not contact.email or _passes(EmailValidator(), contact.email),
            _("Write the email address like name@example.org."),
        ),
    ]
    said = [sentence for is_right, sentence in checks if not is_right]
    return said + [
        _("“%(words)s…” is longer than %(most)s characters.") % {"words": text[:20], "most": LONGEST[name]}
        for name, value in asdict(contact).items()
        for text in (value.values() if isinstance(value, dict) else [value])
        if len(text) > LONGEST[name]
    ]


def _passes(check: Callable[[str], None], text: str) -> bool:
    try:
        check(text)
    except ValidationError:
        return False
    return True
