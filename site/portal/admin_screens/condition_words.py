"""Conditions as people read them, with the facts and values that they name in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import assert_never

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from permissions.translated_text import listed
from workflows.facts import catalogue
from workflows.facts.conditions import AllOf, AnyOf, Condition, Value, When
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


class Offered:
    """What a published thing may ask for, with the values of each fact, looked up once for all its conditions.

    Without a thing, the facts of all kinds.
    """

    def __init__(self, subject: str = "", key: str = "") -> None:
        self._meant = (subject, key)
        self._labels: dict[str, Labels | None] = {}

    @cached_property
    def all(self) -> Mapping[str, Fact]:
        """What the forms ask, too."""
        return catalogue.offered(*self._meant)

    def fact(self, name: str) -> Fact | None:
        return self.all.get(name) if name.startswith(catalogue.ANSWER) else catalogue.facts().get(name)

    def labels(self, name: str) -> Labels | None:
        """What a fact can be; None where people write it."""
        if name not in self._labels:
            fact = self.fact(name)
            self._labels[name] = None if fact is None or fact.domain is None else fact.domain()
        return self._labels[name]

    def as_read(self, name: str, value: Value) -> Value:
        """What was chosen from a list, as conditions read it: of a tree with all that it lies under."""
        fact = self.fact(name)
        paths = fact.paths() if fact is not None and fact.paths is not None else {}
        return paths.get(value, value) if isinstance(value, str) else value


def in_words(when: When, offered: Offered) -> str:
    """A condition as owners read it; one of several that stand together in brackets."""
    match when:
        case AllOf(conditions):
            return _now("; ").join(_within(each, offered) for each in conditions)
        case AnyOf(conditions):
            return _now(" or ").join(_within(each, offered) for each in conditions)
        case Condition(name, test, values):
            fact, labels = offered.fact(name), offered.labels(name) or {}
            words = listed([labels.get(value, value) for value in values])
            written = _WRITTEN["is"] if test == "one_of" and len(values) == 1 else _WRITTEN[test]
            return written % {"fact": fact.words if fact is not None else name, "words": words}
        case _:
            assert_never(when)


def _within(when: When, offered: Offered) -> str:
    words = in_words(when, offered)
    return words if isinstance(when, Condition) else f"({words})"
