"""Letters to process owners about what another of them did: a draft waits for them, an older version was put back."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import may
from permissions.access.selectors import held_by, held_by_many
from permissions.access.two_people import holders_of
from permissions.agencies.rights import PUBLISH_RULES
from permissions.isolated import isolated_words
from permissions.now import now
from permissions.people.models import User
from permissions.translated_text import in_language
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry
from workflows.versions.drafting import waits
from workflows.versions.models import Version
from workflows.versions.telling import READY, RESTORED, Told

# Placeholders: by, subject, title, number, former, taken_back.
LETTERS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    READY: (
        _("A draft waits for a second person: %(title)s"),
        _(
            "%(by)s has drafted a change to the %(subject)s “%(title)s” and says that it is ready. "
            "It takes a second person to publish it: read what changes, then publish it or change it."
        ),
    ),
    RESTORED: (
        _("An older version is in force again: %(title)s"),
        _(
            "%(by)s alone has put version %(former)s of the %(subject)s “%(title)s” in force again, as version "
            "%(number)s. That takes back version %(taken_back)s.\n\nWithin a day of a publication one process owner "
            "may do so alone, and all others are told. If you did not expect this, ask them."
        ),
    ),
}


def ask_for_letters(told: Told) -> None:
    """A row for each other owner, written with what they are told of."""
    at = now()
    mark = told.data.get("at", "")
    rows = OutboxEntry.objects.bulk_create(
        OutboxEntry(
            key=f"{told.kind}:{told.version}:{mark}:{reader}",
            topic=told.kind,
            audience="staff",
            user_id=reader,
            data={"version": told.version, "by": told.by, **told.data},
            created_at=at,
            available_at=at,
        )
        for reader in sorted(owners() - {told.by})
    )
    if rows:
        nudge_after_commit()


def owners() -> frozenset[int]:
    """Everybody who may publish rules now."""
    held = held_by_many(holders_of({PUBLISH_RULES}))
    return frozenset(user_id for user_id, theirs in held.items() if may(theirs, PUBLISH_RULES, None))


def written(entry: OutboxEntry, language: str) -> WrittenLetter | None:
    """One of these letters, in the language that is on; None where there is nothing left to say to this reader."""
    said, (subject, text) = entry.data, LETTERS[entry.topic]
    version = Version.objects.filter(pk=said["version"]).first()
    if version is None or entry.user_id is None or not may(held_by(entry.user_id), PUBLISH_RULES, None):
        return None
    if entry.topic == READY and waits(version) is None:
        return None
    title = isolated_words(in_language(version.definition.get("name") or {}) or version.key)
    words = {
        "by": isolated_words(str(User.objects.get(pk=said["by"]))),
        "subject": version.get_subject_display(),
        "title": title,
        "number": version.number,
        "former": said.get("former", ""),
        "taken_back": said.get("taken_back", ""),
    }
    whole = str(text) % words
    if entry.topic == RESTORED:
        act, link = _now("See all its versions"), addresses.rules_link(version.subject, version.key)
    else:
        act, link = _now("Read the draft"), addresses.draft_link(version.pk)
        if said["words"]:
            whole += "\n\n" + _now("They say: %(words)s") % {"words": isolated_words(said["words"])}
    return WrittenLetter(language, str(subject) % words, whole, act, link)
