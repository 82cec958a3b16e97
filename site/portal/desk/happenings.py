"""What happened to a case, said to officers: who did it, and all that was written and sent with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext

from permissions.isolated import isolated_words
from permissions.people.models import User
from permissions.translated_text import one_and_all
from permissions.writing import written_moment
from portal.admin_screens.actors import ACTORS
from portal.case_shown.diary import ShownEvent, shown_event, title_for_staff
from portal.case_shown.files import shown_files
from portal.desk.identity_shown import shown_as_known
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case, CaseEvent, EventVerb, File
from workflows.cases.selectors import Happening

MENTIONED = "mentioned"
NAMING = ("reader", "assignee")
"""Where an event says which of the staff it is about."""


def shown(events: list[Happening], case: Case) -> list[ShownEvent]:
    """The events in their order; one query more where it says whom of the staff they are about."""
    named = {each.event.data[key] for each in events for key in NAMING if each.event.data.get(key)}
    named |= {person for each in events for person in each.event.data.get(MENTIONED, ())}
    people = User.objects.in_bulk(named) if named else {}
    return [_shown(each, case, people) for each in events]


def _title(event: CaseEvent, people: Mapping[int, User]) -> str:
    if event.verb == EventVerb.ASSIGNED:
        person = people.get(event.data["assignee"])
        return gettext("Assigned to %(person)s") % {"person": person} if person else gettext("Given back to the holder")
    called = [people[each] for each in event.data.get(MENTIONED, ()) if each in people]
    if called:
        names = one_and_all(isolated_words(str(each)) for each in called)
        return gettext("%(title)s · to %(names)s") % {"title": title_for_staff(event), "names": names}
    reader = people.get(event.data.get("reader", 0))
    if reader is None:
        return title_for_staff(event)
    if event.verb == EventVerb.READER_ENDED:
        return gettext("%(person)s may read it no longer") % {"person": reader}
    until = written_moment(datetime.fromisoformat(event.data["until"]))
    return gettext("%(person)s may read it until %(when)s") % {"person": reader, "when": until}


def _shown(happening: Happening, case: Case, people: Mapping[int, User]) -> ShownEvent:
    event = happening.event
    # The statement and its files stand above, at the head of the page.
    first = event.verb == EventVerb.OPENED
    return shown_event(
        event,
        title=_title(event, people),
        when=f"{written_moment(event.at)} · {_who(event)}",
        text="" if first else "\n\n".join(message.text for message in happening.messages),
        files=[] if first else shown_files(_files(happening, case), partial(file_address, case)),
    )


def _files(happening: Happening, case: Case) -> Iterable[File]:
    return happening.files if happening.event.kind.by_staff else shown_as_known(happening.files, case)


def was_named_by_staff(case: Case, file: File) -> bool:
    """Whether a file came from the staff; asked only where the names that the citizen gave may tell who they are."""
    return not is_hidden(case) or case.events.get(number=file.event_number).kind.by_staff


def file_address(case: Case, file: File) -> str:
    """Where an officer fetches a file of the case."""
    return reverse("desk:file", args=[case.tracking, file.number])


def _who(event: CaseEvent) -> str:
    """And for which agency, where several work side by side."""
    who = str(event.actor_user or ACTORS.get(event.actor_kind, event.actor_kind))
    return f"{who} · {event.body}" if event.branch else who
