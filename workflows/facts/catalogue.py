"""The catalogue of facts: those of every case, and those that the forms of some kinds of request ask for.

What belongs to a case is registered once when the platform starts. What forms ask changes whenever an editor publishes
one, so it is asked for anew each time: ``content`` brings the questions, ``cases`` the kinds that a thing works and the
fields that officers fill in on their processes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from workflows.facts.fact import Fact, FactType, Labels

ANSWER = "answer."
"""Before the key of a question: the fact that is its answer."""
FIELD = "field."
"""Before the key of a field of a process: the fact that is what an officer filled in last."""
CATEGORY = "category"
"""The fact that is the category of a case: it, and all that it lies under."""
Source = Callable[[Collection[str]], Iterable[Fact]]
"""The facts that some kinds of request (codes) have beside those of every case; of all kinds where none is named."""
Forms = Callable[[Collection[str]], Iterable[str]]
"""The names of all forms of some kinds (codes) as they are published now, whatever they ask."""
Works = Callable[[str, str], Collection[str]]
"""The kinds (codes) that a published thing (subject, key) works."""

_facts: dict[str, Fact] = {}
_sources: dict[str, Source] = {}
_forms: list[Forms] = []
_works: list[Works] = []


def register(*facts: Fact) -> None:
    """Make facts of every case known; a second one of the same name takes the place of the first."""
    _facts.update({fact.name: fact for fact in facts})


def register_source(prefix: str, source: Source) -> None:
    """Make a source of further facts known, whose names all begin with ``prefix``."""
    _sources[prefix] = source


def forms_are_named_by(forms: Forms) -> None:
    """Say who knows which forms there are."""
    _forms[:] = [forms]


def kinds_are_found_by(works: Works) -> None:
    """Say who knows which kinds a published thing works."""
    _works[:] = [works]


def facts() -> Mapping[str, Fact]:
    """The facts of every case by their names."""
    return dict(_facts)


def fact(name: str) -> Fact:
    """A fact of every case; raises ``KeyError`` where there is none of this name."""
    return _facts[name]


def offered(subject: str = "", key: str = "") -> Mapping[str, Fact]:
    """What a published thing may ask for: the facts of every case and those of the kinds that it works.

    Without a subject, and for a thing that works no kind yet, those of all kinds.
    """
    kinds = _kinds_of(subject, key)
    found = dict(_facts)
    for further in (each for source in _sources.values() for each in source(kinds)):
        found[further.name] = _both(found[further.name], further) if further.name in found else further
    return found


def forms(subject: str, key: str) -> list[str]:
    """The names of the forms whose answers a published thing may ask for, as they are published now."""
    kinds = _kinds_of(subject, key)
    return [name for named in _forms for name in named(kinds)]


def _kinds_of(subject: str, key: str) -> list[str]:
    return [kind for works in _works for kind in works(subject, key)] if subject else []


def _both(one: Fact, other: Fact) -> Fact:
    """The same question on two forms: it can be what it can be on either, if both ask for the same type."""
    known = {(asked.form, asked.type) for asked in one.asked_by}
    more = tuple(asked for asked in other.asked_by if (asked.form, asked.type) not in known)
    one = replace(one, asked_by=one.asked_by + more)
    if one.type != other.type:
        return replace(one, type=FactType.MIXED, domain=None, sealed=True)
    if one.domain is None or other.domain is None:
        return one
    return replace(one, domain=_joined(one.domain(), other.domain()), sealed=one.sealed or other.sealed)


def _joined(one: Labels, other: Labels) -> Callable[[], Labels]:
    """Of a label that differs the first one's, which is in the reader's language."""
    return lambda: {**other, **one}
