"""What a notice says, made as it is shown to somebody who may still read of it: of a hidden case the number at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from permissions.access.delegating import ENDED, LENT
from permissions.agencies.levels import ordinal
from permissions.isolated import isolated, isolated_words
from permissions.writing import written_number
from workflows.cases.events import EVENTS
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case, CaseEvent
from workflows.jobs.models import JobState
from workflows.notifications import (
    of_saved_reports,
    to_askers,
    to_data_protection,
    to_editors,
    to_report_readers,
    to_threshold_owners,
)
from workflows.notifications.addresses import addresses
from workflows.notifications.barred import BY_RIGHT, TO_ASKED
from workflows.notifications.notices.kinds import (
    ASSIGNED_TOGETHER,
    FILE_DONE,
    JOB_DONE,
    SAVED_REPORT_SENT,
    SAVED_REPORT_STOPPED,
    THRESHOLD_CROSSED,
)
from workflows.notifications.notices.models import Notice
from workflows.notifications.when_to_tell import letters_about
from workflows.outbox.models import OutboxEntry
from workflows.versions.telling import READY, RESTORED

SAID: Final[Mapping[str, str | Promise]] = {
    "assigned": _("Assigned to you"),
    "arrived": _("New for you"),
    "escalated": _("Escalated to level %(level)s: nobody acted in time"),
    "moved_up": _("Escalated to level %(level)s by hand"),
    "reminded": _("Still waiting for someone to act"),
    "look_first": _("It may mention danger: read it now"),
    "warned": _("About to be escalated"),
    "limit_near": _("To be decided soon"),
    "limit_passed": _("Not decided in time"),
    "danger_heard": _("The recording may mention danger: read its summary now"),
    "urgent": _("Urgent"),
    "citizen_answered": _("The citizen has answered"),
    "citizen_added": _("The citizen has added something"),
    "not_done": _("What was promised was not done"),
    "resumed": _("No answer from the citizen: the time is running again"),
    "withdrawn": _("Withdrawn by the citizen"),
    "consulted": _("Your agency is asked for a statement"),
    "consult_assigned": _("A question to your agency is with you now"),
    "consult_answered": _("A statement has come"),
    "consult_escalated": _("A question to your agency is not answered yet, now at level %(level)s"),
    "consult_late": _("A statement is still missing"),
    "consult_over": _("No statement will come"),
    "not_asked_any_more": _("Your agency’s statement is no longer needed"),
    "quality_judged": _("The quality of an answer was checked"),
    "mentioned": _("A colleague mentions you in a note"),
    "watched": _("Something has changed, and you watch it"),
    "identity_asked": _("A request for an identity waits for you"),
    "identity_opened": _("The identity you asked for is open"),
    "identity_refused": _("The identity you asked for stays hidden"),
    "identity_closed": _("The identity is hidden again"),
    "erasure_asked": _("A request to erase waits for you"),
    "erasure_refused": _("It is not erased: the second person refused"),
    "erasure_not_wished": _("It is not erased: whoever filed it does not wish it"),
    "reader_named": _("You may read it for a limited time"),
    "sealing_proposed": _("Proposed as sensitive: confirm it, or send it back"),
    LENT: _("A role was lent to you"),
    ENDED: _("A role is not lent to you any more"),
    to_report_readers.READY: _("A national report is there, as a draft"),
    to_report_readers.SIGNED: _("A national report is signed"),
    to_report_readers.TO_SIGN: _("A national report waits for your unit’s signature"),
    to_report_readers.TO_CONFIRM: _("Your agency is asked to confirm its lines of the yearly register"),
    READY: _("A draft of the rules waits for a second person"),
    RESTORED: _("One owner alone has put older rules in force again"),
    **to_editors.TITLES,
    JOB_DONE: _("Work over many requests is done"),
    FILE_DONE: _("A file that you asked for is ready"),
    SAVED_REPORT_SENT: _("A report is ready"),
    SAVED_REPORT_STOPPED: _("A report is no longer sent to you"),
    THRESHOLD_CROSSED: _("A figure crossed your threshold"),
    to_data_protection.ERASED_BY_COMMAND: to_data_protection.TITLE,
}
"""By topic, without the number, which stands beside it. Owners’ own letters say what has come to somebody."""


@dataclass(frozen=True, slots=True)
class Said:
    """A notice in words. ``tracking`` and ``subject`` are "" where it is about no case, or may not name what it is
    about; ``link`` is where one acts; ``by_day``: nobody is told the hour."""

    id: int
    kind: str
    text: str
    link: str
    at: datetime
    is_new: bool
    tracking: str = ""
    subject: str = ""
    by_day: bool = False


def said(notices: Iterable[Notice]) -> list[Said]:
    """The notices in their order, in the language that is on. One statement for the events that they are about."""
    found = list(notices)
    events = _events_of(found)
    return [_said(each, events.get((each.case_id, each.entry.event_number))) for each in found]


def _said(notice: Notice, event: CaseEvent | None) -> Said:
    case, entry = notice.case, notice.entry
    # Whoever is asked for an identity or a statement reads nothing else of the case, its subject neither.
    hidden = entry.topic in TO_ASKED or entry.topic in BY_RIGHT or (case is not None and is_hidden(case))
    return Said(
        notice.pk,
        notice.kind,
        text_of(entry) if hidden else text_of(entry) + _more(entry, event),
        _link(entry, case),
        notice.at,
        notice.read_at is None,
        case.tracking if case is not None else "",
        case.title if case is not None and not hidden else "",
        case is not None and case.by_day,
    )


def text_of(entry: OutboxEntry) -> str:
    """What happened, in the language that is on: of any case, since it tells no more of one than of another."""
    if entry.topic == ASSIGNED_TOGETHER:
        count = int(entry.data["count"])
        words = ngettext("%(count)s request was assigned to you", "%(count)s requests were assigned to you", count)
        return words % {"count": written_number(count)}
    if entry.topic == JOB_DONE and entry.data["state"] == JobState.FAILED:
        return _now("Work over many requests could not be done")
    if entry.topic == FILE_DONE:
        return to_askers.said_of_file(entry)
    if entry.topic in to_editors.LETTERS:
        return to_editors.heading_of(entry)
    if entry.topic in (SAVED_REPORT_SENT, SAVED_REPORT_STOPPED):
        return f"{SAID[entry.topic]}: {isolated_words(entry.data['name'])}"
    return str(SAID.get(entry.topic, SAID["arrived"])) % {
        "level": ordinal(entry.data.get("level") or 0),
        "tracking": isolated(str(entry.data.get("tracking", ""))),
    }


def _more(entry: OutboxEntry, event: CaseEvent | None) -> str:
    """What has changed, or who speaks; nothing of a hidden case."""
    if event is None:
        return ""
    if entry.topic == "watched":
        return f": {EVENTS[event.verb].words}"
    if entry.topic == "mentioned" and event.actor_user is not None:
        return f": {isolated_words(str(event.actor_user))}"
    return ""


def _link(entry: OutboxEntry, case: Case | None) -> str:
    if case is not None:
        letters = letters_about(entry.topic)
        if letters is None or letters.staff is None:
            return addresses.case_link(case.tracking, "staff", "")
        return letters.staff.staff_link(case.tracking, "", int(entry.data.get("consultation", 0)))
    if entry.topic in (LENT, ENDED):
        return addresses.lent_link()
    if entry.topic == to_data_protection.ERASED_BY_COMMAND:
        return to_data_protection.link_of(entry)
    if entry.topic == THRESHOLD_CROSSED:
        return to_threshold_owners.link_of(entry)
    if entry.topic in (READY, RESTORED):
        return addresses.draft_link(int(entry.data["version"]))
    if entry.topic in to_editors.LETTERS:
        return to_editors.link_of(entry)
    if entry.topic in to_report_readers.LETTERS:
        return to_report_readers.link_of(entry)
    if entry.topic in (SAVED_REPORT_SENT, SAVED_REPORT_STOPPED):
        return of_saved_reports.link_of(entry)
    return to_askers.link_of(entry) if entry.topic in (JOB_DONE, FILE_DONE) else addresses.admin_link()


def _events_of(notices: Iterable[Notice]) -> dict[tuple[int | None, int | None], CaseEvent]:
    wanted = [
        Q(case=each.case_id, number=each.entry.event_number)
        for each in notices
        if each.case_id is not None and each.entry.topic in ("watched", "mentioned")
    ]
    rows = CaseEvent.objects.filter(reduce(or_, wanted)).select_related("actor_user") if wanted else ()
    return {(event.case_id, event.number): event for event in rows}
