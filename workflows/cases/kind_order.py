"""The order in which kinds of request are offered and listed: one thing that owners publish for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from permissions.translated_text import languages
from workflows.cases.models import RequestKind
from workflows.versions.models import Subject, Version
from workflows.versions.publishable import Publishable

KEY: Final = "kinds"
"""There is one order, and this is its key."""


def as_it_stands() -> dict[str, Any]:
    """The order that holds now, of the kinds that are taken, as the definition of a version."""
    codes = RequestKind.objects.filter(active=True).values_list("code", flat=True)
    return {"name": _named(), "kinds": list(codes)}


def _named() -> dict[str, str]:
    names = {}
    for language in languages():
        with override(language):
            names[language] = _("Order of the kinds")
    return names


def parse(definition: Any) -> tuple[str, ...]:
    """The codes in their order; raises ``KeyError`` or ``TypeError`` where it is malformed."""
    return tuple(str(code) for code in definition["kinds"])


def check(_key: str, definition: Any) -> list[str]:
    """Translated sentences; none when it can be published. A kind that it lacks comes after those that it names."""
    try:
        codes = parse(definition)
    except (KeyError, TypeError):
        return [_("The order cannot be read.")]
    there = set(RequestKind.objects.values_list("code", flat=True))
    missing = _("The order names the kind “%(kind)s”, which is not there.")
    twice = _("The order names the kind “%(kind)s” twice.")
    return [
        *(missing % {"kind": code} for code in codes if code not in there),
        *(twice % {"kind": code} for code in sorted(set(codes)) if codes.count(code) > 1),
    ]


def put_in_force(version: Version) -> None:
    """Each kind has its place; those that are not named come after, as they stood."""
    codes = parse(version.definition)
    kinds = list(RequestKind.objects.select_for_update())
    places = {code: place for place, code in enumerate(codes)}
    kinds.sort(key=lambda kind: places.get(kind.code, len(places)))
    for place, kind in enumerate(kinds):
        kind.position = place
    RequestKind.objects.bulk_update(kinds, ["position"])


def standing() -> Mapping[str, Any]:
    """It holds by the rows of the kinds, whether it was ever published or not."""
    return {KEY: as_it_stands()}


def every_list(to: str, _key: str) -> Iterator[str]:
    """Who needs it: it cannot end."""
    if to == Subject.ORDER:
        yield _("every list of kinds")


ORDER: Publishable[tuple[str, ...]] = Publishable(
    subject=Subject.ORDER, parse=parse, check=check, effect=put_in_force, standing=standing, users=every_list
)
