"""Letters about the national reports: one is there, is signed, or waits for a signature or an agency's word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import may
from permissions.access.selectors import held_by
from permissions.agencies.rights import READ_REPORTS
from permissions.isolated import isolated_words
from permissions.now import now
from permissions.writing import written_month
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry

READY: Final = "report_ready"
SIGNED: Final = "report_signed"
TO_SIGN: Final = "report_to_sign"
TO_CONFIRM: Final = "report_to_confirm"
# Placeholders: report.
LETTERS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    READY: (
        _("Draft: %(report)s"),
        _(
            "Its figures are counted and frozen, and will not change. The complaints unit has not signed it yet: until "
            "it has, its files are marked as a draft, and comments may be added. You get another letter when it is "
            "signed."
        ),
    ),
    SIGNED: (
        _("Signed: %(report)s"),
        _("The complaints unit has signed it. Its files are final, and take the place of the draft."),
    ),
    TO_SIGN: (
        _("Waits for your unit’s signature: %(report)s"),
        _(
            "It was sent as a draft. Add comments where they are needed, and have it signed by a colleague who wrote "
            "none of them."
        ),
    ),
    TO_CONFIRM: (
        _("Please confirm your agency’s lines: %(report)s"),
        _(
            "Its register names the requests that were pending with your agency at the end of the year. Confirm each "
            "line, or say what is not right about it. What you have said nothing to when the complaints unit signs "
            "the report is printed as not confirmed."
        ),
    ),
}


def ask_for_letters(topic: str, people: Iterable[int], *, kind: str, period: str, key: str) -> int:
    """A row for each of these people, and no second one with the same ``key``. Returns how many people there are."""
    at = now()
    rows = [
        OutboxEntry(
            key=f"{topic}:{key}:{user_id}",
            topic=topic,
            audience="staff",
            user_id=user_id,
            data={"kind": kind, "period": period},
            created_at=at,
            available_at=at,
        )
        for user_id in people
    ]
    OutboxEntry.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        nudge_after_commit()
    return len(rows)


def written(entry: OutboxEntry, language: str) -> WrittenLetter | None:
    """One of these letters, in the language that is on; None for whoever may not read the reports any more."""
    kind, period = entry.data["kind"], entry.data["period"]
    to_agency = entry.topic == TO_CONFIRM
    if not to_agency and not may(held_by(entry.user_id or 0), READ_REPORTS, None):
        return None
    if kind == "monthly":
        month = written_month(date.fromisoformat(f"{period}-01"))
        report = _now("Monthly report to the Prime Minister, %(period)s") % {"period": month}
    else:
        report = _now("Yearly report to the Prime Minister, %(period)s") % {"period": period}
    subject, text = LETTERS[entry.topic]
    act = _now("See your agency’s lines") if to_agency else _now("Open the report")
    return WrittenLetter(language, str(subject) % {"report": isolated_words(report)}, str(text), act, link_of(entry))


def link_of(entry: OutboxEntry) -> str:
    """Where its reader acts: at the report, or at the lines of their agency."""
    if entry.topic == TO_CONFIRM:
        return addresses.register_link()
    return addresses.report_link(entry.data["kind"], entry.data["period"])
