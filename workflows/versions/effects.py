"""What follows at once when a definition comes into force; upper topics bring it for their subject at start-up."""

from __future__ import annotations

from collections.abc import Callable

from workflows.versions.models import Version

Effect = Callable[[Version], None]
"""Takes the version that has just come into force, inside the commit that puts it there."""

_effects: dict[str, Effect] = {}


def follow_with(subject: str, effect: Effect) -> None:
    """Register the one effect of ``subject``; most subjects have none, since they are read at run time."""
    _effects[subject] = effect


def take_effect(version: Version) -> None:
    """Do what follows from the version that is now in force."""
    effect = _effects.get(version.subject)
    if effect is not None:
        effect(version)
