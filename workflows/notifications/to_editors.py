"""Letters to editors about a form that takes two of them: it waits, was agreed on, was sent back, was taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import may
from permissions.access.selectors import held_by, held_by_many
from permissions.access.two_people import holders_of
from permissions.agencies.rights import EDIT_PAGES
from permissions.isolated import isolated_words
from permissions.now import now
from permissions.people.models import User
from permissions.translated_text import in_language
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry

READY: Final = "form_ready"
PUBLISHED: Final = "form_agreed"
SENT_BACK: Final = "form_sent_back"
TAKEN_BACK: Final = "form_taken_back"
LAPSED: Final = "form_lapsed"

TITLES: Final[Mapping[str, str | Promise]] = {
    READY: _("A form waits for a second editor"),
    PUBLISHED: _("The second editor agreed"),
    SENT_BACK: _("A form was sent back to you"),
    TAKEN_BACK: _("One editor took a form back on their own"),
    LAPSED: _("A form wasn’t published on time"),
}
# Placeholders: by, title.
LETTERS: Final[Mapping[str, str | Promise]] = {
    READY: _(
        "%(by)s says the form “%(title)s” is ready. A second editor must agree: read what changes, try filling it "
        "in, then agree or send it back."
    ),
    PUBLISHED: _(
        "%(by)s has agreed to what you proposed for the form “%(title)s”. Within a day either of you can take it back."
    ),
    SENT_BACK: _("%(by)s has sent the form “%(title)s” back to you. Nothing was published."),
    TAKEN_BACK: _(
        "%(by)s has undone the last publication of the form “%(title)s” on their own. The version before is public "
        "again.\n\nWithin a day either of its two editors may do so, and all other editors are notified. If you "
        "didn’t expect this, ask them."
    ),
    LAPSED: _(
        "The form “%(title)s” was to be published now, but two editors haven’t agreed on it, or the "
        "second one is no longer an editor. It’s still a draft: say again that it’s ready."
    ),
}


def tell_editors(
    topic: str,
    *,
    form: str,
    title: Mapping[str, str],
    by: int | None,
    words: str,
    mark: int,
    only: Collection[int] | None = None,
) -> None:
    """A row for each other editor, or for those of ``only``; ``form``: its translation key, ``mark``: the review."""
    at = now()
    readers = (editors() if only is None else editors() & frozenset(only)) - {by}
    rows = OutboxEntry.objects.bulk_create(
        OutboxEntry(
            key=f"{topic}:{mark}:{reader}",
            topic=topic,
            audience="staff",
            user_id=reader,
            data={"form": form, "title": dict(title), "by": by, "words": words},
            created_at=at,
            available_at=at,
        )
        for reader in sorted(readers)
    )
    if rows:
        nudge_after_commit()


def editors() -> frozenset[int]:
    """Everybody who may edit pages now."""
    held = held_by_many(holders_of({EDIT_PAGES}))
    return frozenset(user_id for user_id, theirs in held.items() if may(theirs, EDIT_PAGES, None))


def link_of(entry: OutboxEntry) -> str:
    """Where the form is read, tried and decided on."""
    return addresses.form_link(str(entry.data["form"]))


def heading_of(entry: OutboxEntry) -> str:
    """What happened, and to which form."""
    return f"{TITLES[entry.topic]}: {isolated_words(in_language(entry.data['title']))}"


def written(entry: OutboxEntry, language: str) -> WrittenLetter | None:
    """One of these letters, in the language that is on; None for whoever is no editor any more."""
    said = entry.data
    if entry.user_id is None or not may(held_by(entry.user_id), EDIT_PAGES, None):
        return None
    by = User.objects.filter(pk=said["by"]).first() if said["by"] is not None else None
    words = {"by": isolated_words(str(by or "")), "title": isolated_words(in_language(said["title"]))}
    whole = str(LETTERS[entry.topic]) % words
    if said["words"]:
        whole += "\n\n" + _now("They say: %(words)s") % {"words": isolated_words(said["words"])}
    return WrittenLetter(language, heading_of(entry), whole, _now("Open the form"), link_of(entry))
