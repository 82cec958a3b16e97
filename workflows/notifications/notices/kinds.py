"""Which letters to the staff are notices of which kind, and by which ways people hear of a kind who chose nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from permissions.access.delegating import ENDED, LENT
from workflows.notifications import to_editors, to_report_readers
from workflows.notifications.notices.models import Channel, NoticeKind
from workflows.notifications.to_data_protection import ERASED_BY_COMMAND
from workflows.processes.letters import is_own
from workflows.versions.telling import READY, RESTORED

ASSIGNED_TOGETHER: Final = "assigned_together"
JOB_DONE: Final = "job_done"
FILE_DONE: Final = "file_done"
SAVED_REPORT_SENT: Final = "saved_report_sent"
SAVED_REPORT_STOPPED: Final = "saved_report_stopped"
THRESHOLD_CROSSED: Final = "threshold_crossed"
KIND_OF: Final[Mapping[str, NoticeKind]] = {
    "assigned": NoticeKind.ASSIGNED,
    ASSIGNED_TOGETHER: NoticeKind.ASSIGNED,
    "arrived": NoticeKind.ARRIVED,
    "escalated": NoticeKind.ESCALATED,
    "moved_up": NoticeKind.ESCALATED,
    "reminded": NoticeKind.ESCALATED,
    "look_first": NoticeKind.DUE,
    "warned": NoticeKind.DUE,
    "limit_near": NoticeKind.DUE,
    "limit_passed": NoticeKind.DUE,
    "danger_heard": NoticeKind.DUE,
    "urgent": NoticeKind.DUE,
    "citizen_answered": NoticeKind.CITIZEN,
    "citizen_added": NoticeKind.CITIZEN,
    "not_done": NoticeKind.CITIZEN,
    "resumed": NoticeKind.CITIZEN,
    "withdrawn": NoticeKind.CITIZEN,
    "consulted": NoticeKind.CONSULTED,
    "consult_assigned": NoticeKind.CONSULTED,
    "consult_answered": NoticeKind.CONSULTED,
    "consult_escalated": NoticeKind.CONSULTED,
    "consult_late": NoticeKind.CONSULTED,
    "consult_over": NoticeKind.CONSULTED,
    "not_asked_any_more": NoticeKind.CONSULTED,
    "quality_judged": NoticeKind.QUALITY,
    "mentioned": NoticeKind.MENTIONED,
    "watched": NoticeKind.WATCHED,
    **dict.fromkeys(to_report_readers.LETTERS, NoticeKind.ARRIVED),
    READY: NoticeKind.DRAFT,
    RESTORED: NoticeKind.DRAFT,
    **dict.fromkeys(to_editors.LETTERS, NoticeKind.DRAFT),
    "identity_asked": NoticeKind.ACCESS,
    "identity_opened": NoticeKind.ACCESS,
    "identity_refused": NoticeKind.ACCESS,
    "identity_closed": NoticeKind.ACCESS,
    "erasure_asked": NoticeKind.ACCESS,
    "erasure_refused": NoticeKind.ACCESS,
    "erasure_not_wished": NoticeKind.ACCESS,
    "reader_named": NoticeKind.ACCESS,
    "sealing_proposed": NoticeKind.ARRIVED,
    LENT: NoticeKind.ACCESS,
    ENDED: NoticeKind.ACCESS,
    ERASED_BY_COMMAND: NoticeKind.ACCESS,
    JOB_DONE: NoticeKind.JOB,
    FILE_DONE: NoticeKind.JOB,
    SAVED_REPORT_SENT: NoticeKind.REPORT,
    SAVED_REPORT_STOPPED: NoticeKind.REPORT,
    THRESHOLD_CROSSED: NoticeKind.THRESHOLD,
}
"""All others are about one's own account, or rights that two give: of those a letter goes to everybody it is for."""
USUAL: Final[Mapping[NoticeKind, frozenset[Channel]]] = {
    kind: frozenset({Channel.BELL, Channel.LETTER}) for kind in NoticeKind
} | {
    NoticeKind.WATCHED: frozenset({Channel.BELL, Channel.DIGEST}),
    NoticeKind.JOB: frozenset({Channel.BELL}),
}
"""What one must act on comes by a letter at once; what one only follows, in the morning."""


def kind_of(topic: str) -> NoticeKind | None:
    """None of a letter that goes to everybody it is for. What owners write to a holder is about what came to them."""
    return NoticeKind.ARRIVED if is_own(topic) else KIND_OF.get(topic)
