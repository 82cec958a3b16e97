"""What upper floors give to a role's group beside the rights on its agency; they enter it here while they start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from django.contrib.auth.models import Group

Give = Callable[[Sequence[Group]], None]

_givers: defaultdict[str, list[Give]] = defaultdict(list)


def register(role: str, give: Give) -> None:
    """Have ``give`` called with the groups of a role, in the transaction that makes or refreshes them.

    It may be called again for a group that has been given everything, and must leave such a one as it is.
    """
    if give not in _givers[role]:
        _givers[role].append(give)


def give_all(role: str, groups: Sequence[Group]) -> None:
    for give in _givers[role]:
        give(groups)
