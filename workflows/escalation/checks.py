"""Whether a ladder can be published, and if not, what is missing and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from permissions.agencies.levels import ordinal
from permissions.translated_text import first_language_name, is_named, listed
from workflows.calendars.duration_words import written_duration
from workflows.calendars.working_time import Duration, Unit
from workflows.escalation.definition import HIGHEST, HOLDER, Asking, Ladder, Rung, parse
from workflows.escalation.recipients import BEFOREHAND, RECIPIENTS
from workflows.routing.priority import Priority
from workflows.versions.raw import Malformed

MOST_QUESTIONS = 10
LONGEST: Mapping[Unit, int] = {"working_days": 60, "working_hours": 400, "calendar_days": 366}
"""By unit; a longer rung would be a slip of the pen."""
_HOURS_OF_A_DAY: Mapping[Unit, float] = {"working_days": 8, "working_hours": 1, "calendar_days": 8 * 5 / 7}
"""Hours of work in one of a unit, as a rule: only to compare durations of several units."""


def check_ladder(key: str, definition: Any) -> list[str]:
    """Translated sentences; none when the ladder can be published."""
    try:
        ladder = parse(definition)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        where = error.path if isinstance(error, Malformed) else error
        return [
            _("The ladder cannot be read: something is missing or of the wrong kind near %(where)s.") % {"where": where}
        ]
    if not ladder.rungs:
        return [_("The ladder has no level.")]
    return [*_name(ladder), *_levels(ladder), *_times(ladder), *_tells(ladder), *_warnings(ladder), *_for_what(ladder)]


def _name(ladder: Ladder) -> Iterator[str]:
    if not is_named(ladder.name):
        yield _("The ladder needs a name in %(language)s.") % {"language": first_language_name()}


def _levels(ladder: Ladder) -> Iterator[str]:
    if [rung.level for rung in ladder.rungs] != list(range(1, len(ladder.rungs) + 1)):
        yield _("The levels must go up one by one from 1.")
    if len(ladder.rungs) > HIGHEST:
        yield _("A ladder has at most %(most)s levels.") % {"most": HIGHEST}


def _times(ladder: Ladder) -> Iterator[str]:
    for rung in ladder.rungs:
        if longest := out_of_bounds(rung.after):
            yield _("Level %(level)s must be reached after 1 to %(longest)s.") % {
                "level": ordinal(rung.level),
                "longest": longest,
            }
    if longest := out_of_bounds(ladder.remind_every):
        yield _("The complaints unit must be reminded every 1 to %(longest)s.") % {"longest": longest}
    if longest := out_of_bounds(ladder.question_pause):
        yield _("A question may pause the count for 1 to %(longest)s.") % {"longest": longest}
    if ladder.asking is not None:
        yield from (sentence for _part, sentence in asking_problems(ladder.asking))


def asking_problems(asking: Asking) -> Iterator[tuple[Literal["most", "rests"], str]]:
    """Which part of a limit on asking is out of bounds, with its sentence."""
    if not 1 <= asking.most <= MOST_QUESTIONS:
        yield "most", _("A citizen may be asked 1 to %(most)s times.") % {"most": MOST_QUESTIONS}
    if longest := out_of_bounds(asking.rests):
        yield "rests", _("All questions together may pause the count for 1 to %(longest)s.") % {"longest": longest}


def out_of_bounds(duration: Duration) -> str:
    """The longest that there may be of its unit, in words, where it is no length that there may be."""
    longest = LONGEST[duration.unit]
    return "" if 1 <= duration.amount <= longest else written_duration(Duration(longest, duration.unit))


def is_shorter(one: Duration, other: Duration) -> bool:
    """Whether a duration is the shorter one: of the same unit for certain, of another as calendars mostly are."""
    return one.amount * _HOURS_OF_A_DAY[one.unit] < other.amount * _HOURS_OF_A_DAY[other.unit]


def _tells(ladder: Ladder) -> Iterator[str]:
    for rung in ladder.rungs:
        for name in unknown(rung.tells, RECIPIENTS):
            yield _("Level %(level)s tells “%(name)s”, which is not a recipient. Possible are: %(known)s.") % {
                "level": ordinal(rung.level),
                "name": name,
                "known": listed(RECIPIENTS),
            }
        if HOLDER not in rung.tells:
            yield _("Level %(level)s must tell the new holder: nobody acts on what they do not know of.") % {
                "level": ordinal(rung.level)
            }


def unknown(names: Iterable[str], known: Mapping[str, str | Promise]) -> Iterator[str]:
    """The names that nobody knows."""
    return (name for name in names if name not in known)


def _warnings(ladder: Ladder) -> Iterator[str]:
    for rung in ladder.rungs:
        yield from _warning(rung)


def _warning(rung: Rung) -> Iterator[str]:
    if rung.warning is None:
        return
    level = {"level": ordinal(rung.level)}
    for name in unknown(rung.warning.tells, BEFOREHAND):
        yield _("The warning before level %(level)s tells “%(name)s”. Possible are: %(known)s.") % {
            **level,
            "name": name,
            "known": listed(BEFOREHAND),
        }
    if not rung.warning.tells:
        yield _("The warning before level %(level)s tells nobody.") % level
    if out_of_bounds(rung.warning.before) or not is_shorter(rung.warning.before, rung.after):
        yield _("The warning before level %(level)s must be shorter than the time that leads to it.") % level


def _for_what(ladder: Ladder) -> Iterator[str]:
    for priority in ladder.applies.priorities:
        if priority not in Priority:
            yield _("The ladder is for the priority “%(priority)s”, which does not exist.") % {"priority": priority}
