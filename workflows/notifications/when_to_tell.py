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

OPEN = _("Open the request")
FOLLOW = _("Follow your request")
READ_MORE = _("Read more")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's subject line, its text and what one does at its link.

    Placeholders: tracking, kind, agency, due, level, decision.
    ``undated`` is the letter about a case that has no date, as praise has none, where this one would speak of it.
    ``to_custodian``: its link leads to the requests for identities, since a custodian reads no case.
    """

    subject: str | Promise
    text: str | Promise
    act: str | Promise = OPEN
    undated: Letter | None = None
    to_custodian: bool = False


_RECEIVED, _ANSWERED = _("We have received your request %(tracking)s"), _("Your request %(tracking)s has an answer")
_MOVED = _("Your request %(tracking)s has moved")

CITIZEN: dict[str, Letter] = {
    "acknowledged": Letter(
        _RECEIVED,
        _("Your request has arrived. It is with: %(agency)s.\nYou will hear by: %(due)s."),
        FOLLOW,
        undated=Letter(_RECEIVED, _("Your request has arrived. It is with: %(agency)s."), FOLLOW),
    ),
    "asked": Letter(
        _("A question about your request %(tracking)s"),
        _("%(agency)s has a question for you and needs your answer before it can go on."),
        _("Read the question and answer it"),
    ),
    "replied": Letter(
        _("News about your request %(tracking)s"), _("%(agency)s has written to you."), _("Read what it wrote")
    ),
    "decided": Letter(
        _ANSWERED,
        _(
            "Your request has an answer.\n%(decision)s.\n\n"
            "If you do not accept the answer, say so by %(due)s and your request is opened again."
        ),
        _("Read the answer"),
        undated=Letter(
            _ANSWERED,
            _("Your request has an answer.\n%(decision)s."),
            _("Read the answer"),
        ),
    ),
    "referred": Letter(
        _MOVED,
        _("Your request is now with: %(agency)s.\nYou will hear by: %(due)s."),
        FOLLOW,
        undated=Letter(_MOVED, _("Your request is now with: %(agency)s."), FOLLOW),
    ),
    "escalated": Letter(
        _("Your request %(tracking)s has gone up a level"),
        _(
            "Nobody acted in time, so your request has gone up to level %(level)s of %(agency)s.\n"
            "You will hear by: %(due)s."
        ),
        FOLLOW,
    ),
    "moved_up": Letter(
        _("Your request %(tracking)s has gone up a level"),
        _(
            "Your request has gone up to level %(level)s of %(agency)s before its date had passed.\n"
            "You will hear by: %(due)s."
        ),
        FOLLOW,
    ),
    "reopened": Letter(
        _("Your request %(tracking)s is open again"),
        _("We have told %(agency)s why you do not accept the answer.\nYou will hear by: %(due)s."),
        FOLLOW,
    ),
    "closed": Letter(
        _("Your request %(tracking)s is closed"),
        _("We did not hear from you, so we closed your request. For 30 days you can still have it opened again."),
        FOLLOW,
    ),
    "identity_opened": Letter(
        _("Something you should know about your request %(tracking)s"),
        _(
            "Someone who works on your request may see your name and contact details for a limited time. "
            "A second person allowed it, and the reason is on record."
        ),
        READ_MORE,
    ),
}

STAFF: dict[str, Letter] = {
    "arrived": Letter(
        _("New: %(tracking)s, due %(due)s"),
        _("%(kind)s %(tracking)s has reached %(agency)s."),
        undated=Letter(_("New: %(tracking)s"), _("%(kind)s %(tracking)s has reached %(agency)s.")),
    ),
    "assigned": Letter(_("Assigned to you: %(tracking)s"), _("%(kind)s %(tracking)s has been assigned to you.")),
    "escalated": Letter(
        _("Gone up to level %(level)s: %(tracking)s"),
        _("Nobody acted in time on %(kind)s %(tracking)s at %(agency)s.\nNext date: %(due)s."),
    ),
    "moved_up": Letter(
        _("Gone up to level %(level)s: %(tracking)s"),
        _("%(kind)s %(tracking)s at %(agency)s was moved up before its date had passed.\nNext date: %(due)s."),
    ),
    "reminded": Letter(
        _("Still waiting for someone to act: %(tracking)s"),
        _("%(kind)s %(tracking)s has reached the top level of %(agency)s, and nobody has acted."),
    ),
    "resumed": Letter(
        _("No answer from the citizen: %(tracking)s"), _("The time is running again. Next date: %(due)s.")
    ),
    "citizen_answered": Letter(
        _("The citizen has answered: %(tracking)s"), _("The time is running again. Next date: %(due)s.")
    ),
    "citizen_added": Letter(
        _("The citizen has added something: %(tracking)s"), _("You find it on the page of the request.")
    ),
    "identity_asked": Letter(
        _("A request for an identity waits for you: %(tracking)s"),
        _("Someone who works on request %(tracking)s asks who filed it. Read why, and decide."),
        _("Open the requests for identities"),
        to_custodian=True,
    ),
    "identity_opened": Letter(
        _("The identity you asked for is open: %(tracking)s"),
        _("You may see it for a limited time. Each time you do is recorded."),
    ),
    "identity_refused": Letter(
        _("The identity you asked for stays hidden: %(tracking)s"),
        _("The custodian’s reason is on the page of the request."),
    ),
    "identity_closed": Letter(
        _("The identity is hidden again: %(tracking)s"), _("The custodian ended your view of it before its time.")
    ),
    "reader_named": Letter(
        _("You may read %(tracking)s"), _("You have been allowed to read request %(tracking)s for a limited time.")
    ),
    "withdrawn": Letter(_("Withdrawn: %(tracking)s"), _("The citizen has withdrawn request %(tracking)s.")),
}

_GONE_UP = Letter(_("News: %(tracking)s"), _("It has gone up to level %(level)s. Next date: %(due)s."), READ_MORE)
_NEWS = Letter(_("News: %(tracking)s"), _("There is something new for you."), READ_MORE)

SEALED_CITIZEN: dict[str, Letter] = {
    "acknowledged": Letter(
        _("Received: %(tracking)s"),
        _("What you sent has arrived. Next date: %(due)s."),
        READ_MORE,
        undated=Letter(_("Received: %(tracking)s"), _("What you sent has arrived."), READ_MORE),
    ),
    "asked": Letter(
        _("News: %(tracking)s"), _("There is something new for you, and it waits for your answer."), READ_MORE
    ),
    "replied": _NEWS,
    "referred": _NEWS,
    "identity_opened": _NEWS,
    "decided": Letter(
        _("News: %(tracking)s"),
        _("There is something new for you.\nYou can say what you think of it by %(due)s."),
        READ_MORE,
        undated=_NEWS,
    ),
    "escalated": _GONE_UP,
    "moved_up": _GONE_UP,
    "reopened": Letter(
        _("News: %(tracking)s"),
        _("It is open again. Next date: %(due)s."),
        READ_MORE,
        undated=Letter(_("News: %(tracking)s"), _("It is open again."), READ_MORE),
    ),
    "closed": Letter(
        _("Closed: %(tracking)s"), _("It is closed. For 30 days you can still have it opened again."), READ_MORE
    ),
}

SEALED_STAFF: dict[str, Letter] = {
    **STAFF,
    "arrived": Letter(
        _("New: %(tracking)s, due %(due)s"),
        _("Request %(tracking)s is waiting for you."),
        undated=Letter(_("New: %(tracking)s"), _("Request %(tracking)s is waiting for you.")),
    ),
    "assigned": Letter(_("Assigned to you: %(tracking)s"), _("Request %(tracking)s has been assigned to you.")),
    "escalated": Letter(
        _("Gone up to level %(level)s: %(tracking)s"),
        _("Nobody acted in time on request %(tracking)s.\nNext date: %(due)s."),
    ),
    "moved_up": Letter(
        _("Gone up to level %(level)s: %(tracking)s"),
        _("Request %(tracking)s was moved up before its date had passed.\nNext date: %(due)s."),
    ),
    "reminded": Letter(
        _("Still waiting for someone to act: %(tracking)s"),
        _("Request %(tracking)s has reached the top level, and nobody has acted."),
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
