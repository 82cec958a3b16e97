"""What an outcome is to whoever filed: its colour and sign, how it is named, what is asked and said after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflows.cases.models import Outcome

DONE, PLAIN, AGAINST = "done", "", "late"
SIGNS: Mapping[str, str] = {DONE: "tick", PLAIN: "reply", AGAINST: "cross"}
TONES: Mapping[str, str] = {
    Outcome.RESOLVED: DONE,
    Outcome.PARTLY: DONE,
    Outcome.REFUSED: AGAINST,
    Outcome.ELSEWHERE: AGAINST,
}

Said = Callable[[], str]
_NAMES: Mapping[tuple[str, str], Said] = {
    ("", Outcome.RESOLVED): lambda: _("%(agency)s decided: resolved"),
    ("", Outcome.PARTLY): lambda: _("%(agency)s decided: partly resolved"),
    ("", Outcome.EXPLAINED): lambda: _("%(agency)s answered: an explanation"),
    ("", Outcome.REFUSED): lambda: _("%(agency)s decided: refused"),
    ("", Outcome.ELSEWHERE): lambda: _("%(agency)s decided: no public body can settle this"),
    ("", Outcome.NOTED): lambda: _("%(agency)s answered: noted"),
    ("suggestion", Outcome.RESOLVED): lambda: _("%(agency)s decided: your suggestion is taken up"),
    ("praise", Outcome.NOTED): lambda: _("%(agency)s answered: your thanks have arrived"),
}
_WORDS: Mapping[tuple[str, str], Said] = {
    ("suggestion", Outcome.RESOLVED): lambda: _("taken up"),
    ("praise", Outcome.NOTED): lambda: _("your thanks have arrived"),
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


def decision_title(kind: str, outcome: str) -> str:
    """A decision with its outcome, in words that still want the name of the ``agency``; empty for no known outcome.

    ``kind`` is a code.
    """
    said = _NAMES.get((kind, outcome)) or _NAMES.get(("", outcome))
    return said() if said is not None else ""


def outcome_words(kind: str, outcome: str) -> str:
    """An outcome in a word or two; empty for none."""
    said = _WORDS.get((kind, outcome))
    if said is not None:
        return said()
    return str(Outcome(outcome).label) if outcome else ""


def asked_of(kind: str, outcome: str) -> Asked:
    """The question that an answer puts to its citizen."""
    if tone_of(outcome) == AGAINST:
        again = _("You have the last word: if you object, it is looked at again and gets a new date.")
        return Asked(_("Do you accept this decision?"), _("Yes, I accept the decision"), again)
    unsettled = _(
        "You have the last word: if you object, it is not counted as settled, is looked at again and gets a new date."
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
