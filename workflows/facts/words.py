"""Conditions as people read them, with the facts and values that they name in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, assert_never

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from permissions.translated_text import listed
from workflows.facts.conditions import AllOf, AnyOf, Condition, When
from workflows.facts.fact import Fact, Labels

TESTS: Mapping[str, str | Promise] = {
    "contains_any": _("any of the words"),
    "one_of": pgettext_lazy("condition", "one of"),
    "none_of": pgettext_lazy("condition", "none of"),
    "given": _("any value"),
    "missing": _("no value"),
    "at_least": _("at least"),
    "at_most": _("at most"),
}
_WRITTEN: Mapping[str, str | Promise] = {
    "contains_any": _("%(fact)s: any of %(words)s"),
    "one_of": _("%(fact)s: one of %(words)s"),
    "is": _("%(fact)s: %(words)s"),
    "none_of": _("%(fact)s: none of %(words)s"),
    "given": _("%(fact)s: any value"),
    "missing": _("%(fact)s: no value"),
    "at_least": _("%(fact)s: at least %(words)s"),
    "at_most": _("%(fact)s: at most %(words)s"),
}
"""Without a verb: in Arabic it would have to agree with each fact."""


class Known(Protocol):
    """What conditions may name, and the values of each."""

    def fact(self, name: str) -> Fact | None: ...

    def labels(self, name: str) -> Labels | None:
        """What a fact can be; None where people write it."""


def in_words(when: When, known: Known) -> str:
    """A condition as owners read it; one of several that stand together in brackets."""
    match when:
        case AllOf(conditions):
            return _now("; ").join(_within(each, known) for each in conditions)
        case AnyOf(conditions):
            return _now(" or ").join(_within(each, known) for each in conditions)
        case Condition(name, test, values):
            fact, labels = known.fact(name), known.labels(name) or {}
            words = listed([labels.get(value, value) for value in values])
            written = _WRITTEN["is"] if test == "one_of" and len(values) == 1 else _WRITTEN[test]
            return written % {"fact": fact.words if fact is not None else name, "words": words}
        case _:
            assert_never(when)


def _within(when: When, known: Known) -> str:
    words = in_words(when, known)
    return words if isinstance(when, Condition) else f"({words})"
