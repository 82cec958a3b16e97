"""What an officer wrote down of a recording, as pages, papers and machines show it: never as the citizen’s words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from permissions.agencies.models import Agency
from permissions.people.models import User
from workflows.cases.danger import DANGER
from workflows.cases.events import EventVerb
from workflows.cases.models import CaseEvent, MessageKind
from workflows.cases.selectors import Happening


@dataclass(frozen=True, slots=True)
class Summary:
    """The one that holds. ``agency``: whose words they are. ``danger``: the code of the kind of danger of which they
    may speak; empty of most. ``changed``: it stands in the place of a former one."""

    subject: str
    text: str
    event: CaseEvent
    danger: str
    changed: bool

    @property
    def agency(self) -> Agency:
        return self.event.body

    @property
    def author(self) -> User | None:
        return self.event.actor_user


def summary_in(happened: Iterable[Happening]) -> Summary | None:
    """The newest; None where nobody has written any."""
    found = [each for each in happened if each.event.verb == EventVerb.SUMMARISED and each.messages]
    if not found:
        return None
    words = {MessageKind(each.kind): each.text for each in found[-1].messages}
    event = found[-1].event
    return Summary(
        words.get(MessageKind.SUBJECT, ""),
        words.get(MessageKind.SUMMARY, ""),
        event,
        str(event.data.get(DANGER, "")),
        len(found) > 1,
    )
