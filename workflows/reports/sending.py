"""The report of a period that is over is made and told of by itself, on the first working day after it.

What was missed while the platform was down is made up for on the next pass, oldest first, and nothing twice: a row says
that a period was sent. Nobody's signature is waited for, since the law gives the report its day: an edition that is not
signed goes out as a draft and says so, the unit is asked to sign it, and a second letter says that it did.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from django.db.models import Min

from permissions.access.decide import may
from permissions.access.selectors import held_by_many
from permissions.access.two_people import holders_of
from permissions.actors import Actor
from permissions.agencies.rights import READ_REPORTS, WORK_EVERY_CASE
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.platform.called import calendar_of_the_country
from permissions.writing import zone
from workflows.calendars.calendar import Calendar
from workflows.calendars.publishable import CALENDARS
from workflows.calendars.working_time import Duration, add
from workflows.notifications.to_report_readers import READY, SIGNED, TO_SIGN, ask_for_letters
from workflows.reports import definitions, editions
from workflows.reports.diary import first_opened
from workflows.reports.editions import preparation_of
from workflows.reports.models import Snapshot
from workflows.reports.period import SETTLED, Kind, Period, containing, down_to
from workflows.reports.services import EVERY_FILE, request_files, take_snapshot
from workflows.reports.tasks import make_files
from workflows.reports.unit_models import Recipient, Sending
from workflows.transactions.turn import write_transaction

MORNING = time(7, 30)
"""From when on the day, in the country's time."""
AGAIN = Duration(3)
"""Working days after which the unit is asked once more for its signature."""
ASKED_AT_MOST = 3
KINDS: tuple[Kind, ...] = ("monthly", "yearly")


def is_due() -> bool:
    """Whether anything is to be made or asked for; a few statements."""
    return any(_periods()) or any(_unsigned())


def send_what_is_due() -> None:
    """Make and send what is due, and ask for the signatures that are missing. Safe to call at any time, and twice."""
    for period in _periods():
        _send(period)
    for sending in _unsigned():
        _remind(sending)


def due_from(period: Period) -> datetime:
    """When (UTC) its report is made: in the morning of the first working day after it, by the country's calendar."""
    day = _calendar().first_open(period.following.first_day)
    return datetime.combine(day, MORNING, zone()).astimezone(UTC)


def _periods() -> Iterator[Period]:
    """What is due and was not sent, oldest first: what came due since the first of its recipients was chosen."""
    began = first_opened()
    if began is None:
        return
    for kind in KINDS:
        since = Recipient.objects.filter(kind=kind).aggregate(since=Min("added_at"))["since"]
        if since is None:
            continue
        sent = set(Sending.objects.filter(kind=kind).values_list("period", flat=True))
        first = max(containing(kind, began), containing(kind, since).former, key=lambda period: period.start)
        for period in reversed(list(down_to(first, containing(kind, now() - SETTLED).former))):
            if period.name not in sent and since <= due_from(period) <= now():
                yield period


def _send(period: Period) -> None:
    snapshot = take_snapshot(period=period, cut_off=period.end, actor=Actor.clock)
    files = request_files(period=period, cut_off=period.end, wanted=EVERY_FILE, actor=Actor.clock)
    make_files(*(file.pk for file in files))
    signed = preparation_of(snapshot).signed_at is not None
    at = now()
    with write_transaction():
        people = recipients(period.kind)
        _sending, new = Sending.objects.get_or_create(
            kind=period.kind,
            period=period.name,
            defaults={"snapshot": snapshot, "sent_at": at, "recipients": len(people), "reminded_at": at},
        )
        if not new:
            return
        _tell(SIGNED if signed else READY, snapshot, people)
        if not signed:
            _tell(TO_SIGN, snapshot, signers(), turn=1)


def _unsigned() -> Iterator[Sending]:
    """What was sent as a draft and still waits for a signature, where it is time to ask again."""
    waiting = Sending.objects.filter(reminders__lt=ASKED_AT_MOST, snapshot__definitions=definitions.today()).exclude(
        snapshot__preparation__signed_at__isnull=False
    )
    waiting = waiting.select_related("snapshot").defer("snapshot__numbers", "snapshot__names")
    for sending in waiting.order_by("pk"):
        if add(_calendar(), sending.reminded_at, AGAIN) <= now():
            yield sending


def _remind(sending: Sending) -> None:
    with write_transaction():
        standing = Sending.objects.filter(pk=sending.pk, reminders=sending.reminders)
        if standing.update(reminders=sending.reminders + 1, reminded_at=now()):
            _tell(TO_SIGN, sending.snapshot, signers(), turn=sending.reminders + 1)


def sign(snapshot: Snapshot, *, actor: Actor) -> None:
    """Sign an edition, and tell whoever had its draft and is a recipient still. Raises ``NotPossible``."""
    with write_transaction():
        editions.sign(snapshot, actor=actor)
        if Sending.objects.filter(snapshot=snapshot).exists():
            _tell(SIGNED, snapshot, recipients(snapshot.kind))


def _tell(topic: str, snapshot: Snapshot, people: list[int], *, turn: int = 0) -> None:
    ask_for_letters(topic, people, kind=snapshot.kind, period=snapshot.period, key=f"{snapshot.pk}:{turn}")


def recipients(kind: str) -> list[int]:
    """Whom the unit chose for a kind of report, as far as they may read it."""
    return _with_rights(list(Recipient.objects.filter(kind=kind).values_list("user", flat=True)), READ_REPORTS)


def signers() -> list[int]:
    """Everybody who may sign: they read the reports, and work for the complaints unit."""
    return _with_rights(list(holders_of({READ_REPORTS})), READ_REPORTS, WORK_EVERY_CASE)


def readers() -> list[int]:
    """Everybody who may read the reports, and so be a recipient."""
    return _with_rights(list(holders_of({READ_REPORTS})), READ_REPORTS)


def _with_rights(user_ids: list[int], *rights: str) -> list[int]:
    held = held_by_many(user_ids)
    return sorted(pk for pk in user_ids if all(may(held[pk], right, None) for right in rights))


def choose_recipient(user_id: int, kind: str, *, wanted: bool, actor: Actor) -> None:
    """Have somebody sent the reports of a kind, or no more. ``user_id`` is one of ``readers``."""
    at = now()
    with write_transaction():
        chosen = Recipient.objects.filter(user=user_id, kind=kind)
        if chosen.exists() == wanted:
            return
        if wanted:
            Recipient.objects.create(user_id=user_id, kind=kind, added_at=at, added_by_id=actor.user_id or 0)
        else:
            chosen.delete()
        verb = "report_recipient_added" if wanted else "report_recipient_removed"
        append([NewEntry(verb, "person", user_id, {"kind": kind})], actor=actor, at=at)


def _calendar() -> Calendar:
    """The country's."""
    definition = CALENDARS.in_force().get(calendar_of_the_country())
    found = CALENDARS.read(definition) if definition is not None else None
    return found or Calendar.around_the_clock(zone())
