"""The tables of a case, one idea a file."""

from workflows.cases.events import EventVerb
from workflows.cases.models.case import (
    HIDDEN,
    NOT_ANSWERED,
    Case,
    CaseStatus,
    Channel,
    Concern,
    Listening,
    Outcome,
    Recording,
    Solved,
    Track,
)
from workflows.cases.models.consultation import Consultation, ConsultationResult
from workflows.cases.models.erasure import AtWhoseWish, BytesToRemove, ErasureRequest, LegalHold
from workflows.cases.models.event import CaseEvent
from workflows.cases.models.identity import IdentityRequest
from workflows.cases.models.joined import JoinedCase, ListingOptOut
from workflows.cases.models.key import CaseKey, Rekeying
from workflows.cases.models.kind import RequestKind
from workflows.cases.models.link import CaseLink
from workflows.cases.models.link import Relation as LinkRelation
from workflows.cases.models.quality import QualityCheck, QualityRule, QualitySample
from workflows.cases.models.relay import RelayAddress
from workflows.cases.models.spam import SpamSign
from workflows.cases.models.tag import CaseTag, Tag
from workflows.cases.models.theme import RatedTheme, Theme
from workflows.cases.models.watch import Watch
from workflows.cases.models.words import (
    Answer,
    Consent,
    File,
    FilledField,
    Message,
    MessageKind,
    NamedAs,
    Notices,
    OtherPerson,
    Person,
    Relation,
)
from workflows.cases.models.work import MISSED, Work
from workflows.routing.priority import Priority

__all__ = [
    "HIDDEN",
    "MISSED",
    "NOT_ANSWERED",
    "Answer",
    "AtWhoseWish",
    "BytesToRemove",
    "Case",
    "CaseEvent",
    "CaseKey",
    "CaseLink",
    "CaseStatus",
    "CaseTag",
    "Channel",
    "Concern",
    "Consent",
    "Consultation",
    "ConsultationResult",
    "ErasureRequest",
    "EventVerb",
    "File",
    "FilledField",
    "IdentityRequest",
    "JoinedCase",
    "LegalHold",
    "LinkRelation",
    "Listening",
    "ListingOptOut",
    "Message",
    "MessageKind",
    "NamedAs",
    "Notices",
    "OtherPerson",
    "Outcome",
    "Person",
    "Priority",
    "QualityCheck",
    "QualityRule",
    "QualitySample",
    "RatedTheme",
    "Recording",
    "Rekeying",
    "Relation",
    "RelayAddress",
    "RequestKind",
    "Solved",
    "SpamSign",
    "Tag",
    "Theme",
    "Track",
    "Watch",
    "Work",
]
