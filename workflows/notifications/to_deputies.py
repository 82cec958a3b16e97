"""Letters about a role that is lent: its deputy reads that they have it, and that it ended before its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.delegating import ENDED, LENT
from permissions.access.models import Delegation
from permissions.agencies.models import Agency
from permissions.isolated import isolated_words
from permissions.now import now
from permissions.people.models import User
from permissions.roles.models import Role
from permissions.writing import written_edge
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry

# Placeholders: giver, role, agency, starts, ends.
_LETTERS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    LENT: (
        _("%(giver)s has lent you a role"),
        _("You act for %(giver)s as “%(role)s” at %(agency)s, from %(starts)s until %(ends)s."),
    ),
    ENDED: (
        _("You no longer act for %(giver)s"),
        _("The role “%(role)s” at %(agency)s is not lent to you any more."),
    ),
}


def ask_for_letters(verb: str, lent: Iterable[Delegation]) -> None:
    """A row for each deputy, written with what they are told of (``LENT`` or ``ENDED``)."""
    at = now()
    rows = OutboxEntry.objects.bulk_create(
        OutboxEntry(
            key=f"{verb}:{each.pk}",
            topic=verb,
            audience="staff",
            user_id=each.deputy_id,
            data={
                "giver": each.giver_id,
                "role": each.place.role.code,
                "agency": each.place.agency.code,
                "starts": each.starts.isoformat(),
                "ends": each.ends.isoformat(),
            },
            created_at=at,
            available_at=at,
        )
        for each in lent
    )
    if rows:
        nudge_after_commit()


def written(entry: OutboxEntry, language: str) -> WrittenLetter:
    """One of these letters, in the language that is on."""
    said, (subject, text) = entry.data, _LETTERS[entry.topic]
    words = {
        "giver": isolated_words(str(User.objects.get(pk=said["giver"]))),
        "role": str(Role.objects.filter(code=said["role"]).first() or said["role"]),
        "agency": isolated_words(str(Agency.objects.get(code=said["agency"]))),
        "starts": written_edge(datetime.fromisoformat(said["starts"])),
        "ends": written_edge(datetime.fromisoformat(said["ends"]), is_end=True),
    }
    return WrittenLetter(
        language, str(subject) % words, str(text) % words, _now("See what is lent to you"), addresses.lent_link()
    )
