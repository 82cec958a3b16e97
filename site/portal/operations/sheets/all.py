"""The sheets that there are, by what an address calls them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from portal.operations.sheets.areas import AreasSheet
from portal.operations.sheets.bodies import BodiesSheet
from portal.operations.sheets.contacts import ContactsSheet
from portal.operations.sheets.holidays import HolidaysSheet
from portal.operations.sheets.people import PeopleSheet
from portal.operations.sheets.posts import PostsSheet
from portal.operations.sheets.rules import RulesSheet
from portal.operations.sheets.services import ServicesSheet
from portal.operations.sheets.sheet import Sheet

SHEETS: Final[Mapping[str, type[Sheet]]] = {
    sheet.code: sheet
    for sheet in (
        BodiesSheet,
        AreasSheet,
        PostsSheet,
        PeopleSheet,
        RulesSheet,
        HolidaysSheet,
        ContactsSheet,
        ServicesSheet,
    )
}


def sheet_of(code: str, key: str = "") -> Sheet | None:
    """The sheet of an address; None where there is none, or no thing of that key."""
    kind = SHEETS.get(code)
    if kind is None or kind.keyed != bool(key):
        return None
    sheet = kind(key)
    return sheet if sheet.exists() else None
