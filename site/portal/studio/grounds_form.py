"""The grounds on which a kind may be refused, in the form of the kind: a row each, and fields for another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language
from portal.admin_screens.names import NamedForm, as_fields
from workflows.cases.grounds import LONGEST_GROUND, LONGEST_KEY, MOST_GROUNDS, seeded_grounds

ADD, OWN, REMOVE, RAISE = "add-ground", "own-grounds", "remove-ground", "raise-ground"
Raws = list[dict[str, Any]]


class GroundForm(NamedForm):
    """The words of one ground."""

    longest: ClassVar[int] = LONGEST_GROUND


@dataclass(frozen=True, slots=True)
class Row:
    """A ground as the page shows it; ``place``: among all, from 0."""

    place: int
    title: str
    form: GroundForm


class GroundsForm:
    """All grounds of one kind. What a page does not send stays as the draft has it."""

    def __init__(self, raws: Raws, posted: QueryDict | None, *, kind: str) -> None:
        self.kind, self._posted = kind, posted
        self._raws = [dict(raw) for raw in raws]
        self.rows = [
            Row(place, in_language(raw.get("name", {})) or raw["key"], self._names_of(raw))
            for place, raw in enumerate(self._raws)
        ]
        adds = posted is not None and posted.get("do") == ADD
        self.new = GroundForm(posted if adds else None, prefix="new-ground")

    def _names_of(self, raw: dict[str, Any]) -> GroundForm:
        prefix = f"ground-{raw['key']}"
        sent = self._posted is not None and any(name.startswith(f"{prefix}-name_") for name in self._posted)
        return GroundForm(self._posted if sent else None, prefix=prefix, initial=as_fields(raw.get("name", {})))

    @property
    def full(self) -> bool:
        return len(self._raws) >= MOST_GROUNDS

    @property
    def offered(self) -> list[str]:
        """The grounds that officers choose from as long as the kind has none of its own, in words."""
        return [in_language(raw["name"]) for raw in seeded_grounds(self.kind)] if not self._raws else []

    def is_valid(self) -> bool:
        if self.new.is_bound and self.new.is_valid() and not self.new.name():
            self.new.add_error(None, _("Write the ground."))
        sent = [*(row.form for row in self.rows), self.new]
        return all(form.is_valid() for form in sent if form.is_bound)

    def raws(self) -> Raws:
        """What was filled in; only when valid."""
        return [
            {**self._raws[row.place], "name": row.form.name()} if row.form.is_bound else self._raws[row.place]
            for row in self.rows
        ]

    def edit(self, raws: Raws, do: str, at: list[int]) -> Raws:
        """The list after what a button asks for."""
        if do == OWN and not raws:
            return seeded_grounds(self.kind)
        if do == ADD and len(raws) < MOST_GROUNDS:
            name = self.new.name()
            return [*raws, {"key": _free_key(name.get("en", ""), raws), "name": name}]
        if do in (REMOVE, RAISE) and len(at) == 1 and at[0] < len(raws):
            place = at[0]
            rest = [*raws[:place], *raws[place + 1 :]]
            if do == RAISE:
                rest.insert(max(place - 1, 0), raws[place])
            return rest
        return raws


def _free_key(words: str, raws: Raws) -> str:
    taken = {raw["key"] for raw in raws}
    wanted = slugify(words)[: LONGEST_KEY - 4].strip("-") or "ground"
    tries = (wanted, *(f"{wanted}-{number}" for number in range(2, len(raws) + 3)))
    return next(key for key in tries if key not in taken)
