"""What happened to a body or one of its posts, in words: for the body's own history, and for the trail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.translated_text import in_language, joined
from permissions.writing import written_day

BODY_ACTS: Mapping[str, str | Promise] = {
    "body_made": gettext_lazy("Agency made"),
    "body_renamed": gettext_lazy("Agency renamed"),
    "body_moved": gettext_lazy("Agency moved in the tree"),
    "body_closing": gettext_lazy("Closing of an agency announced"),
    "body_kept": gettext_lazy("Closing of an agency called off"),
    "body_closed": gettext_lazy("Agency closed"),
    "platform_named": gettext_lazy("Platform named"),
    "emergency_numbers_said": gettext_lazy("Emergency numbers of the country entered"),
    "platform_placed": gettext_lazy("Languages, time zone, country and calendar of the platform chosen"),
    "area_made": gettext_lazy("Governorate or district made"),
    "area_changed": gettext_lazy("Governorate or district changed"),
    "outlines_kept": gettext_lazy("Outlines of governorates and districts taken in"),
    "agency_contact_changed": gettext_lazy("Contact details of an agency changed"),
    "post_made": gettext_lazy("Post made"),
    "post_renamed": gettext_lazy("Post renamed"),
    "post_closed": gettext_lazy("Post closed"),
}


def codes_in(said: Mapping[str, Any]) -> set[str]:
    """The codes of the other bodies that an entry speaks of."""
    return {str(said[name]) for name in ("above", "heir") if said.get(name)}


def told(verb: str, said: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What else an entry says, in a line. ``names``: what bodies are called now, by their codes."""
    return joined(_parts(verb, said, names))


def _parts(verb: str, said: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    if verb == "agency_contact_changed":
        yield _("from “%(before)s” to “%(after)s”") % {
            part: _values(said.get(part, {})) for part in ("before", "after")
        }
    elif "before" in said and "name" in said:
        words = {"before": in_language(said["before"]), "after": in_language(said["name"])}
        yield _("from “%(before)s” to “%(after)s”") % words
    elif "name" in said:
        yield in_language(said["name"])
    if "above" in said:
        yield _("below %(body)s") % {"body": names.get(said["above"], said["above"])}
    elif verb == "body_moved":
        yield _("at the top")
    if "day" in said:
        yield _("on %(day)s") % {"day": written_day(date.fromisoformat(said["day"]))}
    if "heir" in said:
        yield _("%(body)s takes over") % {"body": names.get(said["heir"], said["heir"])}


def _values(contact: Mapping[str, Any]) -> str:
    """All that is written of how an agency is reached, in a line."""
    words = (part for value in contact.values() for part in (value.values() if isinstance(value, dict) else [value]))
    return " · ".join(str(part) for part in words)
