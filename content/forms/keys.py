"""The machine keys of questions: how they are written, and which names a form keeps for itself."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.limits.challenges import SOLUTION, TICKET
from workflows.cases.models.words import PROOF

KEY_PATTERN = r"^[a-z][a-z0-9_]*$"
KEY_LENGTH = 40
NAMED_LENGTH = 200
"""Of what stands in a condition for a question while it is written: its words are as long as a question's."""
PART_LENGTH = 16
"""Of the key of a group, and of a question in it: together with a number they are the key of an answer."""

FOR_OTHER, FOR_NAME, FOR_NUMBER = "for_other", "for_name", "for_number"
"""For whom it is filed: what whoever files is to them, their name, their national number."""
FOR_CONSENT, FOR_WHY_NOT = "for_consent", "for_why_not"
"""Whether that person agrees, and why they cannot."""
LETTER_DATE = "letter_date"
"""Of which day a letter on paper is."""
WITH_OTHERS = "with_others"
"""Whether others file it, too; ``with_others_1`` is the first of them."""
PARTS_OF_A_PERSON = ("_name", "_number", "_email", "_phone")

# The case's own questions: their names in HTML are part of the platform's contract.
CASE_KEYS = frozenset(
    {
        *("agency", "subject", "text", "place", "area", "position", "files", "name", "email", "phone", "contact"),
        *("concerns", "concerned", "confidential", "category", LETTER_DATE),
        *(FOR_OTHER, FOR_NAME, FOR_NUMBER, FOR_CONSENT, FOR_WHY_NOT, PROOF, WITH_OTHERS),
        *(f"{WITH_OTHERS}_{time}{part}" for time in range(1, 11) for part in ("", "_more", *PARTS_OF_A_PERSON)),
    }
)
# What travels with a form beside its answers.
FORM_TOKEN = "form_token"  # noqa: S105 - the name of a field, not a secret
FILES = "files"
KEPT_FILES = "kept_files"
REMOVED_FILES = "remove_files"


@dataclass(frozen=True, slots=True)
class FileNames:
    """What the files of one question go by in HTML: those that come, those that are here already, those to remove."""

    new: str = FILES
    kept: str = KEPT_FILES
    removed: str = REMOVED_FILES


ALL_FILES = FileNames()
"""Of the question for files of all kinds, and of acts."""


def file_names(key: str) -> FileNames:
    """Of the question ``key``. No key of an editor's has a dot."""
    return ALL_FILES if key == FILES else FileNames(key, f"{KEPT_FILES}.{key}", f"{REMOVED_FILES}.{key}")


AGENCY_TYPED = "agency_typed"
"""What stands in the search for an agency: not an answer, but not to be lost either."""
MINE = "mine"
"""Whether a citizen who is signed in files a request as theirs."""
FORM_STEP, FORM_GO, FORM_CHECKED = "form_step", "form_go", "form_checked"
"""Of a form in steps: the page that was sent, the button that sent it, and whether all was checked once."""
FORM_TAKE, HINTED = "form_take", "hinted"
"""What was taken of that which was offered before sending, and what was shown of it."""
LOOK = "look"
"""What the button ``FORM_GO`` says that asks for it, where a form is one page: nothing is sent then."""
DANGER_GO, PROTECT = "danger_go", "protect"
"""Of a form that speaks of danger: it is sent all the same, or what was written goes into the protected form. A device
that sends the first without a value has somebody in front of it who can be asked."""
FRESH = "fresh"
"""In the query of a form's own address: a fresh token is asked for (``fresh.py``)."""
MECHANISM_KEYS = frozenset(
    {
        "csrfmiddlewaretoken",
        FORM_TOKEN,
        FORM_STEP,
        FORM_GO,
        FORM_CHECKED,
        FORM_TAKE,
        HINTED,
        DANGER_GO,
        PROTECT,
        FRESH,
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
