"""The form of a tree of categories: a row each with its names, buttons that move it, and fields for another one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language
from portal.admin_screens.names import NamedForm, as_fields
from portal.studio.edited import Files
from portal.studio.finding import found
from workflows.cases.categories import LONGEST_NAME, last_of
from workflows.cases.category_tree import BETWEEN, FORMAT, LONGEST_KEY, MOST, WhoChooses

ASKED: Mapping[str, str | Promise] = {
    WhoChooses.REQUIRED: _("the form asks for it, and it must be answered"),
    WhoChooses.OPTIONAL: _("the form asks for it, and it may be left empty"),
    WhoChooses.STAFF: _("officers alone; the form does not ask"),
}
AT_THE_TOP = _("at the top")
Raws = list[dict[str, Any]]


class HeadForm(NamedForm):
    """What the tree is called, and whether forms ask for it."""

    asked = forms.ChoiceField(label=_("Who chooses"), choices=list(ASKED.items()), widget=forms.RadioSelect)


class NewCategory(NamedForm):
    """One more; nothing is asked of it before its button is pressed."""

    longest: ClassVar[int] = LONGEST_NAME
    under = forms.ChoiceField(label=_("Lies under"), required=False)


class MoveForm(forms.Form):
    """Any category to under any other, in one act."""

    moved = forms.ChoiceField(label=_("Move"), required=False)
    goal = forms.ChoiceField(label=_("Under which"), required=False)


class NamesForm(NamedForm):
    """What one category is called."""

    longest: ClassVar[int] = LONGEST_NAME


@dataclass(frozen=True, slots=True)
class Row:
    """A category as the page shows it. ``place``: among all, from 0; ``kept``: it was in force, so it is retired only.

    ``first`` and ``last``: among those beside it.
    """

    key: str
    place: int
    depth: int
    title: str
    form: NamesForm
    retired: bool
    kept: bool
    first: bool
    last: bool
    open: bool


class CategoriesForm:
    """The whole tree. What a page does not show, because it is searched, stays as the draft has it."""

    template_name = "studio/categories_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        self._definition, self._posted = definition, posted
        self._raws: Raws = [dict(each) for each in definition.get("categories", [])]
        self._kind, self._q, self._open = key, "", ""
        self._do = (posted.get("do") or "").split(":")[0] if posted is not None else ""
        self.head = HeadForm(
            posted, initial={**as_fields(definition.get("name", {})), "asked": definition.get("asked")}
        )
        self._names = {each["key"]: self._names_of(each) for each in self._raws}
        top = [("", AT_THE_TOP), *((each["key"], self._path(each)) for each in self._raws)]
        self.new = NewCategory(posted if self._do == "add" else None, prefix="new")
        cast("forms.ChoiceField", self.new.fields["under"]).choices = top
        self.move = MoveForm(posted if self._do == "move" else None, prefix="move")
        cast("forms.ChoiceField", self.move.fields["moved"]).choices = [("", _now("Choose")), *top[1:]]
        cast("forms.ChoiceField", self.move.fields["goal"]).choices = top

    def _names_of(self, raw: dict[str, Any]) -> NamesForm:
        prefix = f"category-{raw['key']}"
        sent = self._posted is not None and any(name.startswith(f"{prefix}-name_") for name in self._posted)
        return NamesForm(self._posted if sent else None, prefix=prefix, initial=as_fields(raw.get("name", {})))

    def look(self, asked: Mapping[str, str]) -> None:
        """Say which rows are shown: those that are called like ``q``, and that of ``category`` (a key) open."""
        self._q, self._open = asked.get("q", "").strip(), asked.get("category", "")

    @property
    def q(self) -> str:
        """What was searched for."""
        return self._q

    @property
    def long(self) -> bool:
        """Whether there is enough to be searched."""
        return len(self._raws) > 6

    @property
    def full(self) -> bool:
        return len(self._raws) >= MOST

    @property
    def rows(self) -> list[Row]:
        """Those that are looked for, each behind what it lies under."""
        tree = last_of(self._kind)
        kept = {each.key for each in tree.categories} if tree is not None else set[str]()
        return [
            self._row(place, raw, kept)
            for place, raw in enumerate(self._raws)
            if found(self._q, raw["key"], raw.get("name", {})) or self._names[raw["key"]].errors
        ]

    def _row(self, place: int, raw: dict[str, Any], kept: set[str]) -> Row:
        beside = _beside(self._raws, raw)
        return Row(
            key=raw["key"],
            place=place,
            depth=len(_above(self._raws, raw)),
            title=in_language(raw.get("name", {})) or raw["key"],
            form=self._names[raw["key"]],
            retired=bool(raw.get("retired")),
            kept=raw["key"] in kept,
            first=beside[0] is raw,
            last=beside[-1] is raw,
            open=raw["key"] == self._open or bool(self._names[raw["key"]].errors),
        )

    def _path(self, raw: dict[str, Any]) -> str:
        path = [*reversed(_above(self._raws, raw)), raw]
        return BETWEEN.join(in_language(each.get("name", {})) or each["key"] for each in path)

    def is_valid(self) -> bool:
        valid = all([self.head.is_valid(), *(form.is_valid() for form in self._names.values() if form.is_bound)])
        if self._do == "add" and self.new.is_valid() and not self.new.name():
            self.new.add_error(None, _("Write what it is called."))
        return valid and all(not form.is_bound or form.is_valid() for form in (self.new, self.move))

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        head = self.head.cleaned_data
        renamed = {key: form.name() for key, form in self._names.items() if form.is_bound}
        categories = [{**raw, "name": renamed.get(raw["key"], raw.get("name", {}))} for raw in self._raws]
        return {"format": FORMAT, "name": self.head.name(), "asked": head["asked"], "categories": categories}

    def edit(self, definition: dict[str, Any], do: str, at: list[int]) -> str:
        """Do what a button asks for; returns the key of the category that it was about."""
        raws: Raws = definition["categories"]
        if do == "add":
            return self._add(raws)
        if do == "move":
            data = self.move.cleaned_data
            return _put_under(raws, data["moved"], data["goal"])
        act = _ACTS.get(do)
        if act is None or not at or at[0] >= len(raws):
            return ""
        key = str(raws[at[0]]["key"])
        act(raws, raws[at[0]])
        raws[:] = _in_order(raws)
        return key

    def _add(self, raws: Raws) -> str:
        if len(raws) >= MOST:
            return ""
        data, name = self.new.cleaned_data, self.new.name()
        key = _free_key(slugify(name.get("en", ""))[: LONGEST_KEY - 4].strip("-") or "category", raws)
        raws.append({"key": key, "name": name, **({"under": data["under"]} if data["under"] else {})})
        raws[:] = _in_order(raws)
        return key


def _free_key(wanted: str, raws: Raws) -> str:
    taken = {raw["key"] for raw in raws}
    tries = (wanted, *(f"{wanted}-{number}" for number in range(2, len(raws) + 3)))
    return next(key for key in tries if key not in taken)


def _beside(raws: Raws, raw: dict[str, Any]) -> Raws:
    """All that lie under the same, itself with them."""
    return [each for each in raws if each.get("under", "") == raw.get("under", "")]


def _above(raws: Raws, raw: dict[str, Any]) -> Raws:
    """What it lies under, the nearest first."""
    by_key, found_above = {each["key"]: each for each in raws}, Raws()
    above = by_key.get(raw.get("under", ""))
    while above is not None and above not in found_above and above is not raw:
        found_above.append(above)
        above = by_key.get(above.get("under", ""))
    return found_above


def _in_order(raws: Raws) -> Raws:
    """Each behind what it lies under, else as they stand."""
    ordered: Raws = []

    def put(under: str) -> None:
        for each in raws:
            if each.get("under", "") == under and each not in ordered:
                ordered.append(each)
                put(each["key"])

    put("")
    return [*ordered, *(each for each in raws if each not in ordered)]


def _put_under(raws: Raws, key: str, goal: str) -> str:
    """Behind all that lies there already; not under itself, nor under what lies under it."""
    raw = next((each for each in raws if each["key"] == key), None)
    there = next((each for each in raws if each["key"] == goal), None)
    if raw is None or (there is not None and (there is raw or raw in _above(raws, there))):
        return ""
    _lay(raw, goal)
    raws.remove(raw)
    raws.append(raw)
    raws[:] = _in_order(raws)
    return key


def _lay(raw: dict[str, Any], under: str) -> None:
    raw.pop("under", None)
    if under:
        raw["under"] = under


def _swap(raws: Raws, raw: dict[str, Any], step: int) -> None:
    beside = _beside(raws, raw)
    at = beside.index(raw) + step
    if 0 <= at < len(beside):
        one, other = raws.index(raw), raws.index(beside[at])
        raws[one], raws[other] = raws[other], raws[one]


def _deeper(raws: Raws, raw: dict[str, Any]) -> None:
    """Under the one that stands before it."""
    beside = _beside(raws, raw)
    at = beside.index(raw)
    if at:
        _put_under(raws, raw["key"], beside[at - 1]["key"])


def _out(raws: Raws, raw: dict[str, Any]) -> None:
    """Beside what it lies under, right behind that."""
    above = _above(raws, raw)
    if above:
        _lay(raw, above[0].get("under", ""))
        raws.remove(raw)
        raws.insert(raws.index(above[0]) + 1, raw)


def _retire(_raws: Raws, raw: dict[str, Any]) -> None:
    raw["retired"] = True


def _bring_back(_raws: Raws, raw: dict[str, Any]) -> None:
    raw.pop("retired", None)


def _remove(raws: Raws, raw: dict[str, Any]) -> None:
    """With all that lies under it."""
    gone = [each for each in raws if each is raw or raw in _above(raws, each)]
    raws[:] = [each for each in raws if each not in gone]


_ACTS: Mapping[str, Callable[[Raws, dict[str, Any]], None]] = {
    "up": lambda raws, raw: _swap(raws, raw, -1),
    "down": lambda raws, raw: _swap(raws, raw, 1),
    "deeper": _deeper,
    "out": _out,
    "retire": _retire,
    "bring-back": _bring_back,
    "remove": _remove,
}
"""What the buttons of a row do."""
