"""The checklist of a step as its owner writes it: a line a point in the languages that are offered, with a star where
it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import asked_languages, joined, language_name
from portal.studio.process_edits import Raw

STAR: Final = "*"
BAR: Final = "|"


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
            "One point per line, in the languages offered, with a bar | between them. Only the first one is "
            "needed. A star * before it means that it must be ticked before an outcome."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


def _point(line: str) -> Raw:
    asked = asked_languages()
    bare = line.strip()
    words = [each.strip() for each in bare.removeprefix(STAR).split(BAR)]
    if not words[0] or len(words) > len(asked):
        sentence = _now(
            "Write each point with a bar | between the languages (%(languages)s): “%(line)s” isn’t written that way."
        )
        named = {"languages": joined(map(language_name, asked)), "line": bare[:60]}
        raise forms.ValidationError(sentence % named)
    point: Raw = {"name": {language: each for language, each in zip(asked, words, strict=False) if each}}
    return point | {"required": True} if bare.startswith(STAR) else point


def as_lines(points: Iterable[Raw]) -> str:
    """Points as they are written."""
    asked = asked_languages()
    lines = (
        (STAR if each.get("required") else "", f" {BAR} ".join(each["name"].get(code, "") for code in asked))
        for each in points
    )
    return "\n".join(f"{star} {words}".strip(f" {BAR}") for star, words in lines)


def with_keys(points: Iterable[Raw], before: Iterable[Raw]) -> list[Raw]:
    """Points with their keys: what has the words of a former one in either language is that one, whatever its place, so
    that what was ticked stays ticked when its other half is put right. What it says in a language that is not offered
    it says on."""
    former = list(before)
    used: set[str] = {each["key"] for each in former}
    return list(_keyed(points, former, used))


def _keyed(points: Iterable[Raw], former: list[Raw], used: set[str]) -> Iterator[Raw]:
    for point in points:
        known = next((each for each in former if _alike(each, point)), None)
        if known is not None:
            former.remove(known)
            unasked = {code: words for code, words in known["name"].items() if code not in asked_languages()}
            yield {"key": known["key"], **point, "name": unasked | point["name"]}
            continue
        key = next(f"point_{number}" for number in range(1, 1_000) if f"point_{number}" not in used)
        used.add(key)
        yield {"key": key, **point}


def _alike(one: Raw, other: Raw) -> bool:
    return any(one["name"].get(language) == words for language, words in other["name"].items())
