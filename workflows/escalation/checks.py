"""Whether a ladder can be published, and if not, what is missing and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from permissions.agencies.levels import ordinal
from permissions.translated_text import is_named, listed
from workflows.calendars.duration_words import written_duration
from workflows.calendars.working_time import Duration, Unit
from workflows.escalation.definition import HOLDER, Ladder, parse
from workflows.escalation.recipients import RECIPIENTS

LONGEST: Mapping[Unit, int] = {"working_days": 60, "working_hours": 400, "calendar_days": 366}
"""By unit; a longer rung would be a slip of the pen."""


def check_ladder(key: str, definition: Any) -> list[str]:
    """Translated sentences; none when the ladder can be published."""
    try:
        ladder = parse(definition)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return [
            _("The ladder cannot be read: something is missing or of the wrong kind near %(where)s.") % {"where": error}
        ]
    if not ladder.rungs:
        return [_("The ladder has no rung.")]
    return [*_name(ladder), *_levels(ladder), *_times(ladder), *_tells(ladder)]


def _name(ladder: Ladder) -> Iterator[str]:
    if not is_named(ladder.name):
        yield _("The ladder needs a name in Arabic and English.")


def _levels(ladder: Ladder) -> Iterator[str]:
    if [rung.level for rung in ladder.rungs] != list(range(1, len(ladder.rungs) + 1)):
        yield _("The levels must go up one by one from 1.")


def _times(ladder: Ladder) -> Iterator[str]:
    for rung in ladder.rungs:
        if longest := _out_of_bounds(rung.after):
            yield _("Level %(level)s must be reached after 1 to %(longest)s.") % {
                "level": ordinal(rung.level),
                "longest": longest,
            }
    if longest := _out_of_bounds(ladder.remind_every):
        yield _("The complaints unit must be reminded every 1 to %(longest)s.") % {"longest": longest}
    if longest := _out_of_bounds(ladder.question_pause):
        yield _("A question may pause the count for 1 to %(longest)s.") % {"longest": longest}


def _out_of_bounds(duration: Duration) -> str:
    """The longest that there may be of its unit, in words, where it is no length that there may be."""
    longest = LONGEST[duration.unit]
    return "" if 1 <= duration.amount <= longest else written_duration(Duration(longest, duration.unit))


def _tells(ladder: Ladder) -> Iterator[str]:
    for rung in ladder.rungs:
        for name in rung.tells:
            if name not in RECIPIENTS:
                yield _("Level %(level)s tells “%(name)s”, which is no recipient. Possible are: %(known)s.") % {
                    "level": ordinal(rung.level),
                    "name": name,
                    "known": listed(RECIPIENTS),
                }
        if HOLDER not in rung.tells:
            yield _("Level %(level)s must tell the new holder: nobody acts on what they do not know of.") % {
                "level": ordinal(rung.level)
            }
