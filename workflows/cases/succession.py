"""A body closes: what must be settled before, and its open work and what it was asked, which go in parts to the body
that takes over.

The day is announced, and may be today. When it has come, the body takes no new cases, its work is passed on, and when
nothing is left all that is held there ends. Each part is a commit of its own, and a pass of the clock takes up what was
interrupted.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from permissions.access import body_posts
from permissions.access.bodies import announce_closing, end_all_at, take_effect
from permissions.access.errors import BodyRefused, PostRefused
from permissions.actors import Actor
from permissions.agencies.models import Agency, Post
from permissions.now import now
from permissions.translated_text import in_language
from permissions.writing import local
from workflows.cases.actions import PassOn, PassOnConsultation
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply, apply_locked
from workflows.cases.models import Consultation, Track, Work
from workflows.cases.state import lock
from workflows.escalation.publishable import LADDERS
from workflows.transactions.turn import write_transaction
from workflows.versions.publishable import AGENCY
from workflows.versions.references import told, who_names
from workflows.versions.services import wait_for_others

log = logging.getLogger(__name__)

CHUNK = 100
"""Cases per commit."""
PATIENCE = 20.0
"""Seconds that one pass of the clock gives to passing on; the rest comes with the next."""


def close_body(agency: Agency, *, heir: Agency | None, day: date, actor: Actor) -> Agency:
    """Announce that a body closes, from ``day`` on; from today on it takes no new cases at once.

    Raises ``BodyRefused``: while something in force names it, and without an heir where it ever had work, since a
    case that is closed may be opened again. What it has is then passed on by ``pass_on``.
    """
    with write_transaction():
        wait_for_others()
        if heir is None and Work.objects.filter(agency=agency).exists():
            raise BodyRefused(_("Requests have been worked there. Say which agency takes over from it."))
        names = who_names(AGENCY, agency.code)
        if names:
            sentence = _("It is still named by: %(names)s. Have that changed first.")
            raise BodyRefused(sentence % {"names": told(names)})
        closing = announce_closing(agency, heir=heir, day=day, actor=actor)
        if day <= local(now()).date():
            take_effect(closing, actor=actor)
    return closing


def close_post(post: Post, *, actor: Actor) -> bool:
    """Close a post that nobody holds; whether there was one.

    Raises ``PostRefused`` where work arrives at its level, or a ladder in force climbs to it, and its body is open.
    """
    with write_transaction():
        wait_for_others()
        agency = Agency.objects.get(pk=post.agency_id)
        if not agency.has_closed and post.closed_at is None:
            _refuse_what_is_needed(post)
        return body_posts.close_post(post, actor=actor)


def _refuse_what_is_needed(post: Post) -> None:
    if post.level == 0:
        raise PostRefused(_("New requests arrive at this post. An agency that is open needs it."))
    for definition in LADDERS.in_force().values():
        ladder = LADDERS.read(definition)
        if ladder is not None and any(rung.level == post.level for rung in ladder.rungs):
            title = in_language(definition.get("name") or {})
            sentence = _("The ladder “%(ladder)s” escalates to this level. It needs the post.")
            raise PostRefused(sentence % {"ladder": title})


def _left_with(agency_id: int) -> QuerySet[Work]:
    return Work.objects.filter(agency=agency_id, done_at__isnull=True)


def cases_left_at(agency_id: int) -> int:
    """How many cases have open work at a body. Those set apart are counted nowhere (see ``leavers``)."""
    plain = _left_with(agency_id).filter(track=Track.ORDINARY, guarded=False)
    return plain.values("case").distinct().count()


def pass_on(agency: Agency, *, actor: Actor, patience: float) -> bool:
    """Pass on what a closed body has, for so many seconds; whether nothing is left, and it is closed for good.

    May be called again after it was interrupted, and beside itself. A case that fails is named in the log, stays where
    it is and holds up no other.
    """
    until = time.monotonic() + patience
    put_aside: set[int] = set()
    while time.monotonic() < until:
        found = _left_with(agency.pk).exclude(case__in=put_aside).order_by("case_id")
        case_ids = list(found.values_list("case_id", flat=True).distinct()[:CHUNK])
        if not case_ids:
            break
        put_aside |= _try(agency.pk, case_ids, actor)
    if time.monotonic() < until:
        _pass_on_questions(agency.pk, actor)
    return _finish(agency, actor=actor)


def _try(agency_id: int, case_ids: list[int], actor: Actor) -> set[int]:
    """Pass them on in one commit, or one by one where that fails; those that failed."""
    try:
        _pass_on(agency_id, case_ids, actor)
    except Exception:
        if len(case_ids) == 1:
            log.exception("Case %d could not be passed on; it stays with the body that closed.", case_ids[0])
            return set(case_ids)
        log.exception("%d cases could not be passed on together; trying them one by one.", len(case_ids))
        return {failed for case_id in case_ids for failed in _try(agency_id, [case_id], actor)}
    return set()


def _pass_on(agency_id: int, case_ids: Collection[int], actor: Actor) -> None:
    action = PassOn(agency_id=agency_id)
    with write_transaction():
        states = lock(case_ids)
        theirs = [state for state in states if any(work.agency_id == agency_id for work in state.open_works)]
        if theirs:
            apply_locked([(state, action) for state in theirs], actor=actor)


def _asked_of(agency_id: int) -> QuerySet[Consultation]:
    return Consultation.objects.filter(agency=agency_id, done_at__isnull=True)


def _pass_on_questions(agency_id: int, actor: Actor) -> None:
    """What others asked it, each in a commit of its own: there are few. One that fails stays and is in the log."""
    for case_id in _asked_of(agency_id).order_by("case_id").values_list("case_id", flat=True):
        try:
            apply(case_id, PassOnConsultation(agency_id=agency_id), actor=actor)
        except NotPossible:
            continue  # it was answered meanwhile
        except Exception:
            log.exception("What was asked inside case %d could not be passed on.", case_id)


def _finish(agency: Agency, *, actor: Actor) -> bool:
    with write_transaction():
        there = Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)
        if _left_with(there.pk).exists():
            return False
        if there.closed_at is None:
            end_all_at(there, actor=actor)
    return True


def close_what_is_due() -> int:
    """Close the bodies whose day has come, and pass on what came to closed ones meanwhile; how many it saw to.

    One statement where there is nothing to do.
    """
    came = Exists(Work.objects.filter(agency=OuterRef("pk"), done_at__isnull=True))
    asked = Exists(Consultation.objects.filter(agency=OuterRef("pk"), done_at__isnull=True))
    due = Agency.objects.filter(Q(closed_at__isnull=True) | came | asked, closes_on__lte=local(now()).date())
    found = list(due.select_related("heir").order_by("closes_on", "pk"))
    for agency in found:
        if agency.active:
            with write_transaction():
                take_effect(agency, actor=Actor.clock)
        pass_on(agency, actor=Actor.clock, patience=PATIENCE)
    return len(found)
