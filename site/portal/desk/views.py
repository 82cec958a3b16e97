"""The views of the inbox that everybody finds there: who is offered which, and what is in it. A view is a row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE
from portal.desk.bands import CLIMBED
from portal.desk.reader import Reader
from workflows.cases.models import Case, CaseStatus
from workflows.cases.selectors import opened_by_name, past
from workflows.cases.triage import triage_rows
from workflows.cases.watching import watched_by

ANSWERED, CLOSED, TRIAGE = str(CaseStatus.ANSWERED), str(CaseStatus.CLOSED), str(CaseStatus.TRIAGE)
MINE, AGENCY, WAITING, WATCHED, NAMED = "mine", "agency", "waiting", "watched", "named"


@dataclass(frozen=True, slots=True)
class View:
    """``work``: the open work in it, of all that its reader may see; ``kinds``: what each row of it is one of, where
    each has an index of its own. ``cases``, where it lists cases instead, in
    whatever state: those, the last changed first. ``empty``: what is said where nothing is in it, and what comes next.
    """

    name: str | Promise
    empty: str | Promise
    then: str | Promise = ""
    offered: Callable[[Reader], bool] = lambda _reader: True
    work: Callable[[Reader], Q] = lambda _reader: Q()
    kinds: Callable[[Reader], Sequence[Q]] = lambda _reader: (Q(),)
    cases: Callable[[Actor, Reader], QuerySet[Case]] | None = None

    @property
    def over(self) -> bool:
        """Whether it is a list of cases, which are asked for neither holder nor date."""
        return self.cases is not None


def _past(status: str) -> Callable[[Actor, Reader], QuerySet[Case]]:
    return lambda actor, reader: past(actor, status, held=reader.held)


VIEWS: Final[Mapping[str, View]] = {
    "": View(
        pgettext_lazy("cases", "Open"),
        _("Nothing waits for you."),
        _("New requests appear here as soon as they reach your agency."),
    ),
    MINE: View(
        pgettext_lazy("cases", "Mine"),
        _("Nothing is with you."),
        _("What you answer for, or are given by a colleague, appears here."),
        work=lambda reader: Q(holder=reader.user_id) | Q(assignee=reader.user_id),
        kinds=lambda reader: apart(reader.user_id),
    ),
    CLIMBED: View(
        _("Escalated to you"),
        _("Nothing was escalated to you."),
        _("What nobody below you acted on in time appears here."),
        offered=lambda reader: reader.stands_above,
        work=lambda reader: Q(holder=reader.user_id, level__gt=0),
    ),
    AGENCY: View(
        _("My agency’s"),
        _("Nothing waits at your agency."),
        offered=lambda reader: reader.many and bool(reader.agency_ids),
        work=lambda reader: Q(agency__in=sorted(reader.agency_ids)),
    ),
    TRIAGE: View(
        _("Without an agency yet"),
        _("Every request has its agency."),
        offered=lambda reader: reader.many,
        work=lambda reader: triage_rows(reader.known.processes),
    ),
    WAITING: View(
        _("Waiting for the citizen"),
        _("No citizen is being waited for."),
        _("Requests appear here while a question to the citizen has no answer."),
        work=lambda _reader: Q(question_open=True),
    ),
    ANSWERED: View(pgettext_lazy("cases", "Answered"), _("No request is here."), cases=_past(ANSWERED)),
    CLOSED: View(pgettext_lazy("cases", "Closed"), _("No request is here."), cases=_past(CLOSED)),
    WATCHED: View(
        _("Watched"),
        _("You watch no request."),
        _("On the page of a request you can choose to hear of each change by others."),
        cases=lambda actor, reader: watched_by(actor, held=reader.held),
    ),
    NAMED: View(
        _("Opened to you by name"),
        _("No request is opened to you by name."),
        offered=lambda reader: bool(reader.held.named_for(VIEW_CASE)),
        cases=lambda actor, reader: opened_by_name(actor, held=reader.held),
    ),
}
"""By their names in addresses, in their order; the first is all open work that one may see."""


def apart(user_id: int) -> Sequence[Q]:
    """The work of a person, each piece in one of two: what they hold, and what else was given to them."""
    return Q(holder=user_id), Q(assignee=user_id) & ~Q(holder=user_id)


def offered_to(reader: Reader) -> dict[str, View]:
    """The views that make sense for a reader."""
    return {key: view for key, view in VIEWS.items() if view.offered(reader)}
