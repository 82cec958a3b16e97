"""Governorates and districts are made, renamed, moved in their order and closed: all of a list, or nothing of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from permissions.access.charge import must_manage_all
from permissions.access.errors import Refused, refusals
from permissions.access.tree import check_name, cleaned_name
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import fold
from permissions.areas.models import Area
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.translated_text import in_language

MOST: Final = 1_500
"""Areas of an installation: all of them stand in one list of a form."""
LAST_POSITION: Final = 9_999
_KEY: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_KEY: Final = 40
TAKEN: Final = frozenset({"new", "outlines"})
"""Words that stand in addresses where a key could."""


class AreaRefused(Refused):
    """A governorate or district that cannot be so."""


@dataclass(frozen=True, slots=True)
class NewArea:
    """An area as it is to be. ``under``: the key of its governorate, which may be as new; "" for a governorate.

    ``position``: None keeps the one that it has, and puts a new one at the end.
    """

    key: str
    name: Mapping[str, str]
    under: str = ""
    position: int | None = None
    closes_on: date | None = None


def write_areas(wanted: Sequence[NewArea], *, actor: Actor) -> int:
    """Let the gazetteer have these; what is there and not named stays. Returns how many were made or changed.

    A few statements for any number. Raises ``AreaRefused`` with the first sentence of ``refused_areas``, and
    ``OutOfReach`` for all but the platform's administrators.
    """
    must_manage_all(actor)
    with transaction.atomic():
        there = _locked()
        refused = _refused_in(there, wanted)
        if refused:
            raise AreaRefused(refused[min(refused)][0])
        entries = _make(there, [each for each in wanted if each.key not in there])
        entries += _change(there, [each for each in wanted if each.key in there])
        append(entries, actor=actor, at=now())
    return len(entries)


def refused_areas(wanted: Sequence[NewArea]) -> dict[int, list[str]]:
    """Why some of them cannot be so, in sentences, by their place in ``wanted``."""
    with transaction.atomic():
        return _refused_in(_locked(), wanted)


def _locked() -> dict[str, Area]:
    """All of them without outlines, under the one lock of whoever changes them."""
    list(Agency.objects.select_for_update().filter(role=AgencyRole.CENTRAL_UNIT).values_list("pk", flat=True))
    return {each.key: each for each in Area.objects.select_related("under").defer("outline", "under__outline")}


def _refused_in(there: Mapping[str, Area], wanted: Sequence[NewArea]) -> dict[int, list[str]]:
    final = {key: (dict(each.name), each.under.key if each.under else "") for key, each in there.items()}
    final |= {each.key: (cleaned_name(each.name), each.under) for each in wanted}
    called = Counter((under, fold(words)) for name, under in final.values() for words in set(name.values()))
    refused: dict[int, list[str]] = {}
    seen: set[str] = set()
    for place, each in enumerate(wanted):
        if each.key in seen:
            refused[place] = [_("The key “%(key)s” is in the list twice.") % {"key": each.key[:50]}]
            continue
        seen.add(each.key)
        if against := _against(there, each, final, called):
            refused[place] = against
    if not refused and len(final) > MOST:
        refused[len(wanted) - 1] = [_("There are at most %(count)d governorates and districts.") % {"count": MOST}]
    return refused


def _against(
    there: Mapping[str, Area],
    wanted: NewArea,
    final: Mapping[str, tuple[dict[str, str], str]],
    called: Counter[tuple[str, str]],
) -> list[str]:
    return refusals(
        lambda: None if wanted.key in there else _check_key(wanted.key),
        lambda: _check_name(wanted, called),
        lambda: _check_position(wanted.position),
        lambda: _check_under(wanted, final) if wanted.under else None,
    )


def _check_name(wanted: NewArea, called: Counter[tuple[str, str]]) -> None:
    for words in set(check_name(wanted.name, AreaRefused).values()):
        if called[wanted.under, fold(words)] > 1:
            raise AreaRefused(
                _("Two in the same list are called “%(name)s”, and people could not tell them apart: rename one.")
                % {"name": words}
            )


def _check_position(position: int | None) -> None:
    if position is not None and not 0 <= position <= LAST_POSITION:
        raise AreaRefused(_("The place in the list is a number from 0 to %(most)d.") % {"most": LAST_POSITION})


def _check_key(key: str) -> None:
    if not key:
        raise AreaRefused(_("Write a key."))
    if len(key) > LONGEST_KEY or not _KEY.fullmatch(key) or key in TAKEN:
        raise AreaRefused(
            _("“%(key)s” is not a key: small Latin letters, digits and hyphens, a letter first.") % {"key": key[:50]}
        )


def _check_under(wanted: NewArea, final: Mapping[str, tuple[dict[str, str], str]]) -> None:
    if wanted.under not in final:
        raise AreaRefused(_("There is no governorate with the key “%(key)s”.") % {"key": wanted.under[:50]})
    if wanted.under == wanted.key or final[wanted.under][1]:
        above = in_language(final[wanted.under][0])
        raise AreaRefused(_("“%(name)s” is not a governorate, and only governorates have districts.") % {"name": above})
    if any(under == wanted.key for _name, under in final.values()):
        raise AreaRefused(_("It has districts of its own, so it cannot belong to a governorate."))


def _make(there: dict[str, Area], wanted: Sequence[NewArea]) -> list[NewEntry]:
    """Governorates before the districts that lie in them."""
    last = max((each.position for each in there.values()), default=0)
    entries: list[NewEntry] = []
    for ready in ([each for each in wanted if not each.under], [each for each in wanted if each.under]):
        new = []
        for each in ready:
            last += 10
            position = last if each.position is None else each.position
            under = there[each.under] if each.under else None
            name = cleaned_name(each.name)
            new.append(Area(key=each.key, name=name, under=under, position=position, closes_on=each.closes_on))
        for area in Area.objects.bulk_create(new):
            there[area.key] = area
            entries.append(NewEntry("area_made", "area", area.pk, {"area": area.key, "name": area.name}))
    return entries


def _change(there: Mapping[str, Area], wanted: Sequence[NewArea]) -> Iterator[NewEntry]:
    changed: list[Area] = []
    entries: list[NewEntry] = []
    for each in wanted:
        area = there[each.key]
        before, name = dict(area.name), cleaned_name(each.name)
        said = _said(area)
        area.name, area.under = name, there[each.under] if each.under else None
        area.position = area.position if each.position is None else each.position
        area.closes_on = each.closes_on
        if (before, said) == (name, _said(area)):
            continue
        changed.append(area)
        renamed = {"before": before, "name": name} if before != name else {"name": name}
        entries.append(NewEntry("area_changed", "area", area.pk, {"area": area.key, **renamed, **_said(area)}))
    Area.objects.bulk_update(changed, ["name", "under", "position", "closes_on"], batch_size=500)
    return iter(entries)


def _said(area: Area) -> dict[str, Any]:
    """What the trail keeps of it, beside its name."""
    said: dict[str, Any] = {"position": area.position, "governorate": area.under.key if area.under else ""}
    return said | ({"day": area.closes_on.isoformat()} if area.closes_on else {})
