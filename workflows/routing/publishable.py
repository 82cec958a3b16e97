"""Routing tables as one subject that owners publish."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from permissions.translated_text import in_language, listed
from workflows.facts.fitting import named_in
from workflows.routing.checks import check_routing
from workflows.routing.definition import FORMAT, NAMED, Rule, Table, parse
from workflows.versions.models import Subject
from workflows.versions.publishable import AGENCY, Publishable, Reference


def references(table: Table) -> Iterator[Reference]:
    """The agency of each rule, the process where it names one, and the answers that decide."""
    return (reference for rule in table.rules for reference in _of(rule))


def _of(rule: Rule) -> Iterator[Reference]:
    name = in_language(rule.name) or rule.key
    where = _("rule %(rule)s") % {"rule": listed([name])}
    if rule.agency != NAMED:
        sentence = _("The rule “%(rule)s” sends to “%(agency)s”, which is not an agency that takes requests.")
        yield Reference(AGENCY, rule.agency, where, sentence % {"rule": name, "agency": rule.agency})
    if rule.process is not None:
        sentence = _("The rule “%(rule)s” names the process “%(process)s”, which is not in force.")
        yield Reference(Subject.PROCESS, rule.process, where, sentence % {"rule": name, "process": rule.process})
    yield from named_in(rule.when, where)


TABLES: Publishable[Table] = Publishable(
    subject=Subject.ROUTING, parse=parse, check=check_routing, references=references, format=FORMAT
)
