"""Whoever is sent reports hears that one lies there, and that one will not come any more."""

from __future__ import annotations

from django.utils.translation import gettext as _

from permissions.isolated import isolated_words
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.notifications.notices.kinds import SAVED_REPORT_SENT
from workflows.outbox.models import OutboxEntry


def written(entry: OutboxEntry, language: str) -> WrittenLetter:
    """The letter, in the language that is on. It has no figure in it: those lie behind the login."""
    name = {"name": isolated_words(entry.data["name"])}
    if entry.topic == SAVED_REPORT_SENT:
        subject, act = _("The report “%(name)s” is ready") % name, _("Open the report")
        text = _("It was made for you, with the figures that your rights reach.")
    else:
        subject, act = _("The report “%(name)s” is no longer sent to you") % name, _("See your reports")
        text = _("Its owner has left, or may no longer read reports. You can keep your own copy and have it sent.")
    return WrittenLetter(language, subject, text, act, link_of(entry))


def link_of(entry: OutboxEntry) -> str:
    """The file, or all reports where there is none."""
    return addresses.saved_report_link(entry.data.get("copy", ""))
