"""What happened to a case, for ``components/timeline.html``: each event's sign, and its title for whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from permissions.agencies.levels import ordinal
from permissions.agencies.models import AgencyRole
from permissions.translated_text import in_language
from permissions.written_time import written_moment
from portal.case_shown.files import ShownFile
from portal.case_shown.outcomes import SIGNS as OUTCOME_SIGNS
from portal.case_shown.outcomes import tone_of
from workflows.cases.models import CaseEvent, EventVerb, Outcome
from workflows.cases.outcome_words import decision_title

# Tone and icon of each verb: hollow for the citizen, teal an agency, saffron the clock, grey inside. A decision
# has those of its outcome.
SIGNS: Mapping[str, tuple[str, str]] = {
    EventVerb.OPENED: ("you", "document"),
    EventVerb.ASSIGNED: ("inside", "person"),
    EventVerb.NOTED: ("inside", "pen"),
    EventVerb.ASKED: ("", "inquiry"),
    EventVerb.CITIZEN_ANSWERED: ("you", "reply"),
    EventVerb.CITIZEN_ADDED: ("you", "clip"),
    EventVerb.RESUMED: ("clock", "clock"),
    EventVerb.REPLIED: ("", "reply"),
    EventVerb.DECIDED: ("done", "tick"),
    EventVerb.PROCEEDED: ("", "forward"),
    EventVerb.REFERRED: ("", "refer"),
    EventVerb.MISROUTED: ("you", "refer"),
    EventVerb.ESCALATED: ("clock", "stair"),
    EventVerb.REMINDED: ("clock", "bell"),
    EventVerb.ACCEPTED: ("you", "tick"),
    EventVerb.REOPENED: ("you", "reopen"),
    EventVerb.RATED: ("you", "star"),
    EventVerb.WITHDRAWN: ("you", "out"),
    EventVerb.CLOSED: ("clock", "lock"),
    EventVerb.HANDED_OVER: ("inside", "person"),
    EventVerb.IDENTITY_ASKED: ("inside", "person"),
    EventVerb.IDENTITY_OPENED: ("inside", "person"),
    EventVerb.IDENTITY_REFUSED: ("inside", "lock"),
    EventVerb.IDENTITY_CLOSED: ("inside", "lock"),
    EventVerb.PARTIES_SET: ("inside", "lock"),
    EventVerb.READER_NAMED: ("inside", "person"),
    EventVerb.READER_ENDED: ("inside", "out"),
}


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """One event as the component draws it."""

    verb: str
    tone: str
    icon: str
    title: str
    when: datetime | str
    text: str
    files: list[ShownFile]


def shown_event(event: CaseEvent, *, title: str, when: datetime | str, text: str, files: list[ShownFile]) -> ShownEvent:
    """An event with its sign."""
    tone, icon = SIGNS[event.verb]
    if event.verb == EventVerb.DECIDED:
        tone = tone_of(_decided_outcome(event))
        icon = OUTCOME_SIGNS[tone]
    return ShownEvent(event.verb, tone, icon, title, when, text, files)


def title_for_citizen(event: CaseEvent) -> str:
    """What happened, said to whoever filed the case."""
    named = {
        "agency": in_language(event.agency.name),
        "level": ordinal(event.level),
        "stars": event.data.get("stars", 0),
        "until": until_words(event),
    }
    if event.verb == EventVerb.REMINDED and event.agency.role == AgencyRole.SENSITIVE_UNIT:
        return _("Nobody had acted: the unit was told again")
    verb = EventVerb.REFERRED if went_elsewhere(event) else EventVerb(event.verb)
    decision = decision_title(event.case.kind.code, _decided_outcome(event)) if verb == EventVerb.DECIDED else ""
    return (decision or TITLES_FOR_CITIZEN[verb]()) % named


def _decided_outcome(event: CaseEvent) -> str:
    return str(event.data.get("outcome", ""))


def went_elsewhere(event: CaseEvent) -> bool:
    """Whether it was sent to another agency, also where it went up and nobody there was free of it."""
    return event.verb == EventVerb.REFERRED or (event.verb == EventVerb.ESCALATED and "moved" in event.data)


# In words of their own each: whoever reads was there. What is done among colleagues is never shown to them.
TITLES_FOR_CITIZEN = {
    EventVerb.OPENED: lambda: _("You filed the request"),
    EventVerb.REFERRED: lambda: _("Sent on to: %(agency)s"),
    EventVerb.MISROUTED: lambda: _("You said that it does not concern that agency; it went to %(agency)s"),
    EventVerb.ESCALATED: lambda: _("Went up to level %(level)s"),
    EventVerb.ASKED: lambda: _("%(agency)s has a question for you"),
    EventVerb.REPLIED: lambda: _("%(agency)s wrote to you"),
    EventVerb.DECIDED: lambda: _("%(agency)s answered"),
    EventVerb.PROCEEDED: lambda: _("%(agency)s has read it and works on it"),
    EventVerb.RATED: lambda: _("You rated: %(stars)d of 5"),
    EventVerb.CITIZEN_ANSWERED: lambda: _("You answered the question"),
    EventVerb.CITIZEN_ADDED: lambda: _("You added information"),
    EventVerb.RESUMED: lambda: _("No answer came: the agency’s time runs again"),
    EventVerb.REMINDED: lambda: _("The complaints unit was told that nobody had acted"),
    EventVerb.ACCEPTED: lambda: _("You accepted the answer"),
    EventVerb.REOPENED: lambda: _("You had it opened again"),
    EventVerb.WITHDRAWN: lambda: _("You took the request back"),
    EventVerb.CLOSED: lambda: _("Closed, as no objection came"),
    EventVerb.IDENTITY_OPENED: lambda: _(
        "Your name and contact details were opened, until %(until)s, to someone who works your request. "
        "A second person decided it for a stated reason, and each reading is recorded."
    ),
    EventVerb.PARTIES_SET: lambda: _("Now with: %(agency)s"),
}


def until_words(event: CaseEvent) -> str:
    """Until when an event opened an identity; empty for every other event."""
    until = event.data.get("until")
    return written_moment(datetime.fromisoformat(until)) if until else ""


TITLES_OF_IDENTITIES = {
    EventVerb.IDENTITY_ASKED: lambda: _("The custodian was asked who filed it"),
    EventVerb.IDENTITY_OPENED: lambda: _("The custodian opened the identity until %(until)s"),
    EventVerb.IDENTITY_REFUSED: lambda: _("The custodian did not open the identity"),
    EventVerb.IDENTITY_CLOSED: lambda: _("The identity was closed before its time"),
}


def title_for_staff(event: CaseEvent) -> str:
    """What happened, said to those who work the case."""
    if event.verb in TITLES_OF_IDENTITIES:
        return TITLES_OF_IDENTITIES[EventVerb(event.verb)]() % {"until": until_words(event)}
    if went_elsewhere(event):
        return _("Referred to %(agency)s") % {"agency": event.agency}
    match event.verb:
        case EventVerb.DECIDED:
            outcome = dict(Outcome.choices).get(_decided_outcome(event), "")
            return _("Decided: %(outcome)s") % {"outcome": outcome}
        case EventVerb.ESCALATED:
            return _("Moved up to level %(level)s") % {"level": ordinal(event.data.get("to_level", event.level))}
        case EventVerb.OPENED:
            return _("Filed; went to %(agency)s") % {"agency": event.agency}
        case EventVerb.PARTIES_SET:
            return _("Whom it concerns was recorded; it is now with %(agency)s") % {"agency": event.agency}
        case EventVerb.MISROUTED:
            return _("The citizen says: not this agency; went to %(agency)s") % {"agency": event.agency}
        case EventVerb.NOTED:
            return _("Internal note, not shown to the citizen")
    label = str(EventVerb(event.verb).label)
    return label[:1].upper() + label[1:]
