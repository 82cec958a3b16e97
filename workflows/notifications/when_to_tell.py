"""Who reads which letter: a table of topics for each track. They hold no person's words: those are in the case itself.

Letters about a sealed case say less. Whoever watches its citizen may hold their phone or read their mailbox, so neither
subject nor text names the kind, an agency or what it is about, and the code is never sent: with it a stranger would
read everything, while a citizen who loses it can file again and name the number.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.cases.models import Track


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's subject line and text; placeholders: tracking, secret, kind, agency, why (a line or nothing),
    due, level, link.

    ``undated`` is the letter about a case that has no date, as praise has none, where this one would speak of it.
    ``to_custodian``: its link leads to the requests for identities, since a custodian reads no case.
    """

    subject: str | Promise
    text: str | Promise
    undated: Letter | None = None
    to_custodian: bool = False


CITIZEN: dict[str, Letter] = {
    "acknowledged": Letter(
        _("We have received your request %(tracking)s"),
        _(
            "Your request has reached us and lies with: %(agency)s.\n"
            "%(why)s"
            "You will hear by: %(due)s.\n\n"
            "Number: %(tracking)s\nSecret: %(secret)s\n\n"
            "Keep both. With them you follow your request here: %(link)s"
        ),
        undated=Letter(
            _("We have received your request %(tracking)s"),
            _(
                "Your request has reached us and lies with: %(agency)s.\n"
                "%(why)s\n"
                "Number: %(tracking)s\nSecret: %(secret)s\n\n"
                "Keep both. With them you follow your request here: %(link)s"
            ),
        ),
    ),
    "asked": Letter(
        _("A question about your request %(tracking)s"),
        _("%(agency)s needs something from you before it can go on. Please read the question and answer it: %(link)s"),
    ),
    "replied": Letter(
        _("News about your request %(tracking)s"),
        _("%(agency)s has written to you. Read it here: %(link)s"),
    ),
    "decided": Letter(
        _("There is an answer to your request %(tracking)s"),
        _(
            "%(agency)s has answered. Read it here: %(link)s\n"
            "If it does not settle the matter, say so there by %(due)s and your request is opened again."
        ),
        undated=Letter(
            _("There is an answer to your request %(tracking)s"), _("%(agency)s has answered. Read it here: %(link)s")
        ),
    ),
    "referred": Letter(
        _("Your request %(tracking)s has moved"),
        _("Your request now lies with: %(agency)s. You will hear by: %(due)s.\nFollow it here: %(link)s"),
        undated=Letter(
            _("Your request %(tracking)s has moved"),
            _("Your request now lies with: %(agency)s.\nFollow it here: %(link)s"),
        ),
    ),
    "escalated": Letter(
        _("Your request %(tracking)s has gone up a level"),
        _(
            "Nobody acted in time, so your request has gone to level %(level)s of %(agency)s. "
            "The next date is: %(due)s.\nFollow it here: %(link)s"
        ),
    ),
    "reopened": Letter(
        _("Your request %(tracking)s is open again"),
        _("We have told %(agency)s why the answer does not settle it. You will hear by: %(due)s.\n%(link)s"),
    ),
    "closed": Letter(
        _("Your request %(tracking)s is closed"),
        _("We have not heard from you, so the request is closed. For 30 days you can still have it opened: %(link)s"),
    ),
    "identity_opened": Letter(
        _("Something you should know about your request %(tracking)s"),
        _(
            "Your name and contact details were opened for a limited time to someone who works your request. "
            "It was done for a stated reason, by a second person, and is on record.\nRead more here: %(link)s"
        ),
    ),
}

STAFF: dict[str, Letter] = {
    "arrived": Letter(
        _("New: %(tracking)s, due %(due)s"),
        _("%(kind)s %(tracking)s has reached %(agency)s.\n%(link)s"),
        undated=Letter(_("New: %(tracking)s"), _("%(kind)s %(tracking)s has reached %(agency)s.\n%(link)s")),
    ),
    "assigned": Letter(_("Given to you: %(tracking)s"), _("%(kind)s %(tracking)s was given to you.\n%(link)s")),
    "escalated": Letter(
        _("Gone up to level %(level)s: %(tracking)s"),
        _("%(kind)s %(tracking)s of %(agency)s had no act in time. Next date: %(due)s.\n%(link)s"),
    ),
    "reminded": Letter(
        _("Still without an act: %(tracking)s"),
        _("%(kind)s %(tracking)s has reached the top of %(agency)s and nobody has acted.\n%(link)s"),
    ),
    "resumed": Letter(
        _("No answer from the citizen: %(tracking)s"), _("The count goes on. Next date: %(due)s.\n%(link)s")
    ),
    "citizen_answered": Letter(
        _("The citizen has answered: %(tracking)s"), _("The count goes on. Next date: %(due)s.\n%(link)s")
    ),
    "citizen_added": Letter(_("The citizen has added something: %(tracking)s"), _("Read it here: %(link)s")),
    "identity_asked": Letter(
        _("A request for an identity waits for you: %(tracking)s"),
        _("Someone who works %(tracking)s asks who filed it. Read why, and decide: %(link)s"),
        to_custodian=True,
    ),
    "identity_opened": Letter(
        _("The identity you asked for is open: %(tracking)s"),
        _("It is open to you for a limited time. Each reading is recorded.\n%(link)s"),
    ),
    "identity_refused": Letter(
        _("The identity you asked for stays closed: %(tracking)s"), _("The custodian says why in the case: %(link)s")
    ),
    "identity_closed": Letter(
        _("The identity is closed again: %(tracking)s"), _("The custodian closed it before its time.\n%(link)s")
    ),
    "reader_named": Letter(
        _("You may read %(tracking)s"),
        _("%(tracking)s was opened to you by name, to read and for some days.\n%(link)s"),
    ),
    "withdrawn": Letter(_("Withdrawn: %(tracking)s"), _("The citizen has taken %(tracking)s back.\n%(link)s")),
}

_NEWS = Letter(_("News: %(tracking)s"), _("There is something new for you. Read it here: %(link)s"))

SEALED_CITIZEN: dict[str, Letter] = {
    "acknowledged": Letter(
        _("Received: %(tracking)s"),
        _(
            "What you sent has arrived. Next date: %(due)s.\n\nNumber: %(tracking)s\n\n"
            "With the number and the code that you kept, you can read more here: %(link)s"
        ),
        undated=Letter(
            _("Received: %(tracking)s"),
            _(
                "What you sent has arrived.\n\nNumber: %(tracking)s\n\n"
                "With the number and the code that you kept, you can read more here: %(link)s"
            ),
        ),
    ),
    "asked": Letter(
        _("News: %(tracking)s"), _("There is something new for you, and it waits for a word of yours: %(link)s")
    ),
    "replied": _NEWS,
    "referred": _NEWS,
    "identity_opened": _NEWS,
    "decided": Letter(
        _("News: %(tracking)s"),
        _("There is something new for you. Read it here: %(link)s\nYou can say what you think of it by %(due)s."),
        undated=_NEWS,
    ),
    "escalated": Letter(_("News: %(tracking)s"), _("It has gone up to level %(level)s. Next date: %(due)s.\n%(link)s")),
    "reopened": Letter(
        _("News: %(tracking)s"),
        _("It is open again. Next date: %(due)s.\n%(link)s"),
        undated=Letter(_("News: %(tracking)s"), _("It is open again.\n%(link)s")),
    ),
    "closed": Letter(_("Closed: %(tracking)s"), _("It is closed. For 30 days you can still have it opened: %(link)s")),
}

SEALED_STAFF: dict[str, Letter] = {
    **STAFF,
    "arrived": Letter(
        _("New: %(tracking)s, due %(due)s"),
        _("%(tracking)s waits for you.\n%(link)s"),
        undated=Letter(_("New: %(tracking)s"), _("%(tracking)s waits for you.\n%(link)s")),
    ),
    "assigned": Letter(_("Given to you: %(tracking)s"), _("%(tracking)s was given to you.\n%(link)s")),
    "escalated": Letter(
        _("Gone up to level %(level)s: %(tracking)s"),
        _("%(tracking)s had no act in time. Next date: %(due)s.\n%(link)s"),
    ),
    "reminded": Letter(
        _("Still without an act: %(tracking)s"),
        _("%(tracking)s has reached the top and nobody has acted.\n%(link)s"),
    ),
}

_TABLES = {
    (Track.ORDINARY, "citizen"): CITIZEN,
    (Track.ORDINARY, "staff"): STAFF,
    (Track.SENSITIVE, "citizen"): SEALED_CITIZEN,
    (Track.SENSITIVE, "staff"): SEALED_STAFF,
}


def letter_for(topic: str, *, audience: str, track: str) -> Letter | None:
    """The letter that a topic becomes for its reader, or None when they get none about it."""
    return _TABLES[Track(track), audience].get(topic)
