"""What each right means, a sentence each, for those who put roles together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.agencies import rights


@dataclass(frozen=True, slots=True)
class Explained:
    """``name``: the right as a short verb; ``meaning``: what it lets one do, in a sentence."""

    name: str | Promise
    meaning: str | Promise


RIGHTS: Mapping[str, Explained] = {
    rights.VIEW_CASE: Explained(
        _("Reads cases"), _("Finds the agency's ordinary cases in the inbox and reads them whole.")
    ),
    rights.WORK_CASE: Explained(
        _("Works cases"), _("Answers, asks, refers, assigns and decides on the cases that they may read.")
    ),
    rights.VIEW_EVERY_CASE: Explained(
        _("Reads cases of every agency"),
        _("Reads the ordinary cases of all agencies. It counts only at the complaints unit."),
    ),
    rights.WORK_EVERY_CASE: Explained(
        _("Works cases of every agency"),
        _("Works the ordinary cases of all agencies. It counts only at the complaints unit."),
    ),
    rights.HANDLE_SENSITIVE: Explained(
        _("Handles sensitive requests"),
        _("With the rights to read and to work, it covers the sensitive requests of the unit where it is held."),
    ),
    rights.OPEN_IDENTITY: Explained(
        _("Opens identities"), _("Opens, with a reason and for a time, who filed a sensitive or confidential case.")
    ),
    rights.PUBLISH_RULES: Explained(
        _("Publishes rules"),
        _("Drafts ladders, routing and the settings of kinds in the studio, and publishes what another owner drafted."),
    ),
    rights.EDIT_PAGES: Explained(_("Edits pages"), _("Edits and publishes the site's pages and forms.")),
    rights.MANAGE_PEOPLE: Explained(
        _("Manages people"), _("Gives and takes roles, posts and accounts. Reads no case by it.")
    ),
    rights.READ_AUDIT: Explained(_("Reads the audit trail"), _("Reads who did what and when, and changes nothing.")),
    rights.READ_REPORTS: Explained(
        _("Reads the national reports"), _("Opens the monthly and yearly reports and their files.")
    ),
}
"""Right (code name) to its words, in the order in which they are offered."""
