"""The words of one topic in a form: a box for each field of each letter, the languages side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Final

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import override

from permissions.isolated import without_steering
from permissions.translated_text import direction_of, languages
from portal.admin_screens.names import NamedForm, as_fields
from portal.studio.edited import Files
from workflows.notifications.examples import example_values, example_values_by_phone
from workflows.notifications.short_links import example_link
from workflows.notifications.text_message import as_sent
from workflows.notifications.transports.sms.parts import Parts, parts_of
from workflows.notifications.when_to_tell import letters_about
from workflows.notifications.wording.checks import FIELD_WORDS, LONGEST, fits
from workflows.notifications.wording.definition import ACT, FIELDS, FORMAT, MESSAGE, TEXT
from workflows.notifications.wording.delivered import Part, delivered, parts
from workflows.notifications.wording.length import NUMBER
from workflows.notifications.wording.placeholders import as_kept, as_shown, filled, shown
from workflows.processes.letters import is_own

ROWS: Final = {TEXT: 6, MESSAGE: 4}
MOST: Final = 10_000
"""Letters that a box takes at all; what is too long for a letter is said by its check, and not lost."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A text message as an example: its parts, what the platform writes before the words (where they do not name it)
    and after them, and what fills them (JSON)."""

    parts: Parts
    number: str
    after: str
    values: str

    @property
    def said(self) -> str:
        """The sentence that the page's script writes anew as somebody types."""
        words = _now("As an example, with number and link. Characters: {letters}. Parts: {parts}.")
        return words.format(letters=self.parts.letters, parts=self.parts.count)


@dataclass(frozen=True, slots=True)
class Box:
    """One field in one language. ``offered``: the placeholders that may stand in it, as they are written there."""

    field: BoundField
    language: str
    called: str
    direction: str
    offered: tuple[str, ...]
    counter: Counter | None


@dataclass(frozen=True, slots=True)
class Row:
    """One field with its boxes."""

    name: str
    label: str
    most: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One letter."""

    part: Part
    rows: tuple[Row, ...]


def field_of(part: str, field: str, language: str) -> str:
    """The name of a box."""
    return f"{part}-{field}-{language}"


class WordsForm(forms.Form):
    """A box for each field, letter and language; what is wrong with the words their check says, and nothing is lost."""

    def __init__(self, topic: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in parts(topic):
            for field in part.fields:
                for language in languages():
                    self.fields[field_of(part.name, field, language)] = _box(field, language)


def _box(field: str, language: str) -> forms.CharField:
    kind = "input low" if field in ROWS else "input"
    attrs: dict[str, Any] = {"class": kind, "dir": direction_of(language), "lang": language}
    widget: forms.Widget = forms.TextInput(attrs=attrs)
    if field in ROWS:
        widget = forms.Textarea(attrs={**attrs, "rows": ROWS[field]})
    return forms.CharField(
        label=_now("%(field)s, %(language)s")
        % {"field": FIELD_WORDS[field], "language": dict(settings.LANGUAGES)[language]},
        required=False,
        max_length=MOST,
        widget=widget,
    )


class HeadForm(NamedForm):
    """What owners call a letter of their own."""

    longest: ClassVar[int] = 80


class LetterForm:
    """All letters of one topic (``key``). ``head``: its name, where owners made it; the others have theirs from us."""

    template_name = "studio/letter_form.html"

    def __init__(self, definition: Any, posted: QueryDict | None = None, files: Files = None, *, key: str = "") -> None:
        self.topic = key
        self.known = letters_about(key) is not None
        self._before = definition
        self._values: dict[str, Mapping[str, object]] = {}
        self.form = WordsForm(key, posted, initial=_initial(key, definition)) if self.known else forms.Form(posted)
        named = definition.get("name") if isinstance(definition, dict) else None
        self.head = HeadForm(posted, initial=as_fields(named or {})) if self.known and is_own(key) else None

    def is_valid(self) -> bool:
        return self.form.is_valid() and (self.head is None or self.head.is_valid())

    def definition(self) -> dict[str, Any]:
        """What was filled in, as the definition; only when valid."""
        if not self.known:
            return dict(self._before)
        letters = {
            part.name: {
                field: {
                    language: _kept(self.form.cleaned_data[field_of(part.name, field, language)])
                    for language in languages()
                }
                for field in part.fields
            }
            for part in parts(self.topic)
        }
        name = delivered(self.topic)["name"] if self.head is None else self.head.name()
        return {"format": FORMAT, "name": name, "letters": letters}

    @staticmethod
    def edit(definition: dict[str, Any], do: str, at: list[int]) -> str:
        """No button of this form works on rows."""
        return ""

    @property
    def previewed(self) -> list[tuple[str, str]]:
        """The letters of the topic, for whoever looks at one of them."""
        return previewed(self.topic) if self.known else []

    @cached_property
    def sections(self) -> list[Section]:
        """For drawing."""
        return [Section(part, tuple(self._rows(part))) for part in parts(self.topic)] if self.known else []

    def _rows(self, part: Part) -> Iterator[Row]:
        for field in part.fields:
            boxes = tuple(self._drawn(part, field, language) for language in languages())
            yield Row(field, str(FIELD_WORDS[field]), LONGEST[field], boxes)

    def _drawn(self, part: Part, field: str, language: str) -> Box:
        bound = self.form[field_of(part.name, field, language)]
        offered = () if field == ACT else tuple(f"{{{shown(name, language)}}}" for name in fits(self.topic, part))
        counter = self._counter(language, str(bound.value() or "")) if field == MESSAGE else None
        called = str(dict(settings.LANGUAGES)[language])
        return Box(bound, language, called, direction_of(language), offered, counter)

    def _counter(self, language: str, typed: str) -> Counter:
        with override(language):
            if language not in self._values:
                self._values[language] = {**example_values(self.topic), **example_values_by_phone(self.topic)}
            values = self._values[language]
        bare = {name: as_sent(str(value), language) for name, value in values.items()}
        written = {f"{{{shown(name, language)}}}": value for name, value in bare.items()}
        said, after = filled(_kept(typed), bare), f"\n{example_link(language)}"
        whole = (said if NUMBER in said else f"{NUMBER}: {said}") + after
        return Counter(parts_of(whole), NUMBER, after, json.dumps(written, ensure_ascii=False))


def previewed(topic: str) -> list[tuple[str, str]]:
    """The letters of a topic with their titles."""
    return [(part.name, part.title) for part in parts(topic)]


def _kept(typed: str) -> str:
    return as_kept(without_steering("\n".join(typed.splitlines())).strip())


def _initial(topic: str, definition: Any) -> dict[str, str]:
    letters = definition.get("letters", {}) if isinstance(definition, dict) else {}
    initial: dict[str, str] = {}
    if is_own(topic):  # the button says what it says in other letters, until somebody says otherwise
        said = delivered(topic)["letters"].items()
        initial = {field_of(part, ACT, language): each[ACT][language] for part, each in said for language in each[ACT]}
    for part, said in letters.items() if isinstance(letters, dict) else ():
        for field in FIELDS:
            words = said.get(field, {}) if isinstance(said, dict) else {}
            for language in languages():
                if isinstance(words, dict) and isinstance(words.get(language), str):
                    initial[field_of(part, field, language)] = as_shown(words[language], language)
    return initial
