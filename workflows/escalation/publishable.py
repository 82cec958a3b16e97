"""Escalation ladders as one subject that owners publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.agencies.levels import ordinal
from permissions.agencies.models import Agency
from permissions.agencies.selectors import open_posts
from permissions.translated_text import in_language
from workflows.escalation.checks import check_ladder
from workflows.escalation.decide import ties
from workflows.escalation.definition import FORMAT, Ladder, parse
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Subject
from workflows.versions.publishable import AGENCY, Publishable, Reference
from workflows.versions.references import told


def check(key: str, definition: Any) -> list[str]:
    """What the ladder itself lacks, and whether it leaves open which of several counts."""
    found = check_ladder(key, definition)
    ladder = LADDERS.read(definition)
    return found if ladder is None else [*found, *_unclear(key, ladder), *_unknown_steps(ladder)]


def _others(key: str) -> dict[str, Ladder]:
    read = {other: LADDERS.read(raw) for other, raw in LADDERS.in_force().items() if other != key}
    return {other: ladder for other, ladder in read.items() if ladder is not None}


def _unclear(key: str, ladder: Ladder) -> Iterator[str]:
    others = _others(key)
    applies = {other: each.applies for other, each in others.items()} | {key: ladder.applies}
    for other in ties(applies, key):
        yield _(
            "The ladder “%(other)s” names as much as this one and is for some of the same requests: it would be left "
            "to chance which of the two counts. Let one of them name more, or something else."
        ) % {"other": _title(other, others)}


def _title(key: str, ladders: Mapping[str, Ladder]) -> str:
    return in_language(ladders[key].name) or key


def _unknown_steps(ladder: Ladder) -> Iterator[str]:
    if not ladder.applies.steps:
        return
    processes = (PROCESSES.read(raw) for raw in PROCESSES.in_force().values())
    known = {step for process in processes if process is not None for step in process.steps}
    for step in ladder.applies.steps:
        if step not in known:
            yield _("The ladder is for the step “%(step)s”, which no process in force has.") % {"step": step}


def references(ladder: Ladder) -> Iterator[Reference]:
    """The bodies and the kinds that it is for."""
    where = _("for whom it is")
    for code in ladder.applies.bodies:
        sentence = _("The ladder is for the agency “%(agency)s”, which takes no cases.")
        yield Reference(AGENCY, code, where, sentence % {"agency": code})
    for code in ladder.applies.kinds:
        sentence = _("The ladder is for the kind of request “%(kind)s”, which there is not.")
        yield Reference(Subject.KIND, code, where, sentence % {"kind": code})


def lacking_posts(_key: str, definition: Any) -> Iterator[str]:
    """The levels that have no post in some of the bodies it may be for: what goes there falls to the next post above,
    and at last to the unit."""
    ladder = LADDERS.read(definition)
    if ladder is None:
        return
    bodies = Agency.objects.filter(active=True).order_by("code")
    if ladder.applies.bodies:
        bodies = bodies.filter(code__in=ladder.applies.bodies)
    there = set(open_posts().values_list("agency_id", "level"))
    for rung in ladder.rungs:
        lacking = [str(body) for body in bodies if (body.pk, rung.level) not in there]
        if lacking:
            sentence = ngettext(
                "%(count)d agency has no post of level %(level)s: %(names)s. What goes up to it goes to the next post "
                "above, or to the complaints unit.",
                "%(count)d agencies have no post of level %(level)s: %(names)s. What goes up to it goes to the next "
                "post above, or to the complaints unit.",
                len(lacking),
            )
            yield sentence % {"count": len(lacking), "level": ordinal(rung.level), "names": told(lacking)}


def those_it_parts(to: str, key: str) -> Iterator[str]:
    """The ladders between which it would be left to chance which counts, if ``key`` were out of force."""
    if to != Subject.LADDER:
        return
    others = _others(key)
    applies = {other: ladder.applies for other, ladder in others.items()}
    for other in others:
        if any(ties(applies, other)):
            yield _("the ladder “%(title)s”, which would be as specific as another one") % {
                "title": _title(other, others)
            }


LADDERS: Publishable[Ladder] = Publishable(
    subject=Subject.LADDER,
    parse=parse,
    check=check,
    warnings=lacking_posts,
    references=references,
    users=those_it_parts,
    format=FORMAT,
)
