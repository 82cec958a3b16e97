"""What happened to a case, in the words and signs of the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.written_time import written_moment
from workflows.cases.models import Case, CaseEvent, EventVerb, File, Outcome
from workflows.cases.selectors import Happening

# Tone and icon of each verb: hollow for the citizen, teal an agency, saffron the clock, olive the answer, grey inside.
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
    EventVerb.REFERRED: ("", "refer"),
    EventVerb.ESCALATED: ("clock", "stair"),
    EventVerb.REMINDED: ("clock", "bell"),
    EventVerb.ACCEPTED: ("you", "tick"),
    EventVerb.REOPENED: ("you", "reopen"),
    EventVerb.RATED: ("you", "star"),
    EventVerb.WITHDRAWN: ("you", "out"),
    EventVerb.CLOSED: ("clock", "lock"),
}
WHO: Mapping[str, str | Promise] = {
    "citizen": gettext_lazy("the citizen"),
    "clock": gettext_lazy("the clock"),
    "api": gettext_lazy("a machine"),
    "operator": gettext_lazy("the operator"),
}


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file's row: its name, its size in words, and where it is fetched."""

    name: str
    size_words: str
    url: str
    picture: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One event as ``components/timeline.html`` draws it."""

    verb: str
    tone: str
    icon: str
    title: str
    when: datetime | str
    text: str
    files: list[ShownFile]


def shown(events: list[Happening], case: Case) -> list[Shown]:
    """The events in their order."""
    return [_shown(each, case) for each in events]


def _shown(happening: Happening, case: Case) -> Shown:
    event = happening.event
    tone, icon = SIGNS.get(event.verb, ("", "info"))
    first = event.verb == EventVerb.OPENED
    return Shown(
        verb=event.verb,
        tone=tone,
        icon=icon,
        title=_title(event),
        when=f"{written_moment(event.at)} · {_who(event)}",
        # The statement and its files stand above, at the head of the page.
        text="" if first else "\n\n".join(message.text for message in happening.messages),
        files=[] if first else [shown_file(file, case) for file in happening.files],
    )


def shown_file(file: File, case: Case) -> ShownFile:
    """The row of one file."""
    url = reverse("desk:file", args=[case.tracking, file.pk])
    return ShownFile(file.name, filesizeformat(file.size), url, file.content_type.startswith("image/"))


def _title(event: CaseEvent) -> str:
    data: Mapping[str, Any] = event.data
    label = str(EventVerb(event.verb).label)
    match event.verb:
        case EventVerb.DECIDED:
            outcome = dict(Outcome.choices).get(data.get("outcome", ""), "")
            return _("Decided: %(outcome)s") % {"outcome": outcome}
        case EventVerb.ESCALATED:
            return _("Moved up to level %(level)s") % {"level": data.get("to_level", event.level)}
        case EventVerb.REFERRED:
            return _("Referred to %(agency)s") % {"agency": event.agency}
        case EventVerb.OPENED:
            return _("Filed; went to %(agency)s") % {"agency": event.agency}
        case EventVerb.NOTED:
            return _("Internal note, not shown to the citizen")
    return label[:1].upper() + label[1:]


def _who(event: CaseEvent) -> str:
    if event.actor_user is not None:
        return str(event.actor_user)
    return str(WHO.get(event.actor_kind, event.actor_kind))
