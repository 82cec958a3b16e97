"""The checklist of a step as its owner writes it: a line a point in both languages, with a star where it is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.studio.process_edits import Raw

STAR: Final = "*"
_LINE: Final = re.compile(r"^\s*(?P<star>\*?)\s*(?P<ar>[^|\s*][^|]*?)\s*\|\s*(?P<en>[^|\s][^|]*?)\s*$")


class ChecklistField(forms.CharField):
    """Lines become points without keys: ``name`` by language, and ``required`` where there is a star."""

    def to_python(self, value: Any) -> Any:
        return [_point(line) for line in str(super().to_python(value)).splitlines() if line.strip()]

    def validate(self, value: Any) -> None:
        """Nothing is no checklist."""

    def run_validators(self, value: Any) -> None:
        """How long it may be says the check of the process, in a sentence."""


def checklist_field() -> ChecklistField:
    """The field of a step at which somebody acts."""
    return ChecklistField(
        label=_("Checklist"),
        help_text=_(
            "A point in each line: in Arabic, then a bar |, then in English. A star * before it means that it must be "
            "ticked before an outcome."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


def _point(line: str) -> Raw:
    found = _LINE.match(line)
    if found is None:
        sentence = _now("Write each point in Arabic, then a bar |, then in English: “%(line)s” is not so.")
        raise forms.ValidationError(sentence % {"line": line.strip()[:60]})
    point: Raw = {"name": {"ar": found["ar"], "en": found["en"]}}
    return point | {"required": True} if found["star"] else point


def as_lines(points: Iterable[Raw]) -> str:
    """Points as they are written."""
    return "\n".join(
        f"{STAR + ' ' if each.get('required') else ''}{each['name'].get('ar', '')} | {each['name'].get('en', '')}"
        for each in points
    )


def with_keys(points: Iterable[Raw], before: Iterable[Raw]) -> list[Raw]:
    """Points with their keys: what has the words of a former one in either language is that one, whatever its place, so
    that what was ticked stays ticked when its other half is put right."""
    former = list(before)
    used: set[str] = {each["key"] for each in former}
    return list(_keyed(points, former, used))


def _keyed(points: Iterable[Raw], former: list[Raw], used: set[str]) -> Iterator[Raw]:
    for point in points:
        known = next((each for each in former if _alike(each, point)), None)
        if known is not None:
            former.remove(known)
            yield {"key": known["key"], **point}
            continue
        key = next(f"point_{number}" for number in range(1, 1_000) if f"point_{number}" not in used)
        used.add(key)
        yield {"key": key, **point}


def _alike(one: Raw, other: Raw) -> bool:
    return any(one["name"].get(language) == words for language, words in other["name"].items())
