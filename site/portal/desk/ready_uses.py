"""In which cases a ready answer went out: how often, for what it is good, and whether citizens objected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from django.db.models import Count, F, Q

from permissions.now import now
from portal.desk.models import ReadyAnswer, ReadyUse
from workflows.cases.objection import objected_after
from workflows.cases.state import State
from workflows.suggestions.models import About
from workflows.suggestions.selectors import likely
from workflows.transactions.turn import write_transaction

LATELY: Final = timedelta(days=365)
"""What was used longer ago says nothing of what is used today."""


def count_use(answer: ReadyAnswer, cases: Iterable[int]) -> None:
    """It went out in some cases (ids)."""
    uses = [ReadyUse(answer=answer, case_id=case_id, at=now()) for case_id in cases]
    with write_transaction():
        ReadyUse.objects.bulk_create(uses)
        ReadyAnswer.objects.filter(pk=answer.pk).update(used=F("used") + len(uses))


def used_like(state: State, answers: Sequence[ReadyAnswer]) -> Mapping[int, tuple[int, int]]:
    """How often each of ``answers``, by id, was used in cases of the category of this one: by its agency, and by all.
    Where it has none, of the category that was learned for its words. Of a category unknown nothing."""
    category = state.case.category or _learned_category(state)
    if not category:
        return {}
    of_category = {"case__kind": state.case.kind_id, "case__category": category}
    uses = ReadyUse.objects.filter(answer__in=answers, at__gte=now() - LATELY, **of_category)
    here = Count("pk", filter=Q(case__agency=state.case.agency_id))
    counted = uses.values_list("answer").annotate(here=here, times=Count("pk")).order_by()
    used = {answer_id: (at_agency, times) for answer_id, at_agency, times in counted}
    for answer in answers:
        if answer.category == category:
            at_agency, times = used.get(answer.pk, (0, 0))
            used[answer.pk] = (at_agency, times + 1)
    return used


def objected_to(answers: Sequence[ReadyAnswer]) -> Mapping[int, int]:
    """In how many of the cases in which each was used the citizen objected afterwards, by id; one query."""
    uses = ReadyUse.objects.filter(objected_after("case", "at"), answer__in=answers)
    return dict(uses.values_list("answer").annotate(cases=Count("case", distinct=True)).order_by())


def _learned_category(state: State) -> str:
    text = f"{state.case.subject}\n{state.statement()}"
    found = likely(About.CATEGORY, text, language=state.case.language, kind=state.kind.code) if text.strip() else None
    return found.code if found is not None else ""
