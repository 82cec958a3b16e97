"""What owners call the things in force, by their keys."""

from __future__ import annotations

from permissions.translated_text import in_language
from workflows.versions.models import Subject, Version, VersionStatus


def names_in_force(subject: Subject) -> dict[str, str]:
    """Key to name in the reader's language; the key itself where there is none."""
    found = Version.objects.filter(subject=subject, status=VersionStatus.PUBLISHED).order_by("key")
    return {key: in_language(name or {}) or key for key, name in found.values_list("key", "definition__name")}
