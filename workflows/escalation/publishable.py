"""Escalation ladders and overall limits as two subjects that owners publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.agencies.levels import ordinal
from permissions.agencies.models import Agency
from permissions.agencies.selectors import open_posts
from permissions.translated_text import in_language, listed
from workflows.escalation import limit as limits
from workflows.escalation.checks import check_ladder
from workflows.escalation.decide import ties
from workflows.escalation.definition import FORMAT, Applies, Ladder, parse
from workflows.escalation.limit import Limit, check_limit
from workflows.facts import catalogue
from workflows.processes.publishable import PROCESSES
from workflows.versions.models import Subject
from workflows.versions.publishable import AGENCY, CATEGORY, Publishable, Reference
from workflows.versions.references import told


def check(key: str, definition: Any) -> list[str]:
    """What the ladder itself lacks, and whether it leaves open which of several counts."""
    found, ladder = check_ladder(key, definition), LADDERS.read(definition)
    return (
        found
        if ladder is None
        else [*found, *_unclear(LADDERS, key, ladder), *_unknown_steps(ladder), *_unknown_categories(ladder)]
    )


def check_overall(key: str, definition: Any) -> list[str]:
    """The same of an overall limit."""
    found, limit = check_limit(definition), LIMITS.read(definition)
    return found if limit is None else [*found, *_unclear(LIMITS, key, limit)]


def _others(thing: Publishable[Any], key: str) -> dict[str, Any]:
    read = {other: thing.read(raw) for other, raw in thing.in_force().items() if other != key}
    return {other: each for other, each in read.items() if each is not None}


def _for_what(things: Mapping[str, Any]) -> dict[str, Applies]:
    return {key: each.applies for key, each in things.items()}


def _unclear(thing: Publishable[Any], key: str, parsed: Any) -> Iterator[str]:
    others = _others(thing, key)
    for other in ties({**_for_what(others), key: parsed.applies}, key):
        yield _(
            "“%(other)s” is as specific as this one and is for some of the same requests, so chance would "
            "decide which of the two applies. Make one of them more specific, or choose other requests for it."
        ) % {"other": in_language(others[other].name) or other}


def _unknown_steps(ladder: Ladder) -> Iterator[str]:
    if not ladder.applies.steps:
        return
    processes = (PROCESSES.read(raw) for raw in PROCESSES.in_force().values())
    known = {step for process in processes if process is not None for step in process.steps}
    for step in ladder.applies.steps:
        if step not in known:
            yield _("The ladder is for the step “%(step)s”, which no process in force has.") % {"step": step}


def _unknown_categories(ladder: Ladder) -> Iterator[str]:
    domain = catalogue.fact(catalogue.CATEGORY).domain if ladder.applies.categories else None
    known = domain() if domain is not None else {}
    for each in ladder.applies.categories:
        if each not in known:
            yield _("The ladder is for the category “%(category)s”, which no kind has.") % {"category": each}


def references(parsed: Ladder | Limit) -> Iterator[Reference]:
    """The bodies, categories and kinds that it is for."""
    where = _("what it applies to")
    for code in parsed.applies.bodies:
        sentence = _("It is for the agency “%(agency)s”, which takes no requests.")
        yield Reference(AGENCY, code, where, sentence % {"agency": code})
    yield from (Reference(CATEGORY, each, where, "") for each in parsed.applies.categories)
    for code in parsed.applies.kinds:
        sentence = _("It is for the kind of request “%(kind)s”, which does not exist.")
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
                "%(count)d agency has no post of level %(level)s: %(names)s. What is escalated to it goes to the next "
                "post above, or to the complaints unit.",
                "%(count)d agencies have no post of level %(level)s: %(names)s. What is escalated to it goes to the "
                "next post above, or to the complaints unit.",
                len(lacking),
            )
            yield sentence % {"count": len(lacking), "level": ordinal(rung.level), "names": told(lacking)}


def _parted_by(thing: Publishable[Any], to: str, key: str) -> Iterator[str]:
    """The ones between which it would be left to chance which counts, if ``key`` were out of force."""
    if to != thing.subject:
        return
    others = _others(thing, key)
    for other in others:
        if any(ties(_for_what(others), other)):
            name = listed([in_language(others[other].name) or other])
            yield _("%(name)s, which would be as specific as another one") % {"name": name}


LADDERS: Publishable[Ladder] = Publishable(
    subject=Subject.LADDER,
    parse=parse,
    check=check,
    warnings=lacking_posts,
    references=references,
    users=lambda to, key: _parted_by(LADDERS, to, key),
    format=FORMAT,
)
LIMITS: Publishable[Limit] = Publishable(
    subject=Subject.LIMIT,
    parse=limits.parse,
    check=check_overall,
    references=references,
    users=lambda to, key: _parted_by(LIMITS, to, key),
    format=limits.FORMAT,
)
