"""Asks other sites, once a week each, whether what our pages link to is still there; where the operators want it."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.calling import Refused, head
from permissions.now import now
from portal.page_care.links import Broken, links_elsewhere
from portal.page_care.models import LinkAnswer

EVERY = timedelta(days=7)
SOONER = timedelta(days=1)
"""After an answer that was bad: a site that was away for an hour is not called broken."""
SECONDS = 60.0
"""A round begins no further question after so long; what is left is asked in the next."""
GONE: Final = frozenset({404, 410})
ABOUT_PROBLEM: Final[dict[str, Promise]] = {
    "gone": _("The page is not there."),
    "no_host": _("No machine has this name."),
    "private": _("The name leads into a private network, where no reader comes."),
    "silent": _("No answer came within five seconds."),
    "unreachable": _("The machine cannot be reached, or shows no valid certificate."),
}


def ask_what_is_due(*, seconds: float = SECONDS) -> int:
    """Ask what was not asked for a week; returns how many. Safe to ring twice and to kill."""
    if not settings.CHECK_LINKS:
        return 0
    began, asked, linked = time.monotonic(), 0, links_elsewhere()
    LinkAnswer.objects.exclude(address__in=linked).delete()
    known = {answer.address: answer for answer in LinkAnswer.objects.all()}
    for address in linked:
        former = known.get(address)
        if former is not None and former.asked_at > now() - (SOONER if former.problem else EVERY):
            continue
        if time.monotonic() - began > seconds:
            break
        _ask(address, former)
        asked += 1
    return asked


def failing() -> list[tuple[Broken, str]]:
    """Links to other sites that failed at two questions in a row, at least a day apart, and why."""
    if not settings.CHECK_LINKS:
        return []
    bad = {answer.address: answer for answer in LinkAnswer.objects.filter(times__gte=2)}
    linked = links_elsewhere() if bad else {}
    return [
        (link, str(ABOUT_PROBLEM.get(answer.problem, answer.problem)))
        for address, answer in bad.items()
        for link in linked.get(address, [])
    ]


def _ask(address: str, former: LinkAnswer | None) -> None:
    problem = _problem(address)
    times = (former.times if former is not None else 0) + 1 if problem else 0
    LinkAnswer.objects.update_or_create(
        address=address, defaults={"asked_at": now(), "problem": problem, "times": times}
    )


def _problem(address: str) -> str:
    """A code, or "": whoever answers anything but "not there" is there, also where it wants a login or no ``HEAD``."""
    try:
        return "gone" if head(address) in GONE else ""
    except Refused as refused:
        return refused.why
