"""Ready answers: which somebody may use and change, which fit a form, and how one reads in a case.

Whoever works cases makes their own. For their agency share those who sit there above the liaison officer; for all share
those who work at the complaints unit. Nothing that tells who filed a request has a place in one.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import F, Q, QuerySet
from django.utils.translation import override

from permissions.access.decide import Held
from permissions.agencies.rights import WORK_CASE
from permissions.arabic import fold
from permissions.isolated import isolated
from permissions.translated_text import in_language
from permissions.writing import written_due
from portal.desk.forms import ActForms
from portal.desk.models import ReadyAnswer
from workflows.cases.categories import names_of
from workflows.cases.grounds import grounds_of
from workflows.cases.models import Outcome, Work
from workflows.cases.state import State
from workflows.notifications.wording.placeholders import DUE, TRACKING, filled, places, shown
from workflows.processes.definition import Effect
from workflows.transactions.turn import write_transaction

WRITES: Final = ("decide", "reply", "ask", "proceed", "add-to-answer", "correct-answer")
"""The acts by which the citizen is written to."""
PLACES: Final = (TRACKING, "kind", "category", "agency", DUE)
"""Of the places of letters those that a case fills in; none of them says who filed it."""
MOST: Final = 300
"""Ready answers that one list shows; an agency has some dozens."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """A ready answer as it reads in a case. ``missing``: places that have no value there, as they stand in ``text``.

    ``outcome``: the way out of the step that goes with it, by its key; "" where none does. ``refusal``: what the form
    of a refusal asks for beside the text, by its fields; nothing where the outcome refuses nothing.
    """

    key: str
    title: str
    text: str
    missing: tuple[str, ...]
    outcome: str
    shared: bool
    search: str
    refusal: Mapping[str, str]


def visible(user_id: int, held: Held) -> QuerySet[ReadyAnswer]:
    """Their own, those of the agencies where they work cases, and those for all."""
    for_all = Q(owner__isnull=True, agency__isnull=True)
    theirs = Q(owner=user_id) | Q(agency__in=sorted(held.at(WORK_CASE)))
    return ReadyAnswer.objects.filter(for_all | theirs).select_related("agency")


def shares_for_all(held: Held) -> bool:
    return not held.at(WORK_CASE).isdisjoint(held.central)


def shares_at(held: Held) -> frozenset[int]:
    """The agencies (ids) for which they may share."""
    return frozenset(each for each in held.at(WORK_CASE) if held.standing.levels.get(each, 0) > 0)


def may_change(answer: ReadyAnswer, user_id: int, held: Held) -> bool:
    if answer.owner_id is not None:
        return answer.owner_id == user_id
    return answer.agency_id in shares_at(held) if answer.agency_id is not None else shares_for_all(held)


def new_key() -> str:
    return secrets.token_hex(6)


def fitting(state: State, work: Work | None, act: str, *, user_id: int, held: Held) -> list[Inserted]:
    """Those that fit the kind, the act and the language of a case: one's own first, then what is used most."""
    rows = visible(user_id, held).filter(
        act__in=("", act), kind__in=("", state.kind.code), language__in=("", state.case.language)
    )
    found = sorted(rows.order_by("-used", "title")[:MOST], key=lambda each: each.owner_id is None)
    return [inserted(each, state, work, act) for each in found]


def inserted(answer: ReadyAnswer, state: State, work: Work | None, act: str) -> Inserted:
    """With its places filled in the language of the case; those without a value stay, and are named."""
    language = state.case.language
    with override(language):
        values = _values(state, work)
        words = {name: values.get(name) or f"{{{shown(name, language)}}}" for name in places(answer.text)}
        text = filled(answer.text, words)
    missing = tuple(words[name] for name in words if not values.get(name))
    outcome = _way(state, work, act, answer.outcome)
    return Inserted(
        answer.key,
        answer.title,
        text,
        missing,
        outcome,
        answer.owner_id is None,
        fold(f"{answer.title} {text}"),
        _refusal(answer, state) if outcome else {},
    )


def _refusal(answer: ReadyAnswer, state: State) -> dict[str, str]:
    """Its ground, where the kind of the case has it, rule and what to do instead."""
    if answer.outcome != Outcome.REFUSED:
        return {}
    grounds = {ground.key for ground in grounds_of(state.kind)}
    found = {
        "ground": answer.ground if answer.ground in grounds else "",
        "rule": answer.rule,
        "instead": answer.instead,
    }
    return {name: words for name, words in found.items() if words}


def _values(state: State, work: Work | None) -> dict[str, str]:
    agency = work.agency if work is not None else state.case.agency
    due = written_due(work.due, by_day=work.due_by_day) if work is not None and work.due is not None else ""
    return {
        TRACKING: isolated(state.case.tracking),  # or an Arabic line shows it from its last group to its first
        "kind": in_language(state.kind.name),
        "category": str(names_of(state.kind.code, state.case.category)),
        "agency": in_language(agency.name),
        DUE: due,
    }


def _way(state: State, work: Work | None, act: str, outcome: str) -> str:
    if act != "decide" or work is None or not outcome:
        return ""
    ways = state.step_of(work).by_effect(Effect.DECIDE)
    return next((way.key for way in ways if way.result == outcome), "")


def insert(forms: ActForms, act: str, answer: Inserted) -> None:
    """Without scripts: the form comes with it, before whatever was kept of it."""
    form = forms.get(act)
    if form is None or act not in WRITES:
        return
    chosen = {"outcome": answer.outcome, **answer.refusal} if answer.outcome else {}
    form.initial = {**form.initial, "text": answer.text, **chosen}
    form.ready = answer.key


def count_use(key: str, user_id: int, held: Held) -> None:
    """One more use of it; of one that they may not see nothing. One statement."""
    if not key.isalnum():
        return
    with write_transaction():
        ids = visible(user_id, held).filter(key=key).values("pk")
        ReadyAnswer.objects.filter(pk__in=ids).update(used=F("used") + 1)
