"""What happened to a case, said to officers: who did it, and all that was written and sent with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from permissions.isolated import isolated_words
from permissions.people.models import User
from permissions.translated_text import one_and_all
from permissions.writing import written_moment
from portal.admin_screens.actors import ACTORS
from portal.case_shown.diary import ShownEvent, Translation, corrected_by, said_in, shown_event, title_for_staff
from portal.desk.files_shown import FileRows
from portal.desk.identity_shown import shown_as_known
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case, CaseEvent, EventVerb, File
from workflows.cases.selectors import Happening
from workflows.cases.translated import translations

MENTIONED, APART_FROM = "mentioned", "apart_from"
NAMING = ("reader", "assignee")
"""Where an event says which of the staff it is about."""


def shown(events: list[Happening], case: Case, *, may_act: bool = False) -> list[ShownEvent]:
    """The events in their order; one query more where it says whom of the staff they are about.

    ``may_act``: whoever reads may cover parts of files.
    """
    rows = FileRows(case, [file for each in events for file in each.files], may_act)
    beside = Beside(rows, translated(events), corrected_by(each.event for each in events))
    named = {each.event.data[key] for each in events for key in NAMING if each.event.data.get(key)}
    named |= {person for each in events for many in (MENTIONED, APART_FROM) for person in each.event.data.get(many, ())}
    people = {actor.pk: actor for each in events if (actor := each.event.actor_user) is not None}
    missing = named - people.keys()
    people |= User.objects.in_bulk(missing) if missing else {}
    return [_shown(each, case, people, beside) for each in events]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands with some events: their files, the translations of what the citizen wrote, and which answers were
    corrected."""

    rows: FileRows
    translations: Mapping[int, Translation]
    corrected: Collection[int]


def translated(events: Iterable[Happening]) -> dict[int, Translation]:
    """The translation that holds of each text of the citizen, by the number of its event."""
    found = translations(events)
    return {
        number: Translation(each.messages[0].text, _who(each.event), each.event.at)
        for number, each in found.items()
        if each.messages
    }


def _title(event: CaseEvent, people: Mapping[int, User]) -> str:
    if event.verb == EventVerb.ASSIGNED:
        person = people.get(event.data["assignee"])
        return gettext("Assigned to %(person)s") % {"person": person} if person else gettext("Given back to the holder")
    called = [people[each] for each in event.data.get(MENTIONED, ()) if each in people]
    if called:
        names = one_and_all(isolated_words(str(each)) for each in called)
        return gettext("%(title)s · to %(names)s") % {"title": title_for_staff(event), "names": names}
    apart = [people[each] for each in event.data.get(APART_FROM, ()) if each in people]
    if apart:
        names = one_and_all(isolated_words(str(each)) for each in apart)
        return gettext("%(title)s · not for %(names)s to review") % {"title": title_for_staff(event), "names": names}
    reader = people.get(event.data.get("reader", 0))
    if reader is None:
        return title_for_staff(event)
    if event.verb == EventVerb.READER_ENDED:
        return gettext("%(person)s may read it no longer") % {"person": reader}
    until = written_moment(datetime.fromisoformat(event.data["until"]))
    return gettext("%(person)s may read it until %(when)s") % {"person": reader, "when": until}


def _shown(happening: Happening, case: Case, people: Mapping[int, User], beside: Beside) -> ShownEvent:
    event = happening.event
    # The statement and its files stand above, at the head of the page.
    first = event.verb == EventVerb.OPENED
    text, wrong = said_in(happening.messages)
    return shown_event(
        event,
        title=_title(event, people),
        when=f"{written_moment(event.at)} · {_who(event)}",
        text="" if first else text,
        files=[] if first else beside.rows.of(_files(happening, case)),
        wrong=wrong,
        corrected=event.number in beside.corrected,
        translation=None if first else beside.translations.get(event.number),
    )


def _files(happening: Happening, case: Case) -> Iterable[File]:
    return happening.files if happening.event.kind.by_staff else shown_as_known(happening.files, case)


def was_named_by_staff(case: Case, file: File) -> bool:
    """Whether a file came from the staff; asked only where the names that the citizen gave may tell who they are."""
    return not is_hidden(case) or case.events.get(number=file.event_number).kind.by_staff


def _who(event: CaseEvent) -> str:
    """And for which agency, where several work side by side."""
    who = str(event.actor_user or ACTORS.get(event.actor_kind, event.actor_kind))
    return f"{who} · {event.body}" if event.branch else who
