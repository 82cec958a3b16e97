"""Whether conditions can be asked: the fact exists, the test fits its type, the values lie in what it can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from permissions.translated_text import joined, listed
from workflows.facts import catalogue
from workflows.facts.conditions import WITHOUT_VALUE, Condition, When, facts_in, has_empty
from workflows.facts.fact import TYPE_WORDS, Fact, FactType, Labels
from workflows.versions.models import Subject
from workflows.versions.publishable import CATEGORY, FACT, Reference

LONGEST = 60
"""Letters of a name or value that a sentence quotes."""
_ASKS = {Subject.PROCESS: _lazy("The step “%(name)s”"), Subject.ROUTING: _lazy("The rule “%(name)s”")}
"""Who asks: a noun that each sentence begins with."""
_CHOSEN = frozenset({FactType.CHOICE, FactType.CHOICES, FactType.YES_NO, FactType.AGENCY, FactType.TREE})
_ORDERED = ("at_least", "at_most")


def misfits(
    asked: Iterable[tuple[str, When]], subject: Subject, key: str, *, own: Mapping[str, Fact] | None = None
) -> Iterator[str]:
    """Translated sentences; ``asked`` are conditions, each with the name of the step or rule that asks it.

    ``own``: the facts that the draft itself brings, whatever is published.

    What forms ask is looked up only where a condition names a fact that not every case has, and what a fact can be only
    once, however many conditions ask for it.
    """
    whens = [(_ASKS[subject] % {"name": name}, when) for name, when in asked]
    for who in dict.fromkeys(who for who, when in whens if has_empty(when)):
        yield _("%(who)s has a group of conditions with none in it: add one, or take the group out.") % {"who": who}
    tests = [(who, test) for who, when in whens for test in facts_in(when)]
    brought = own or {}
    offered = {**catalogue.facts(), **brought}
    if any(test.fact not in offered for _who, test in tests):
        further = catalogue.offered(subject, key)
        # Of fields the draft's own are meant, not those of what is in force.
        further = {name: fact for name, fact in further.items() if own is None or not name.startswith(catalogue.FIELD)}
        offered = {**further, **brought}
    domains = _Domains(offered)
    for who, test in tests:
        if test.fact not in offered:
            yield _unknown(who, test, subject, key)
        yield from _of(who, test, offered, domains)


def _unknown(who: str, test: Condition, subject: Subject, key: str) -> str:
    """No form of its kinds, as they are published now, has the question: they are named, so that one can look."""
    forms = catalogue.forms(subject, key) if test.fact.startswith(catalogue.ANSWER) else []
    if not forms:
        return _("%(who)s asks for “%(fact)s”, of which nothing is known.") % {"who": who, "fact": test.fact[:LONGEST]}
    told = {"who": who, "key": test.fact.removeprefix(catalogue.ANSWER)[:LONGEST], "forms": listed(forms)}
    sentence = _("%(who)s asks for the answer to “%(key)s”, a question that none of these forms has now: %(forms)s.")
    return sentence % told


class _Domains(dict[str, Labels | None]):
    """What facts can be, by their names, looked up where it is asked for; None where people write them."""

    def __init__(self, offered: Mapping[str, Fact]) -> None:
        self._offered = offered

    def __missing__(self, name: str) -> Labels | None:
        domain = self._offered[name].domain
        self[name] = None if domain is None else domain()
        return self[name]


def _of(who: str, test: Condition, offered: Mapping[str, Fact], domains: Mapping[str, Labels | None]) -> Iterator[str]:
    fact = offered.get(test.fact)
    named = {"who": who, "fact": fact.words if fact is not None else test.fact[:LONGEST]}
    if fact is not None and test.test not in fact.tests:
        yield " ".join([_unfit(fact, test) % named, *_asked_by(fact)])
    elif test.test not in WITHOUT_VALUE and not any(value.strip() for value in test.values):
        yield _("%(who)s compares with nothing: give at least one value.") % named
    elif fact is not None and test.test in _ORDERED:
        yield from _not_ordered(fact, test, named)
    elif fact is not None and test.test not in WITHOUT_VALUE:
        yield from _not_among(domains[fact.name], test, named)


def misfits_of(who: str, test: Condition, fact: Fact) -> Iterator[str]:
    """What is wrong with one test on a fact that is there. ``who``: a noun that each sentence begins with."""
    offered = {test.fact: fact}
    return _of(who, test, offered, _Domains(offered))


def _unfit(fact: Fact, test: Condition) -> str:
    if test.test == "contains_any" and fact.type in _CHOSEN:
        return _("%(who)s looks for words in “%(fact)s”, which is chosen from a list: take “one of”.")
    if test.test in _ORDERED:
        return _("%(who)s asks whether “%(fact)s” is at least or at most something: only numbers and dates can be.")
    if fact.type == FactType.MIXED:
        return _(
            "%(who)s compares “%(fact)s”, which the forms ask for in different ways: give their questions different"
            " keys."
        )
    return _("%(who)s compares “%(fact)s”, a number or a date: take “at least” and “at most”.")


def _asked_by(fact: Fact) -> Iterator[str]:
    """Which forms ask for it, and each as what."""
    if fact.asked_by:
        forms = joined(f"{listed([asked.name])} ({TYPE_WORDS[asked.type]})" for asked in fact.asked_by)
        yield _("Asked for by: %(forms)s.") % {"forms": forms}


def _not_ordered(fact: Fact, test: Condition, named: Mapping[str, object]) -> Iterator[str]:
    if len(test.values) != 1:
        yield _("%(who)s compares “%(fact)s” with several values: give one.") % named
        return
    if not (_is_day if fact.type == FactType.DATE else _is_number)(test.values[0]):
        sentence = _("%(who)s compares “%(fact)s” with “%(value)s”: write a number, or a day as 2026-11-25.")
        yield sentence % {**named, "value": test.values[0][:LONGEST]}


def _is_day(value: str) -> bool:
    """Only as ``2026-11-25``: days are compared as they are written."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _not_among(domain: Labels | None, test: Condition, named: Mapping[str, object]) -> Iterator[str]:
    if domain is None:
        return
    for value in test.values:
        if value not in domain:
            sentence = _("%(who)s compares “%(fact)s” with “%(value)s”, which does not exist.")
            yield sentence % {**named, "value": value[:LONGEST]}


def named_in(when: When, where: str) -> Iterator[Reference]:
    """The answers of forms that a condition asks for, and the categories. ``where``: words for the step or rule."""
    for test in facts_in(when):
        if test.fact.startswith(catalogue.ANSWER):
            yield Reference(FACT, test.fact, where, "")
        elif test.fact == catalogue.CATEGORY:
            yield from (Reference(CATEGORY, value, where, "") for value in test.values)
