"""To whom a report may be sent: people who read figures, found by their names, and taken by their user names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from django.db.models import Q

from permissions.access.selectors import held_by_many
from permissions.arabic import fold, in_order
from permissions.people.models import User
from workflows.saved_reports.reach import reach_of

OFFERED: Final = 8
"""People in the list below what is typed."""
LONGEST: Final = 120
"""Letters of what is typed that count."""
_AT_ONCE: Final = 40
"""People whose rights are asked in one statement."""


def readers_named(names: Collection[str]) -> tuple[list[User], list[str]]:
    """The active people of some user names who read figures, and the names of all others as they were given."""
    names_by_fold = {name.lower(): name for name in names}
    people = {person.username.lower(): person for person in User.objects.filter(_named(names_by_fold), is_active=True)}
    readers = list(_who_read(list(people.values())))
    usernames = {person.username.lower() for person in readers}
    return readers, [given for name, given in names_by_fold.items() if name not in usernames]


def readers_called(typed: str, *, most: int = OFFERED) -> list[User]:
    """The first ``most`` people, by name, who read figures and in whose name or user name each typed word begins one.

    Whoever doesn't read figures isn't told apart from nobody.
    """
    words = _words(typed[:LONGEST])
    if not words:
        return []
    rows = User.objects.filter(is_active=True).values_list("pk", "username", "name", "first_name", "last_name")
    fitting = [pk for pk, *names in rows if _fits(words, names)]
    people = in_order(User.objects.in_bulk(fitting).values())
    readers: list[User] = []
    for start in range(0, len(people), _AT_ONCE):
        readers += _who_read(people[start : start + _AT_ONCE])
        if len(readers) >= most:
            break
    return readers[:most]


def _who_read(people: Collection[User]) -> Iterator[User]:
    held = held_by_many(person.pk for person in people)
    return (person for person in people if reach_of(held[person.pk]) is not None)


def _fits(words: list[str], names: list[str | dict[str, str]]) -> bool:
    texts = [text for name in names for text in (name.values() if isinstance(name, dict) else [name])]
    begun = [word for text in texts for word in (text.lower(), *_words(text))]
    return all(any(part.startswith(word) for part in begun) for word in words)


def _words(text: str) -> list[str]:
    return fold(text).replace("-", " ").replace(".", " ").split()


def _named(names: Collection[str]) -> Q:
    condition = Q(pk__in=[])
    for name in names:
        condition |= Q(username__iexact=name)
    return condition
