"""The machine keys of questions: how they are written, and which names a form keeps for itself."""

from __future__ import annotations

from permissions.limits.challenges import SOLUTION, TICKET

KEY_PATTERN = r"^[a-z][a-z0-9_]*$"
KEY_LENGTH = 40
PART_LENGTH = 16
"""Of the key of a group, and of a question in it: together with a number they are the key of an answer."""

# The case's own questions: their names in HTML are part of the platform's contract.
CASE_KEYS = frozenset(
    {
        *("agency", "subject", "text", "place", "area", "position", "files", "name", "email", "phone", "contact"),
        *("concerns", "concerned", "confidential", "category"),
    }
)
# What travels with a form beside its answers.
FORM_TOKEN = "form_token"  # noqa: S105 - the name of a field, not a secret
FILES = "files"
KEPT_FILES = "kept_files"
REMOVED_FILES = "remove_files"
AGENCY_TYPED = "agency_typed"
"""What stands in the search for an agency: not an answer, but not to be lost either."""
MINE = "mine"
"""Whether a citizen who is signed in files a request as theirs."""
FORM_STEP, FORM_GO, FORM_CHECKED = "form_step", "form_go", "form_checked"
"""Of a form in steps: the page that was sent, the button that sent it, and whether all was checked once."""
MECHANISM_KEYS = frozenset(
    {
        "csrfmiddlewaretoken",
        FORM_TOKEN,
        FORM_STEP,
        FORM_GO,
        FORM_CHECKED,
        MINE,
        KEPT_FILES,
        REMOVED_FILES,
        AGENCY_TYPED,
        SOLUTION,
        TICKET,
    }
)
# Columns of exports and fields of the API stand beside the answers there.
COLUMN_KEYS = frozenset(
    {"id", "kind", "language", "channel", "tracking", "secret", "status", "level", "due", "outcome", "case"}
)
RESERVED_KEYS = CASE_KEYS | MECHANISM_KEYS | COLUMN_KEYS

DANGER = "danger"
"""A yes to a question of this key is the first thing that whoever works the case reads."""
