"""What must hold before a definition is published; upper topics bring the check of their subject at start-up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Check = Callable[[str, Any], list[str]]
"""Takes the key and the definition; gives translated sentences, none when it can be published."""

_checks: dict[str, Check] = {}


def check_with(subject: str, check: Check) -> None:
    """Register the one check of ``subject``."""
    _checks[subject] = check


def problems(subject: str, key: str, definition: Any) -> list[str]:
    """What stands in the way of publishing; raises ``KeyError`` for a subject nobody checks."""
    return _checks[subject](key, definition)
