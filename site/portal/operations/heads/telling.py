"""Telling another machine how the trail stands, with each pass; and which cases were erased since the last."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from django.conf import settings

from permissions import security_log
from permissions.actors import Actor
from permissions.audit.head_lines import Erased, Head, Line, Stamped, key_from, written
from permissions.audit.models import AuditEntry, ToldElsewhere
from permissions.audit.selectors import chain_head, installation
from permissions.audit.services import NewEntry, append
from permissions.now import now
from portal.operations.heads.places import add_to_file, send_to_syslog
from portal.operations.heads.stamping import NotStamped, stamp
from workflows.cases.erasures import erased_by_trail
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

RESUMED: Final = "heads_resumed"
"""Nothing was told for longer than ``LONGEST_GAP``; ``data``: ``since`` when, as the last line says it."""
LONGEST_GAP: Final = timedelta(hours=1)
Tell = Callable[[Sequence[str]], None]


def tell_heads() -> None:
    """Tell each place that the operator has named: first what was erased since it was told last, then the head.

    A place that cannot be reached stops nothing; it is told all of it once it can be. Nothing is held locked meanwhile.
    """
    for to, tell in _places():
        known, _made = ToldElsewhere.objects.get_or_create(to=to)
        _note_gap(known)
        head = _head()
        if head is None:
            continue
        lines: list[Line] = [*_erased(known.count, head), head, *_stamped(known, head)]
        key = key_from(settings.FIELD_KEYS[0])
        try:
            tell([written(line, key) for line in lines])
        except OSError as error:
            _note_failure(known, error)
        else:
            _note_told(known, lines, head)


def untold() -> list[ToldElsewhere]:
    """The places that are named and cannot be told: since when, and why."""
    named = [to for to, _tell in _places()]
    return list(ToldElsewhere.objects.filter(to__in=named, failing_since__isnull=False).order_by("to"))


def _places() -> Iterator[tuple[str, Tell]]:
    if settings.HEAD_FILE is not None:
        yield "file", partial(add_to_file, settings.HEAD_FILE)
    if settings.HEAD_SYSLOG:
        yield "syslog", partial(send_to_syslog, settings.HEAD_SYSLOG)


def _head() -> Head | None:
    """How the trail stands; None while nothing has happened yet."""
    own = installation()
    count, seal = chain_head()
    return Head(_clock(), own, count, seal) if own else None


def _erased(after: int, head: Head) -> Iterator[Erased]:
    """The cases that were erased after an entry of the trail, up to its head."""
    for each in erased_by_trail(after=after, until=head.count):
        yield Erased(each.at, head.installation, each.case_id, each.tracking or "-")


def _stamped(known: ToldElsewhere, head: Head) -> Iterator[Stamped]:
    """Its stamp, where the operator has named an authority and there is something new to be stamped."""
    ca = settings.TIMESTAMP_CA
    if not settings.TIMESTAMP_URL or ca is None or head.count == known.stamped:
        return
    try:
        yield stamp(head, settings.TIMESTAMP_URL, ca)
    except NotStamped as problem:
        log.warning("The head of the trail was not stamped: %s", problem)
        security_log.tell("head_stamped", "failed", about=known.to)


def _note_gap(known: ToldElsewhere) -> None:
    """Nobody can say so afterwards to hide lines that were taken away: the trail names the last line by its time."""
    if known.at is None or _clock() - known.at <= LONGEST_GAP:
        return
    with write_transaction():
        already = AuditEntry.objects.filter(verb=RESUMED, data__since=_said(known.at)).exists()
        if not already:
            append(
                [NewEntry(RESUMED, "heads", 0, {"to": known.to, "since": _said(known.at)})], actor=Actor.clock, at=now()
            )


def _note_failure(known: ToldElsewhere, error: OSError) -> None:
    log.warning("The head of the trail could not be told to the %s: %s", known.to, error)
    security_log.tell("head_told", "failed", about=known.to)
    ToldElsewhere.objects.filter(pk=known.pk).update(
        problem=f"{type(error).__name__}: {error.strerror or error}"[:200],
        failing_since=known.failing_since or _clock(),
    )


def _note_told(known: ToldElsewhere, lines: Sequence[Line], head: Head) -> None:
    stamped = head.count if any(isinstance(line, Stamped) for line in lines) else known.stamped
    ToldElsewhere.objects.filter(pk=known.pk).update(
        count=head.count, at=head.at, stamped=stamped, problem="", failing_since=None
    )


def _clock() -> datetime:
    """The machine's time: an authority has its own, and the clock of a demo may stand still."""
    return datetime.now(UTC)


def _said(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")
