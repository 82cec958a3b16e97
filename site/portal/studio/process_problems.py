"""What stands against a process, each sentence at the step that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from permissions.isolated import without_steering
from permissions.translated_text import in_language
from workflows.processes.problem import Problem


def placed(sentences: Iterable[str], raw: Mapping[str, Any]) -> list[str]:
    """The same sentences; those that name exactly one step know which it is."""
    names = {step["key"]: in_language(step["name"]) for step in raw.get("steps", ())}
    return [each if isinstance(each, Problem) else _placed(each, names) for each in sentences]


def _placed(sentence: str, names: Mapping[str, str]) -> str:
    said = without_steering(sentence)
    found = [key for key, name in names.items() if name and _("“%(word)s”") % {"word": name} in said]
    return Problem.at(found[0], sentence) if len(found) == 1 else sentence
