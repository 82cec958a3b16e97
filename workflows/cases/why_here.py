"""Why a case lies where the rules sent it: the rule and the words that decided, told from the diary's first entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from permissions.agencies.models import AgencyRole
from permissions.translated_text import in_language, listed
from workflows.cases.models import Case, CaseEvent, EventVerb, Track
from workflows.routing.selectors import rules_of


@dataclass(frozen=True, slots=True)
class WhyHere:
    """``rule`` is its name, empty where none held; ``words`` are the rule's own; ``version`` that of its table."""

    rule: str
    words: tuple[str, ...]
    version: int


def why_here(case: Case, opened: Mapping[str, Any]) -> WhyHere | None:
    """The reason by the data of the event that opened the case.

    None of a sealed case, where the citizen chose, where there was nothing to choose (the table has one rule, for
    everything), and where the case is not where a rule has sent it: it has moved on, or whom it accuses is there.
    """
    if case.track == Track.SENSITIVE or case.held or opened.get("named") or "routing" not in opened:
        return None
    table, version = opened["routing"]
    if not opened["rule"]:
        return WhyHere("", (), version) if case.agency.role == AgencyRole.CENTRAL_UNIT else None
    rules = rules_of(table, version)
    rule = next((each for each in rules if each.key == opened["rule"]), None)
    if rule is None or rule.agency != case.agency.code:
        return None
    words = tuple(rule.words[number] for number in opened.get("words", ()) if number < len(rule.words))
    if not words and len(rules) == 1:
        return None
    return WhyHere(in_language(rule.name), words, version)


def opening_of(case: Case) -> Mapping[str, Any]:
    """The data of the event that opened a case."""
    found = CaseEvent.objects.filter(case=case, number=1, verb=EventVerb.OPENED).values_list("data", flat=True)
    return next(iter(found), {})


def to_citizen(why: WhyHere | None) -> str:
    """The reason in a sentence to whoever filed the case; nothing where there is none to tell."""
    if why is None:
        return ""
    if not why.rule:
        return _(
            "We can’t tell for certain which agency this belongs to, so a person reads it and sends it to the "
            "right one."
        )
    if why.words:
        return _("It was sent there because you mentioned %(words)s.") % {"words": listed(why.words)}
    return _("It was sent there under the rule %(rule)s.") % {"rule": listed([why.rule])}


def to_staff(why: WhyHere | None) -> str:
    """The reason in a sentence to those who work the case."""
    if why is None:
        return ""
    told = {"rule": listed([why.rule]), "version": why.version, "words": listed(why.words)}
    if not why.rule:
        return _("No rule of the routing table (version %(version)d) was sure where it belongs.") % told
    if why.words:
        return _("Routed by the rule %(rule)s (version %(version)d), because the citizen mentioned %(words)s.") % told
    return _("Routed by the rule %(rule)s (version %(version)d).") % told
