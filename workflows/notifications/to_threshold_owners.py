"""Whoever named a threshold hears that a figure of theirs has crossed it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.outbox.models import OutboxEntry


def written(entry: OutboxEntry, language: str) -> WrittenLetter:
    """The letter, in the language that is on. It has no figure in it: those lie behind the login."""
    text = _(
        "You asked to be notified. You’ll get another notice only if the figure drops back and crosses the limit again."
    )
    return WrittenLetter(language, _("A figure crossed your threshold"), text, _("See the dashboard"), link_of(entry))


def link_of(entry: OutboxEntry) -> str:
    """The dashboard on which the figure stands."""
    return addresses.board_link(entry.data["board"])
