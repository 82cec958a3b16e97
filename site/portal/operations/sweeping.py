"""One pass of all that comes due, the clock and the outbox; and tidying up, which is in no hurry."""

from __future__ import annotations

import logging
import sqlite3
import time
from contextlib import closing
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite

from content.forms.arriving import let_go_of_old
from content.forms.later_checks import check_waiting
from content.forms.uploads import forget_abandoned
from content.webhooks.calling import forget_calls
from permissions.access.proposals import expire
from permissions.citizens.codes import forget_codes
from permissions.limits.counting import forget_counts
from permissions.looking.sealing import forget, seal
from permissions.now import now
from permissions.proving.sealing import seal as seal_proofs
from permissions.proving.sealing import waits as rows_wait
from portal.in_hand.drafts import forget_drafts
from portal.in_hand.open_pages import forget_open_pages
from portal.operations.sheets.carrying_out import forget_sheets
from portal.queue.failures import forget_failures
from portal.queue.pulses import SWEEP, note_pulse
from portal.settings.sessions import SessionStore
from workflows.calls.services import end_overdue, forget_broken_off
from workflows.cases.erasing import Erased, erase_due
from workflows.cases.succession import close_what_is_due
from workflows.cases.watching import forget_watches
from workflows.clock.sweep import sweep_clock
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.notices.digest import ask_for_what_is_due
from workflows.notifications.notices.services import forget_notices
from workflows.notifications.short_links import forget_links
from workflows.own_data.services import forget_old as forget_own_data
from workflows.reports.copies import forget_copies
from workflows.saved_reports.copies import forget_old as forget_report_copies
from workflows.saved_reports.kept import forget_kept
from workflows.saved_reports.sending import send_due
from workflows.services.doing import do_waiting as do_acts
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

FAILURES_KEPT = timedelta(days=30)
LOG_PATIENCE = 0.2  # seconds


def one_pass() -> dict[str, float | int]:
    """Act on what is due, close the bodies whose day has come, and deliver what waits; returns counts and
    seconds.

    ``unsent`` are letters that were given up, mostly since no transport reaches their reader; ``checked`` are files
    that had waited for the virus scanner.
    """
    began = time.monotonic()
    close_what_is_due()  # first, so that what goes up today goes up at the body that took over
    swept = sweep_clock()
    ask_for_what_is_due()
    send_due()
    do_acts()  # before letters, which some of them ask for
    delivered = deliver_waiting()
    checked = check_waiting()
    note_pulse(name=SWEEP)
    return {
        "due": swept.due,
        "escalated": swept.escalated,
        "delivered": delivered.sent,
        "unsent": delivered.unsent,
        "checked": checked,
        "seconds": round(time.monotonic() - began, 3),
    }


def seal_looks() -> None:
    """Seal who looked since the last pass into the audit trail; one statement where nobody did."""
    with write_transaction():
        seal(at=now())


def erase() -> Erased:
    """Erase what owners no longer keep; what that was stands in the log."""
    done = erase_due()
    if done.erased or done.held or done.failed:
        log.info("erasing: %s", done)
    return done


def seal_rows() -> None:
    """Seal what was written since the last pass into the audit trail; one statement where nothing was."""
    if not rows_wait():
        return
    behind: int | None = 0
    while behind is not None:
        with write_transaction():
            behind = seal_proofs(at=now(), behind=behind)


def empty_log() -> None:
    """On SQLite, write the log of writes into the database and cut it: words that were encrypted or erased since would
    stand there until they are written over.

    By a connection of its own, which waits a moment for those who read: meanwhile nobody writes. It is cut another time
    then.
    """
    if isinstance(connection, SQLite) and not connection.is_in_memory_db():
        with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=LOG_PATIENCE)) as own:
            own.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def tidy() -> None:
    """Remove what nobody will ask for: files that no request named, the queue's old failures, what limits counted,
    codes, sessions that are over, spreadsheets, copies of requests and citizens’ own data of yesterday, drafts of
    officers that nobody may send any more, what was typed in calls that broke off, short links that are over. Erase the
    cases whose time is over.

    And note which proposals no second administrator decided within their week, and let the log of access go after its
    time.
    """
    with write_transaction():
        expire()
    with write_transaction():
        forget(at=now())
    forget_abandoned(before=now() - timedelta(hours=settings.UPLOADS_WAITING_HOURS))
    let_go_of_old()
    forget_counts()
    erase()
    forget_codes()
    forget_sheets()
    forget_copies()
    forget_drafts()
    forget_open_pages()
    forget_notices()
    forget_links()
    forget_watches()
    forget_calls()
    forget_report_copies()
    forget_own_data()
    forget_kept()
    end_overdue()
    forget_broken_off()
    SessionStore.clear_expired()
    forget_failures(before=now() - FAILURES_KEPT)
    empty_log()
