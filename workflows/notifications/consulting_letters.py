"""Letters about what one agency asks another inside a case, to the one and to the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from workflows.notifications.letters_of_topics import Letter, Letters

_READ_QUESTION = _("Read the question")
_NEWS_TO_STAFF = Letter(_("News: %(tracking)s"), _("There is something new for you."))
_NEWS_TO_ASKED = Letter(_("News: %(tracking)s"), _("There is something new for you."), _READ_QUESTION, to_asked=True)

CONSULTING_LETTERS: Final[Mapping[str, Letters]] = {
    "consulted": Letters(
        staff=Letter(
            _("A question to your agency: %(tracking)s, due %(due)s"),
            _("%(agency)s asks your agency for a statement about %(kind)s %(tracking)s.\nDate: %(due)s."),
            _READ_QUESTION,
            to_asked=True,
        ),
        sealed_staff=_NEWS_TO_ASKED,
    ),
    "consult_assigned": Letters(
        staff=Letter(
            _("A question is with you: %(tracking)s, due %(due)s"),
            _(
                "A colleague gave you the question of %(agency)s about %(kind)s %(tracking)s.\nDate: %(due)s. "
                "All of your agency may still answer it."
            ),
            _READ_QUESTION,
            to_asked=True,
        ),
        sealed_staff=_NEWS_TO_ASKED,
    ),
    "consult_answered": Letters(
        staff=Letter(
            _("A statement has come: %(tracking)s"),
            _("%(agency)s has answered your question about %(kind)s %(tracking)s."),
        ),
        sealed_staff=_NEWS_TO_STAFF,
    ),
    "consult_escalated": Letters(
        staff=Letter(
            _("Not answered yet, now at level %(level)s: %(tracking)s"),
            _(
                "%(agency)s asked your agency for a statement about %(kind)s %(tracking)s, "
                "and nobody has answered in time.\nNext date: %(due)s."
            ),
            _READ_QUESTION,
            to_asked=True,
        ),
        sealed_staff=_NEWS_TO_ASKED,
    ),
    "consult_late": Letters(
        staff=Letter(
            _("A statement is still missing: %(tracking)s"),
            _(
                "An agency that was asked for a statement about %(kind)s %(tracking)s has not answered,"
                " up to its top level."
            ),
        ),
        sealed_staff=_NEWS_TO_STAFF,
    ),
    "consult_over": Letters(
        staff=Letter(
            _("No statement will come: %(tracking)s"),
            _("%(agency)s is no longer asked about %(kind)s %(tracking)s."),
        ),
        sealed_staff=_NEWS_TO_STAFF,
    ),
    "not_asked_any_more": Letters(
        staff=Letter(
            _("Your statement is no longer needed: %(tracking)s"),
            _("%(agency)s no longer needs your agency’s statement about %(kind)s %(tracking)s."),
            _READ_QUESTION,
            to_asked=True,
        ),
        sealed_staff=_NEWS_TO_ASKED,
    ),
}
