"""What runs by itself: a pass of the clock and the outbox each minute, and the queue under its watchdog."""

from __future__ import annotations

import logging
import signal
import sys
import threading
import time
from types import FrameType

from django.conf import settings
from django.db import close_old_connections

from content.forms.encrypting import are_waiting as plain_files_waiting
from content.forms.preparing import are_waiting as recordings_waiting
from content.pages.scheduled import is_due as pages_are_due
from content.webhooks.calling import are_waiting as webhooks_waiting
from permissions import security_log
from permissions.tallies.counting import write_down
from permissions.tallies.memory import count
from portal.operations.heads.telling import tell_heads
from portal.operations.keys import is_due as keys_are_due
from portal.operations.sheets.carrying_out import sheets_waiting
from portal.operations.sweeping import one_pass, seal_looks, seal_rows, tidy
from portal.operations.verifying import trail_is_due
from portal.queue.bell import Ring
from portal.queue.watchdog import PATIENCE, Watchdog
from workflows.cases.figures_anew import is_under_way as figures_under_way
from workflows.cases.search_rows import is_incomplete
from workflows.dashboards.thresholds import are_set
from workflows.jobs.services import waiting
from workflows.own_data.services import waiting as own_data_waiting
from workflows.reports.selectors import files_waiting
from workflows.reports.sending import is_due as reports_are_due
from workflows.saved_reports import kept
from workflows.saved_reports.copies import waiting as copies_waiting
from workflows.services.doing import is_waiting as acts_waiting
from workflows.suggestions.tasks import is_due as learning_is_due

log = logging.getLogger(__name__)

EVERY_SECONDS = 60.0
TIDY_EVERY_SECONDS = 600.0
MAKE_FILES = "workflows.reports.tasks.make_waiting"
DO_JOBS = "portal.operations.jobs.do_waiting"
CARRY_OUT = "portal.operations.sheets.carrying_out.carry_out_waiting"
READ_BOUNCES = "portal.operations.bounces.read_waiting"
DO_ACTS = "workflows.services.doing.do_waiting"
CALL_WEBHOOKS = "content.webhooks.calling.call_waiting"
ASK_ELSEWHERE = "portal.page_care.elsewhere.ask_what_is_due"
KEEP_TO_DAYS = "content.pages.scheduled.do_what_is_due"
SEND_REPORTS = "workflows.reports.sending.send_what_is_due"
LEARN = "workflows.suggestions.tasks.learn_what_is_due"
FIND = "workflows.cases.search_rows.make_missing_for_a_while"
REKEY = "portal.operations.keys.go_on_for_a_while"
FIGURES = "workflows.cases.figures_anew.go_on_for_a_while"
MAKE_COPIES = "portal.saved_reports.making.make_waiting"
MAKE_OWN_DATA = "portal.citizen.own_data.make_waiting"
RENEW = "workflows.saved_reports.kept.renew_wanted"
PREPARE = "content.forms.preparing.prepare_waiting"
ENCRYPT = "content.forms.encrypting.encrypt_waiting"
LOOK_AT_THRESHOLDS = "workflows.dashboards.thresholds.look_at_all"
KEEP_DASHBOARDS = "workflows.dashboards.ahead.keep_ahead"
CHECK_TRAIL = "portal.operations.verifying.check_trail"


def work(*, every: float = EVERY_SECONDS, patience: float = PATIENCE) -> None:
    """Sweep now and then every so many seconds, and keep the queue. SIGTERM or SIGINT ends it after the pass under way.

    A pass that fails is logged and the next one comes all the same: what is due stays due. The queue is only a
    doorbell: nothing here waits for it. It is watched from a thread, so that a long pass leaves it not alone.
    """
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)
    watching = threading.Thread(target=Watchdog(patience=patience).keep, args=(stopped,))
    watching.start()
    tidied, bells = -TIDY_EVERY_SECONDS, _Bells()
    while not stopped.is_set():
        began = time.monotonic()
        close_old_connections()
        try:
            log.info("pass: %s", one_pass())
            seal_looks()
            seal_rows()
            tell_heads()
            bells.ring()
            if began - tidied >= TIDY_EVERY_SECONDS:
                tidy()
                bells.ring_seldom()
                tidied = began
        except Exception:  # noqa: BLE001  it is logged
            note_failed_pass(every)
        write_down()
        stopped.wait(max(every - (time.monotonic() - began), 0))
    watching.join()


class _Bells:
    """What the queue is rung for where something waits."""

    def __init__(self) -> None:
        self._files, self._jobs, self._sheets = Ring(MAKE_FILES), Ring(DO_JOBS), Ring(CARRY_OUT)
        self._trail, self._bounces, self._acts = Ring(CHECK_TRAIL), Ring(READ_BOUNCES), Ring(DO_ACTS)
        self._lessons, self._recordings, self._pages = Ring(LEARN), Ring(PREPARE), Ring(KEEP_TO_DAYS)
        self._webhooks, self._elsewhere = Ring(CALL_WEBHOOKS), Ring(ASK_ELSEWHERE)
        self._words, self._figures, self._reports = Ring(FIND), Ring(FIGURES), Ring(SEND_REPORTS)
        self._thresholds, self._dashboards = Ring(LOOK_AT_THRESHOLDS), Ring(KEEP_DASHBOARDS)
        self._copies, self._kept = Ring(MAKE_COPIES), Ring(RENEW)
        self._plain_files, self._keys, self._own_data = Ring(ENCRYPT), Ring(REKEY), Ring(MAKE_OWN_DATA)

    def ring(self) -> None:
        """With each pass."""
        for is_waiting, bell in (
            (pages_are_due, self._pages),
            (files_waiting, self._files),
            (waiting, self._jobs),
            (sheets_waiting, self._sheets),
            (acts_waiting, self._acts),
            (recordings_waiting, self._recordings),
            (plain_files_waiting, self._plain_files),
            (webhooks_waiting, self._webhooks),
            (copies_waiting, self._copies),
            (own_data_waiting, self._own_data),
            (kept.are_wanted, self._kept),
        ):
            if is_waiting():
                bell()
        self._dashboards()

    def ring_seldom(self) -> None:
        """Whenever there was tidied up."""
        if settings.BOUNCES is not None:
            self._bounces()
        if trail_is_due():
            self._trail()
        if learning_is_due():
            self._lessons()
        if is_incomplete():
            self._words()
        if are_set():
            self._thresholds()
        if figures_under_way():
            self._figures()
        if keys_are_due():
            self._keys()
        if reports_are_due():
            self._reports()
        if settings.CHECK_LINKS:
            self._elsewhere()


def note_failed_pass(every: float) -> None:
    """While the error can still be read: its traceback goes to the log, and it is counted."""
    log.error("A pass failed; the next one comes in %d seconds.", every, exc_info=sys.exc_info())
    security_log.tell("fault", "error", about="pass")
    count("errors", "pass")
