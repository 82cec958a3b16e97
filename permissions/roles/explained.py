"""What each right means: for those who put roles together, and said of those who hold it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.agencies import rights


@dataclass(frozen=True, slots=True)
class Explained:
    """``name``: the right as a short verb; ``meaning``: what it lets one do, in a sentence.

    ``held``: said of somebody who holds it, with a place for the agency at which; those over the whole platform name
    none.
    """

    name: str | Promise
    meaning: str | Promise
    held: str | Promise


RIGHTS: Mapping[str, Explained] = {
    rights.VIEW_CASE: Explained(
        _("Reads requests"),
        _("Finds the agency’s ordinary requests in the inbox and reads them whole."),
        _("Reads the requests of %(agency)s"),
    ),
    rights.WORK_CASE: Explained(
        _("Works requests"),
        _("Answers, asks, refers, assigns and decides on the requests that they may read."),
        _("Works the requests of %(agency)s"),
    ),
    rights.VIEW_EVERY_CASE: Explained(
        _("Reads requests of every agency"),
        _("Reads the ordinary requests of all agencies. It counts only at the complaints unit."),
        _("Reads the ordinary requests of every agency"),
    ),
    rights.WORK_EVERY_CASE: Explained(
        _("Works requests of every agency"),
        _("Works the ordinary requests of all agencies. It counts only at the complaints unit."),
        _("Works the ordinary requests of every agency"),
    ),
    rights.HANDLE_SENSITIVE: Explained(
        _("Handles sensitive requests"),
        _("With the rights to read and to work, it covers the sensitive requests of the unit where it is held."),
        _("Handles the sensitive requests of %(agency)s"),
    ),
    rights.OPEN_IDENTITY: Explained(
        _("Opens identities"),
        _("Opens, with a reason and for a time, who filed a sensitive or confidential request."),
        _("Opens identities at %(agency)s"),
    ),
    rights.PUBLISH_RULES: Explained(
        _("Publishes rules"),
        _("Drafts ladders, routing and the settings of kinds in the studio, and publishes what another owner drafted."),
        _("Drafts and publishes rules in the studio"),
    ),
    rights.EDIT_PAGES: Explained(
        _("Edits pages"),
        _("Edits and publishes the site’s pages and forms."),
        _("Edits and publishes pages and forms"),
    ),
    rights.MANAGE_PEOPLE: Explained(
        _("Manages people"),
        _("Gives and takes roles, posts and accounts. Reads no request by it."),
        _("Manages people, posts and roles"),
    ),
    rights.MANAGE_BODY: Explained(
        _("Manages the agency’s own people"),
        _("Gives and takes ordinary roles, posts and accounts at the agency where it is held. Reads no request by it."),
        _("Manages the people of %(agency)s"),
    ),
    rights.READ_AUDIT: Explained(
        _("Reads the audit trail"),
        _("Reads who did what and when, and changes nothing."),
        _("Reads the audit trail"),
    ),
    rights.READ_REPORTS: Explained(
        _("Reads the national reports"),
        _("Opens the monthly and yearly reports and their files."),
        _("Reads the national reports"),
    ),
    rights.TAKE_CALLS: Explained(
        _("Takes calls"),
        _(
            "Files requests for those who call, write or come, and tells a caller how their own requests stand while "
            "the call lasts. Reads no other request."
        ),
        _("Takes calls at the call centre"),
    ),
    rights.ERASE_CASE: Explained(
        _("Erases requests"),
        _(
            "Puts requests under a legal hold and lifts it, and erases with a second person what was said in a closed "
            "one. Sees number and kind, never the request itself."
        ),
        _("Erases requests at %(agency)s"),
    ),
}
"""Right (code name) to its words, in the order in which they are offered."""
