"""What the queue does for suggestions: learn anew what was learned a day ago."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from permissions.now import now
from workflows.suggestions.models import Suggester
from workflows.suggestions.past import Question, answered, questions
from workflows.suggestions.weights import written
from workflows.transactions.turn import write_transaction

EVERY: Final = timedelta(days=1)
"""What was erased in the meantime has left its trace in the weights for no longer than that."""


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
                "weights": written(learned.weights),
            }
        )
        with write_transaction():
            Suggester.objects.filter(about=question.about, kind=question.kind, language=question.language).delete()
            Suggester.objects.create(
                about=question.about, kind=question.kind, language=question.language, learned_at=now(), **told
            )


def _due() -> list[Question]:
    fresh = set(Suggester.objects.filter(learned_at__gt=now() - EVERY).values_list("about", "kind", "language"))
    return [each for each in questions() if (each.about, each.kind, each.language) not in fresh]
