"""The words with which the form of a new kind begins; its editors make them theirs before they publish it."""

from __future__ import annotations

from typing import Any, Final

from content.forms.texts.shared import CONFIDENTIAL, CONTACT, SUBJECT, UNSURE, WHO_READS
from content.forms.written import ask
from content.pages.written import Both
from workflows.questions.types import QuestionKind

_STATEMENT: Final = ask(
    QuestionKind.STATEMENT,
    Both("ما الذي تريد قوله؟", "What would you like to say?"),
    Both(
        "اذكر ما يلزم لفهم طلبك: ما حدث، ومتى، وأين. لا تكتب رقمك الوطني هنا.",
        "Say what we need to understand your request: what happened, when and where. Do not write your national number "
        "here.",
    ),
)
_FILES: Final = ask(QuestionKind.FILES, Both("ملفات توضّح طلبك", "Files that make it clearer"))
_AGENCY: Final = ask(QuestionKind.AGENCY, Both("الجهة المعنية", "The agency it concerns"), UNSURE)
_SAID: Final = {
    "summary": Both("اكتب إلينا في هذا الأمر", "Write to us about this"),
    "intro": Both("", ""),
    "send_label": Both("إرسال الطلب", "Send the request"),
}

ORDINARY: Final[dict[str, Any]] = {
    **_SAID,
    "questions": [_AGENCY, ask(QuestionKind.SUBJECT, SUBJECT), _STATEMENT, _FILES, CONTACT, CONFIDENTIAL],
    "notes": [WHO_READS],
}
SEALED: Final[dict[str, Any]] = {
    **_SAID,
    "questions": [_AGENCY, ask(QuestionKind.SUBJECT, SUBJECT), _STATEMENT, _FILES, CONTACT],
    "notes": [],
}
"""Of a kind that only the unit for sensitive requests reads: whom an agency would tell is of no concern there."""
