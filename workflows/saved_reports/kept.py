"""Tables that are kept: what a question came to when it was counted last, for all whose rights reach the same agencies.

The tables of a dashboard are kept as one row and counted as of one instant, so that no two of them contradict each
other. What is old is shown with its hour, and the queue counts it again; what is not there, or of another day, is
counted at once where that is quick. Files and whoever asks for a number of this minute count themselves. All rows can
be thrown away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any, Final

from django.db import OperationalError, connection, transaction
from django.db.models import Q
from django.utils.translation import override

from permissions.now import now
from permissions.writing import active_language, local
from workflows.figures.errors import CannotReckon
from workflows.figures.ordering import in_asked_order
from workflows.figures.question import Question
from workflows.figures.reckoning import Reach, Table, reckon
from workflows.figures.settings import figure_settings
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
PAGE: Final = "page"
"""In the place of a reach: the row has the tables of a page, each with its own."""
AT_ONCE_WITHIN: Final = timedelta(milliseconds=150)
"""For so long a page counts itself; what takes longer is the queue's."""
CANCELLED: Final = "57014"
"""What PostgreSQL calls a statement that took too long."""
CANNOT: Final = "cannot"
"""In the place of a table: the sentence that says why there is none."""
AT_ONCE: Final = 50
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
Part = tuple[Question, Reach]
"""A question of a page, and whose requests answer it."""
_bells: list[Callable[[], None]] = []


def ring_with(bell: Callable[[], None]) -> None:
    """Whoever owns a queue brings its bell at start-up: rung when a table is to be made anew."""
    _bells[:] = [bell]


def table_for(question: Question, reach: Reach, max_age: timedelta = MAX_AGE) -> Table:
    """The table as it is kept, or counted now where it is older, of another day, or not there; one for all orders of
    its rows. Raises ``CannotReckon``."""
    table = _table_for(replace(question, order=""), reach, max_age)
    return in_asked_order(replace(table, question=question)) if question.order else table


def _table_for(question: Question, reach: Reach, max_age: timedelta) -> Table:
    row = KeptTable.objects.filter(_of([question], reach)).first()
    if row is not None and now() - row.reckoned_at <= max_age and _is_of_today(row):
        table = _read(row)
        if table is not None:
            return table
    table = reckon(question, reach)
    keep(table, reach)
    return table


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What a page asks, all of it counted as of one instant. In the place of a table that there cannot be: why."""

    as_of: datetime
    tables: Mapping[Part, Table | str]


def page_of(parts: Iterable[Part]) -> KeptPage | None:
    """The tables of a page as they are kept, however old within the day: the queue counts old ones again.

    None while the queue counts them for the first time. One statement where they are kept; two more where they are old
    or were not looked at lately.
    """
    asked = list(dict.fromkeys(parts))
    row = KeptTable.objects.filter(digest=_digest_of_page(asked), reach=PAGE, language=active_language()).first()
    page = _read_page(row, asked) if row is not None else None
    if row is not None and row.wanted:
        return page
    if row is None or page is None or not _is_of_today(row):
        counted = _count_page(asked, AT_ONCE_WITHIN)
        if counted is None:
            _ask_for_page(asked)
        return counted or page
    _note(
        [row.pk] if now() - row.reckoned_at > MAX_AGE else [],
        [row.pk] if now() - row.looked_at > NOTED_EACH else [],
    )
    return page


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


def count_pages(pages: Sequence[list[Part]]) -> None:
    """Count several as of one instant, what they have in common once, and keep them in the active language."""
    at = now()
    tables = _counted([part for parts in pages for part in parts], at)
    for parts in pages if tables else ():
        _keep_page(list(dict.fromkeys(parts)), tables or {}, at)


def outdated(pages: Iterable[list[Part]], max_age: timedelta) -> list[list[Part]]:
    """Those that are not kept in the active language, or are older, or of another day. One statement."""
    by_digest = {_digest_of_page(list(dict.fromkeys(parts))): parts for parts in pages}
    rows = KeptTable.objects.filter(digest__in=by_digest, reach=PAGE, language=active_language(), wanted=False)
    for row in rows.only("digest", "reckoned_at"):
        if _is_of_today(row) and now() - row.reckoned_at <= max_age:
            del by_digest[row.digest]
    return list(by_digest.values())


def _count_page(parts: list[Part], within: timedelta | None = None) -> KeptPage | None:
    """Count all of a page as of now, and keep it; None where that takes longer than ``within``."""
    at = now()
    tables = _counted(parts, at, within)
    return None if tables is None else _keep_page(parts, tables, at)


def _counted(parts: Iterable[Part], at: datetime, within: timedelta | None = None) -> dict[Part, Table | str] | None:
    """The table of each, or why there is none; None where that takes longer than ``within``."""
    ends = None if within is None else monotonic() + within.total_seconds()
    tables: dict[Part, Table | str] = {}
    try:
        with _one_view() as may_limit:
            settings = figure_settings()
            for question, reach in dict.fromkeys(parts):
                if ends is not None and not _has_time(ends, may_limit=may_limit):
                    return None
                try:
                    tables[question, reach] = reckon(question, reach, at, settings)
                except CannotReckon as error:
                    tables[question, reach] = str(error)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != CANCELLED:
            raise
        return None
    return tables


def _has_time(ends: float, *, may_limit: bool) -> bool:
    """Whether any is left; where the database can, it lets no statement go on beyond that."""
    left = ends - monotonic()
    if left > 0 and may_limit:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(max(int(left * 1000), 1))])
    return left > 0


def _keep_page(parts: list[Part], counted: Mapping[Part, Table | str], at: datetime) -> KeptPage:
    tables = {part: counted[part] for part in parts}
    written = [{CANNOT: each} if isinstance(each, str) else as_json(each) for each in tables.values()]
    said = {
        "table": {"as_of": at.isoformat(), "tables": written},
        "reckoned_at": at,
        "wanted": False,
    }
    with write_transaction():
        KeptTable.objects.update_or_create(
            digest=_digest_of_page(parts),
            reach=PAGE,
            language=active_language(),
            defaults=said,
            create_defaults=said | {"question": _page_as_json(parts), "looked_at": now()},
        )
    return KeptPage(at, tables)


@contextmanager
def _one_view() -> Iterator[bool]:
    """All that is read within is of one instant, whatever others write meanwhile. Gives whether the database may be
    told how long its statements may take."""
    if connection.vendor != "postgresql":
        with write_transaction():
            yield False
        return
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield is_outermost


def _ask_for_page(parts: list[Part]) -> None:
    """Have the queue count it."""
    with write_transaction():
        KeptTable.objects.update_or_create(
            digest=_digest_of_page(parts),
            reach=PAGE,
            language=active_language(),
            defaults={"wanted": True, "looked_at": now()},
            create_defaults={
                "question": _page_as_json(parts),
                "table": {},
                "reckoned_at": now(),
                "looked_at": now(),
                "wanted": True,
            },
        )
        _ring()


def renew_wanted() -> None:
    """What the queue does: each page that somebody waits for, the oldest first. Safe to ring twice and to kill."""
    rows = KeptTable.objects.filter(wanted=True).order_by("reckoned_at", "pk")
    for row in rows[:AT_ONCE]:
        with override(row.language):
            try:
                _count_page(parts_of(row))
            except (Malformed, KeyError, TypeError, ValueError):
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


def _page_as_json(parts: Iterable[Part]) -> dict[str, Any]:
    return {
        "parts": [
            [question.as_json(), sorted(reach.agencies) if reach.agencies is not None else None]
            for question, reach in parts
        ]
    }


def _digest_of_page(parts: Iterable[Part]) -> str:
    said = json.dumps(_page_as_json(parts), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def parts_of(row: KeptTable) -> list[Part]:
    """Raises ``Malformed``, ``KeyError``, ``TypeError`` or ``ValueError`` for what an earlier release wrote."""
    return [
        (Question.of_json(question), Reach(frozenset(agencies) if agencies is not None else None))
        for question, agencies in row.question["parts"]
    ]


def _read_page(row: KeptTable, parts: list[Part]) -> KeptPage | None:
    """None of what is not made yet, or was kept by an earlier release in another way."""
    try:
        tables = {
            part: said[CANNOT] if CANNOT in said else of_json(part[0], said)
            for part, said in zip(parts, row.table["tables"], strict=True)
        }
        return KeptPage(datetime.fromisoformat(row.table["as_of"]), tables)
    except (Malformed, KeyError, TypeError, ValueError):
        return None


def _is_of_today(row: KeptTable) -> bool:
    """A named period may mean other days tomorrow."""
    return local(row.reckoned_at).date() == local(now()).date()


def _read(row: KeptTable) -> Table | None:
    """None of what was kept by an earlier release in another way."""
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
