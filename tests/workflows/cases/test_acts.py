"""An act is one class, which the package of actions lists; what it is, it says itself."""

from __future__ import annotations

import importlib
import pkgutil

from tests.every_act import every_act
from workflows.cases import actions
from workflows.cases.actions import Action
from workflows.cases.actions.erasing import AgreeToErase, EraseAgain, EraseByCommand, KeepAfterAll
from workflows.cases.events import EventVerb
from workflows.moving.acts import Move
from workflows.redating.acts import Excuse, Redate, RedateConsultation


def test_every_class_of_an_act_is_listed_once() -> None:
    written = [
        each
        for found in pkgutil.iter_modules(actions.__path__, f"{actions.__name__}.")
        for each in vars(importlib.import_module(found.name)).values()
        if isinstance(each, type) and issubclass(each, Action) and each.__module__ == found.name and each is not Action
    ]
    assert len({each.__name__ for each in written}) == len(written)
    assert set(every_act()) == set(written)


def test_every_verb_but_the_filing_is_of_one_act() -> None:
    of_rules: list[type[Action]] = [Redate, RedateConsultation, Excuse, Move]
    again = (AgreeToErase, EraseAgain, EraseByCommand, KeepAfterAll)  # the same, asked for otherwise
    verbs = [each.verb for each in (*every_act(), *of_rules) if each not in again]
    # That it is not theirs to say is an answer, too, by a verb of its own; appeals are of releases before.
    of_no_act = {EventVerb.OPENED, EventVerb.CONSULT_DECLINED, EventVerb.APPEALED}
    assert sorted(verbs) == sorted(set(EventVerb) - of_no_act)


def test_somebody_may_do_every_act() -> None:
    for each in every_act():
        assert each.right or each.by_citizen or each.by_clock, each
