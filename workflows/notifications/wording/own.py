"""The letters that owners have made: which are in force, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from permissions.translated_text import in_language
from workflows.processes.letters import is_own
from workflows.versions.models import Subject, Version
from workflows.versions.publishable import published_definitions


def own_in_force() -> dict[str, str]:
    """Key to name, in the language that is on."""
    found = published_definitions(Subject.LETTER)
    return {key: in_language(each.get("name") or {}) or key for key, each in found.items() if is_own(key)}


def own_titles(topics: Iterable[str]) -> Mapping[str, str]:
    """What letters of owners are or were called; of others nothing is asked."""
    own = {topic for topic in topics if is_own(topic)}
    if not own:
        return {}
    rows = Version.objects.filter(subject=Subject.LETTER, key__in=own).order_by("number")
    return {key: in_language(name or {}) or key for key, name in rows.values_list("key", "definition__name")}
