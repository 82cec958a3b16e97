"""Whether a routing table can be published, and if not, what is missing and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from permissions.translated_text import in_language
from workflows.facts.catalogue import facts, values_of
from workflows.routing.definition import Condition, Rule, Table, parse


def check_routing(key: str, definition: Any) -> list[str]:
    """Translated sentences; none when the table can be published."""
    try:
        table = parse(definition)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return [
            _("The routing table cannot be read: something is missing or of the wrong kind near %(where)s.")
            % {"where": error}
        ]
    return [*_of_the_whole(table), *(problem for rule in table.rules for problem in _of(rule))]


def _of_the_whole(table: Table) -> Iterator[str]:
    if not table.rules:
        yield _("The routing table has no rule.")
    keys = [rule.key for rule in table.rules]
    for twice in sorted({key for key in keys if keys.count(key) > 1}):
        yield _("Two rules have the key “%(key)s”.") % {"key": twice}


def _of(rule: Rule) -> Iterator[str]:
    name = {"rule": in_language(rule.name) or rule.key}
    if not rule.name.get("ar") or not rule.name.get("en"):
        yield _("The rule “%(rule)s” needs a name in Arabic and English.") % {"rule": rule.key}
    if not rule.when:
        yield _("The rule “%(rule)s” has no condition, so no rule after it would ever be reached.") % name
    for condition in rule.when:
        yield from _of_condition(condition, name)


def _of_condition(condition: Condition, name: dict[str, str]) -> Iterator[str]:
    if condition.fact not in facts():
        yield _("The rule “%(rule)s” refers to “%(fact)s”, which does not exist.") % {**name, "fact": condition.fact}
    if condition.test == "given":
        return
    named = {**name, "fact": facts().get(condition.fact, condition.fact)}
    values = values_of(condition.fact)
    if not any(word.strip() for word in condition.value):
        yield _("The rule “%(rule)s” compares with nothing: give at least one word.") % name
    elif values is not None and condition.test == "contains_any":
        yield (
            _("The rule “%(rule)s” looks for words in “%(fact)s”, which is chosen from a list: take “one of”.") % named
        )
    elif values is not None:
        sentence = _("The rule “%(rule)s” compares “%(fact)s” with “%(value)s”, which does not exist.")
        for value in condition.value:
            if value not in values:
                yield sentence % {**named, "value": value}
