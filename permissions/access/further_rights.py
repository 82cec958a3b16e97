"""What a right on an agency brings beside it: rights of the admin, and what upper floors enter here at start-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from typing import Final

from django.contrib.auth.models import Group

from permissions.agencies.rights import EDIT_PAGES, MANAGE_PEOPLE

ADMIN_ACCESS: Final = "wagtailadmin.access_admin"
# Accounts are switched off, never deleted: what someone did must keep its name.
SITE_RIGHTS: Final[dict[str, tuple[str, ...]]] = {
    EDIT_PAGES: ("wagtail_localize.submit_translation",),
    MANAGE_PEOPLE: tuple(f"permissions.{action}_user" for action in ("add", "change", "view")),
}
"""Rights of the whole admin ("app.code_name") that come with a right which is held at the complaints unit."""

Give = Callable[[Sequence[Group], Sequence[Group]], None]

_givers: defaultdict[str, list[Give]] = defaultdict(list)


def site_rights(rights: Collection[str], *, at_central: bool) -> frozenset[str]:
    """What the group of a role with these rights may do in the whole admin: enter it, and what some rights bring."""
    brought = {each for right in rights if at_central for each in SITE_RIGHTS.get(right, ())}
    return frozenset({ADMIN_ACCESS} | brought)


def register(right: str, give: Give) -> None:
    """Have ``give`` called with the groups that have a right and those that have not, when these are made or refreshed.

    It runs in the same transaction, may be called again for a group that has everything, and must leave such a one as
    it is.
    """
    if give not in _givers[right]:
        _givers[right].append(give)


def give_all(groups: dict[Group, frozenset[str]]) -> None:
    """Call everybody who registered; ``groups`` have their rights."""
    for right, givers in _givers.items():
        having = [group for group, rights in groups.items() if right in rights]
        lacking = [group for group, rights in groups.items() if right not in rights]
        for give in givers:
            give(having, lacking)
