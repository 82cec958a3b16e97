"""What officers have filled in on a case, as its page shows it to them."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.translated_text import in_language
from permissions.writing import written_moment
from workflows.cases.models import FilledField
from workflows.cases.state import State


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field: what stands there now, and since when."""

    key: str
    name: str
    value: str
    when: str


def filled_shown(state: State) -> list[ShownField]:
    """The latest of each field, in the order in which they were first filled in; also those of a process that the case
    was moved away from."""
    latest: dict[str, FilledField] = {}
    for row in FilledField.objects.filter(case=state.case):
        latest[row.key] = row
    return [
        ShownField(
            row.key, in_language(row.name) or row.key, in_language(row.shown) or row.value, written_moment(row.at)
        )
        for row in latest.values()
        if row.value
    ]
