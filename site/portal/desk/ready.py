"""Ready answers: which somebody may use and change, which fit a form, and how one reads in a case.

Whoever works cases makes their own. For their agency share those who sit there above the liaison officer; for all share
those who work at the complaints unit. Who filed a request is named in one only to officers who know it plainly.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import override

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.agencies.rights import WORK_CASE
from permissions.arabic import fold
from permissions.isolated import isolated
from permissions.translated_text import in_language, joined
from permissions.writing import written_due
from portal.desk.forms import ActForms
from portal.desk.models import ReadyAnswer
from portal.desk.ready_effects import common_effects, effects_in_words
from portal.desk.ready_uses import used_like
from workflows.cases.categories import names_of
from workflows.cases.grounds import grounds_of
from workflows.cases.identity import person_shown
from workflows.cases.models import Case, Outcome, Work
from workflows.cases.state import State
from workflows.notifications.wording.placeholders import DUE, NAME, TRACKING, filled, places, shown
from workflows.processes.definition import Effect

WRITES: Final = ("decide", "reply", "ask", "proceed", "add-to-answer", "correct-answer")
"""The acts by which the citizen is written to."""
PLACES: Final = (TRACKING, "kind", "category", "agency", DUE, NAME)
"""The places that a case fills in."""
BLANK: Final = "…"
"""The place that whoever sends it fills in themselves."""
MOST: Final = 300
"""Ready answers that one list shows; an agency has some dozens."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """A ready answer as it reads in a case. ``missing``: places that have no value there, as they stand in ``text``.

    ``outcome``: the way out of the step that goes with it, by its key; "" where none does. ``refusal``: what the form
    of a refusal asks for beside the text, by its fields; nothing where the outcome refuses nothing. ``effects``: what
    else the case is given with it, in words. ``fits``: it was used in cases like this one, or is of their category.
    """

    key: str
    title: str
    text: str
    missing: tuple[str, ...]
    outcome: str
    shared: bool
    search: str
    refusal: Mapping[str, str]
    effects: str = ""
    fits: bool = False


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


def fitting(
    state: State, work: Work | None, act: str, *, user_id: int, held: Held, by_use: bool = False
) -> list[Inserted]:
    """Those that fit the kind, the act and the language of a case. First what its agency used in cases like it, then
    what others did, then one's own, then what is used most; with ``by_use`` by that alone."""
    rows = visible(user_id, held).filter(
        act__in=("", act), kind__in=("", state.kind.code), language__in=("", state.case.language)
    )
    found = list(rows.select_related("tag", "assignee").order_by("-used", "title")[:MOST])
    like = used_like(state, found)
    if not by_use:
        found.sort(key=lambda answer: answer.owner_id is None)
        found.sort(key=lambda answer: like.get(answer.pk, (0, 0)), reverse=True)
    with override(state.case.language):
        values = _values_of(state.case, work)
    if any(NAME in places(each.text) for each in found):
        person = person_shown(Actor.staff(user_id), state, held=held)
        values[NAME] = person.name if person is not None else ""
    fits = () if by_use else like
    return [replace(_inserted(answer, state, work, act, values), fits=answer.pk in fits) for answer in found]


def common(works: Sequence[Work], *, user_id: int, held: Held) -> list[Inserted]:
    """Those that read the same in each of many cases, with nothing left to fill in, to decide all of them by; none
    that refuses: a refusal has a ground of its own."""
    kinds, languages = ({getattr(work.case, name) for work in works} for name in ("kind_id", "language"))
    if len(kinds) != 1 or len(languages) != 1:
        return []
    rows = visible(user_id, held).filter(
        act__in=("", "decide"), kind__in=("", works[0].case.kind.code), language__in=("", *languages)
    )
    found = rows.exclude(outcome=Outcome.REFUSED).select_related("tag").order_by("-used", "title")[:MOST]
    language = works[0].case.language
    with override(language):
        values = [_values_of(work.case, work) for work in works]
    same = {name: words for name, words in values[0].items() if all(each[name] == words for each in values) and words}
    return [
        Inserted(
            each.key,
            each.title,
            filled(each.text, same),
            (),
            each.outcome,
            each.owner_id is None,
            "",
            {},
            joined([effect.name for effect in common_effects(each, works)]),
        )
        for each in found
        if set(places(each.text)) <= same.keys()
    ]


def _inserted(answer: ReadyAnswer, state: State, work: Work | None, act: str, values: Mapping[str, str]) -> Inserted:
    """With its places filled in the language of the case; those without a value stay, and are named."""
    language = state.case.language
    words = {name: values.get(name) or f"{{{shown(name, language)}}}" for name in places(answer.text)}
    text = filled(answer.text, words)
    missing = tuple(words[name] for name in words if not values.get(name))
    outcome = way_of(state, work, act, answer.outcome)
    return Inserted(
        answer.key,
        answer.title,
        text,
        missing,
        outcome,
        answer.owner_id is None,
        fold(f"{answer.title} {text}"),
        _refusal(answer, state) if outcome else {},
        effects_in_words(answer, state, act),
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


def _values_of(case: Case, work: Work | None) -> dict[str, str]:
    agency = work.agency if work is not None else case.agency
    due = written_due(work.due, by_day=work.due_by_day) if work is not None and work.due is not None else ""
    return {
        TRACKING: isolated(case.tracking),  # or an Arabic line shows it from its last group to its first
        "kind": in_language(case.kind.name),
        "category": str(names_of(case.kind.code, case.category)),
        "agency": in_language(agency.name),
        DUE: due,
    }


def way_of(state: State, work: Work | None, act: str, outcome: str) -> str:
    """The way out of the step that has an outcome, by its key; empty where it has none."""
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
    form.ready, form.effects = answer.key, answer.effects
