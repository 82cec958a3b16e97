"""Who may erase hears of what was erased without them: by whoever runs the platform, with a command on its machine."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.access.decide import may
from permissions.access.selectors import held_by_many
from permissions.access.two_people import holders_of
from permissions.actors import Actor
from permissions.agencies.rights import ERASE_CASE
from permissions.isolated import isolated
from permissions.writing import local, written_day
from workflows.cases.erasures import erasable
from workflows.cases.models import AtWhoseWish, Case
from workflows.cases.state import State, parties_of
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry

ERASED_BY_COMMAND: Final = "erased_by_command"
TITLE: Final = gettext_lazy("Erased by a command on the server: %(tracking)s")


def ask_for_letters(case: Case, *, wish: str, at: datetime) -> int:
    """A row for each of them whose right reaches the case, written with what they are told of; how many there are.

    About no case, as its outbox sees it: what is about one goes when it is erased.
    """
    state = State(case, case.kind, [], parties=parties_of([case]))
    held = held_by_many(holders_of({ERASE_CASE}))
    rows = [
        OutboxEntry(
            key=f"{ERASED_BY_COMMAND}:{case.pk}:{reader}",
            topic=ERASED_BY_COMMAND,
            audience="staff",
            user_id=reader,
            data={"tracking": case.tracking, "wish": wish, "at": at.isoformat()},
            created_at=at,
            available_at=at,
        )
        for reader, theirs in sorted(held.items())
        if may(theirs, ERASE_CASE, state)
    ]
    OutboxEntry.objects.bulk_create(rows)
    nudge_after_commit()
    return len(rows)


def written(entry: OutboxEntry, language: str) -> WrittenLetter | None:
    """The letter, in the language that is on; None for whoever may not erase that case any more."""
    said = entry.data
    if entry.user_id is None or not erasable(Actor.staff(entry.user_id)).filter(tracking=said["tracking"]).exists():
        return None
    text = _(
        "The operator of the platform has erased request %(tracking)s on %(day)s, with a command on the server. "
        "Nobody else was asked. At whose wish: %(wish)s.\n\nIf you did not expect this, ask who ran it."
    ) % {
        "tracking": isolated(said["tracking"]),
        "day": written_day(local(datetime.fromisoformat(said["at"])).date()),
        "wish": AtWhoseWish(said["wish"]).label,
    }
    subject = str(TITLE) % {"tracking": isolated(said["tracking"])}
    return WrittenLetter(language, subject, text, _("See what was erased"), link_of(entry))


def link_of(entry: OutboxEntry) -> str:
    """Where those who may erase read what became of it."""
    return addresses.erasure_link(entry.data["tracking"])
