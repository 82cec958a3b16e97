"""All that a kind of request goes by, on its one page: what owners and editors publish, each with its readiness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.platform.called import calendar_of_the_country
from permissions.translated_text import in_language
from portal.studio.edited import Words
from portal.studio.subjects import EDITED
from workflows.cases import retention
from workflows.danger_words.definition import KEY as DANGER
from workflows.versions.models import Subject, Version, VersionStatus

State = Literal["ready", "missing", "none"]
"""In force; not there though a request of the kind needs it; not there, and nothing needs it."""


@dataclass(frozen=True, slots=True)
class KindPart:
    """One of the things that a kind goes by. ``name`` leads to ``address``; ``words`` say how it stands."""

    code: str
    title: Words
    state: State
    name: str = ""
    address: str = ""
    words: str = ""
    drafts: Sequence[Version] = ()


def kind_parts(key: str, definition: Mapping[str, Any], *, filed: bool, limits: Mapping[str, str]) -> list[KindPart]:
    """In the order in which a request meets them; one statement.

    ``definition``: of the kind, in force or in its newest draft; ``filed``: whether a published form takes it;
    ``limits``: names of its overall limits by their keys.
    """
    meant = {
        Subject.PROCESS: definition.get("process") or "",
        Subject.ROUTING: definition.get("routing") or "",
        Subject.LADDER: definition.get("ladder") or "",
        Subject.CATEGORIES: key,
        Subject.CALENDAR: calendar_of_the_country(),
        Subject.DANGER: DANGER,
        Subject.RETENTION: retention.KEY,
    }
    there = _there(meant)
    works = [_chosen(subject, meant[subject], there) for subject in (Subject.PROCESS, Subject.ROUTING)]
    for_all = [_of_all(subject, meant[subject], there) for subject in (Subject.CALENDAR, Subject.DANGER)]
    return [
        _form(filed=filed),
        *works,
        _chosen(Subject.LADDER, meant[Subject.LADDER], there, needed=False),
        *_limits(limits),
        _categories(key, there),
        _grounds(definition),
        *for_all,
        _of_all(Subject.RETENTION, retention.KEY, there, ships=True),
        KindPart("letters", _("Letters"), "ready", _("All letters"), reverse("studio:letters"), _same()),
        KindPart("measures", _("Measures"), "ready", _("All measures"), reverse("studio:measures"), _same()),
    ]


def lacking(parts: Sequence[KindPart]) -> list[str]:
    """What must still be there before somebody can file the kind, and have it worked."""
    return [str(part.title) for part in parts if part.state == "missing"]


_There = Mapping[tuple[str, str], list[Version]]


def _there(meant: Mapping[Subject, str]) -> _There:
    found = Version.objects.filter(subject__in=list(meant), key__in=set(meant.values()))
    rows = found.exclude(status=VersionStatus.RETIRED).select_related("drafted_by", "drafting").order_by("number")
    there = defaultdict(list)
    for version in rows:
        there[version.subject, version.key].append(version)
    return there


def _drafts(subject: Subject, key: str, there: _There) -> list[Version]:
    return [each for each in there.get((subject, key), ()) if each.status == VersionStatus.DRAFT]


def _now(subject: Subject, key: str, there: _There) -> Version | None:
    return next((each for each in there.get((subject, key), ()) if each.status == VersionStatus.PUBLISHED), None)


def _named(subject: Subject, key: str, there: _There) -> dict[str, Any]:
    """Name, address and drafts of a thing; without an address where nothing of it is there."""
    versions = there.get((subject, key), [])
    names = [in_language(each.definition.get("name") or {}) for each in versions]
    return {
        "name": next(filter(None, names), key),
        "address": reverse("studio:thing", args=[subject.value, key]) if versions else "",
        "drafts": _drafts(subject, key, there),
    }


def _chosen(subject: Subject, key: str, there: _There, *, needed: bool = True) -> KindPart:
    title = EDITED[subject].title
    if not key:
        words = _("Not chosen yet") if needed else _("None: nothing is escalated")
        return KindPart(subject.value, title, "missing" if needed else "none", words=words)
    now = _now(subject, key, there)
    return KindPart(
        subject.value, title, "ready" if now else "missing", words=_in_force(now), **_named(subject, key, there)
    )


def _of_all(subject: Subject, key: str, there: _There, *, ships: bool = False) -> KindPart:
    """What all kinds have in common; ``ships``: it holds as Insaf comes with it until somebody publishes another."""
    now = _now(subject, key, there)
    words = _in_force(now) if now or not ships else _("As it came with the platform")
    state: State = "ready" if now or ships else "missing"
    named = _named(subject, key, there)
    named["name"] = named["name"] if named["address"] else ""
    return KindPart(subject.value, EDITED[subject].title, state, words=f"{words} · {_same()}", **named)


def _form(*, filed: bool) -> KindPart:
    words = _("Published") if filed else _("No published form takes it yet.")
    return KindPart("form", _("Form"), "ready" if filed else "missing", _("Its forms"), "#filed", words)


def _limits(limits: Mapping[str, str]) -> list[KindPart]:
    """Several where one is for some priorities."""
    title = EDITED[Subject.LIMIT].title
    if not limits:
        words = _("None: nothing says within how long of its filing a request of this kind is decided.")
        return [KindPart("limit", title, "none", _("Begin one"), reverse("studio:new", args=["limit"]), words)]
    return [
        KindPart("limit", title, "ready", name, reverse("studio:thing", args=["limit", key]), _("In force"))
        for key, name in limits.items()
    ]


def _categories(key: str, there: _There) -> KindPart:
    now, named = _now(Subject.CATEGORIES, key, there), _named(Subject.CATEGORIES, key, there)
    words = _in_force(now) if now or named["drafts"] else _("It has no categories.")
    title = EDITED[Subject.CATEGORIES].title
    return KindPart(
        "categories",
        title,
        "ready" if now else "none",
        words=words,
        **named | {"name": str(title) if named["address"] else ""},
    )


def _grounds(definition: Mapping[str, Any]) -> KindPart:
    own = len(definition.get("grounds") or ())
    words = ngettext("%(count)d ground of its own", "%(count)d grounds of its own", own) % {"count": own}
    return KindPart(
        "grounds", _("Grounds for refusing"), "ready", words=words if own else _("As it came with the platform")
    )


def _in_force(version: Version | None) -> str:
    if version is None:
        return _("Not in force yet.")
    return _("Version %(number)d in force") % {"number": version.number}


def _same() -> str:
    return _("The same for all kinds")
