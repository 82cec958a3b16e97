"""Escalation ladders as owners see them, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.levels import ordinal
from portal.studio.counted import ENDS, in_words, told_words
from portal.studio.edited import EditedSubject
from portal.studio.for_what import for_what_lines
from portal.studio.ladder_form import ACTS, COURSES, REPLIES, LadderForm, acts_of, readable
from portal.studio.lines import Line, name_line
from workflows.escalation.definition import DEFAULT
from workflows.escalation.recipients import BEFOREHAND, RECIPIENTS
from workflows.versions.models import Subject


def lines(definition: Any) -> Iterator[Line]:
    """What it lays down, from the ground up."""
    yield name_line(definition)
    raw = readable(definition)
    yield from for_what_lines(raw.get("applies", {}))
    for rung in raw.get("rungs", []):
        yield from _of_rung(rung)
    if "remind_every" not in raw:
        return
    reminded = _now("every %(time)s without action at the top") % {"time": in_words(raw["remind_every"])}
    yield Line("remind", _now("Complaints unit reminded"), reminded)
    paused = _now("for %(time)s at most") % {"time": in_words(raw["question_pause"])}
    yield Line("pause", _now("A question pauses the count"), paused)
    if asking := raw.get("asking"):
        limit = {"count": asking["most"], "time": in_words(asking["rests"])}
        yield Line("asking", _now("Questions to the citizen"), _now("at most %(count)s; %(time)s in all") % limit)
    yield Line("ends", _now("Days end"), str(ENDS.get(raw["ends"], raw["ends"])))
    for name, course in acts_of(raw).items():
        words = (REPLIES if name == "reply" else COURSES).get(course, course)
        yield Line(f"act {name}", str(ACTS[name]), str(words))


def _of_rung(rung: Any) -> Iterator[Line]:
    level = rung["level"]
    named = {"level": ordinal(level)}
    words = _now("after %(time)s without action") % {"time": in_words(rung["after"])}
    yield Line(f"level {level}", _now("To level %(level)s") % named, words)
    told = told_words(rung.get("tells", DEFAULT), RECIPIENTS)
    yield Line(f"told {level}", _now("Who is told of it at level %(level)s") % named, told)
    if warning := rung.get("warning"):
        words = _now("%(time)s before, to: %(who)s") % {
            "time": in_words(warning["before"]),
            "who": told_words(warning["tells"], BEFOREHAND),
        }
        yield Line(f"warned {level}", _now("Warning before level %(level)s") % named, words)


LADDERS = EditedSubject(
    subject=Subject.LADDER,
    title=_("Escalation ladder"),
    lines=lines,
    form=LadderForm,
    newest=readable,
    applies=_(
        "It applies from the next request and the next action on; running counts follow it only where that is chosen."
    ),
)
