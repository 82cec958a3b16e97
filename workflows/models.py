"""The tables of this floor, gathered for Django."""

from workflows.calls.models import Call, CallCase
from workflows.cases.models import (
    Answer,
    BytesToRemove,
    Case,
    CaseEvent,
    CaseKey,
    CaseLink,
    CaseTag,
    Consultation,
    ErasureRequest,
    File,
    FilledField,
    IdentityRequest,
    JoinedCase,
    LegalHold,
    ListingOptOut,
    Message,
    OtherPerson,
    Person,
    QualityCheck,
    QualityRule,
    QualitySample,
    RatedTheme,
    Rekeying,
    RelayAddress,
    RequestKind,
    Tag,
    Theme,
    Watch,
    Work,
)
from workflows.dashboards.models import Arrangement, Threshold
from workflows.deadlines.models import Deadline
from workflows.figures.models import MakingAnew, Occurrence, Standing, StepTaken
from workflows.figures.models_of_owners import FiscalYear, Segment
from workflows.jobs.models import Job
from workflows.moving.models import MovingPlan
from workflows.notifications.models import ShortLink
from workflows.notifications.notices.models import Notice, NoticeChoices
from workflows.notifications.transports.push.models import PushDevice, StaffDevice
from workflows.open_figures.models import OpenBlock, OpenPeriod
from workflows.outbox.models import OutboxEntry, ServiceCall
from workflows.own_data.models import OwnData
from workflows.reports.models import CaseCopy, ReportFile, Snapshot
from workflows.reports.unit_models import Comment, Preparation, Recipient, RegisterLine, Sending
from workflows.saved_reports.models import KeptTable, ReportCopy, ReportSchedule, SavedReport
from workflows.search.models import CaseWords
from workflows.suggestions.models import Steering, Suggester
from workflows.trial.models import ProcessExample
from workflows.versions.models import DiscardedDraft, Drafting, DraftStep, KeptForm, Version

__all__ = [
    "Answer",
    "Arrangement",
    "BytesToRemove",
    "Call",
    "CallCase",
    "Case",
    "CaseCopy",
    "CaseEvent",
    "CaseKey",
    "CaseLink",
    "CaseTag",
    "CaseWords",
    "Comment",
    "Consultation",
    "Deadline",
    "DiscardedDraft",
    "DraftStep",
    "Drafting",
    "ErasureRequest",
    "File",
    "FilledField",
    "FiscalYear",
    "IdentityRequest",
    "Job",
    "JoinedCase",
    "KeptForm",
    "KeptTable",
    "LegalHold",
    "ListingOptOut",
    "MakingAnew",
    "Message",
    "MovingPlan",
    "Notice",
    "NoticeChoices",
    "Occurrence",
    "OpenBlock",
    "OpenPeriod",
    "OtherPerson",
    "OutboxEntry",
    "OwnData",
    "Person",
    "Preparation",
    "ProcessExample",
    "PushDevice",
    "QualityCheck",
    "QualityRule",
    "QualitySample",
    "RatedTheme",
    "Recipient",
    "RegisterLine",
    "Rekeying",
    "RelayAddress",
    "ReportCopy",
    "ReportFile",
    "ReportSchedule",
    "RequestKind",
    "SavedReport",
    "Segment",
    "Sending",
    "ServiceCall",
    "ShortLink",
    "Snapshot",
    "StaffDevice",
    "Standing",
    "Steering",
    "StepTaken",
    "Suggester",
    "Tag",
    "Theme",
    "Threshold",
    "Version",
    "Watch",
    "Work",
]
