"""A question whose answer was learned beforehand, from requests made up of a few words."""

from __future__ import annotations

from collections.abc import Mapping

from permissions.now import now
from tests.workflows.suggestions.written import examples
from workflows.suggestions.learning import Example, learn
from workflows.suggestions.models import About, Suggester
from workflows.suggestions.selectors import forget
from workflows.suggestions.weights import written


def taught(about: About, answers: Mapping[str, str], *, kind: str = "", language: str = "ar") -> Suggester:
    """What ``examples`` speak of (water, roads, health), under other codes, is known in this process from now on."""
    learned = learn([Example(each.text, answers[each.answer]) for each in examples(300)])
    assert learned is not None
    assert learned.weights.sure_from is not None
    forget()
    return Suggester.objects.create(
        about=about,
        kind=kind,
        language=language,
        learned_at=now(),
        examples=learned.examples,
        first=learned.first,
        among_three=learned.among_three,
        sure_right=learned.sure_right,
        sure_share=learned.sure_share,
        baseline=learned.baseline,
        weights=written(learned.weights),
    )
