"""All that can be done to a case: a closed list of small values. Each names the right that a member of staff needs."""

from workflows.cases.actions.access import Concerned, EndReader, NameReader, SetParties
from workflows.cases.actions.action import Action
from workflows.cases.actions.citizen import (
    Accept,
    AddInformation,
    AnswerQuestion,
    NotThisBody,
    Rate,
    Reopen,
    Withdraw,
)
from workflows.cases.actions.clock import CloseInSilence, Escalate, Remind, Resume
from workflows.cases.actions.identity import AskIdentity, CloseIdentity, OpenIdentity, RefuseIdentity
from workflows.cases.actions.staff import AskCitizen, Assign, Decide, HandOver, Note, Proceed, Refer, Reply

__all__ = [
    "Accept",
    "Action",
    "AddInformation",
    "AnswerQuestion",
    "AskCitizen",
    "AskIdentity",
    "Assign",
    "CloseIdentity",
    "CloseInSilence",
    "Concerned",
    "Decide",
    "EndReader",
    "Escalate",
    "HandOver",
    "NameReader",
    "NotThisBody",
    "Note",
    "OpenIdentity",
    "Proceed",
    "Rate",
    "Refer",
    "RefuseIdentity",
    "Remind",
    "Reopen",
    "Reply",
    "Resume",
    "SetParties",
    "Withdraw",
]
