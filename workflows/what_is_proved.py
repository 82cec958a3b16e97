"""Of each column of this floor that is no case's, whether a change of it is found; SECURITY.md says the same."""

from __future__ import annotations

from typing import Final

from permissions.audit.covered import ALL, Covered, NotCovered, Said
from permissions.proving.declared import PROVED

_DRAFTS: Final = "drafts and how they came to be: a second person reads what is published, and that is proved"
_KEPT: Final = "reckoned anew from what is proved, for a time"
_MARKS: Final = "marks of what is still to be done or told; what was done stands in the diary"
_OWN: Final = "what somebody keeps for themselves; it opens nothing that they may not see"

_SEARCH: Final = "search copies of cases, made again from what is proved"
_BELLS: Final = "where notices ring, one sentence that is the same for all"
_CALLS: Final = "how calls went; what came of one stands in the diary of its case"
_ENGINE: Final = "the engine's memory of where a case stands; its work is compared with the diary"

LISTED: Final[tuple[Said, ...]] = (
    Covered("workflows.Version", ALL, PROVED),
    NotCovered("workflows.Drafting", ALL, _DRAFTS),
    NotCovered("workflows.DraftStep", ALL, _DRAFTS),
    NotCovered("workflows.KeptForm", ALL, _DRAFTS),
    NotCovered("workflows.DiscardedDraft", ALL, _DRAFTS),
    NotCovered("workflows.ProcessExample", ALL, "examples, from which drafts begin"),
    Covered("workflows.RequestKind", ALL, PROVED),
    Covered("workflows.MovingPlan", ALL, PROVED),
    Covered("workflows.QualityRule", ALL, PROVED),
    Covered("workflows.QualitySample", ALL, PROVED),
    Covered("workflows.Theme", ALL, PROVED),
    Covered("workflows.SpamSign", ALL, PROVED),
    Covered("workflows.Segment", ALL, PROVED),
    Covered("workflows.FiscalYear", ALL, PROVED),
    Covered("workflows.Snapshot", ALL, PROVED),
    Covered("workflows.FigureList", ALL, "the digest that its snapshot has of it"),
    Covered("workflows.ReportFile", ALL, PROVED),
    Covered("workflows.Preparation", ALL, PROVED),
    Covered("workflows.Comment", ALL, PROVED),
    Covered("workflows.RegisterLine", ALL, PROVED),
    Covered("workflows.Recipient", ALL, PROVED),
    Covered("workflows.Sending", ALL, PROVED),
    Covered("workflows.OpenPeriod", ALL, PROVED),
    Covered("workflows.OpenBlock", ALL, PROVED),
    Covered("workflows.Steering", ALL, PROVED),
    NotCovered("workflows.Suggester", ALL, "learned anew each week; it only offers"),
    NotCovered("workflows.Job", ALL, _MARKS),
    NotCovered("workflows.CaseCopy", ALL, "copies that go within a day"),
    NotCovered("workflows.KeptTable", ALL, _KEPT),
    NotCovered("workflows.ReportCopy", ALL, "copies that go within days"),
    NotCovered("workflows.SavedReport", ALL, _OWN),
    NotCovered("workflows.SavedReport_roles", ALL, _OWN),
    NotCovered("workflows.ReportSchedule", ALL, _OWN),
    NotCovered("workflows.ReportSchedule_readers", ALL, _OWN),
    NotCovered("workflows.Arrangement", ALL, _OWN),
    NotCovered("workflows.Threshold", ALL, _OWN),
    NotCovered("workflows.NoticeChoices", ALL, _OWN),
    NotCovered("workflows.Notice", ALL, _MARKS),
    NotCovered("workflows.StaffDevice", ALL, _BELLS),
    NotCovered("workflows.PushDevice", ALL, _BELLS),
    NotCovered("workflows.ShortLink", ALL, "addresses that lead to a page which asks for the code, gone within months"),
    NotCovered("workflows.CaseWords", ALL, _SEARCH),
    Covered("workflows.Standing", ALL, "compared with the diary"),
    Covered("workflows.StepTaken", ALL, "compared with the diary"),
    Covered("workflows.Occurrence", ALL, "compared with the diary"),
    NotCovered("workflows.MakingAnew", ALL, "how far `rebuild_figures` has come"),
    NotCovered("workflows.OutboxEntry", ALL, _MARKS),
    NotCovered("workflows.ServiceCall", ALL, _MARKS),
    NotCovered("workflows.Call", ALL, _CALLS),
    NotCovered("workflows.CallCase", ALL, _CALLS),
    NotCovered("viewflow.Process", ALL, _ENGINE),
    NotCovered("viewflow.Task", ALL, _ENGINE),
    NotCovered("viewflow.Task_previous", ALL, _ENGINE),
)
