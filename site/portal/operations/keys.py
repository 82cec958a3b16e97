"""The keys outside of the database: all that is encrypted is brought under the newest, and which others are needed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from content.forms import encrypting
from permissions.access import factors
from permissions.envelope import master_name, masters
from portal.in_hand import drafts
from workflows.calls import renewing
from workflows.cases import rekeying
from workflows.cases.models import Rekeying

_BESIDE: Final[Mapping[str, tuple[Callable[[], int], Callable[[], int]]]] = {
    "second factors": (factors.renew_secrets, factors.not_renewed),
    "drafts of officers": (drafts.renew_drafts, drafts.not_renewed),
    "calls": (renewing.renew_calls, renewing.not_renewed),
}
"""What is encrypted under the keys themselves: how it is brought under the newest, and how much of it is not."""


def is_due() -> bool:
    """Whether something is not under the newest key yet. One statement."""
    return rekeying.is_due()


def go_on_for_a_while() -> None:
    """What the queue does after an upgrade, and after a key was put in front, until there is nothing left."""
    rekeying.begin()
    if not rekeying.go_on(patience=rekeying.PATIENCE):
        renew_beside()


def rekey(progress: Callable[[str], object]) -> None:
    """All of it, however long that takes."""

    def tell(place: Rekeying) -> None:
        progress(f"{place.done} of {place.total} requests")

    rekeying.begin()
    rekeying.go_on(patience=math.inf, progress=tell)
    for what, count in renew_beside().items():
        progress(f"{what}: {count}")
    files = encrypting.encrypt_waiting(patience=math.inf, progress=lambda count: progress(f"{count} files"))
    progress(f"files: {files}")


def renew_beside() -> dict[str, int]:
    """What does not belong to cases; how much of each was not under the newest key."""
    return {what: renew() for what, (renew, _left) in _BESIDE.items()}


def missing_masters() -> dict[str, int]:
    """The names of keys that are not among ``FIELD_KEYS`` and that cases need, each with how many."""
    return {name: rekeying.wrapped_under(name) for name in rekeying.masters() if name not in masters()}


def refuse_missing_keys() -> None:
    """Raises ``ImproperlyConfigured``, which names what is missing, at the start of whatever reads cases.

    Where the database cannot be asked, or has no such table yet, there is nothing to refuse: that is told elsewhere.
    """
    try:
        missing = missing_masters()
    except DatabaseError:
        return
    if missing:
        named = ", ".join(f"{name} ({count} requests)" for name, count in sorted(missing.items()))
        ours = ", ".join(masters())
        raise ImproperlyConfigured(
            f"FIELD_KEYS lacks keys under which requests are encrypted: {named}. There are: {ours}. Put the "
            "missing one back behind the others: without it nobody reads who filed these requests, nor the texts of "
            "the sealed ones."
        )


def told() -> Iterator[str]:
    """A sentence for each key: what needs it."""
    wrapped = {name: rekeying.wrapped_under(name) for name in rekeying.masters()}
    beside = {what: count for what, (_renew, left) in _BESIDE.items() if (count := left())}
    for name, count in sorted(missing_masters().items()):
        yield f"key {name} is missing from FIELD_KEYS: {count} requests need it"
    for name in masters():
        if name == master_name():
            yield f"key {name} is the newest: {wrapped.get(name, 0)} requests"
        elif wrapped.get(name) or beside or is_due():
            needed = [*([f"{wrapped[name]} requests"] if wrapped.get(name) else []), *beside]
            yield f"key {name} is needed: {', '.join(needed) or 'not all requests have been seen to'}; run rotate_keys"
        else:
            yield (
                f"key {name}: no request, file, second factor, draft or index needs it any more. The audit trail of "
                "its time is sealed with it, and so are links in letters: without it verify names these entries"
            )
