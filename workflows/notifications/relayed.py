"""The letter to an address that nobody who works on a request sees: there is news on its page, and no word of which."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from permissions.encrypted import Unreadable, decrypt, encrypt
from workflows.cases.models import Case
from workflows.cases.relay import relay_mark, relay_of
from workflows.notifications.addresses import addresses
from workflows.notifications.chosen import LASTS
from workflows.notifications.letter import WrittenLetter
from workflows.notifications.transports import TRANSPORTS

EMAIL: Final = "email"
_PURPOSE: Final = "no more relayed letters"
NOT_TOLD: Final = frozenset({"acknowledged"})
"""The page after filing says that it has arrived. A letter in the same minute would say when it was filed."""


def relay_ways(case: Case, topic: str) -> list[tuple[str, str]]:
    """The way to the relay address of a case, where one was left; of all others no statement asks."""
    if not case.by_day or topic in NOT_TOLD or not TRANSPORTS[EMAIL].ready():
        return []
    address = relay_of(case)
    return [(EMAIL, address)] if address else []


def relayed(case: Case, language: str) -> WrittenLetter:
    """The same for every request, but for the link that ends these letters: neither its number, its kind nor what has
    happened stands in it."""
    return WrittenLetter(
        language,
        _("There is something new for you"),
        _("There is something new on the page of your request. Open it with your number and your code."),
        _("Open the page"),
        addresses.track_link(language),
        plain=True,
        waits=True,
        fewer=addresses.fewer_link(encrypt(f"{case.pk}|{relay_mark(case)}", _PURPOSE), language),
        fewer_words=_("No more of these letters"),
    )


def ended_by(token: str) -> tuple[Case, str] | None:
    """Of a link in such a letter of the last two years, the case and the mark of the address that it went to; None for
    anything else."""
    try:
        number, _bar, mark = decrypt(token, _PURPOSE, within=LASTS).partition("|")
    except Unreadable:
        return None
    case = Case.objects.filter(pk=number).first()
    return None if case is None else (case, mark)
