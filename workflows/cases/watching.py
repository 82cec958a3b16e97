"""Watching a case: whoever may read it hears of each change by others, for as long as they may."""

from __future__ import annotations

from django.db.models import QuerySet

from permissions.access.decide import Held
from permissions.access.selectors import held_by_many
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE
from permissions.now import now
from workflows.cases.change import Change
from workflows.cases.models import Case, Watch
from workflows.cases.selectors import reached
from workflows.transactions.turn import write_transaction


def watch(actor: Actor, case: Case) -> None:
    """From now on. That they may read it was asked before, and is asked again of each notice."""
    with write_transaction():
        row = Watch(case=case, user_id=actor.user_id or 0, since=now())
        Watch.objects.bulk_create([row], ignore_conflicts=True)


def unwatch(actor: Actor, tracking: str) -> None:
    """No more; also of a case that they may read no longer."""
    with write_transaction():
        Watch.objects.filter(case__tracking=tracking, user=actor.user_id).delete()


def watched_by(actor: Actor, *, held: Held) -> QuerySet[Case]:
    """The cases, in whatever state, that an actor watches and may read; the last changed first."""
    own = Watch.objects.filter(user=actor.user_id)
    found = reached(actor, VIEW_CASE, held=held).filter(pk__in=own.values("case"))
    return found.select_related("kind", "agency", "key").order_by("-changed_at", "-id")


def tell_watchers(change: Change) -> None:
    """Those who hear of the change by no other letter; nobody of that by which they lose sight of it. Of a case that
    nobody watches nothing is asked."""
    if change.case.is_watched and not change.leaves_sight:
        known = {tell.user_id for tell in change.tells if tell.audience == "staff"}
        rows = Watch.objects.filter(case=change.case).order_by("pk").values_list("user_id", flat=True)
        change.tell_staff("watched", [each for each in rows if each not in known])


def forget_watches() -> None:
    """Let go of those whose watcher may read the case no more: should they again, nothing comes back unasked."""
    watchers = set(Watch.objects.values_list("user_id", flat=True).distinct())
    gone: list[int] = []
    for user_id, held in held_by_many(watchers).items():
        reads = reached(Actor.staff(user_id), VIEW_CASE, held=held)
        gone += Watch.objects.filter(user=user_id).exclude(case__in=reads).values_list("pk", flat=True)
    if gone:
        with write_transaction():
            Watch.objects.filter(pk__in=gone).delete()
