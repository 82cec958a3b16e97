"""A letter as its reader would get it, for whoever writes its words: about a case that never was, or about a real one.

The secret code of a real case is in no example.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _

from permissions.agencies.levels import ordinal
from permissions.agencies.models import Agency, AgencyRole
from permissions.isolated import isolated, isolated_words
from permissions.now import now
from permissions.translated_text import in_language
from permissions.writing import local, written_due, written_in_figures
from workflows.cases.models import Case, CaseEvent, Outcome, RequestKind, Track
from workflows.cases.outcome_words import decision_briefly, decision_title
from workflows.cases.tracking import grouped
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import Kept, WrittenLetter
from workflows.notifications.text_message import TextMessage
from workflows.notifications.to_citizens_and_staff import ANSWERS, about_the_code, values, worded
from workflows.notifications.wording.definition import Words
from workflows.notifications.wording.delivered import Part, delivered_message
from workflows.notifications.wording.length import NUMBER
from workflows.notifications.wording.placeholders import filled
from workflows.outbox.models import OutboxEntry

CODE: Final = "0" * 16
"""Of nobody's case."""


def example(
    topic: str,
    part: Part,
    said: Words,
    language: str,
    case: Case | None = None,
    words: Mapping[str, object] | None = None,
) -> WrittenLetter:
    """The letter, in the language that is on. ``case``: whose number, names and date stand in it.

    ``words``: what the placeholders stand for, where it is known already.
    """
    tracking = case.tracking if case is not None else NUMBER
    words = words or example_values(topic, case)
    if not part.to_citizen:
        return worded(said, words, language=language, link=part.letter.staff_link(tracking, language, 1))
    code = CODE if topic == "acknowledged" and not part.sealed else ""
    by_phone = {**words, **example_values_by_phone(topic, case)}
    texts = (said.message, delivered_message(topic, language, undated=part.undated)) if not part.sealed else ()
    return worded(
        said,
        words,
        language=language,
        link=addresses.case_link(tracking, "citizen", language),
        more=about_the_code(topic, Track.SENSITIVE if part.sealed else Track.ORDINARY, code),
        message=TextMessage(tuple(filled(text, by_phone) for text in texts if text), tracking, code),
        kept=_kept(part, tracking, case, code),
        contact=addresses.contact_link(language),
        plain=part.sealed,
        unnumbered=part.sealed,
    )


def _kept(part: Part, tracking: str, case: Case | None, code: str) -> tuple[Kept, ...]:
    kept = [Kept(_("Request number"), tracking)]
    if not part.sealed:
        subject = case.subject if case is not None else _("The street lamps have been out for a week")
        kept.insert(0, Kept(_("Subject"), subject, figure=False))
    if code:
        kept.append(Kept(_("Secret code"), grouped(code)))
    return tuple(kept)


def example_values(topic: str, case: Case | None = None) -> Mapping[str, object]:
    """What the placeholders stand for, in the language that is on."""
    if case is None:
        return _made_up()
    decided = _last_decision(case)
    answer = topic in ANSWERS and decided is not None
    entry = OutboxEntry(
        topic=topic if answer else "",
        event_number=decided.number if answer and decided is not None else None,
        data={
            "agency": case.agency_id,
            "due": case.due.isoformat() if case.due else "",
            "by_day": case.due_by_day,
            "level": case.level or 1,
        },
    )
    found = values(entry, case)
    return found if answer else {**found, "decision": _decision(str(found["agency"]))}


def example_values_by_phone(topic: str, case: Case | None = None) -> Mapping[str, object]:
    """The same of those that are shorter in a text message."""
    due = now() + timedelta(days=3) if case is None else case.due
    decided = _last_decision(case) if case is not None and topic in ANSWERS else None
    outcome = decided.outcome if decided is not None else Outcome.RESOLVED
    return {
        "due": written_in_figures(local(due).date()) if due is not None else "—",
        "decision": decision_briefly(case.kind.code if case is not None else "", outcome),
    }


def _last_decision(case: Case) -> CaseEvent | None:
    return CaseEvent.objects.filter(case=case).exclude(outcome="").order_by("number").last()


def _made_up() -> dict[str, object]:
    body = Agency.objects.filter(role=AgencyRole.PUBLIC_BODY, active=True).order_by("pk").first()
    kind = RequestKind.objects.filter(sensitive=False).order_by("position").first()
    agency = isolated_words(in_language(body.name) if body is not None else "…")
    return {
        "tracking": isolated(NUMBER),
        "kind": in_language(kind.name) if kind is not None else "…",
        "category": in_language(kind.name) if kind is not None else "…",
        "agency": agency,
        "agencies": agency,
        "due": written_due(now() + timedelta(days=3), by_day=True),
        "level": ordinal(1),
        "decision": _decision(agency),
    }


def _decision(agency: str) -> str:
    return decision_title("", Outcome.RESOLVED) % {"agency": agency}
