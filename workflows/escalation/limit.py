"""The overall limit as plain values, read from JSON: within how long of its filing a request must be decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from permissions.translated_text import first_language_name, is_named, listed
from workflows.calendars.duration_words import written_duration
from workflows.calendars.working_time import ENDINGS, Duration, Ending
from workflows.escalation.checks import is_shorter, out_of_bounds, unknown
from workflows.escalation.definition import Applies, Warned, duration_in, names_in, one_of, warned
from workflows.escalation.recipients import AT_THE_LIMIT, BEFOREHAND
from workflows.routing.priority import Priority
from workflows.versions.raw import Malformed, Raw, format_of

FORMAT = 1
MOST = 6
"""Warnings before a limit, and rungs after it."""


@dataclass(frozen=True, slots=True)
class Passed:
    """So long after the limit, or after the rung before, these are told that there is still no decision."""

    after: Duration
    tells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """``within`` so long of its filing a request of these ``kinds`` (codes) and ``priorities`` (none: all) is decided.

    Nothing but a question to the citizen pauses it. ``tells``: whom, the moment it is over.
    """

    name: Mapping[str, str]
    within: Duration
    ends: Ending
    kinds: tuple[str, ...]
    priorities: tuple[str, ...]
    warnings: tuple[Warned, ...]
    tells: tuple[str, ...]
    rungs: tuple[Passed, ...]

    @property
    def applies(self) -> Applies:
        return Applies(kinds=self.kinds, priorities=self.priorities)


def parse(definition: Any) -> Limit:
    """Build the limit from its JSON; raises ``Malformed``."""
    format_of(definition, FORMAT)
    raw = Raw(definition)
    raw.only("format", "name", "within", "ends", "kinds", "priorities", "warnings", "tells", "rungs")
    return Limit(
        name=raw.words("name"),
        within=duration_in(raw, "within"),
        ends=one_of(raw, "ends", ENDINGS),
        kinds=names_in(raw, "kinds"),
        priorities=names_in(raw, "priorities", ()),
        warnings=tuple(warned(each) for each in raw.each("warnings")),
        tells=names_in(raw, "tells"),
        rungs=tuple(_passed(each) for each in raw.each("rungs")),
    )


def _passed(raw: Raw) -> Passed:
    raw.only("after", "tells")
    return Passed(duration_in(raw, "after"), names_in(raw, "tells"))


def choose_limit(limits: Mapping[str, Limit], *, kind: str, priority: str) -> str:
    """The key of the limit that counts: the most specific for this kind and priority; empty where there is none."""
    fitting = [
        key
        for key, limit in limits.items()
        if kind in limit.kinds and (not limit.priorities or priority in limit.priorities)
    ]
    return min(fitting, key=lambda key: (-limits[key].applies.weight, key), default="")


def check_limit(definition: Any) -> list[str]:
    """Translated sentences; none when the limit itself is whole."""
    try:
        limit = parse(definition)
    except Malformed as error:
        return [
            _("The overall limit cannot be read: something is missing or of the wrong kind near %(where)s.")
            % {"where": error.path}
        ]
    return [*_of_the_whole(limit), *_warnings(limit), *_rungs(limit)]


def _of_the_whole(limit: Limit) -> Iterator[str]:
    if not is_named(limit.name):
        yield _("The overall limit needs a name in %(language)s.") % {"language": first_language_name()}
    if not limit.kinds:
        yield _("Choose the kinds of request that the overall limit is for.")
    for priority in unknown(limit.priorities, dict(Priority.choices)):
        yield _("The overall limit is for the priority “%(priority)s”, which does not exist.") % {"priority": priority}
    if longest := out_of_bounds(limit.within):
        yield _("A request must be decided within 1 to %(longest)s.") % {"longest": longest}
    yield from _told(limit.tells, _("When the limit is over"), AT_THE_LIMIT)


def _told(names: Iterable[str], when: str, known: Mapping[str, Any]) -> Iterator[str]:
    if not tuple(names):
        yield _("%(when)s: choose who is told.") % {"when": when}
    for name in unknown(names, known):
        yield _("%(when)s: “%(name)s” is not a recipient. Possible are: %(known)s.") % {
            "when": when,
            "name": name,
            "known": listed(known),
        }


def _warnings(limit: Limit) -> Iterator[str]:
    if len(limit.warnings) > MOST or len(limit.rungs) > MOST:
        yield _("An overall limit has at most %(most)s warnings, and as many steps after it.") % {"most": MOST}
    for warning in limit.warnings:
        when = _("%(time)s before the limit") % {"time": written_duration(warning.before)}
        if out_of_bounds(warning.before) or not is_shorter(warning.before, limit.within):
            yield _("%(when)s: a warning must be shorter than the limit.") % {"when": when}
        yield from _told(warning.tells, when, BEFOREHAND)


def _rungs(limit: Limit) -> Iterator[str]:
    for number, rung in enumerate(limit.rungs, 1):
        when = _("Step %(number)d after the limit") % {"number": number}
        if longest := out_of_bounds(rung.after):
            yield _("%(when)s: it must come after 1 to %(longest)s.") % {"when": when, "longest": longest}
        yield from _told(rung.tells, when, AT_THE_LIMIT)
