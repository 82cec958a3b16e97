"""Which office has a request, in words for its citizen: where it lies, whether it was opened there, whom to ring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from permissions.access.models import RoleHolding
from permissions.agencies.levels import level_name, office_name
from permissions.agencies.models import AgencyRole, Holding
from permissions.looking.models import Kind, Look
from permissions.now import now
from permissions.translated_text import in_language
from permissions.writing import local, written_day
from portal.case_shown.ladder import ShownRung
from workflows.cases.models import Case, CaseStatus, EventVerb, Track, Work
from workflows.cases.selectors import Happening
from workflows.cases.state import State, at_work

LAST_OPENED: Final = "last_opened"
"""The name of what ``with_last_opened`` adds to a case."""


@dataclass(frozen=True, slots=True)
class OfficeShown:
    """``office``: its name with that of its agency. ``opened``: whether it was opened there, in words, empty where
    nobody knows. ``has_telephone``: the platform's own number is answered there; it has no other agency's."""

    office: str
    opened: str
    has_telephone: bool


def with_last_opened(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Each case with when it was last read by somebody of the agency that has it: by the log of access, in the
    statement that reads the case. Of it is who holds a post or a role there (deputies do, too);
    whoever reads it from outside, such as an auditor, does not count."""
    agency = OuterRef(OuterRef("agency_id"))
    staff = Exists(Holding.objects.filter(user_id=OuterRef("user_id"), post__agency_id=agency)) | Exists(
        RoleHolding.objects.filter(user_id=OuterRef("user_id"), place__agency_id=agency)
    )
    looks = Look.objects.filter(staff, case_id=OuterRef("pk"), kind=Kind.CASE_READ)
    return cases.annotate(**{LAST_OPENED: Subquery(looks.order_by("-at").values("at")[:1])})


def office_shown(state: State, happened: Iterable[Happening]) -> OfficeShown | None:
    """None where it lies with nobody, with several, or is held; and of what is sealed, confidential or accuses
    somebody, whose page says neither where it is nor what is done with it."""
    case, works = state.case, at_work(state)
    hidden = case.track == Track.SENSITIVE or case.guarded or case.confidential
    if hidden or case.held or len(works) != 1 or case.status not in (CaseStatus.IN_PROGRESS, CaseStatus.TRIAGE):
        return None
    work = works[0]
    agency = in_language(work.agency.name)
    if work.level and work.post is not None:
        office = _("%(office)s, %(agency)s") % {"office": in_language(work.post.name), "agency": agency}
    elif work.agency.role == AgencyRole.PUBLIC_BODY:
        office = _("%(office)s, %(agency)s") % {"office": office_name(work.level), "agency": agency}
    else:
        office = agency
    is_unit = work.agency.role == AgencyRole.CENTRAL_UNIT
    return OfficeShown(office, _opened(getattr(case, LAST_OPENED, None), work, happened), is_unit)


def _opened(at: datetime | None, work: Work, happened: Iterable[Happening]) -> str:
    """Since it came to this level. Nothing where it was not read since and yet something was done there, as in bulk:
    then nobody knows."""
    since = [each.event for each in happened if each.event.at >= work.reached_at]
    came = max((event.at for event in since if event.verb == EventVerb.ESCALATED), default=work.reached_at)
    if at is None or at < came:
        acted = any(event.at > came and event.actor_user_id for event in since)
        return "" if acted else _("not opened yet")
    day, today = local(at).date(), local(now()).date()
    if day == today:
        return _("last opened today")
    if day == today - timedelta(days=1):
        return _("last opened yesterday")
    return _("last opened on %(day)s") % {"day": written_day(day)}


def with_offices(rungs: Iterable[ShownRung]) -> list[ShownRung]:
    """The rungs as citizens read them: on an agency's ground stands no liaison officer, by level or by post."""
    officer = level_name(0)
    return [
        replace(rung, level_name=office_name(0), name="") if not rung.level and rung.level_name == officer else rung
        for rung in rungs
    ]
