"""Why a rule did not decide, in words: for a case that somebody makes up, and for one that came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from permissions.translated_text import in_language, listed
from portal.admin_screens.condition_words import Offered, in_words
from workflows.routing.definition import Table
from workflows.routing.explain import Explained, Kept


@dataclass(frozen=True, slots=True)
class Passed:
    """A rule above the one that decided: its place from 1, its name, and what kept it from it."""

    place: int
    name: str
    why: str


def passed(table: Table, kept: Sequence[Kept], offered: Offered) -> Sequence[Passed]:
    """Each rule that did not decide, in words."""
    return [_passed(table, each, offered) for each in kept]


def _passed(table: Table, kept: Kept, offered: Offered) -> Passed:
    rule = table.rules[kept.rule]
    return Passed(kept.rule + 1, in_language(rule.name) or rule.key, _why(kept, offered))


def _why(kept: Kept, offered: Offered) -> str:
    match kept.why:
        case "days":
            return _("It does not count on that day.")
        case "condition":
            return _("This does not hold: %(condition)s") % {"condition": in_words(kept.failed, offered)}
        case "nobody_named":
            return _("It goes to the agency that the citizen names, and none was named.")
        case "other_words":
            return _(
                "It holds, but words of other rules counted before its own, or words of two agencies decide nothing."
            )
        case "weighed":
            return _("It holds without words, and words decided.")
    return _("It stands below the one that decided.")


def decided(table: Table, explained: Explained) -> str:
    """What decided, in a sentence."""
    if explained.rule is None or explained.routed is None:
        return _("No rule decides: the complaints unit sorts it by hand.")
    rule = table.rules[explained.rule]
    told = {"place": explained.rule + 1, "name": listed([in_language(rule.name) or rule.key])}
    words = [rule.words[number] for number in explained.routed.words if number < len(rule.words)]
    if words:
        return _("Rule %(place)d, %(name)s, decides by the words %(words)s.") % {**told, "words": listed(words)}
    return _("Rule %(place)d, %(name)s, decides.") % told
