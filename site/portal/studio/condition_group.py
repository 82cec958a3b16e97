"""All or any of several conditions in a form: tests and further groups, in their order, each with its own buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.admin_screens.condition_words import Offered, in_words
from portal.studio.condition_edits import holds, parts_of
from portal.studio.condition_form import ConditionForm
from workflows.facts.conditions import parse_when


@dataclass
class Room:
    """How many conditions may still come with what is sent, groups counted: more are a slip or an attack."""

    left: int

    def take(self, typed: str | None) -> int:
        """Of a count as it was sent; 0 for what is none."""
        sent = int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
        taken = min(sent, self.left)
        self.left -= taken
        return taken


class JoinedForm(forms.Form):
    """How those of a group are joined."""

    joined = forms.ChoiceField(
        label=_("It holds when"),
        choices=[("all", _("All of these hold")), ("any", _("One of these is enough"))],
        required=False,
    )


class GroupForm:
    """One group. ``at``: its path from the outermost one, which has none. A page sends under ``…-when`` how many it
    has, whose names go on from there."""

    def __init__(
        self,
        posted: QueryDict | None,
        *,
        prefix: str,
        raw: dict[str, Any],
        offered: Offered,
        room: Room,
        at: Sequence[int] = (),
    ) -> None:
        self.at, self.depth, self.count_name = at, len(at) + 1, f"{prefix}-when"
        self.head = JoinedForm(posted, prefix=prefix, initial={"joined": "any" if "any" in raw else "all"})
        self._raw, self._offered = raw, offered
        inside = parts_of(raw)
        raws = ([raw] if raw else []) if inside is None else inside
        if posted is not None:
            count = room.take(posted.get(self.count_name)) if self.takes else 0
            raws = [{} for _place in range(count)]
        self.parts: list[ConditionForm | GroupForm] = [
            self._part(posted, f"{prefix}-when-{place}", each, room, (*at, place)) for place, each in enumerate(raws)
        ]

    def _part(
        self, posted: QueryDict | None, prefix: str, raw: dict[str, Any], room: Room, at: Sequence[int]
    ) -> ConditionForm | GroupForm:
        is_group = parts_of(raw) is not None if posted is None else f"{prefix}-when" in posted
        if is_group:
            return GroupForm(posted, prefix=prefix, raw=raw, offered=self._offered, room=room, at=at)
        return ConditionForm(posted, prefix=prefix, raw=raw, offered=self._offered)

    @property
    def joined(self) -> Any:
        """The field that says how they are joined."""
        return self.head["joined"]

    @property
    def is_any(self) -> bool:
        """Whether one of them is enough."""
        return bool(self.joined.value() == "any")

    @property
    def shown(self) -> list[dict[str, Any]]:
        """Its parts for drawing: each with the numbers and the places that lead to it, and what may be done to it."""
        found = []
        for place, part in enumerate(self.parts):
            before = self.parts[place - 1] if place else None
            path = (*self.at, place)
            found.append(
                {
                    "form": part,
                    "group": isinstance(part, GroupForm),
                    "number": ".".join(str(each + 1) for each in path),
                    "path": ":".join(map(str, path)),
                    "first": not place,
                    "last": place == len(self.parts) - 1,
                    "goes_out": bool(self.at),
                    "goes_in": isinstance(before, GroupForm) and holds(before.depth, _height(part)),
                }
            )
        return found

    @property
    def path(self) -> str:
        """What its own buttons say behind what they are about: each place with a colon before it."""
        return "".join(f":{place}" for place in self.at)

    @property
    def takes(self) -> bool:
        """Whether it may have one more condition."""
        return holds(self.depth, 0)

    @property
    def takes_groups(self) -> bool:
        """Whether it may have one more group, which has conditions in it."""
        return holds(self.depth, 1)

    @property
    def is_nested(self) -> bool:
        """Whether a group lies in it."""
        return any(isinstance(part, GroupForm) for part in self.parts)

    @property
    def words(self) -> str:
        """The whole of it in one sentence, as it is saved; empty of what was only sent."""
        return in_words(parse_when(self._raw), self._offered) if self._raw else ""

    @property
    def tests(self) -> Iterator[ConditionForm]:
        """All tests in it, in their order."""
        for part in self.parts:
            yield from part.tests if isinstance(part, GroupForm) else (part,)

    @property
    def is_bad(self) -> bool:
        """Whether something in it must be corrected."""
        return any(test.errors for test in self.tests)

    def is_valid(self) -> bool:
        return all([self.head.is_valid(), *(part.is_valid() for part in self.parts)])

    def condition(self) -> dict[str, Any]:
        """The group as the definition has it; only when valid."""
        return {self.head.cleaned_data["joined"] or "all": [part.condition() for part in self.parts]}


def _height(part: ConditionForm | GroupForm) -> int:
    """As ``condition_edits.height``, of what is in forms."""
    return 1 + max(map(_height, part.parts), default=0) if isinstance(part, GroupForm) else 0
