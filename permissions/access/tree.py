"""The tree of bodies as a whole, under the one lock of all who change it, and what cannot stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from permissions.access.errors import BodyRefused
from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import fold
from permissions.platform.called import calendar_of_the_country
from permissions.translated_text import first_language, in_language, language_name

LONGEST_CODE: Final = 40
LONGEST_NAME: Final = 200
MOST_GENERATIONS: Final = 3
"""A body, the one above it, and the one above that: rights know nobody further up (``Standing.above``)."""
_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAKEN: Final = frozenset({"new", "unknown"})
"""Words that stand in addresses and forms where a code could."""


@dataclass(frozen=True, slots=True)
class NewBody:
    """A body that is not there yet. ``parent``: the code of the one above it, which may be as new; "" for none."""

    code: str
    name: Mapping[str, str]
    parent: str = ""
    email: str = ""


def check_name(name: Mapping[str, str], refused: type[Exception], *, first: str = "") -> dict[str, str]:
    """The name of a body or a post, without blank ends. Raises ``refused`` with a sentence.

    ``first``: the language in which it must have one, where that is about to change.
    """
    cleaned = cleaned_name(name)
    if not cleaned.get(first or first_language()):
        raise refused(_("Enter the name in %(language)s.") % {"language": language_name(first or first_language())})
    if any(len(words) > LONGEST_NAME or not words.isprintable() for words in cleaned.values()):
        raise refused(_("A name is one line of at most %(count)d letters.") % {"count": LONGEST_NAME})
    return cleaned


def cleaned_name(name: Mapping[str, str]) -> dict[str, str]:
    """Without blank ends, and without the languages in which there is none."""
    return {language: cleaned for language, words in name.items() if (cleaned := words.strip())}


@dataclass(slots=True)
class Tree:
    """All bodies, read under the one lock that whoever changes the tree takes; and those that are about to be made."""

    by_id: dict[int, Agency]
    by_code: dict[str, Agency]
    coming: dict[str, str]
    names: dict[str, int]

    @classmethod
    def locked(cls) -> Tree:
        """One lock for all who change it: two moves at once must not make a circle."""
        list(Agency.objects.select_for_update().filter(role=AgencyRole.CENTRAL_UNIT).values_list("pk", flat=True))
        tree = cls({}, {}, {}, {})
        tree.add(Agency.objects.all())
        return tree

    def add(self, agencies: Iterable[Agency]) -> None:
        for each in agencies:
            self.by_id[each.pk] = self.by_code[each.code] = each
            if not each.has_closed:
                self.names |= {fold(words): each.pk for words in each.name.values()}

    @property
    def calendar(self) -> str:
        """The key of the calendar that new bodies begin with: the country's, by which the unit works."""
        units = (each.calendar for each in self.by_id.values() if each.role == AgencyRole.CENTRAL_UNIT)
        return next(units, None) or calendar_of_the_country()

    def of(self, agency_id: int) -> Agency:
        return self.by_id[agency_id]

    def note(self, wanted: NewBody) -> None:
        """It will be there: the next ones may not take its code or its name."""
        self.coming[wanted.code] = wanted.parent
        self.names |= {fold(words): 0 for words in cleaned_name(wanted.name).values()}

    def check_code(self, code: str) -> None:
        if len(code) > LONGEST_CODE or not _CODE.fullmatch(code):
            raise BodyRefused(
                _("“%(code)s” is not a code: write small Latin letters, digits and hyphens, at most 40.")
                % {"code": code[:50]}
            )
        if code in TAKEN:
            raise BodyRefused(_("This word is taken. Choose another code."))
        if code in self.by_code or code in self.coming:
            raise BodyRefused(
                _("There is an agency with the code “%(code)s” already. Choose another code.") % {"code": code}
            )

    def check_name(self, name: Mapping[str, str], *, but: int = -1) -> None:
        """``but``: the body whose own name it is."""
        for words in check_name(name, BodyRefused).values():
            if self.names.get(fold(words), but) != but:
                raise BodyRefused(
                    _("There is an agency called “%(name)s” already. People could not tell them apart.")
                    % {"name": words}
                )

    def row(self, wanted: NewBody) -> Agency:
        """The row of a new body, whose parent is there. Raises ``BodyRefused`` where it cannot stand below that."""
        calendar = self.calendar
        agency = Agency(code=wanted.code, name=cleaned_name(wanted.name), email=wanted.email, calendar=calendar)
        if wanted.parent:
            parent = self.by_code[wanted.parent]
            self.check_place(agency, parent)
            agency.parent = parent
        return agency

    def check_place(self, agency: Agency, above: Agency) -> None:
        if agency.pk is not None and agency.pk in {above.pk, *self.line(above)}:
            raise BodyRefused(_("An agency cannot stand below itself, or below one that stands below it."))
        if above.role != AgencyRole.PUBLIC_BODY:
            raise BodyRefused(_("The platform’s own units stand beside the tree of agencies."))
        if above.closes_on is not None or not above.active:
            raise BodyRefused(_("“%(body)s” closes. Choose another one.") % {"body": in_language(above.name)})
        if len(self.line(above)) + 1 + self.height(agency) > MOST_GENERATIONS:
            raise BodyRefused(
                _("The tree has at most %(count)d levels: who answers to whom is not asked any further up.")
                % {"count": MOST_GENERATIONS}
            )

    def line(self, agency: Agency) -> list[int]:
        """The ids of all bodies above one, nearest first."""
        found: list[int] = []
        while agency.parent_id is not None and agency.parent_id not in found:
            found.append(agency.parent_id)
            agency = self.of(agency.parent_id)
        return found

    def height(self, agency: Agency) -> int:
        """How many generations stand from one body down, itself among them."""
        count, below = 1, {agency.pk} - {None}
        while below and count <= MOST_GENERATIONS:
            below = {each.pk for each in self.by_id.values() if each.parent_id in below}
            count += bool(below)
        return count

    def code_of(self, agency_id: int | None) -> str:
        """The code of a body that is there; "" for none."""
        return self.by_id[agency_id].code if agency_id is not None else ""
