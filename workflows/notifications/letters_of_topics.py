"""What a letter about a case is made of, and which of its readers gets one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.notifications.addresses import addresses

OPEN = _("Open the request")
FOLLOW = _("Follow your request")
NEWS_BY_PHONE = _("There is news about your request.")
"""What a text message says of a letter that has no words for it."""
READ_MORE = _("Read more")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's subject line, its text and what one does at its link.

    Placeholders: tracking, kind, agency, agencies (that one, and those that work on it at the same time), due, level,
    decision.
    ``undated`` is the letter about a case that has no date, as praise has none, where this one would speak of it.
    ``message``: what a text message says in its place, in some twenty characters of Arabic. Number and link are added
    to it; its ``due`` is a day, its ``decision`` names no agency. About a sealed case none is sent.
    ``to_custodian``: its link leads to the requests for identities, since a custodian reads no case.
    ``to_data_protection``: to how long the case is kept, since data protection reads none either. ``to_asked``: to the
    question, since an agency that is asked reads nothing else of the case.
    """

    subject: str | Promise
    text: str | Promise
    act: str | Promise = OPEN
    undated: Letter | None = None
    message: str | Promise = ""
    to_custodian: bool = False
    to_data_protection: bool = False
    to_asked: bool = False

    def staff_link(self, tracking: str, language: str, consultation: int) -> str:
        """Where whoever gets it on the staff acts; ``consultation``: the number of that which it speaks of."""
        if self.to_asked:
            return addresses.asked_link(tracking, consultation)
        if self.to_data_protection:
            return addresses.erasure_link(tracking)
        return addresses.custodian_link() if self.to_custodian else addresses.case_link(tracking, "staff", language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """What the readers of one topic get; None for whoever is told nothing about it.

    ``sealed_``: about a sealed case. What staff read of an ordinary one serves unless it names kind or agency.
    """

    citizen: Letter | None = None
    sealed_citizen: Letter | None = None
    staff: Letter | None = None
    sealed_staff: Letter | None = None

    def to(self, audience: str, *, sealed: bool) -> Letter | None:
        """The letter to an audience."""
        if audience == "citizen":
            return self.sealed_citizen if sealed else self.citizen
        return (self.sealed_staff if sealed else None) or self.staff


NEWS = Letter(_("News: %(tracking)s"), _("There is something new for you."), READ_MORE)
"""What a citizen reads of a sealed case, where it must say nothing else."""
