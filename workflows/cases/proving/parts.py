"""What is proved of a case: of which tables which columns stand under a keyed digest in the audit trail.

A part's columns never change: a later release that proves another column makes a part of its own for it, so that
digests of before still hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Model, Q

from permissions.access.models import NamedAccess, Party
from workflows.cases.models import (
    Answer,
    Case,
    CaseLink,
    CaseTag,
    Consultation,
    ErasureRequest,
    File,
    FilledField,
    IdentityRequest,
    LegalHold,
    Message,
    OtherPerson,
    Person,
    QualityCheck,
    RatedTheme,
    Work,
)
from workflows.deadlines.models import Deadline


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Rows of one table that belong to one case, under one digest; where ``event`` is named, those of each event under
    one of their own.

    ``columns``: by the names of their attributes; the key of the case stands for that which names the case. ``told``:
    in a sentence for operators. ``only``: which rows there are meant. ``lent``: columns that are another case's while
    the first of them is set, and compared with that one.
    """

    name: str
    model: type[Model]
    told: str
    columns: tuple[str, ...]
    case: str = "case_id"
    event: str = ""
    only: Q | None = None
    lent: tuple[str, ...] = ()


CASE: Final = Part(
    "case",
    Case,
    "what it shows of itself",
    (
        *("id", "tracking", "secret_hash", "kind_id", "channel", "language", "track", "priority", "category"),
        *("guarded", "held", "confidential", "concerns", "idempotency_key", "subject", "place", "search_text"),
        *("agency_id", "subject_agency_id", "status", "outcome", "level", "due", "due_by_day", "limit_due"),
        *("limit_by_day", "rating", "referrals", "reopenings", "events_count", "opened_at", "changed_at"),
        *("closed_at", "lead_id", "leads", "process_version_id", "anonymous", "erased_at"),
    ),
    case="id",
    lent=("lead_id", "due", "due_by_day"),
)
RECORDING: Final = Part(
    "recording",
    Case,
    "whose words its subject is",
    ("id", "recording", "listening"),
    case="id",
    only=~Q(recording=""),
)
WORK: Final = Part(
    "work",
    Work,
    "its work",
    (
        *("id", "step", "branch", "waits", "entry", "agency_id", "post_id", "holder_id", "assignee_id", "ladder"),
        *("named_ladder", "level", "cycle", "due", "due_by_day", "paused_at", "reply_counted", "question_open"),
        *("follows", "track", "guarded", "kind_id", "search_text", "reached_at", "done_at", "result", "routed_id"),
        "referrals",
    ),
    lent=("follows", "due", "due_by_day"),
)
DONE_BY: Final = Part("done_by", Work, "who did its steps", ("id", "done_by"), only=Q(done_by__isnull=False))
DECISIONS: Final = Part(
    "decisions",
    Work,
    "who answered it, and which objection each piece of its work came of",
    ("id", "decided_by_id", "objection", "again"),
    only=Q(decided_by__isnull=False) | Q(objection__gt=0) | Q(again=True),
)
DEADLINE: Final = Part(
    "deadline",
    Deadline,
    "its open deadlines",
    ("id", "work_id", "kind", "level", "cycle", "starts", "due", "left", "paused", "data"),
    only=Q(done__isnull=True),
)
PERSON: Final = Part(
    "person",
    Person,
    "who filed it",
    ("id", "name", "email", "phone", "national_number", "notices"),
)
OTHER: Final = Part(
    "other",
    OtherPerson,
    "who else is named",
    ("id", "position", "role", "relation", "name", "national_number", "email", "phone"),
)
CONSENT: Final = Part(
    "consent",
    OtherPerson,
    "whether those for whom it was filed agree",
    ("id", "position", "consent", "why_no_consent"),
    only=~Q(consent=""),
)
ANSWER: Final = Part(
    "answer",
    Answer,
    "the answers of its form",
    ("id", "key", "question", "value", "shown", "type", "position"),
)
MESSAGE: Final = Part(
    "message",
    Message,
    "what was written",
    ("id", "event_number", "kind", "public", "author_id", "text", "at"),
    event="event_number",
)
FILLED: Final = Part(
    "filled",
    FilledField,
    "what was filled in",
    ("id", "work_id", "event_number", "key", "name", "value", "shown", "type", "at"),
    event="event_number",
)
FILE: Final = Part(
    "file",
    File,
    "the files",
    (
        *("id", "event_number", "name", "content_type", "size", "sha256", "storage_key", "public", "asked_by"),
        *("redacts_id", "withdrawn", "at"),
    ),
    event="event_number",
)
IDENTITY: Final = Part(
    "identity",
    IdentityRequest,
    "who asked who filed it",
    ("id", "number", "asked_by_id", "asked_at", "reason", "answered_by_id", "answered_at", "answer", "until"),
)
ERASURE: Final = Part(
    "erasure",
    ErasureRequest,
    "who asked to erase it",
    (
        *("id", "number", "wish", "asked_by_id", "asked_at", "reason", "answered_by_id", "answered_at", "answer"),
        "agreed",
    ),
)
HOLD: Final = Part(
    "hold",
    LegalHold,
    "the holds that keep it from being erased",
    ("id", "number", "reason", "set_by_id", "set_at", "until", "lifted_by_id", "lifted_at", "lifted_because"),
)
PARTY: Final = Part(
    "party",
    Party,
    "whom it accuses",
    ("id", "user_id", "agency_id", "level", "because_of_id"),
)
READER: Final = Part("reader", NamedAccess, "who reads it by name", ("id", "works", "user_id", "starts", "ends"))
LINK: Final = Part("link", CaseLink, "what it is linked with", ("id", "other_id", "relation", "at"))
TAG: Final = Part("tag", CaseTag, "its tags", ("id", "tag_id"))
THEME: Final = Part("theme", RatedTheme, "the themes of its rating", ("id", "number", "theme_id"))
CONSULTATION: Final = Part(
    "consultation",
    Consultation,
    "whom it was asked of",
    (
        *("id", "number", "work_id", "asker_id", "agency_id", "assignee_id", "asked_in", "answered_in"),
        *("shares_text", "shares_files", "days", "ladder", "level", "due", "due_by_day", "asked_at", "done_at"),
        "result",
    ),
)
CHECK: Final = Part(
    "check",
    QualityCheck,
    "how its quality was judged",
    ("id", "sample_id", "agency_id", "answers", "judged_by_id", "judged_at"),
    only=Q(judged_at__isnull=False),
)

PARTS: Final[Sequence[Part]] = (
    CASE,
    RECORDING,
    DECISIONS,
    WORK,
    DONE_BY,
    DEADLINE,
    PERSON,
    OTHER,
    CONSENT,
    ANSWER,
    MESSAGE,
    FILLED,
    FILE,
    IDENTITY,
    ERASURE,
    HOLD,
    PARTY,
    READER,
    LINK,
    TAG,
    THEME,
    CONSULTATION,
    CHECK,
)
BY_MODEL: Final = {part.model: part for part in reversed(PARTS)}
BY_NAME: Final = {part.name: part for part in PARTS}
