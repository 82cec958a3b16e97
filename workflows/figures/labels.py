"""The words for the keys by which figures are split, in the active language and in the order in which tables have them.

What ended keeps its words: figures of the past name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.agencies.levels import level_name
from permissions.agencies.models import Agency
from permissions.areas.models import Area
from permissions.translated_text import in_language
from permissions.writing import written_number
from workflows.facts import catalogue
from workflows.routing.priority import Priority
from workflows.versions.models import Subject, Version, VersionStatus

LEVELS = 20
"""As many as a ladder can have, and more."""
BETWEEN = " › "


def _as_facts(name: str) -> dict[str, str]:
    """What a fact of every case can be."""
    domain = catalogue.fact(name).domain
    return dict(domain()) if domain is not None else {}


def kinds() -> dict[str, str]:
    return _as_facts("kind")


def channels() -> dict[str, str]:
    return _as_facts("channel")


def languages() -> dict[str, str]:
    return _as_facts("language")


def outcomes() -> dict[str, str]:
    return _as_facts("outcome")


def governorates() -> dict[str, str]:
    found = Area.objects.filter(under=None).values_list("key", "name")
    return {key: in_language(name) for key, name in found}


def agencies() -> dict[str, str]:
    return {code: in_language(name) for code, name in Agency.objects.order_by("code").values_list("code", "name")}


def priorities() -> dict[str, str]:
    return {str(value): str(words) for value, words in Priority.choices}


def levels() -> dict[str, str]:
    return {str(level): level_name(level) for level in range(LEVELS)}


def stars() -> dict[str, str]:
    return {
        str(count): ngettext("%(count)s star", "%(count)s stars", count) % {"count": written_number(count)}
        for count in range(1, 6)
    }


def solved() -> dict[str, str]:
    """What citizens say when they rate."""
    return {"yes": _("yes"), "partly": _("partly"), "no": _("no")}


def statuses() -> dict[str, str]:
    """As the staff reads them."""
    return {
        "triage": _("with the complaints unit"),
        "in_progress": _("being worked on"),
        "waiting": _("waiting for the citizen’s answer"),
        "answered": _("answered"),
        "closed": _("closed"),
    }


def actors() -> dict[str, str]:
    return {
        "staff": _("staff"),
        "clock": _("the system (automatically)"),
        "citizen": _("the citizen"),
        "api": _("another system"),
        "operator": _("the operator of the platform"),
    }


def verbs() -> dict[str, str]:
    """Those of which there are rows."""
    return {
        "escalated": _("escalation"),
        "referred": _("referral"),
        "reminded": _("reminder"),
        "reopened": _("objection of the citizen"),
        "missed": _("promise to the citizen missed"),
        "missed_inside": _("promise missed inside"),
        "not_done": _("what was promised was not done"),
        "appealed": _("appeal"),
        "rated": _("rating"),
        "asked": _("question to the citizen"),
        "decided": _("decision"),
        "closed_as_spam": _("closed as spam"),
    }


def processes() -> dict[str, str]:
    return {key: in_language(raw.get("name") or {}) or key for key, raw in _last(Subject.PROCESS)}


def steps() -> dict[str, str]:
    """By process and step."""
    return {
        f"{key}.{step['key']}": in_language(step.get("name") or {}) or step["key"]
        for key, raw in _last(Subject.PROCESS)
        for step in _objects(raw.get("steps"))
    }


def ways() -> dict[str, str]:
    """By the keys of outcomes; those by which citizens have the last word are called alike in all processes."""
    said = {
        "accepted": _("the citizen accepted"),
        "silent": _("no objection came"),
        "reopened": _("objection of the citizen"),
    }
    named = {
        way["key"]: in_language(way.get("words") or {})
        for _key, raw in _last(Subject.PROCESS)
        for step in _objects(raw.get("steps"))
        for way in _objects(step.get("outcomes"))
    }
    results = outcomes()
    return {**said, **{key: words or results.get(key, key) for key, words in named.items() if key not in said}}


def categories() -> dict[str, str]:
    """By kind and category, each behind what it lies under."""
    found: dict[str, str] = {}
    for kind, raw in _last(Subject.CATEGORIES):
        tree = {each["key"]: each for each in _objects(raw.get("categories"))}
        found |= {f"{kind}.{key}": BETWEEN.join(_path(tree, key)) for key in tree}
    return found


def top_categories() -> dict[str, str]:
    """Of these those that are, or once were, at the top: figures of the past name them."""
    found = categories()
    tops = {
        f"{kind}.{each['key']}"
        for kind, raw in _ever(Subject.CATEGORIES)
        for each in _objects(raw.get("categories"))
        if not each.get("under")
    }
    return {key: words for key, words in found.items() if key in tops}


def _path(tree: Mapping[str, Any], key: str) -> list[str]:
    names: list[str] = []
    while key in tree and len(names) <= len(tree):
        names.insert(0, in_language(tree[key].get("name") or {}) or key)
        key = tree[key].get("under") or ""
    return names


def _objects(raw: Any) -> Iterator[Any]:
    return (each for each in raw or () if isinstance(each, dict) and "key" in each)


def _last(subject: Subject) -> Iterable[tuple[str, Any]]:
    """Key and definition of all that was ever in force, as it was last."""
    return dict(_ever(subject)).items()


def _ever(subject: Subject) -> Iterable[tuple[str, Any]]:
    """The same of each version, the oldest of a key first."""
    ever = Version.objects.filter(subject=subject).exclude(status=VersionStatus.DRAFT)
    return ever.order_by("key", "number").values_list("key", "definition")
