"""A sentence about a process that knows which step it is about, so that it can be shown there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Concatenate, ParamSpec, Self

from workflows.processes.definition import Step

P = ParamSpec("P")


class Problem(str):
    """A translated sentence; ``step`` is the key of the step that it is about."""

    __slots__ = ("step",)
    step: str

    @classmethod
    def at(cls, step: str, sentence: str) -> Self:
        found = cls(sentence)
        found.step = step
        return found


def of_step(check: Callable[Concatenate[Step, P], Iterator[str]]) -> Callable[Concatenate[Step, P], Iterator[str]]:
    """A check of one step, its first argument: all that it finds is about that step."""

    @wraps(check)
    def placed(step: Step, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[str]:
        return (Problem.at(step.key, sentence) for sentence in check(step, *args, **kwargs))

    return placed
