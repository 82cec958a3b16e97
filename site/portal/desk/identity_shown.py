"""Who filed a case, as far as whoever works it may know: what the page says of it, and asking for it."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.access.selectors import can
from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE
from permissions.now import now
from portal.desk.forms import EMPTY, ActForm
from workflows.cases.actions import Action, AskIdentity
from workflows.cases.change import LONGEST_TEXT
from workflows.cases.identity import (
    Knowing,
    is_hidden,
    knowing,
    latest_request,
    left_nothing,
    opening_for,
    openings_of,
    person_shown,
)
from workflows.cases.models import Case, File, IdentityRequest, Person
from workflows.cases.state import State


@dataclass(frozen=True, slots=True)
class IdentityShown:
    """What a case's page says of its citizen.

    ``person``: where it is shown plainly. ``recorded``: it is shown on asking. ``opening``: the request by which it is
    open to the reader; ``asked``: what they asked for last. ``nothing``: there is nothing that could be opened.
    """

    hidden: bool = False
    confidential: bool = False
    plainly: bool = False
    recorded: bool = False
    person: Person | None = None
    opening: IdentityRequest | None = None
    asked: IdentityRequest | None = None
    nothing: bool = False


def identity_of(actor: Actor, state: State, held: Held) -> IdentityShown:
    """For the reader of a page: one query where all is open, two where it is not."""
    case = state.case
    openings = openings_of(case, now())
    how = knowing(held, state, openings)
    if how is Knowing.PLAINLY:
        return IdentityShown(plainly=True, person=person_shown(actor, state, held=held))
    hidden, confidential = is_hidden(case), case.confidential
    shown = IdentityShown(hidden=hidden, confidential=confidential)
    if how is Knowing.RECORDED:
        return replace(shown, recorded=True, opening=opening_for(held, state, openings))
    if not hidden:
        return shown
    return replace(shown, asked=latest_request(actor, state), nothing=left_nothing(case))


def may_ask(actor: Actor, state: State, held: Held) -> bool:
    """Whether asking makes sense: there is something, it is hidden from them, they work the case, and no request of
    theirs waits."""
    if not is_hidden(state.case) or left_nothing(state.case) or not can(actor, WORK_CASE, state, held=held):
        return False
    if knowing(held, state, openings_of(state.case, now())) is not Knowing.NOT:
        return False
    asked = latest_request(actor, state)
    return asked is None or asked.answered_at is not None


class AskIdentityForm(ActForm):
    """The reason goes to the custodian, not into the diary."""

    act, icon = "ask-identity", "person"
    title, button = _("Ask who filed it"), _("Ask the custodian")
    hint = _("The custodian decides, and sees your reason but not the request. If it is opened, the citizen is told.")
    done = _("The custodian has been asked. You will get the answer by email.")
    reason = forms.CharField(
        label=_("Why the request cannot be worked without it"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages=EMPTY,
    )

    def action(self) -> Action:
        return AskIdentity(reason=self.cleaned_data["reason"])


def shown_as_known(files: Iterable[File], case: Case) -> Iterator[File]:
    """Files of the citizen under names that do not tell who they are, where that is hidden; otherwise their own."""
    for file in files:
        if is_hidden(case):
            file = copy(file)  # noqa: PLW2901 - the row itself keeps its name
            file.name = neutral_name(file)
        yield file


def neutral_name(file: File) -> str:
    """``file-2.pdf``: by its number in the case and its type, since even the ending of a name may be somebody's."""
    word = _now("file")
    return f"{word}-{file.number}{mimetypes.guess_extension(file.content_type) or ''}"
