"""By which ways one person hears of what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from workflows.notifications.notices.kinds import USUAL
from workflows.notifications.notices.models import Channel, NoticeChoices, NoticeKind
from workflows.transactions.turn import write_transaction

Choices = Mapping[NoticeKind, frozenset[Channel]]
_KNOWN: Final = frozenset(Channel)


def choices_of(user_id: int) -> Choices:
    """What they chose, and the usual of each kind of which they have said nothing. One statement."""
    row = NoticeChoices.objects.filter(user=user_id).first()
    chosen = row.chosen if row is not None else {}
    return {
        kind: frozenset(map(Channel, _KNOWN & set(chosen[kind]))) if kind in chosen else USUAL[kind]
        for kind in NoticeKind
    }


def choose(user_id: int, chosen: Mapping[NoticeKind, Iterable[Channel]]) -> None:
    """From now on so; kinds that are not named stay as they are."""
    with write_transaction():
        row, _made = NoticeChoices.objects.select_for_update().get_or_create(user_id=user_id)
        row.chosen = {**row.chosen, **{str(kind): sorted(map(str, ways)) for kind, ways in chosen.items()}}
        row.save(update_fields=["chosen"])
