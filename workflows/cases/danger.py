"""Words of danger in what a channel hands over. The diary keeps which kind of danger, and none of the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from permissions.translated_text import in_language
from workflows.cases.submission import Submission
from workflows.danger_words.decide import DangerMatch, DangerTable, find_danger
from workflows.danger_words.definition import danger_table_in_force

DANGER: Final = "danger"
"""Under this the diary keeps the code of the kind of danger for which a case was held."""
RECORDING: Final = "recording"
"""In the place of a kind: no table reads what was recorded instead of written."""


def danger_of(submission: Submission, table: DangerTable | None) -> str:
    """For which kind of danger the unit looks first; "" of most. A recording in place of the text may speak of any: it
    is ``RECORDING`` where nobody could ask its sender."""
    match = danger_in(submission, table)
    if match is not None:
        return match.kind
    unread = submission.recording and not submission.text.strip() and not submission.asked_of_danger
    return RECORDING if unread and table is not None and table.kinds else ""


def danger_in(submission: Submission, table: DangerTable | None) -> DangerMatch | None:
    """What its subject, its text and the answers in words speak of, by the table in force; None of most.

    A blank line between them: what stands in a subject rules out nothing that the text says.
    """
    if table is None:
        return None
    answers = (answer.value for answer in submission.answers if isinstance(answer.value, str))
    return find_danger("\n\n".join((submission.subject, submission.text, *answers)), table)


@dataclass(frozen=True, slots=True)
class DangerShown:
    """What a case was held for: the kind of danger in words, and the words of its sender by which it is recognised
    now; none where the table in force no longer does."""

    title: str
    words: tuple[str, ...]


def danger_shown(opened: Mapping[str, Any], text: str) -> DangerShown | None:
    """Of a case with this ``text``, by the data of its filing, in the language that is on; None where it was not held
    for danger."""
    code = opened.get(DANGER)
    if not code:
        return None
    if code == RECORDING:
        return DangerShown(_("a recording to which nobody has listened"), ())
    table = danger_table_in_force()
    kind = table.kind(code) if table is not None else None
    match = find_danger(text, table) if table is not None else None
    return DangerShown(in_language(kind.title) if kind is not None else code, match.words if match is not None else ())
