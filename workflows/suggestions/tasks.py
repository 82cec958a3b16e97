"""What the queue does for suggestions: learn anew what was learned a day, or many decisions, ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from permissions.now import now
from workflows.cases.models import CaseEvent, EventVerb
from workflows.suggestions.models import About, Steering, Suggester
from workflows.suggestions.past import Question, answered, questions
from workflows.suggestions.weights import written
from workflows.transactions.turn import write_transaction

EVERY: Final = timedelta(days=1)
"""What was erased in the meantime has left its trace in the weights for no longer than that."""
DECISIONS: Final = 500
"""After so many it is learned anew, however fresh it is."""


def learn_all_soon() -> None:
    """Much has come at once, as by a load or an import: all that is not switched off is to be learned anew."""
    asked = {(question.about, question.kind) for question in questions()}
    with write_transaction():
        off = set(Steering.objects.filter(on=False).values_list("about", "kind"))
        for about, kind in sorted(asked - off):
            Steering.objects.update_or_create(about=about, kind=kind, defaults={"wanted_at": now()})


def is_due() -> bool:
    """Whether there is something to learn anew."""
    return bool(_due())


def learn_what_is_due() -> None:
    """Learn all that is due, one after the other. Safe to ring twice and to kill: what is not written is due."""
    from workflows.suggestions.learning import Example, learn  # noqa: PLC0415  memory that no other process needs

    for question in _due():
        learned = learn([Example(text, answer) for text, answer in answered(question)])
        told = (
            {}
            if learned is None
            else {
                "examples": learned.examples,
                "first": learned.first,
                "among_three": learned.among_three,
                "sure_right": learned.sure_right,
                "sure_share": learned.sure_share,
                "baseline": learned.baseline,
                "weights": written(learned.weights),
            }
        )
        with write_transaction():
            if Steering.objects.filter(about=question.about, kind=question.kind, on=False).exists():
                continue  # switched off while it was learned
            Suggester.objects.filter(about=question.about, kind=question.kind, language=question.language).delete()
            Suggester.objects.create(
                about=question.about, kind=question.kind, language=question.language, learned_at=now(), **told
            )


def _due() -> list[Question]:
    learned = dict(_learned_at())
    steered = {(each.about, each.kind): each for each in Steering.objects.all()}
    stale = max(now() - EVERY, _many_decisions_ago() or now() - EVERY)
    return [each for each in questions() if _is_due(learned.get(each), steered.get((each.about, each.kind)), stale)]


def _learned_at() -> Iterator[tuple[Question, datetime]]:
    for about, kind, language, at in Suggester.objects.values_list("about", "kind", "language", "learned_at"):
        yield Question(About(about), kind, language), at


def _many_decisions_ago() -> datetime | None:
    """When the last ``DECISIONS`` began; None where there were not so many."""
    decided = CaseEvent.objects.filter(verb=EventVerb.DECIDED).order_by("-at").values_list("at", flat=True)
    return next(iter(decided[DECISIONS - 1 : DECISIONS]), None)


def _is_due(learned_at: datetime | None, steering: Steering | None, stale: datetime) -> bool:
    if steering is not None and not steering.on:
        return False
    wanted = steering.wanted_at if steering is not None else None
    return learned_at is None or learned_at <= stale or (wanted is not None and learned_at < wanted)
