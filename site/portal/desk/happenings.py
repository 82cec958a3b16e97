"""What happened to a case, said to officers: who did it, and all that was written and sent with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from permissions.written_time import written_moment
from portal.case_shown.diary import ShownEvent, shown_event, title_for_staff
from portal.case_shown.files import shown_files
from workflows.cases.models import Case, CaseEvent, EventVerb, File
from workflows.cases.selectors import Happening

WHO: Mapping[str, str | Promise] = {
    "citizen": gettext_lazy("the citizen"),
    "clock": gettext_lazy("the clock"),
    "api": gettext_lazy("a machine"),
    "operator": gettext_lazy("the operator"),
}


def shown(events: list[Happening], case: Case) -> list[ShownEvent]:
    """The events in their order."""
    return [_shown(each, case) for each in events]


def _shown(happening: Happening, case: Case) -> ShownEvent:
    event = happening.event
    # The statement and its files stand above, at the head of the page.
    first = event.verb == EventVerb.OPENED
    return shown_event(
        event,
        title=title_for_staff(event),
        when=f"{written_moment(event.at)} · {_who(event)}",
        text="" if first else "\n\n".join(message.text for message in happening.messages),
        files=[] if first else shown_files(happening.files, partial(file_address, case)),
    )


def file_address(case: Case, file: File) -> str:
    """Where an officer fetches a file of the case."""
    return reverse("desk:file", args=[case.tracking, file.number])


def _who(event: CaseEvent) -> str:
    if event.actor_user is not None:
        return str(event.actor_user)
    return str(WHO.get(event.actor_kind, event.actor_kind))
