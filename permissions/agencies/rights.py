"""The names of the rights that are granted on an agency: code names of the ``Agency`` model's permissions."""

from __future__ import annotations

from typing import Final

VIEW_CASE: Final = "view_case"
WORK_CASE: Final = "work_case"
VIEW_EVERY_CASE: Final = "view_every_case"
WORK_EVERY_CASE: Final = "work_every_case"
HANDLE_SENSITIVE: Final = "handle_sensitive"
OPEN_IDENTITY: Final = "open_identity"
PUBLISH_RULES: Final = "publish_rules"
EDIT_PAGES: Final = "edit_pages"
MANAGE_PEOPLE: Final = "manage_people"
MANAGE_BODY: Final = "manage_body"
READ_AUDIT: Final = "read_audit"
READ_REPORTS: Final = "read_reports"
TAKE_CALLS: Final = "take_calls"
ERASE_CASE: Final = "erase_case"

ALL: Final = (
    VIEW_CASE,
    WORK_CASE,
    VIEW_EVERY_CASE,
    WORK_EVERY_CASE,
    HANDLE_SENSITIVE,
    OPEN_IDENTITY,
    PUBLISH_RULES,
    EDIT_PAGES,
    MANAGE_PEOPLE,
    MANAGE_BODY,
    READ_AUDIT,
    READ_REPORTS,
    TAKE_CALLS,
    ERASE_CASE,
)
"""Every right."""
NATIONAL: Final = frozenset(
    {
        VIEW_EVERY_CASE,
        WORK_EVERY_CASE,
        PUBLISH_RULES,
        EDIT_PAGES,
        MANAGE_PEOPLE,
        READ_AUDIT,
        READ_REPORTS,
        TAKE_CALLS,
    }
)
"""Rights over the platform as a whole: worth something only where they are held at the complaints unit."""
ORDINARY: Final = frozenset({VIEW_CASE, WORK_CASE})
"""Rights that reach no further than the ordinary cases of the one body: all that its own administrator gives."""
