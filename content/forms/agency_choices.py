"""The agencies that a citizen can name on a form, in the order of the tree."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import in_order
from permissions.translated_text import in_language

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PublicBody:
    """An agency as the list shows it. ``also``: its names in the other languages, so that a search finds those too."""

    code: str
    name: str
    above: str
    also: str
    depth: int

    @property
    def shown(self) -> str:
        """The name, with a dash for each step down the tree."""
        return "– " * self.depth + self.name


def public_bodies(language: str) -> list[PublicBody]:
    """All public bodies that take new cases, each below the one it belongs to, by name in ``language``.

    A body whose parent takes no cases stands at the top. One query.
    """
    rows = Agency.objects.filter(active=True, role=AgencyRole.PUBLIC_BODY)
    found = in_order(rows.only("code", "name", "parent_id"), lambda agency: in_language(agency.name, language))
    codes = {agency.pk for agency in found}
    below: dict[int | None, list[Agency]] = {}
    for agency in found:
        below.setdefault(agency.parent_id if agency.parent_id in codes else None, []).append(agency)
    bodies: list[PublicBody] = []

    def add(agencies: list[Agency], above: str, depth: int) -> None:
        for agency in agencies:
            name = in_language(agency.name, language)
            also = " ".join(text for key, text in agency.name.items() if key != language)
            bodies.append(PublicBody(agency.code, name, above, also, depth))
            add(below.get(agency.pk, []), name, depth + 1)

    add(below.get(None, []), "", 0)
    return bodies
