"""What an outcome is to whoever filed: its colour and sign, what is asked and said after it and, of thanks, before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflows.cases.models import Case, CaseStatus, Outcome

DONE, PLAIN, AGAINST = "done", "", "late"
SIGNS: Mapping[str, str] = {DONE: "tick", PLAIN: "reply", AGAINST: "cross"}
TONES: Mapping[str, str] = {
    Outcome.RESOLVED: DONE,
    Outcome.PARTLY: DONE,
    Outcome.REFUSED: AGAINST,
    Outcome.ELSEWHERE: AGAINST,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a citizen is asked of an answer, what they say yes with, and what a no brings."""

    question: str
    yes: str
    of_a_no: str


def tone_of(outcome: str) -> str:
    """The colour of an outcome, one of the four; plain for one that neither settles nor refuses anything."""
    return TONES.get(outcome, PLAIN)


def asked_of(kind: str, outcome: str, *, several: bool = False) -> Asked:
    """The question that an answer, or ``several`` of them, puts to its citizen."""
    again = _("If you object, someone who hasn’t decided on it decides, by a new date.")
    if several:
        return Asked(_("Do you accept these answers?"), _("Yes, I accept them"), again)
    if tone_of(outcome) == AGAINST:
        return Asked(_("Do you accept this decision?"), _("Yes, I accept the decision"), again)
    unsettled = _(
        "If you object, it isn’t counted as settled: someone who hasn’t decided on it decides, by a new date."
    )
    if kind == "inquiry":
        return Asked(_("Does this answer your question?"), _("Yes, it does"), unsettled)
    return Asked(_("Do you accept this answer?"), _("Yes, I accept the answer"), unsettled)


def thanks_for(kind: str, outcome: str) -> str:
    """What is said to whoever has just accepted. Nobody is thanked for a refusal."""
    if tone_of(outcome) == AGAINST:
        return _("You have accepted the decision, and the request is closed.")
    if outcome == Outcome.RESOLVED and kind != "suggestion":
        return _("Thank you. The request is closed as settled.")
    if outcome == Outcome.PARTLY:
        return _("Thank you. The request is closed as partly settled.")
    return _("Thank you. The request is closed.")


def undated_words(case: Case) -> str:
    """What becomes of thanks, which wait for no answer and have no date; empty for all else."""
    if case.kind.code != "praise" or case.due is not None or case.held or case.status == CaseStatus.CLOSED:
        return ""
    return _(
        "Praise has no date for a reply: it’s passed on to the agency and counted in its reports. "
        "When it has arrived, your request’s page says so."
    )
