"""Tables that are kept: what a question came to when it was counted last, for all whose rights reach the same agencies.

A page reads them and counts nothing. What is old is shown with its hour, and the queue makes it anew. Files and whoever
asks for a number of this minute count themselves. All rows can be thrown away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import override

from permissions.now import now
from permissions.writing import active_language, local
from workflows.figures.errors import CannotReckon
from workflows.figures.question import Question
from workflows.figures.reckoning import Reach, Table, reckon
from workflows.saved_reports.models import KeptTable
from workflows.saved_reports.table_json import as_json, of_json
from workflows.transactions.turn import write_transaction
from workflows.versions.raw import Malformed

MAX_AGE: Final = timedelta(minutes=10)
NOTED_EACH: Final = timedelta(hours=1)
"""How often it is written down that somebody looks at one."""
UNSEEN_KEPT: Final = timedelta(days=14)
"""For so long one is kept at which nobody looks."""
EVERYWHERE: Final = "all"
CANNOT: Final = "cannot"
"""In the place of a table: the sentence that says why there is none."""
AT_ONCE: Final = 50
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
Kept = Table | str | None
_bells: list[Callable[[], None]] = []


def ring_with(bell: Callable[[], None]) -> None:
    """Whoever owns a queue brings its bell at start-up: rung when a table is to be made anew."""
    _bells[:] = [bell]


def table_for(question: Question, reach: Reach, max_age: timedelta = MAX_AGE) -> Table:
    """The table as it is kept, or counted now where it is older, of another day, or not there. Raises
    ``CannotReckon``."""
    row = KeptTable.objects.filter(_of([question], reach)).first()
    if row is not None and now() - row.reckoned_at <= max_age and _is_of_today(row):
        table = _read(row)
        if isinstance(table, Table):
            return table
    table = reckon(question, reach)
    keep(table, reach)
    return table


def tables_for(questions: Iterable[Question], reach: Reach, max_age: timedelta = MAX_AGE) -> dict[Question, Kept]:
    """What is kept of each, however old: ``as_of`` says of when. Old ones are made anew by the queue.

    A sentence where there can be none, and None where nothing is kept yet. One statement, two more where something is
    to be made or was not looked at lately.
    """
    wanted = {digest_of(question): question for question in questions}
    rows = list(KeptTable.objects.filter(_of(wanted.values(), reach)))
    found: dict[Question, Kept] = dict.fromkeys(wanted.values())
    old: list[int] = []
    unnoted: list[int] = []
    for row in rows:
        found[wanted[row.digest]] = _read(row)
        if now() - row.reckoned_at > max_age or not _is_of_today(row):
            old.append(row.pk)
        if now() - row.looked_at > NOTED_EACH:
            unnoted.append(row.pk)
    _note(old, unnoted)
    return found


def keep(table: Table, reach: Reach) -> None:
    """Write it down in the active language, in the place of what was kept of its question."""
    said = {
        "question": table.question.as_json(),
        "agencies": sorted(reach.agencies) if reach.agencies is not None else None,
        "table": as_json(table),
        "reckoned_at": table.as_of,
        "wanted": False,
    }
    with write_transaction():
        KeptTable.objects.update_or_create(
            digest=digest_of(table.question),
            reach=reach_key(reach),
            language=active_language(),
            defaults=said,
            create_defaults=said | {"looked_at": now()},
        )


def ask_for(question: Question, reach: Reach) -> None:
    """Have the queue make one that is not there yet: an empty row, which ``tables_for`` passes over until then."""
    with write_transaction():
        KeptTable.objects.get_or_create(
            digest=digest_of(question),
            reach=reach_key(reach),
            language=active_language(),
            defaults={
                "question": question.as_json(),
                "agencies": sorted(reach.agencies) if reach.agencies is not None else None,
                "table": {},
                "reckoned_at": now(),
                "looked_at": now(),
                "wanted": True,
            },
        )
        _ring()


def renew_wanted() -> None:
    """What the queue does: each that somebody waits for, the longest kept first. Safe to ring twice and to kill."""
    rows = KeptTable.objects.filter(wanted=True).order_by("reckoned_at", "pk")
    for row in rows[:AT_ONCE]:
        reach = Reach(frozenset(row.agencies) if row.agencies is not None else None)
        with override(row.language):
            try:
                keep(reckon(Question.of_json(row.question), reach), reach)
            except CannotReckon as error:
                why = {CANNOT: str(error)}
                KeptTable.objects.filter(pk=row.pk).update(table=why, reckoned_at=now(), wanted=False)
            except Malformed:
                KeptTable.objects.filter(pk=row.pk).delete()


def are_wanted() -> bool:
    """Whether anything is to be made: for a ring that was lost."""
    return KeptTable.objects.filter(wanted=True).exists()


def outdate() -> None:
    """What counts changed: whoever asks for a table has it counted anew, and a dashboard shows the old one until the
    queue has."""
    KeptTable.objects.update(reckoned_at=LONG_AGO)


def forget_kept() -> None:
    """Let go of those at which nobody looks any more."""
    with write_transaction():
        KeptTable.objects.filter(looked_at__lt=now() - UNSEEN_KEPT).delete()


def digest_of(question: Question) -> str:
    """By which a question is found again; of a named period it is the same on every day."""
    said = json.dumps(question.as_json(), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def reach_key(reach: Reach) -> str:
    """The same for all whose rights reach the same agencies."""
    if reach.agencies is None:
        return EVERYWHERE
    return hashlib.sha256(",".join(map(str, sorted(reach.agencies))).encode()).hexdigest()


def _of(questions: Iterable[Question], reach: Reach) -> Q:
    return Q(digest__in=[digest_of(each) for each in questions], reach=reach_key(reach), language=active_language())


def _is_of_today(row: KeptTable) -> bool:
    """A named period may mean other days tomorrow."""
    return local(row.reckoned_at).date() == local(now()).date()


def _read(row: KeptTable) -> Kept:
    """None of what is not made yet, or was kept by an earlier release in another way."""
    if CANNOT in row.table:
        return str(row.table[CANNOT])
    try:
        return of_json(Question.of_json(row.question), row.table)
    except (Malformed, KeyError, TypeError, ValueError):
        return None


def _note(old: list[int], unnoted: list[int]) -> None:
    if unnoted:
        with write_transaction():
            KeptTable.objects.filter(pk__in=unnoted).update(looked_at=now())
    if old:
        with write_transaction():
            KeptTable.objects.filter(pk__in=old).update(wanted=True)
            _ring()


def _ring() -> None:
    for bell in _bells:
        transaction.on_commit(bell, robust=True)
