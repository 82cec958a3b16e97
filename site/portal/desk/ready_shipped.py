"""The ready answers that Insaf comes with: true in any country, and of no agency.

What only the case knows is a blank that is filled in before it is sent. A new installation has them; elsewhere those
who share for all are offered them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from permissions.now import now
from portal.desk.models import ReadyAnswer
from workflows.transactions.turn import write_transaction

_TEXTS: Final = Path(__file__).parent / "ready_texts"
"""A file a language: of each answer a line with act, outcome and name, and its text below."""
_KEYS: Final = "insaf"
"""Their keys begin so: by them they are known again."""


def shipped() -> list[ReadyAnswer]:
    """Each of them as a row for all, not yet kept."""
    return [answer for file in sorted(_TEXTS.glob("*.txt")) for answer in _of(file)]


def missing() -> list[ReadyAnswer]:
    """Those that are not there."""
    there = set(ReadyAnswer.objects.filter(key__startswith=_KEYS).values_list("key", flat=True))
    return [each for each in shipped() if each.key not in there]


def take_over() -> int:
    """Keep all that are missing; returns how many there were."""
    with write_transaction():
        return len(ReadyAnswer.objects.bulk_create(missing()))


def _of(file: Path) -> Iterator[ReadyAnswer]:
    for number, block in enumerate(file.read_text(encoding="utf-8").strip().split("\n\n"), 1):
        head, text = block.split("\n", 1)
        done, title = head.split(" | ", 1)
        act, _space, outcome = done.partition(" ")
        key, language = f"{_KEYS}{number:02}{file.stem}", file.stem
        yield ReadyAnswer(
            key=key, title=title, text=text, act=act, outcome=outcome, language=language, changed_at=now()
        )
