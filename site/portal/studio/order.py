"""The order of the kinds as owners see it: line by line, and in a form in which a kind is moved up and down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language
from portal.studio.edited import EditedSubject, Files, ListOfItsOwn
from portal.studio.lines import Line
from workflows.cases.models import RequestKind
from workflows.versions.models import Subject


class OrderForm:
    """The kinds in a row; a button moves one of them by one place."""

    template_name = "studio/order_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        self._definition = definition
        self._there = _kinds()
        sent = posted.getlist("kinds") if posted is not None else definition.get("kinds", [])
        named = [code for code in dict.fromkeys(sent) if code in self._there]
        self._codes = [*named, *(kind.code for kind in self._there.values() if kind.active and kind.code not in named)]

    @property
    def kinds(self) -> list[RequestKind]:
        """In the order of the draft; a kind that was made since comes last."""
        return [self._there[code] for code in self._codes]

    @staticmethod
    def is_valid() -> bool:
        return True

    def definition(self) -> dict[str, Any]:
        """What was sent, as the definition."""
        return {**self._definition, "kinds": list(self._codes)}

    @staticmethod
    def edit(definition: dict[str, Any], do: str, at: list[int]) -> str:
        """``up`` or ``down``; returns the code of the kind, to which the page goes back."""
        codes = definition["kinds"]
        if not at or at[0] >= len(codes) or do not in ("up", "down"):
            return ""
        moved = codes.pop(at[0])
        codes.insert(max(0, at[0] + (1 if do == "down" else -1)), moved)
        return str(moved)


class _Place(Line):
    """A kind at its place."""

    @property
    def title(self) -> str:
        return f"{self.place}. {self.label}"


def lines(definition: Any) -> Iterator[Line]:
    """A kind a line."""
    there = _kinds()
    for place, code in enumerate(definition.get("kinds", []), start=1):
        kind = there.get(code)
        said = in_language(kind.description) if kind else ""
        yield _Place(code, str(kind) if kind else code, said, place)


def _kinds() -> dict[str, RequestKind]:
    return {kind.code: kind for kind in RequestKind.objects.all()}


ORDERS = EditedSubject(
    subject=Subject.ORDER,
    title=_("Order of the kinds"),
    lines=lines,
    form=OrderForm,
    applies=_("The pages of citizens and the lists of the desk have the kinds in this order from then on."),
    own_list=ListOfItsOwn("studio:kinds", _("Kinds of request")),
)
