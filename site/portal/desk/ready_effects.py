"""What a case is given with a ready answer beside its words: a category, a tag, a colleague."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from permissions.actors import Actor
from permissions.translated_text import joined
from portal.desk.models import ReadyAnswer
from workflows.cases.actions import Action, Assign, SetCategory, SetTags
from workflows.cases.categories import last_of
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Work
from workflows.cases.state import State

STAYS = ("reply", "ask", "proceed")
"""The acts after which there is work to give to somebody."""


class CommonEffect(NamedTuple):
    """What each of many cases is given: in words, and as an order has it."""

    name: str
    key: str
    value: str | int


def common_effects(answer: ReadyAnswer, works: Sequence[Work]) -> Iterator[CommonEffect]:
    """The category and the tag that many cases of one kind can have. A colleague is none: after a decision there is no
    work to give."""
    tree = last_of(works[0].case.kind.code) if answer.category else None
    if tree is not None and tree.can_be_chosen(answer.category):
        yield CommonEffect(_category_named(tree.in_words(answer.category)), "category", answer.category)
    tag = answer.tag
    if tag is not None and tag.active and all(tag.agency_id == work.agency_id for work in works):
        yield CommonEffect(_tag_named(tag.name), "tag", tag.pk)


def effects_in_words(answer: ReadyAnswer, state: State, act: str) -> str:
    """What of it concerns this case, as its officer reads it before they send; empty where there is nothing."""
    return joined(list(_in_words(answer, state, act)))


def carry_out(answer: ReadyAnswer, state: State, act: str, work_id: int | None, actor: Actor) -> list[str]:
    """Do it, after the answer has gone out; returns a sentence for each thing that could not be done. The door decides
    of each whether this officer may."""
    problems = []
    for name, action in _actions(answer, state, act, work_id):
        try:
            apply(state.case.pk, action, actor=actor)
        except NotPossible as error:
            problems.append(_("The answer was sent. Not done: %(what)s. %(why)s") % {"what": name, "why": error})
        except NotAllowed:
            problems.append(_("The answer was sent. Not done: %(what)s.") % {"what": name})
    return problems


def _in_words(answer: ReadyAnswer, state: State, act: str) -> Iterator[str]:
    return (name for name, _action in _actions(answer, state, act, 0))


def _actions(answer: ReadyAnswer, state: State, act: str, work_id: int | None) -> Iterator[tuple[str, Action]]:
    tree = last_of(state.kind.code) if answer.category else None
    if tree is not None and tree.can_be_chosen(answer.category) and state.case.category != answer.category:
        yield _category_named(tree.in_words(answer.category)), SetCategory(category=answer.category)
    if answer.tag is not None and answer.tag.active and answer.tag.agency_id in state.agency_ids:
        yield _tag_named(answer.tag.name), SetTags(add=(answer.tag.pk,))
    if answer.assignee is not None and act in STAYS and work_id is not None:
        yield _("assigned to %(name)s") % {"name": answer.assignee}, Assign(user_id=answer.assignee.pk, work_id=work_id)


def _category_named(name: str) -> str:
    return _("category “%(name)s”") % {"name": name}


def _tag_named(name: str) -> str:
    return _("tag “%(name)s”") % {"name": name}
