"""Whether a routing table can be published, and if not, what is missing and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from permissions.translated_text import first_language_name, in_language, is_named
from workflows.facts.fitting import misfits
from workflows.routing.definition import Rule, Table, parse
from workflows.routing.priority import Priority
from workflows.versions.models import Subject
from workflows.versions.raw import Malformed


def check_routing(key: str, definition: Any) -> list[str]:
    """Translated sentences; none when the table can be published."""
    try:
        table = parse(definition)
    except Malformed as error:
        return [
            _("The routing table cannot be read: something is missing or of the wrong kind near %(where)s.")
            % {"where": error.path}
        ]
    asked = ((_named(rule), rule.when) for rule in table.rules)
    return [
        *_of_the_whole(table),
        *(problem for rule in table.rules for problem in _of(rule)),
        *misfits(asked, Subject.ROUTING, key),
    ]


def _of_the_whole(table: Table) -> Iterator[str]:
    if not table.rules:
        yield _("The routing table has no rule.")
    keys = [rule.key for rule in table.rules]
    for twice in sorted({key for key in keys if keys.count(key) > 1}):
        yield _("Two rules have the key “%(key)s”.") % {"key": twice}


def _of(rule: Rule) -> Iterator[str]:
    if not is_named(rule.name):
        yield _("The rule “%(rule)s” needs a name in %(language)s.") % {
            "rule": rule.key,
            "language": first_language_name(),
        }
    if rule.priority and rule.priority not in Priority:
        told = {"rule": _named(rule), "priority": rule.priority}
        yield _("The rule “%(rule)s” gives the priority “%(priority)s”, which does not exist.") % told


def _named(rule: Rule) -> str:
    return in_language(rule.name) or rule.key
