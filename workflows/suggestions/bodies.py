"""Which agency a request is for: what the published rules say of it first; what was learned only where they are silent
and it is sure. So nobody reads here what the rules then do not do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from permissions.agencies.models import Agency
from workflows.cases.foreseen import Foreseen, Sent, foresee, foresee_again
from workflows.cases.models import Track
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.submission import Submission
from workflows.suggestions.grams import words_of
from workflows.suggestions.models import About
from workflows.suggestions.selectors import likely, surely_measured
from workflows.suggestions.weights import Suggestion

REASONS: Final = 3
"""Words that are named as the reason."""
OF_ONE: Final = 2
"""A word that stands in the names of more agencies than these, like “ministry”, speaks for none of them."""


@dataclass(frozen=True, slots=True)
class Fit:
    """An agency by its code. ``because``: the words that speak for it, and ``place`` where it is, as a rule has them;
    ``learned``: no rule says it.
    """

    code: str
    because: tuple[str, ...] = ()
    place: str = ""
    learned: bool = False


def fit_before_filing(submission: Submission, rules: Rules, *, among: Mapping[str, str]) -> Fit | None:
    """The one agency for what somebody is about to send, as a citizen is told; None where nothing is certain.

    ``among``: the names of the agencies by their codes.
    """
    return _one(foresee(submission, rules), submission.subject, submission.text, submission.language, among)


def other_fit(state: State, rules: Rules, *, among: Mapping[str, str]) -> Fit | None:
    """The same of a case whose citizen says that it is somewhere else, at one of ``among``."""
    foreseen = foresee_again(state, rules)
    if foreseen.sent is not None and foreseen.sent.agency not in among:
        foreseen = Foreseen(None)  # the rules say where it is; of where else they say nothing
    return _one(foreseen, state.case.subject, state.statement(), state.case.language, among)


def fits_to_refer(state: State, rules: Rules, *, among: Mapping[str, str]) -> list[Fit]:
    """The agencies that officers are offered to send a case to: that of the rules, or all that its words name where
    the rules could not choose, else the one that was learned. ``among``: the names, by their codes, of those that
    have not had it.
    """
    text = f"{state.case.subject}\n{state.statement()}"
    if state.track == Track.SENSITIVE or not text.strip():
        return []
    foreseen = foresee_again(state, rules)
    fits = [_by_rule(each) for each in (foreseen.sent, *foreseen.named) if each is not None and each.agency in among]
    if fits:
        return fits
    best = likely(About.BODY, text, language=state.case.language, among=among)
    return [_learned(best, among)] if best is not None else []


def _one(foreseen: Foreseen, subject: str, text: str, language: str, among: Mapping[str, str]) -> Fit | None:
    sent = foreseen.sent
    if sent is not None and sent.agency in among:
        return _by_rule(sent)
    within = _within_the_others(foreseen.named)
    if within is not None and within.agency in among:
        return _by_rule(within)
    if foreseen.named or (sent is not None and sent.words):
        return None  # the words name several, or the unit: what was learned does not know better
    best = next(iter(surely_measured(About.BODY, f"{subject}\n\n{text}", language=language, among=among)), None)
    return _learned(best, among) if best is not None and best.sure else None


def _within_the_others(named: Sequence[Sent]) -> Sent | None:
    """Of several agencies that words name, the one that lies under all the others: a hospital, and its ministry."""
    codes = {each.agency for each in named}
    if len(codes) < 2:
        return None
    above = dict(Agency.objects.filter(code__in=codes).values_list("code", "parent__code"))
    return next((each for each in named if codes - {each.agency} == {above.get(each.agency)}), None)


def _by_rule(sent: Sent) -> Fit:
    return Fit(sent.agency, sent.words[:REASONS], sent.place)


def _learned(best: Suggestion, among: Mapping[str, str]) -> Fit:
    return Fit(best.code, tuple(_telling(best.because, among.values())), learned=True)


def _telling(because: Iterable[str], names: Iterable[str]) -> list[str]:
    """Those of the words that stand in the names of hardly any agency."""
    often = Counter(word for name in names for word in set(words_of(name)))
    return [word for word in because if all(often[part] <= OF_ONE for part in words_of(word))]
