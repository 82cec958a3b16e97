"""Letters about rights that no one person gives: to who can confirm them, and to all who hold such a right."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.act_words import act_words, rights_words
from permissions.access.two_people import BROKEN, GIVEN, GUARDED, PROPOSED, Told
from permissions.isolated import isolated_words
from permissions.now import now
from permissions.people.models import User
from permissions.translated_text import one_and_all
from permissions.writing import written_edge
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry

# Placeholders: what, by, rights, starts, ends.
LETTERS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    PROPOSED: (
        _("Something waits for a second administrator"),
        _(
            "%(by)s proposes: %(what)s.\n\nIt takes two administrators, since these rights come with it: %(rights)s. "
            "Confirm it or refuse it within seven days."
        ),
    ),
    GIVEN: (
        _("Far-reaching rights have been given"),
        _(
            "By %(by)s: %(what)s.\n\nIt comes with these rights: %(rights)s. Everyone who holds one of "
            "them is notified. If you didn’t expect this, ask the people named here."
        ),
    ),
    BROKEN: (
        _("Far-reaching rights are given in an emergency"),
        _(
            "Given by one administrator only (%(by)s): %(what)s, from %(starts)s until %(ends)s.\n\nIt comes with "
            "these rights: %(rights)s. Everyone who holds one of them and all administrators are notified. Before "
            "it takes effect, any of them can stop it. A second administrator then decides."
        ),
    ),
}


def ask_for_letters(told: Told) -> None:
    """A row for each reader, written with what they are told of."""
    at, mark = now(), uuid.uuid4().hex
    data = {
        "act": told.gain.act,
        "data": dict(told.gain.data),
        "rights": sorted(told.gain.rights & GUARDED),
        "by": list(told.by),
    }
    OutboxEntry.objects.bulk_create(
        OutboxEntry(
            key=f"{told.kind}:{mark}:{reader}",
            topic=told.kind,
            audience="staff",
            user_id=reader,
            data=data,
            created_at=at,
            available_at=at,
        )
        for reader in sorted(told.readers)
    )
    nudge_after_commit()


def written(entry: OutboxEntry, language: str) -> WrittenLetter:
    """One of these letters, in the language that is on."""
    said, (subject, text) = entry.data, LETTERS[entry.topic]
    people = User.objects.in_bulk(said["by"])
    words = {
        "what": act_words(said["act"], said["data"]),
        "by": one_and_all(isolated_words(str(people[each])) for each in said["by"]),
        "rights": rights_words(said["rights"]),
    }
    if said["data"].get("ends"):
        words["ends"] = written_edge(datetime.fromisoformat(said["data"]["ends"]), is_end=True)
    if entry.topic == BROKEN:  # one of an earlier release counted at once
        starts = said["data"].get("starts") or entry.created_at.isoformat()
        words["starts"] = written_edge(datetime.fromisoformat(starts))
    if entry.topic == PROPOSED:
        act, link = _now("Look at it and decide"), addresses.waiting_link()
    elif entry.topic == BROKEN and entry.user_id != said["data"]["user"]:
        act = _now("Look at it, or stop it before it takes effect")
        link = addresses.emergency_link(said["data"]["emergency"])
    else:
        act, link = _now("Open the platform"), addresses.admin_link()
    return WrittenLetter(language, str(subject), str(text) % words, act, link)
