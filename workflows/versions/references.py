"""What names what among the things that owners publish, in both directions, and what so stands against a definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.agencies.models import Agency
from permissions.translated_text import in_language, listed
from workflows.versions.publishable import AGENCY, CATEGORY, FACT, Publishable, Reference, publishable, publishables

MOST_NAMED = 3
"""Of those who name something a sentence tells so many; a table may have a hundred rules."""


class Standing(dict[str, "Mapping[str, Any]"]):
    """What holds now, key to definition by subject, looked up once for one question; of agencies only who is there."""

    def __missing__(self, to: str) -> Mapping[str, Any]:
        if to == AGENCY:
            staying = Agency.objects.filter(active=True, closes_on__isnull=True)
            self[to] = dict.fromkeys(staying.values_list("code", flat=True))
        else:
            self[to] = publishable(to).in_force()
        return self[to]


def named_in_vain(named: Iterable[Reference], standing: Standing) -> Iterator[str]:
    """A sentence for each thing that a definition names and that is not in force."""
    found = (each for each in named if each.to not in (FACT, CATEGORY))
    return (each.missing for each in found if each.key not in standing[each.to])


def asked_of_others(
    thing: Publishable[Any], parsed: Any, named: Iterable[Reference], standing: Standing
) -> Iterator[str]:
    """What a definition asks of the things that it names, where they do not fulfil it."""
    for to, key in dict.fromkeys((each.to, each.key) for each in named):
        if to not in (AGENCY, FACT, CATEGORY) and key in standing[to]:
            yield from thing.asks(parsed, to, standing[to][key])


def asked_by_others(subject: str, key: str, definition: Any, standing: Standing) -> Iterator[str]:
    """What those that name ``key`` ask of its new definition, where it does not fulfil it."""
    for thing in publishables():
        for other in standing[thing.subject].values():
            parsed = thing.read(other)
            if parsed is not None and any((each.to, each.key) == (subject, key) for each in thing.references(parsed)):
                yield from thing.asks(parsed, subject, definition)


def who_names(to: str, key: str) -> list[str]:
    """In words, everything in force that names a subject's key, an agency or a fact, and whoever else needs it."""
    standing = Standing()
    found: list[str] = []
    for thing in publishables():
        for other, definition in standing[thing.subject].items():
            parsed = thing.read(definition)
            if parsed is not None:
                places = [each.where for each in thing.references(parsed) if (each.to, each.key) == (to, key)]
                found += [_named(thing, other, definition, where) for where in dict.fromkeys(places)]
        found += thing.users(to, key)
    return found


def told(names: Iterable[str]) -> str:
    """The first of them, and how many more there are."""
    all_of_them = list(names)
    more = len(all_of_them) - MOST_NAMED
    shown = " · ".join(all_of_them[:MOST_NAMED])
    if more <= 0:
        return shown
    sentence = ngettext("%(names)s and %(more)d more", "%(names)s and %(more)d more", more)
    return sentence % {"names": shown, "more": more}


def _named(thing: Publishable[Any], key: str, definition: Any, where: str) -> str:
    title = in_language(definition.get("name") or {}) or key
    named = f"{thing.subject.label} {listed([title])}"
    return f"{named} ({where})" if where else named


def problems(subject: str, key: str, definition: Any, standing: Standing | None = None) -> list[str]:
    """What stands in the way of publishing, in translated sentences; raises ``KeyError`` for an unknown subject.

    ``standing``: shared by whoever asks of several definitions at once; without it, it is looked up anew.
    """
    thing = publishable(subject)
    number = definition.get("format", 1) if isinstance(definition, dict) else 1
    if type(number) is not int or number < 1:
        return [_("The number of the format is not as it must be.")]
    if number > thing.format:
        return [_("This version was written for a newer release. Upgrade first.")]
    found = thing.check(key, definition)
    parsed = thing.read(definition)
    if parsed is None:
        return found
    standing, named = Standing() if standing is None else standing, list(thing.references(parsed))
    names = [
        *named_in_vain(named, standing),
        *asked_of_others(thing, parsed, named, standing),
        *asked_by_others(subject, key, definition, standing),
    ]
    # A check may already say of something named that it is not there.
    return list(dict.fromkeys([*found, *names]))
