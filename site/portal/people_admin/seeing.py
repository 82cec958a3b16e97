"""What someone with some rights would see, in words: cases, the platform, screens. No case is read for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks

from permissions.access.decide import Held, may, scope_of
from permissions.agencies import rights
from permissions.agencies.models import Agency
from permissions.arabic import in_order
from portal.people_admin.spans import Words
from portal.people_admin.words import sentence

Group = Literal["reads", "works", "platform", "screens"]
Sign = Literal["same", "new", "gone"]

GROUPS: dict[Group, Words] = {
    "reads": _("Requests they read"),
    "works": _("Requests they work"),
    "platform": _("Over the platform as a whole"),
    "screens": _("Screens they open"),
}


@dataclass(frozen=True, slots=True)
class Sight:
    """One thing that is seen. ``key`` tells it from others."""

    group: Group
    key: str
    words: Words


@dataclass(frozen=True, slots=True)
class Compared:
    """The same with how it differs from what is now."""

    sight: Sight
    sign: Sign


def compared(before: Held, after: Held) -> dict[Group, list[Compared]]:
    """All that is seen with either, and what is new or gone with the second."""
    names = {
        agency.pk: agency
        for agency in Agency.objects.filter(
            pk__in={pk for held in (before, after) for pks in held.agencies.values() for pk in pks}
        )
    }
    old = {(each.group, each.key): each for each in _seen(before, names)}
    new = {(each.group, each.key): each for each in _seen(after, names)}
    found: dict[Group, list[Compared]] = {group: [] for group in GROUPS}
    for key, sight in new.items():
        found[key[0]].append(Compared(sight, "same" if _is_in(key, old) else "new"))
    for key, sight in old.items():
        if not _is_in(key, new):
            found[key[0]].append(Compared(sight, "gone"))
    return found


def _is_in(key: tuple[Group, str], seen: Mapping[tuple[Group, str], Sight]) -> bool:
    """One agency's ordinary cases are among those of every agency, too."""
    return key in seen or (key[1].startswith("ordinary:") and (key[0], "everything") in seen)


def _seen(held: Held, agencies: dict[int, Agency]) -> Iterator[Sight]:
    yield from _cases(held, rights.VIEW_CASE, "reads", agencies)
    yield from _cases(held, rights.WORK_CASE, "works", agencies)
    over_cases = {rights.VIEW_EVERY_CASE, rights.WORK_EVERY_CASE}
    for right in sorted(rights.NATIONAL - over_cases):
        if may(held, right, None):
            yield Sight("platform", right, sentence(right, next(iter(agencies.values()))))
    for pk in sorted(held.at(rights.OPEN_IDENTITY)):
        yield Sight("platform", f"identity:{pk}", sentence(rights.OPEN_IDENTITY, agencies[pk]))
    for pk in sorted(held.at(rights.ERASE_CASE)):
        yield Sight("platform", f"erasing:{pk}", sentence(rights.ERASE_CASE, agencies[pk]))
    yield from _screens(held)


def _cases(held: Held, right: str, group: Group, agencies: dict[int, Agency]) -> Iterator[Sight]:
    reach = scope_of(held, right)
    if reach.everything_ordinary:
        yield Sight(group, "everything", _("Ordinary requests of every agency"))
    for pk in () if reach.everything_ordinary else _by_name(reach.ordinary_agency_ids, agencies):
        yield Sight(group, f"ordinary:{pk}", _("Ordinary requests of %(agency)s") % {"agency": str(agencies[pk])})
    for pk in _by_name(reach.sensitive_agency_ids, agencies):
        yield Sight(group, f"sensitive:{pk}", _("Sensitive requests of %(agency)s") % {"agency": str(agencies[pk])})
    # Only a sealed case that accuses all of its unit is worked by name: that there is one is not told.
    named = len(reach.named_case_ids - held.named_to_work)
    if named:
        words = ngettext(
            "%(count)d single request, opened to them by name",
            "%(count)d single requests, opened to them by name",
            named,
        )
        yield Sight(group, f"named:{named}", words % {"count": named})


def _screens(held: Held) -> Iterator[Sight]:
    """The entries of the admin's menu that they would find."""
    if may(held, rights.EDIT_PAGES, None):
        yield Sight("screens", "pages", _("Pages and pictures"))
    for make in hooks.get_hooks("register_admin_menu_item"):
        item = make()
        if hasattr(item, "shown_to") and item.shown_to(held):
            yield Sight("screens", item.name, item.label)


def _by_name(ids: Collection[int], agencies: dict[int, Agency]) -> list[int]:
    return in_order(ids, agencies.__getitem__)
