"""What citizens do to their own case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workflows.cases.actions.action import Action
from workflows.cases.submission import StoredFile


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion(Action):
    """The citizen answers the open question: in words, with files, or both."""

    by_citizen: ClassVar[bool] = True
    text: str
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInformation(Action):
    """The citizen adds something: words, files, or both. While a question is open, it answers it."""

    by_citizen: ClassVar[bool] = True
    text: str
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotThisBody(Action):
    """The citizen says that the body which the rules chose is not the one. Once; then a person decides."""

    by_citizen: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(Action):
    """The citizen agrees with the answer."""

    by_citizen: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Action):
    """The citizen says why the answer does not settle it."""

    by_citizen: ClassVar[bool] = True
    reason: str
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Action):
    """One to five, once."""

    by_citizen: ClassVar[bool] = True
    stars: int
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Action):
    """The citizen takes the case back."""

    by_citizen: ClassVar[bool] = True
    reason: str = ""
