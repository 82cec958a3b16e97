"""Whoever holds a post of an agency may read the request for some days."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from permissions.agencies.levels import level_name
from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import in_order
from workflows.calendars.duration_words import written_duration
from workflows.calendars.working_time import Duration
from workflows.cases.actions import NameReader
from workflows.cases.actions.readers import LONGEST, ReadsAlready, let_read
from workflows.cases.change import Change
from workflows.cases.errors import NotPossible
from workflows.cases.models import Track
from workflows.cases.recusal import destination_of
from workflows.cases.rules import Rules
from workflows.escalation.definition import HIGHEST
from workflows.outbox.models import ServiceCall
from workflows.processes.automatic import Choices, Question
from workflows.processes.definition import ProcessDefinition
from workflows.services.service import NotServed, Service
from workflows.versions.publishable import AGENCY

DAYS = (1, 3, 7, 14, LONGEST.days)


def _agencies(_process: ProcessDefinition | None) -> Choices:
    return [(agency.code, str(agency)) for agency in in_order(Agency.objects.filter(active=True))]


def _levels(_process: ProcessDefinition | None) -> Choices:
    first = ("0", str(_("whoever holds the first post")))
    return [first, *((str(level), level_name(level)) for level in range(1, HIGHEST + 1))]


def _days(_process: ProcessDefinition | None) -> Choices:
    return [(str(days), written_duration(Duration(days, "calendar_days"))) for days in DAYS]


class LetRead(Service):
    """Of a sensitive request nobody outside the unit for such requests is let in, whatever a process says."""

    title = _("Name a reader")
    hint = _("Whoever holds the post then may read the request, and nothing else. They are told.")
    questions = (
        Question("agency", _("Agency"), choices=_agencies, refers=AGENCY),
        Question("level", _("Who there"), choices=_levels),
        Question("days", _("For how long"), choices=_days),
    )
    reasons = {
        "no_agency": _("There is no such agency any more."),
        "nobody": _("Nobody has that post, or acts for it."),
        "sealed": _("The request is a sensitive one, and the agency is not the unit for such requests."),
        "may_not": _("Whoever has that post may not read the request."),
    }
    place = 40

    def decide(self, change: Change, call: ServiceCall, rules: Rules) -> None:
        agency = rules.agency_by_code(call.values.get("agency", ""))
        level, days = call.values.get("level", ""), call.values.get("days", "")
        if agency is None or not level.isdecimal() or not days.isdecimal():
            raise NotServed("no_agency")
        if change.state.track == Track.SENSITIVE and agency.role != AgencyRole.SENSITIVE_UNIT:
            raise NotServed("sealed")
        if change.case.concerns and agency.role == AgencyRole.PUBLIC_BODY:
            raise NotServed("may_not")  # it concerns somebody of a body, and which one is not known yet
        destination = destination_of(change.state, agency.pk, int(level), rules)
        if destination.seat.user_id is None or destination.agency_id != agency.pk:
            raise NotServed("nobody")
        before, change.verb = change.verb, NameReader.verb
        try:
            let_read(change, destination.seat.user_id, change.at + min(timedelta(days=int(days)), LONGEST), rules)
        except ReadsAlready:
            change.verb = before
        except NotPossible as error:
            raise NotServed("may_not") from error


SERVICE = LetRead()
