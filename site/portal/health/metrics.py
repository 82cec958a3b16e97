"""The figures that monitors read, in Prometheus' text format: what all processes have counted, and what is waiting now.

Codes and numbers alone: no agency, no person, no case. What cannot be read, since the database is away, is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Count, Min

from content.forms.encrypting import oldest_plain
from content.forms.later_checks import oldest_waiting
from content.forms.preparing import oldest_unprepared
from content.forms.upload import Upload
from permissions.now import now
from permissions.tallies.counting import counted, write_down
from portal.health.checks import CheckFailed, database, migrations, redis
from portal.operations.heads.telling import untold
from portal.queue.pulses import BACKUP, QUEUE, SWEEP, age_of
from workflows.cases.models import Case
from workflows.deadlines.selectors import overdue
from workflows.outbox.models import TO_BE_DONE, OutboxEntry, ServiceCall
from workflows.services.called import failed

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
Values = Iterable[tuple[str, float]]
"""What a figure is about (the value of its label, "" where it has none), and the figure."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure. ``label``: what its values are told apart by."""

    name: str
    about: str
    type: Literal["gauge", "counter"]
    values: Callable[[], Values]
    label: str = ""


def exposition() -> str:
    """All figures as a page of text."""
    write_down()
    return "".join(line for metric in METRICS for line in _lines(metric))


def _lines(metric: Metric) -> Iterator[str]:
    try:
        with transaction.atomic():  # one that fails must not spoil the next
            values = list(metric.values())
    except DatabaseError:
        return
    yield f"# HELP {metric.name} {metric.about}\n# TYPE {metric.name} {metric.type}\n"
    for value, figure in values:
        label = f'{{{metric.label}="{_escaped(value)}"}}' if metric.label else ""
        yield f"{metric.name}{label} {figure:g}\n" if figure != int(figure) else f"{metric.name}{label} {int(figure)}\n"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _tallied(what: str) -> Callable[[], Values]:
    def values() -> Values:
        names = counted()
        return [(name.partition("|")[2], count) for name, count in names.items() if name.partition("|")[0] == what]

    return values


def _is_up() -> Values:
    try:
        database()
    except DatabaseError:
        return [("", 0)]
    return [("", 1)]


def _waiting_migrations() -> Values:
    try:
        migrations()
    except CheckFailed:
        return [("", 1)]
    return [("", 0)]


def _is_cached() -> Values:
    if not settings.REDIS_URL:
        return []
    try:
        redis()
    except CheckFailed:
        return [("", 0)]
    return [("", 1)]


def _waiting_files() -> Values:
    waits = (("scanner", oldest_waiting()), ("preparing", oldest_unprepared()), ("encrypting", oldest_plain()))
    return [(what, age.total_seconds() if age is not None else 0) for what, age in waits]


def _age(since: datetime | None) -> Values:
    return [("", max(0.0, (now() - since).total_seconds()) if since is not None else 0)]


def _pulses() -> Values:
    ages = ((name, age_of(name)) for name in (SWEEP, QUEUE, BACKUP))
    return [(name, age.total_seconds()) for name, age in ages if age is not None]


def _open_cases() -> Values:
    states = Case.objects.filter(closed_at=None).values_list("status").annotate(count=Count("pk")).order_by("status")
    return [(str(status), count) for status, count in states]


def _letters() -> Values:
    return [("", OutboxEntry.objects.waiting().count())]


def _oldest_letter() -> Values:
    return _age(OutboxEntry.objects.waiting().aggregate(oldest=Min("available_at"))["oldest"])


def _waiting_acts() -> Values:
    return [("", ServiceCall.objects.filter(TO_BE_DONE).count())]


def _untold() -> Values:
    return [("", len(untold()))]


METRICS: Final = (
    Metric("insaf_database_up", "Whether the database answers.", "gauge", _is_up),
    Metric("insaf_migrations_waiting", "Whether migrations are not applied.", "gauge", _waiting_migrations),
    Metric("insaf_cache_up", "Whether Redis answers whoever is asked this.", "gauge", _is_cached),
    Metric("insaf_cache_away_total", "Times that a process found Redis away.", "counter", _tallied("cache_away")),
    Metric("insaf_requests_total", "Requests answered, by status.", "counter", _tallied("requests"), "status"),
    Metric("insaf_turned_away_total", "Requests that waited too long.", "counter", _tallied("turned_away"), "who"),
    Metric("insaf_errors_total", "Faults: of requests, passes, tasks.", "counter", _tallied("errors"), "where"),
    Metric("insaf_security_events_total", "Lines of the security log.", "counter", _tallied("security"), "event"),
    Metric("insaf_cases_filed_total", "Cases ever filed.", "counter", lambda: [("", Case.objects.count())]),
    Metric("insaf_cases_open", "Cases that are open, by state.", "gauge", _open_cases, "state"),
    Metric("insaf_overdue", "Deadlines on which the clock has not acted in time.", "gauge", lambda: [("", overdue())]),
    Metric("insaf_outbox_waiting", "Letters that wait to be sent.", "gauge", _letters),
    Metric("insaf_outbox_oldest_seconds", "How long the oldest of them waits.", "gauge", _oldest_letter),
    Metric("insaf_acts_waiting", "Automatic acts that wait to be done.", "gauge", _waiting_acts),
    Metric("insaf_acts_failed", "Automatic acts given up.", "gauge", lambda: [("", failed())]),
    Metric("insaf_heads_untold", "Places that cannot be told the head of the trail.", "gauge", _untold),
    Metric("insaf_pulse_age_seconds", "Since the pass, the queue's beat, the backup.", "gauge", _pulses, "of"),
    Metric("insaf_files_oldest_seconds", "How long the oldest file waits.", "gauge", _waiting_files, "for"),
    Metric(
        "insaf_uploads_waiting",
        "Files that came ahead of forms not sent yet.",
        "gauge",
        lambda: [("", Upload.objects.count())],
    ),
)
"""In the order of the page."""
