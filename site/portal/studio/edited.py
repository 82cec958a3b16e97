"""What the studio knows of a subject that owners edit: its name, its words, its form and where it is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.studio.lines import Line
from workflows.versions.models import Subject, Version

Words = str | Promise
NOTHING_NEEDS_IT: Words = _("Nothing in force needs it, and nothing can name it any more.")
Files = MultiValueDict[str, Any] | None


def _as_it_is(definition: Any) -> Any:
    return definition


def _all_of_it(_form: DraftForm, _asked: Mapping[str, str]) -> None:
    """Most forms show all that they have."""


def _marks_nothing(_form: DraftForm, _problems: list[str]) -> None:
    """Most forms say nothing of what stands against the whole."""


def _keeps_its_keys(version: Version) -> tuple[Version, Mapping[str, str]]:
    """Most parts have a key of their own from the beginning."""
    return version, {}


def changed_rule(before: Any, after: Any) -> str:
    """The key of the first rule that reads otherwise now; nothing where none does, or in what has no rules."""
    former = {rule["key"]: rule for rule in before.get("rules", [])}
    return next((rule["key"] for rule in after.get("rules", []) if former.get(rule["key"]) != rule), "")


def _in_no_order(_definition: Any) -> list[Line]:
    """Of most things the order is nothing, or its lines say it."""
    return []


class DraftForm(Protocol):
    """A draft in a form, drawn by ``template_name``. Each of its buttons sends the whole of it.

    A button is called ``do``; its value is a verb and the places, counted from 0, that it is about: ``remove:3``,
    ``remove-condition:3:1``.
    """

    template_name: str

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        """As the definition has it, or as it was sent. ``key``: of the thing, for what it may name."""

    def is_valid(self) -> bool:
        """Whether ``definition`` can be asked for."""

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition."""

    def edit(self, definition: dict[str, Any], do: str, at: list[int]) -> str:
        """Do in ``definition`` what a button asks for; returns the key of the rule to go back to, or nothing."""


@dataclass(frozen=True, slots=True)
class ListOfItsOwn:
    """The screen that lists all things of a subject, where the list of everything does not."""

    address: str
    title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedSubject:
    """One subject in the studio. ``lines`` says what a definition lays down; a draft may lack anything.

    ``applies``: from when on a published version counts. ``ending``: what follows when it is taken out of force.
    ``newest``: a definition in the format of today. ``part``: what one of its parts is called in addresses; ``look``
    tells a form what of it the address of its page asks for, ``told`` what stands against what it shows.
    ``changed``: which of its parts is another one now.
    ``order``: a line for each of its parts with its place, where ``lines`` say nothing of the order. ``keyed``: gives
    the parts of a draft that was just saved the keys that they stay by, and says which have another one now.
    """

    subject: Subject
    title: Words
    lines: Callable[[Any], Iterable[Line]]
    form: type[DraftForm]
    applies: Words
    ending: Words = NOTHING_NEEDS_IT
    newest: Callable[[Any], Any] = _as_it_is
    look: Callable[[Any, Mapping[str, str]], None] = _all_of_it
    told: Callable[[Any, list[str]], None] = _marks_nothing
    own_list: ListOfItsOwn | None = None
    part: str = "rule"
    changed: Callable[[Any, Any], str] = changed_rule
    order: Callable[[Any], list[Line]] = _in_no_order
    keyed: Callable[[Version], tuple[Version, Mapping[str, str]]] = _keeps_its_keys
