"""Requests that came as a recording alone, and what an officer writes of them."""

from __future__ import annotations

from typing import Any

from permissions.actors import Actor
from tests.scenes import file_case
from workflows.cases.actions import Summarise
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.submission import StoredFile


def recorded(name: str = "Voice 1.m4a", content_type: str = "audio/mp4") -> StoredFile:
    return StoredFile(name, content_type, 9_000, "0" * 64, f"store/{name}")


def spoken(**changes: Any) -> Case:
    """A request without a word: a voice of 80 seconds. Its sender was asked about danger."""
    alone: dict[str, Any] = {"subject": "", "text": "", "files": (recorded(),), "recording_seconds": 80}
    alone["asked_of_danger"] = True
    return file_case(**alone | changes)


def summarise(case: Case, actor: Actor, subject: str = "Street lamps", text: str = "They have been out.") -> None:
    apply(case.pk, Summarise(subject=subject, text=text), actor=actor)
    case.refresh_from_db()
