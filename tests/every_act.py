"""All acts that can be done to a case, as the package of actions lists them."""

from __future__ import annotations

from workflows.cases import actions
from workflows.cases.actions import Action


def every_act() -> list[type[Action]]:
    """The classes, by what the modules of actions list of themselves."""
    found = (each for each in vars(actions).values() if isinstance(each, type))
    return [each for each in found if issubclass(each, Action) and each is not Action]
