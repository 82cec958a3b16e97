"""Rows of the log of access as lines: who, what, and what it was, in a few queries a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from permissions.looking.models import Kind, Look
from permissions.translated_text import in_language
from portal.operations.sheets.all import SHEETS
from workflows.cases.models import Case
from workflows.jobs.models import JobKind
from workflows.reports.document import period_name
from workflows.reports.models import ReportFile
from workflows.reports.period import parse
from workflows.versions.models import Version


@dataclass(frozen=True, slots=True)
class LookedRow:
    """A line. ``refused``: somebody did not get in, or not at it."""

    at: datetime
    who: str
    login: str
    kind: str
    what: str
    about: str
    refused: bool


def looked_rows(looks: Sequence[Look]) -> list[LookedRow]:
    """The lines in their order."""
    ids = {look.case_id for look in looks if look.case_id is not None}
    cases = dict(Case.objects.filter(pk__in=ids).values_list("pk", "tracking"))
    files = {look.subject_id for look in looks if look.subject == "report"}
    tried = {look.subject_id for look in looks if look.subject == "version"}
    versions = Version.objects.in_bulk(tried) if tried else {}
    reports = ReportFile.objects.select_related("snapshot").in_bulk(files) if files else {}
    return [
        LookedRow(
            at=look.at,
            who=str(look.user) if look.user is not None else _("Nobody who has an account"),
            login=look.user.username if look.user is not None else "",
            kind=look.kind,
            what=str(Kind(look.kind).label) if look.kind in Kind.values else look.kind,
            about=_tried(look, versions) if look.subject == "version" else _about(look, cases, reports),
            refused=look.kind in (Kind.REFUSED, Kind.LOGIN_FAILED),
        )
        for look in looks
    ]


def _tried(look: Look, versions: dict[int, Version]) -> str:
    """Which version, and what was done with it: tried, reckoned, moved to."""
    version = versions.get(look.subject_id)
    if version is None:
        return _("a draft that is gone")
    parts = {
        "name": in_language(version.definition.get("name", {})) or version.key,
        "number": version.number,
        "what": JobKind(look.detail).label if look.detail in JobKind.values else look.detail,
    }
    return _("“%(name)s”, version %(number)s: %(what)s") % parts


def _about(look: Look, cases: dict[int, str], reports: dict[int, ReportFile]) -> str:
    number = cases.get(look.case_id or 0, "")
    match look.subject:
        case "case":
            return number or _("a number that no request has")
        case "file":
            return _("a file of %(number)s") % {"number": number}
        case "report":
            made = reports.get(look.subject_id)
            snapshot = made.snapshot if made is not None else None
            return period_name(parse(snapshot.kind, snapshot.period)) if snapshot is not None else _("a report")
        case "screen":
            return _("the address %(address)s") % {"address": f"/{look.detail}"}
        case "trail":
            return _("the audit trail")
        case "sheet":
            kind = SHEETS.get(look.detail)
            return _("the list “%(list)s”, as a file") % {"list": kind.title if kind is not None else look.detail}
        case "looks":
            return _("who looked")
    return ""
