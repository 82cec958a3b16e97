"""What must hold before a definition is published: its own check, and what it and others name."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from workflows.versions.publishable import publishable
from workflows.versions.references import Standing, asked_by_others, asked_of_others, named_in_vain


def problems(subject: str, key: str, definition: Any) -> list[str]:
    """What stands in the way of publishing, in translated sentences; raises ``KeyError`` for an unknown subject."""
    thing = publishable(subject)
    number = definition.get("format", 1) if isinstance(definition, dict) else 1
    if type(number) is not int or number < 1:
        return [_("The number of the format is not as it must be.")]
    if number > thing.format:
        return [_("This version was written for a newer release. Upgrade first.")]
    found = thing.check(key, definition)
    parsed = thing.read(definition)
    if parsed is None:
        return found
    standing = Standing()
    names = [
        *named_in_vain(thing, parsed, standing),
        *asked_of_others(thing, parsed, standing),
        *asked_by_others(subject, key, definition, standing),
    ]
    # A check may already say of something named that it is not there.
    return list(dict.fromkeys([*found, *names]))
