"""A case as one document for paper: all that its asker may read, in numbered pieces, with what proves it unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.now import now
from permissions.people.models import User
from permissions.translated_text import in_language
from permissions.writing import by_day, written_moment, written_size
from portal.case_shown.calls import shown_calls
from portal.desk.filled_shown import filled_shown
from portal.desk.happenings import shown
from portal.desk.identity_shown import IdentityShown, identity_of, neutral_name, shown_as_known
from workflows.calls.models import CHANNELS
from workflows.cases.categories import names_of
from workflows.cases.digest import digest_of
from workflows.cases.erasures import why_erased
from workflows.cases.identity import read_identity
from workflows.cases.models import Case, File, MessageKind, Person
from workflows.cases.redacted import say_what_is_withheld
from workflows.cases.selectors import Happening, case_for, timeline
from workflows.cases.state import State
from workflows.cases.summary import summary_in
from workflows.cases.why_here import to_staff, why_here
from workflows.reports.pdf import make_pdf


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted. ``inside``: what is written among colleagues; ``who``: who filed it, where that is open to them
    and each reading is recorded."""

    tracking: str
    language: str
    inside: bool = False
    who: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A row of the list of files; ``piece``: the number of that with which it came."""

    number: int
    name: str
    size: str
    sha256: str
    piece: int


def case_pdf(asked: Asked, actor: Actor) -> bytes:
    """The document as PDF. Raises ``NotAllowed`` for a case that is not theirs to read, ``PangoMissing``."""
    return make_pdf(case_html(asked, actor))


def case_html(asked: Asked, actor: Actor) -> str:
    """The same as HTML. Rights are read now, whenever it was asked for."""
    held = held_by(actor.user_id or 0)
    # Whether hours are told is said of this case alone: in the queue another one comes next.
    with by_day(wanted=False), translation.override(asked.language):
        state = case_for(actor, asked.tracking, held=held)
        identity = identity_of(actor, state, held)
        person: Person | None = identity.person
        if identity.recorded and asked.who:
            person, _opening = read_identity(actor, state, held=held)
        return render_to_string("desk/paper.html", _said(asked, actor, state, identity, person))


def _said(asked: Asked, actor: Actor, state: State, identity: IdentityShown, person: Person | None) -> dict[str, Any]:
    case, happened = state.case, timeline(state.case, public=False)
    say_what_is_withheld(actor, state, [file for each in happened for file in each.files])
    kept = [_kept(each, asked, may_know=person is not None) for each in happened]
    statement = next((each.text for each in kept[0].messages if each.kind == MessageKind.STATEMENT), "")
    return {
        "language": asked.language,
        "direction": translation.get_language_bidi(),
        "case": case,
        "why_erased": why_erased(case) if case.erased_at is not None else "",
        "kind": state.kind,
        "agencies": sorted({str(work.agency) for work in state.open_works} or {str(case.agency)}),
        "steps": [in_language(state.rests_at(work).name) for work in state.open_works],
        "category": names_of(state.kind.code, case.category),
        "identity": identity,
        "person": person,
        "statement": statement,
        "summary": summary_in(kept),
        "why_here": to_staff(why_here(case, happened[0].event.data)),
        "answers": list(case.answers.all()),
        "filled": filled_shown(state),
        "calls": list(shown_calls(case)) if identity.plainly and case.channel in CHANNELS else (),
        "pieces": list(enumerate(shown(kept, case), 1)),
        "files": list(_attachments(kept, case)),
        "inside": asked.inside,
        "count": len(happened),
        "head": digest_of(happened[-1].event),
        "made_by": User.objects.get(pk=actor.user_id or 0),
        "made_at": written_moment(now()),
    }


def _kept(happening: Happening, asked: Asked, *, may_know: bool) -> Happening:
    """One thing that happened with what of it goes onto paper. What proves who somebody is goes with their name."""
    return replace(
        happening,
        messages=tuple(each for each in happening.messages if each.public or asked.inside),
        files=tuple(
            each for each in happening.files if (each.public or asked.inside) and (may_know or not each.tells_who)
        ),
    )


def _attachments(happened: Sequence[Happening], case: Case) -> Iterator[Attachment]:
    for piece, each in enumerate(happened, 1):
        files: Iterable[File] = each.files if each.event.kind.by_staff else shown_as_known(each.files, case)
        for file in files:
            name = neutral_name(file) if file.withheld else file.name
            yield Attachment(file.number, name, written_size(file.size), file.sha256, piece)
