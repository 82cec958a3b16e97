"""Entries of the trail as lines: who, what, about what, and what else can be told, in a few queries a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from content.forms.page import FormPage
from permissions.agencies.models import Agency, Post
from permissions.audit.models import AuditEntry
from permissions.people.models import LinkPurpose, User
from permissions.roles.models import Role
from permissions.translated_text import joined
from permissions.writing import written_edge, written_moment, written_number
from portal.admin_screens.actors import ACTORS
from portal.admin_screens.body_acts import BODY_ACTS, codes_in, told
from portal.audit_screen.filter import ABOUT_CASE
from portal.audit_screen.words import ACTS, ERASING, FACTORS, IDENTITIES, PEOPLE, PROPOSALS, ROLES, RULE_KINDS, title_of
from workflows.cases.actions.erasing import BY_TIME
from workflows.cases.models import AtWhoseWish, Case, CaseEvent, IdentityRequest
from workflows.notifications.told import OTHER_TOPICS
from workflows.notifications.wording.delivered import TOPICS
from workflows.reports.document import period_name
from workflows.reports.models import Snapshot
from workflows.reports.period import parse
from workflows.services.doing import names as acts_called
from workflows.suggestions.models import About


@dataclass(frozen=True, slots=True)
class Row:
    """A line. ``by_day``: nobody is told the hour: of a sealed or anonymous request, and not by the staff.
    ``reasons``: pairs of who gave a reason and the reason, of identities alone."""

    mark: str
    at: datetime
    who: str
    login: str
    verb: str
    what: str
    about: str
    details: str
    reasons: tuple[tuple[str, str], ...] = ()
    identity: bool = False
    by_day: bool = False


@dataclass(slots=True)
class _Names:
    """All that the entries of a page speak of, by id or code."""

    cases: Mapping[int, str] = field(default_factory=dict)
    by_day: frozenset[int] = frozenset()
    people: Mapping[int, User] = field(default_factory=dict)
    posts: Mapping[int, Post] = field(default_factory=dict)
    snapshots: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[int, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    requests: Mapping[int, IdentityRequest] = field(default_factory=dict)


def rows(entries: Sequence[AuditEntry]) -> list[Row]:
    """The lines in their order."""
    names = _names(entries)
    return [_row(entry, names) for entry in entries]


def _names(entries: Sequence[AuditEntry]) -> _Names:
    def ids(*subjects: str) -> set[int]:
        return {entry.subject_id for entry in entries if entry.subject in subjects}

    events = _events(entry for entry in entries if entry.subject == "case" and entry.verb in (*IDENTITIES, *ERASING))
    opened = [entry for entry in entries if entry.verb in IDENTITIES]
    asked = {events.get((each.subject_id, each.data.get("event", 0)), {}).get("request") for each in opened}
    asked |= {entry.data.get("request") for entry in entries if entry.subject == "identity"}
    requests = IdentityRequest.objects.select_related("asked_by", "answered_by").in_bulk(asked - {None})
    snapshots = Snapshot.objects.filter(pk__in=ids("snapshot")).values_list("pk", "kind", "period")
    codes = {str(entry.data.get("role", "")) for entry in entries} - {""}
    agencies = {str(entry.data.get("agency", "")) for entry in entries} - {""}
    agencies |= {code for entry in entries if entry.verb in BODY_ACTS for code in codes_in(entry.data)}
    cases = list(Case.objects.filter(pk__in=ids(*ABOUT_CASE)).only("tracking", "track", "anonymous"))
    return _Names(
        cases={case.pk: case.tracking for case in cases},
        by_day=frozenset(case.pk for case in cases if case.by_day),
        people=User.objects.in_bulk(ids("person") | _named(entries)),
        posts=Post.objects.in_bulk(ids("post") | {entry.data.get("post", 0) for entry in entries} - {0}),
        snapshots={pk: (kind, period) for pk, kind, period in snapshots},
        roles={role.code: str(role) for role in Role.objects.filter(code__in=codes)} if codes else {},
        forms=dict(FormPage.objects.filter(pk__in=ids("form")).values_list("pk", "title")) if ids("form") else {},
        agencies={each.code: str(each) for each in Agency.objects.filter(code__in=agencies)} if agencies else {},
        events=events,
        requests=requests,
    )


def _named(entries: Iterable[AuditEntry]) -> set[int]:
    """Those to whom something was lent or handed over."""
    return {entry.data.get(name, 0) for entry in entries for name in ("deputy", "successor", "beside", "by")} - {0}


def _events(entries: Iterable[AuditEntry]) -> dict[tuple[int, int], dict[str, Any]]:
    condition = Q(pk__in=[])
    for entry in entries:
        condition |= Q(case=entry.subject_id, number=entry.data.get("event", 0))
    found = CaseEvent.objects.filter(condition).order_by().values_list("case_id", "number", "data")
    return {(case_id, number): data for case_id, number, data in found}


def _row(entry: AuditEntry, names: _Names) -> Row:
    person = entry.actor_user
    identity = entry.verb in IDENTITIES
    event = names.events.get((entry.subject_id, entry.data.get("event", 0)), {})
    request = names.requests.get(event.get("request") or entry.data.get("request") or 0) if identity else None
    details = _DETAILS.get(entry.verb)
    return Row(
        mark=entry.mark,
        at=entry.at,
        who=str(person) if person is not None else str(ACTORS.get(entry.actor_kind, entry.actor_kind)),
        login=person.username if person is not None else "",
        verb=entry.verb,
        what=title_of(entry.verb),
        about=_about(entry, names),
        by_day=entry.subject == "case" and entry.actor_kind != "staff" and entry.subject_id in names.by_day,
        details=details(entry, {**entry.data, **event}, names) if details is not None else "",
        reasons=_reasons(entry, request),
        identity=identity,
    )


def _about(entry: AuditEntry, names: _Names) -> str:
    match entry.subject:
        case "case" | "identity" | "case_proof":
            return names.cases.get(entry.subject_id, "")
        case "person":
            return str(names.people.get(entry.subject_id, ""))
        case "role":
            code = str(entry.data.get("role", ""))
            return names.roles.get(code) or _("a deleted role, “%(code)s”") % {"code": code}
        case "body":
            return names.agencies.get(str(entry.data.get("agency", "")), "")
        case "post":
            return str(names.posts.get(entry.subject_id, ""))
        case "version":
            kind = str(RULE_KINDS.get(entry.data.get("subject", ""), ""))
            named = {"kind": kind, "key": entry.data.get("key", ""), "number": entry.data.get("number", "")}
            return _("%(kind)s “%(key)s”, version %(number)s") % named
        case "example" | "moving":
            versions = _("%(process)s, version %(from)s to %(to)s") if "to" in entry.data else "%(process)s"
            return versions % dict(entry.data)
    return _about_others(entry, names)


def _about_others(entry: AuditEntry, names: _Names) -> str:
    match entry.subject:
        case "form":
            return names.forms.get(entry.subject_id) or _("a form that is gone")
        case "letter" | "act" | "suggestions":
            return _by_hand(entry)
        case "snapshot":
            kind, period = names.snapshots.get(entry.subject_id, ("", ""))
            return period_name(parse(kind, period)) if kind else ""
    return ""


def _by_hand(entry: AuditEntry) -> str:
    """The letter, the automatic act, or what is suggested: agencies, or the categories of a kind (its code)."""
    about = str(entry.data.get("about", ""))
    if about:
        return f"{dict(About.choices)[about]} {entry.data.get('kind', '')}".strip()
    topic, act = str(entry.data.get("topic", "")), str(entry.data.get("service", ""))
    return acts_called([act])[act] if act else str(TOPICS.get(topic) or OTHER_TOPICS.get(topic, topic))


def _reasons(entry: AuditEntry, request: IdentityRequest | None) -> tuple[tuple[str, str], ...]:
    """Why it was asked for, and why it was opened or not; of a reading nothing, since its opening says it."""
    if request is None or entry.verb == "identity_read":
        return ()
    asked = (_("Asked by %(person)s:") % {"person": request.asked_by}, request.reason)
    if entry.verb == "identity_asked" or request.answered_by is None:
        return (asked,)
    return (asked, (_("The custodian:"), request.answer))


def _span(entry: AuditEntry, data: Mapping[str, Any], names: _Names) -> str:
    """A role or a post at an agency, to whom, from and until."""
    held = names.posts.get(data.get("post", 0)) or names.roles.get(str(data.get("role", "")), "")
    agency = names.agencies.get(str(data.get("agency", "")), "")
    said = [f"{held} · {agency}"] if held or agency else []
    for name, words in (("deputy", _("to %(person)s")), ("successor", _("to %(person)s"))):
        if data.get(name):
            said.append(words % {"person": names.people.get(data[name], "")})
    for name, words in (("starts", _("from %(when)s")), ("ends", _("until %(when)s"))):
        if data.get(name):
            said.append(words % {"when": written_edge(datetime.fromisoformat(str(data[name])), is_end=name == "ends")})
    if data.get("beside"):
        said.append(_("together with %(person)s") % {"person": names.people.get(data["beside"], "")})
    return joined(said)


def _proposed(entry: AuditEntry, data: Mapping[str, Any], names: _Names) -> str:
    """What was proposed, and by whom."""
    said = [str(ACTS.get(str(data.get("act", "")), "")), _span(entry, {k: data.get(k) for k in _PLACE}, names)]
    if entry.verb != "proposal_made":
        said.append(_("proposed by %(person)s") % {"person": names.people.get(data.get("by", 0), "")})
    return joined(each for each in said if each)


def _opened(entry: AuditEntry, data: Mapping[str, Any], names: _Names) -> str:
    until = data.get("until")
    return _("until %(when)s") % {"when": written_moment(datetime.fromisoformat(str(until)))} if until else ""


def _erasing(entry: AuditEntry, data: Mapping[str, Any], names: _Names) -> str:
    """At whose wish, or that its time was over; until when it is held."""
    if data.get("wish") in AtWhoseWish.values:
        return _("at the wish of: %(whose)s") % {"whose": AtWhoseWish(data["wish"]).label}
    if data.get("until"):
        return _("until %(when)s") % {"when": written_edge(datetime.fromisoformat(str(data["until"])), is_end=True)}
    return _("its time was over") if data.get("why") == BY_TIME else ""


def _read(entry: AuditEntry, data: Mapping[str, Any], names: _Names) -> str:
    if data.get("request"):
        return _("opened by a custodian")
    return _("by the complaints unit, of a confidential request")


def _exported(entry: AuditEntry, data: Mapping[str, Any], names: _Names) -> str:
    return _("%(count)s entries") % {"count": written_number(data.get("rows", 0))}


def _sealed(entry: AuditEntry, data: Mapping[str, Any], names: _Names) -> str:
    return _("%(count)s rows") % {"count": written_number(data.get("count", 0))}


def _purpose(entry: AuditEntry, data: Mapping[str, Any], names: _Names) -> str:
    purpose = str(data.get("purpose", ""))
    return str(LinkPurpose(purpose).label) if purpose in LinkPurpose.values else ""


def _factor(entry: AuditEntry, data: Mapping[str, Any], names: _Names) -> str:
    return str(FACTORS.get(str(data.get("kind", "")), ""))


def _of_body(entry: AuditEntry, data: Mapping[str, Any], names: _Names) -> str:
    """Names before and after, where it stands, when it closes; of a post also whose it is."""
    agency = names.agencies.get(str(data.get("agency", "")), "") if entry.subject == "post" else ""
    return joined(each for each in (agency, told(entry.verb, data, names.agencies)) if each)


_PLACE = ("role", "agency", "post")
_DETAILS: Mapping[str, Callable[[AuditEntry, Mapping[str, Any], _Names], str]] = {
    **dict.fromkeys((*ROLES, *PEOPLE), _span),
    **dict.fromkeys(PROPOSALS, _proposed),
    **dict.fromkeys(BODY_ACTS, _of_body),
    **dict.fromkeys(("link_made", "link_used", "link_voided"), _purpose),
    **dict.fromkeys(("factor_added", "factor_removed"), _factor),
    "identity_opened": _opened,
    **dict.fromkeys(ERASING, _erasing),
    "identity_read": _read,
    **dict.fromkeys(("audit_exported", "looks_exported"), _exported),
    **dict.fromkeys(("looks_sealed", "looks_forgotten"), _sealed),
}
