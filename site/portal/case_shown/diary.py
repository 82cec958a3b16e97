"""What happened to a case, for ``components/timeline.html``: each event's sign, and its title for whoever reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from permissions.agencies.levels import ordinal
from permissions.agencies.models import Agency, AgencyRole
from permissions.translated_text import in_language, one_and_all
from permissions.writing import written_due, written_moment
from portal.case_shown.files import ShownFile
from portal.case_shown.outcomes import SIGNS as OUTCOME_SIGNS
from portal.case_shown.outcomes import tone_of
from workflows.cases.categories import names_of
from workflows.cases.events import EVENTS, EventKind, EventVerb
from workflows.cases.grounds import ground_words
from workflows.cases.models import CaseEvent, Message, MessageKind, Outcome, Priority, Solved, Theme
from workflows.cases.outcome_words import decision_title
from workflows.processes.publishable import PROCESSES
from workflows.services.doing import names, reason_of


@dataclass(frozen=True, slots=True)
class Translation:
    """What an officer wrote of a citizen's text in another language: the words, who wrote them and when."""

    text: str
    who: str
    when: datetime


@dataclass(frozen=True, slots=True)
class ShownRefusal:
    """Why a request was refused: the ground by its key and in words, the rule, and what its citizen can do instead.

    The two texts are empty once the words of the case were erased.
    """

    key: str
    ground: str
    rule: str
    instead: str


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """One event as the component draws it.

    ``wrong``: of a correction, the part of the answer that no longer holds. ``corrected``: a part of it was corrected
    later. ``translation``: of its text, for the staff. ``refusal``: of a decision that refuses, why.
    """

    verb: str
    tone: str
    icon: str
    title: str
    when: datetime | str
    text: str
    files: list[ShownFile]
    wrong: str = ""
    corrected: bool = False
    translation: Translation | None = None
    refusal: ShownRefusal | None = None


def shown_event(
    event: CaseEvent,
    *,
    title: str,
    when: datetime | str,
    text: str,
    files: list[ShownFile],
    wrong: str = "",
    corrected: bool = False,
    translation: Translation | None = None,
    refusal: ShownRefusal | None = None,
) -> ShownEvent:
    """An event with its sign."""
    tone, icon = event.kind.tone, event.kind.icon
    if event.verb == EventVerb.DECIDED:
        tone = tone_of(_decided_outcome(event))
        icon = OUTCOME_SIGNS[tone]
    return ShownEvent(event.verb, tone, icon, title, when, text, files, wrong, corrected, translation, refusal)


def said_in(messages: Iterable[Message]) -> tuple[str, str]:
    """The words of an event in one text; and, of a correction, the part of the answer that no longer holds."""
    rows = list(messages)
    wrong = "\n\n".join(each.text for each in rows if each.kind == MessageKind.CORRECTED)
    return "\n\n".join(each.text for each in rows if each.kind not in _APART), wrong


_APART = (MessageKind.CORRECTED, MessageKind.RULE, MessageKind.INSTEAD)
"""Words that stand under a heading of their own."""


def refusal_in(event: CaseEvent, messages: Iterable[Message]) -> ShownRefusal | None:
    """Why an event refused the request; None of any other, and of those of before a ground was asked for."""
    key = str(event.data.get("ground", ""))
    if not key:
        return None
    words = {each.kind: each.text for each in messages if each.kind in _APART}
    rule, instead = words.get(MessageKind.RULE, ""), words.get(MessageKind.INSTEAD, "")
    return ShownRefusal(key, ground_words(event.case.kind, key), rule, instead)


def corrected_by(events: Iterable[CaseEvent]) -> frozenset[int]:
    """The answers (numbers of events) of which a part was corrected later."""
    return frozenset(event.data["of"] for event in events if event.verb == EventVerb.ANSWER_CORRECTED)


def title_for_citizen(event: CaseEvent) -> str:
    """What happened, said to whoever filed the case: in words of its own, since they were there."""
    if event.verb == EventVerb.REMINDED and event.body.role != AgencyRole.PUBLIC_BODY:
        return _("Nobody had acted: the unit was told again")
    kind = _kind_of(event)
    if event.verb == EventVerb.PROCEEDED and not _stays(event):
        return _("%(agency)s has done its part") % _named(event, kind)
    decision = decision_title(event.case.kind.code, _decided_outcome(event)) if event.verb == EventVerb.DECIDED else ""
    own = str(kind.to_citizen or EVENTS[EventVerb.SERVED].to_citizen)  # an act may name its event by what it did
    return (decision or own) % _named(event, kind) + _solved_words(event, _("; you got what you needed: %(said)s"))


def _stays(event: CaseEvent) -> bool:
    """Whether the agency that acted has the next step, too."""
    return bool(event.data.get("entered")) and event.body in (event.went, *event.also_went)


def title_for_staff(event: CaseEvent) -> str:
    """What happened, said to those who work the case."""
    kind = _kind_of(event)
    if kind.to_staff:
        more = _solved_words(event, _("; got what they needed: %(said)s")) + _perhaps_words(event)
        return str(kind.to_staff) % _named(event, kind) + more
    words = str(kind.words)
    return words[:1].upper() + words[1:]


def _kind_of(event: CaseEvent) -> EventKind:
    """Of its verb, or of a referral: what went up also goes to another agency where nobody there was free of it."""
    moved = event.verb == EventVerb.ESCALATED and "moved" in event.data
    return EVENTS[EventVerb.REFERRED] if moved else event.kind


def _named(event: CaseEvent, kind: EventKind) -> dict[str, object]:
    """What titles have places for."""
    return {
        "agency": one_and_all(str(each) for each in (event.went, *event.also_went)) if kind.sends else event.body,
        "level": ordinal(event.data.get("to_level", event.level)),
        "outcome": dict(Outcome.choices).get(_decided_outcome(event), ""),
        "stars": event.data.get("stars", 0),
        "until": until_words(event),
        "due": _due_words(event),
        "service": _service_words(event),
        "category": _category(event),
        "priority": dict(Priority.choices).get(str(event.data.get("to", "")), ""),
        "checks": _check_words(event),
        "quality": _quality_words(event),
        "themes": _theme_words(event),
        "consulted": event.consulted or "",
        "version": event.data.get("process", ("", ""))[1],
    }


def _check_words(event: CaseEvent) -> str:
    """What was ticked and what unticked, by the words of the version that the case is on; empty for other events."""
    if not any(event.data.get(which) for which in ("ticked", "unticked")):
        return ""
    step = PROCESSES.of(event.case.process_version).steps.get(event.step)
    points = {point.key: in_language(point.name) for point in getattr(step, "checklist", ())}

    def named(which: str) -> str:
        return one_and_all(f"“{points.get(key, key)}”" for key in event.data[which])

    said = [(_("ticked %(points)s"), named("ticked")), (_("unticked %(points)s"), named("unticked"))]
    return "; ".join(words % {"points": found} for words, found in said if found)


def _quality_words(event: CaseEvent) -> str:
    """How many of the criteria it met; empty for every other event."""
    found = event.data.get("quality")
    return _("%(met)d of %(of)d criteria met") % found if found else ""


def _theme_words(event: CaseEvent) -> str:
    """What the words of a rating were found to speak of, by the list of today; empty for every other event."""
    keys = event.data.get("themes", ()) if event.verb == EventVerb.THEMES_SET else ()
    if not keys:
        return ""
    found = {theme.key: str(theme) for theme in Theme.objects.filter(key__in=keys)}
    return one_and_all(found.get(key, key) for key in keys)


def _service_words(event: CaseEvent) -> str:
    """What was done by itself, and why not where it was not; empty for every other event."""
    name, why = str(event.data.get("service", "")), str(event.data.get("why", ""))
    if not name:
        return ""
    title = names([name])[name]
    return f"{title} ({reason_of(name, why)})" if why else title


def _solved_words(event: CaseEvent, sentence: str) -> str:
    """Of a rating, whether its citizen got what they needed, where they said so; nothing of every other event."""
    said = event.data.get("solved", "")
    return sentence % {"said": Solved(said).label} if said else ""


def _perhaps_words(event: CaseEvent) -> str:
    """Of which body the citizen thinks instead, where they said so; nothing of every other event."""
    code = str(event.data.get("perhaps", "")) if event.verb == EventVerb.MISROUTED else ""
    body = Agency.objects.filter(code=code).first() if code else None
    return _("; they think of: %(agency)s") % {"agency": body} if body is not None else ""


def _category(event: CaseEvent) -> str:
    """What it was set to, by the tree of today."""
    if event.verb != EventVerb.CATEGORY_SET:
        return ""
    kind, _dot, key = str(event.data.get("to", [""])[-1]).partition(".")
    return names_of(kind, key)


def _decided_outcome(event: CaseEvent) -> str:
    return str(event.data.get("outcome", ""))


def _due_words(event: CaseEvent) -> str:
    """The date that an event speaks of, as the page names it; empty where it has none."""
    due = event.data.get("due")
    return written_due(datetime.fromisoformat(due), by_day=bool(event.data.get("by_day"))) if due else ""


def until_words(event: CaseEvent) -> str:
    """Until when an event opened an identity; empty for every other event."""
    until = event.data.get("until")
    return written_moment(datetime.fromisoformat(until)) if until else ""
