"""What people say of suggestions: learn anew now, offer none of these, and that something offered was taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from django.db.models import Q

from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.tallies.memory import count
from workflows.cases.models import CaseEvent, EventVerb
from workflows.cases.wiping import Going
from workflows.suggestions.models import About, Steering, Suggester
from workflows.transactions.turn import write_transaction

By = Literal["citizens", "staff"]
OFFERED: Final = "suggestions_offered"
TAKEN: Final = "suggestions_taken"


def learn_soon(about: About, kind: str, *, actor: Actor) -> None:
    """Have it learned anew by the next pass of the queue."""
    with write_transaction():
        steering = _steering(about, kind)
        steering.wanted_at = now()
        steering.save()
        _note("suggestions_wanted", steering, actor)


def switch(about: About, kind: str, *, on: bool, actor: Actor) -> None:
    """Offer it, or no longer. What is off is not learned either, and what was learned goes at once: nothing of what is
    erased later stays in it.
    """
    with write_transaction():
        steering = _steering(about, kind)
        if steering.on == on:
            return
        steering.on, steering.wanted_at = on, now() if on else None
        steering.save()
        if not on:
            Suggester.objects.filter(about=about, kind=kind).update(weights=None)
        _note("suggestions_on" if on else "suggestions_off", steering, actor)


def forget_sealed(going: Going) -> Iterable[str]:
    """Cases are sealed: what may have been learned from them goes at once, and is learned anew, without them, by the
    next pass. Of what was never answered nothing was learned."""
    answered = CaseEvent.objects.filter(case__in=going.case_ids, verb=EventVerb.DECIDED)
    for kind, language in answered.values_list("case__kind__code", "case__language").order_by().distinct():
        Suggester.objects.filter(Q(about=About.BODY) | Q(kind=kind), language=language).delete()
    return ()


def note_offered(about: About, *, by: By, taken: bool) -> None:
    """Count that something was offered, or that what was offered was taken; not to whom, nor for which words."""
    count(TAKEN if taken else OFFERED, f"{about}:{by}")


def note_chosen(about: About, *, taken: bool) -> None:
    """Count that somebody of the staff chose where something was offered, and whether they chose that."""
    note_offered(about, by="staff", taken=False)
    if taken:
        note_offered(about, by="staff", taken=True)


def _steering(about: About, kind: str) -> Steering:
    found, _new = Steering.objects.select_for_update().get_or_create(about=about, kind=kind)
    return found


def _note(verb: str, steering: Steering, actor: Actor) -> None:
    data = {"about": str(steering.about), "kind": steering.kind}
    append([NewEntry(verb, "suggestions", steering.pk, data)], actor=actor, at=now())
