"""What stands beside a process: which kinds of request it works, and how many open ones each of its versions has."""

from __future__ import annotations

from typing import Any

from workflows.cases.models import RequestKind
from workflows.cases.on_versions import on_versions
from workflows.versions.models import Subject


def beside_process(subject: str, key: str) -> dict[str, Any]:
    """For the page of a process and the page that publishes one; nothing for any other subject."""
    if subject != Subject.PROCESS:
        return {}
    return {"works": RequestKind.objects.filter(process=key, active=True), "running": on_versions(key)}
