"""Many notices of one kind that leave for one person at the same time: one letter tells of all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.isolated import isolated
from permissions.writing import written_number
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.notifications.notices.kinds import kind_of
from workflows.notifications.notices.models import NoticeKind
from workflows.notifications.notices.words import text_of
from workflows.outbox.models import OutboxEntry
from workflows.processes.letters import is_own

CROWD: Final = 10
"""So many are one letter."""
MOST: Final = 50
"""Requests that it names."""


def in_crowds(entries: Iterable[OutboxEntry]) -> Iterator[list[OutboxEntry]]:
    """The entries in their order, a crowd where its first one stands, all others alone.

    What owners wrote in their own words is never put together with others.
    """
    alone: list[list[OutboxEntry]] = []
    known: defaultdict[tuple[int, NoticeKind], list[OutboxEntry]] = defaultdict(list)
    for entry in entries:
        kind = None if is_own(entry.topic) or entry.case_id is None else kind_of(entry.topic)
        if kind is None or entry.user_id is None:
            alone.append([entry])
            continue
        together = known[entry.user_id, kind]
        together.append(entry)
        if len(together) == 1:
            alone.append(together)
    for group in alone:
        if len(group) >= CROWD:
            yield group
        else:
            yield from ([each] for each in group)


def written(entries: Sequence[OutboxEntry], language: str) -> WrittenLetter:
    """The letter, in the language that is on: of each its number and what happened, as of a sealed one."""
    count = ngettext("%(count)s notice", "%(count)s notices", len(entries)) % {"count": written_number(len(entries))}
    lines = [f"{isolated(each.case.tracking)} · {text_of(each)}" for each in entries[:MOST] if each.case is not None]
    more = [_("The others are on your notices page.")] if len(entries) > MOST else []
    kind = kind_of(entries[0].topic)
    subject = f"{count}: {kind.label}" if kind is not None else count
    return WrittenLetter(
        language, subject, "\n\n".join(["\n".join(lines), *more]), _("See your notices"), addresses.notices_link()
    )
