"""Whether the words of a topic can be published, and if not, what is missing and where."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.isolated import without_steering
from permissions.translated_text import first_language_name, is_named, languages
from permissions.writing import written_number
from workflows.notifications.when_to_tell import letters_about
from workflows.notifications.wording.definition import ACT, MESSAGE, SUBJECT, TEXT, Wording, Words, parse
from workflows.notifications.wording.delivered import Part, needed, parts
from workflows.notifications.wording.placeholders import (
    CODE,
    DECISION,
    DUE,
    LEVEL,
    PLACEHOLDERS,
    TELLING,
    TRACKING,
    in_percent,
    is_broken,
    places,
    shown,
)
from workflows.processes.letters import is_own

FIELD_WORDS: Final[Mapping[str, str | Promise]] = {
    SUBJECT: _("Subject line"),
    TEXT: _("Text"),
    ACT: _("Text of the button"),
    MESSAGE: _("Text message"),
}
LONGEST: Final[Mapping[str, int]] = {SUBJECT: 120, TEXT: 2_000, ACT: 60, MESSAGE: 480}
"""Letters, before placeholders are filled. A text message of 480 letters is eight in Arabic, and paid eight times."""
ONE_LINE: Final = (SUBJECT, ACT)


@dataclass(frozen=True, slots=True)
class Place:
    """One field of one letter in one language: what every sentence here begins with."""

    topic: str
    part: Part
    field: str
    language: str

    def __str__(self) -> str:
        named = dict(settings.LANGUAGES)[self.language]
        return _now("%(part)s · %(field)s · %(language)s") % {
            "part": self.part.title,
            "field": FIELD_WORDS[self.field],
            "language": named,
        }


def check_wording(key: str, definition: Any) -> list[str]:
    """Translated sentences; none when the words can be published."""
    if letters_about(key) is None:
        return [_now("There is no letter with the code “%(key)s”.") % {"key": key}]
    try:
        wording = parse(definition)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return [
            _now("The letter cannot be read: something is missing or of the wrong kind near %(where)s.")
            % {"where": error}
        ]
    unnamed = is_own(key) and not is_named(definition.get("name"))
    named = [_now("The letter needs a name in %(language)s.") % {"language": first_language_name()}] if unnamed else []
    return [*named, *_parts(key, wording), *(found for part in parts(key) for found in _part(key, part, wording))]


def fits(topic: str, part: Part) -> list[str]:
    """The placeholders that a part may have, as owners are offered them."""
    had = needed(topic, part)
    able = {TRACKING, *(() if part.undated else {DUE}), *(() if part.sealed else TELLING - {DECISION})}
    if is_own(topic) and part.to_citizen:
        able.add(DECISION)
    return [name for name in PLACEHOLDERS if name in able | (had & {LEVEL, DECISION})]


def _parts(topic: str, wording: Wording) -> Iterator[str]:
    known = {part.name for part in parts(topic)}
    for name in wording.letters:
        if name not in known:
            yield _now("“%(part)s” is none of the letters about this.") % {"part": name}


def _part(topic: str, part: Part, wording: Wording) -> Iterator[str]:
    said = wording.letters.get(part.name, {})
    for language in languages():
        words = said.get(language)
        if words is None or not any(words.said(field) for field in part.fields):
            missing = {"part": part.title, "language": dict(settings.LANGUAGES)[language]}
            yield _now("%(part)s: the words in %(language)s are missing.") % missing
            continue
        for field in part.fields:
            yield from _field(Place(topic, part, field, language), words.said(field))
        yield from _left_out(topic, part, language, words)


def _field(place: Place, text: str) -> Iterator[str]:
    where = {"where": str(place)}
    if not without_steering(text).strip():
        yield _now("%(where)s: nothing is written there.") % where
        return
    if place.field in ONE_LINE and len(text.splitlines()) > 1:
        yield _now("%(where)s: it must be one line.") % where
    longest = LONGEST[place.field]
    if len(text) > longest:
        most = {**where, "most": written_number(longest)}
        yield _now("%(where)s: it is too long. It may have %(most)s characters.") % most
    if not _in_its_letters(place.language, text):
        yield _now("%(where)s: it is not written in the letters of that language.") % where
    yield from _placeholders(place, text)


def _placeholders(place: Place, text: str) -> Iterator[str]:
    where = {"where": str(place)}
    if is_broken(text):
        yield (
            _now("%(where)s: a placeholder is broken. It begins with { and ends with }, with its name between.") % where
        )
    if former := in_percent(text):
        sentence = _now("%(where)s: “%(written)s” is not a placeholder here. Insert it by its button.")
        yield sentence % {**where, "written": former}
    for name in dict.fromkeys(filter(None, places(text))):
        if sentence := _against(place, name):
            yield sentence % {**where, "name": shown(name, place.language)}


def _against(place: Place, name: str) -> str:
    """What is to be said of a placeholder in that place; "" where it may stand there."""
    if name == CODE:
        return _code(place.part)
    if name not in PLACEHOLDERS:
        return _now("%(where)s: there is no placeholder “%(name)s”.")
    if place.field == ACT:
        return _now("%(where)s: no placeholder can be used there.")
    if place.part.sealed and name in TELLING:
        return _now("%(where)s: “%(name)s” must not be used in a letter about a sensitive request.")
    if name not in fits(place.topic, place.part):
        return _now("%(where)s: “%(name)s” has no value in this letter.")
    return ""


def _code(part: Part) -> str:
    if part.sealed:
        return _now("%(where)s: the secret code must never be in a letter about a sensitive request.")
    return _now(
        "%(where)s: the secret code is not a placeholder. The platform puts it below the text where it may be shown."
    )


def _left_out(topic: str, part: Part, language: str, words: Words) -> Iterator[str]:
    """What its reader must learn: the outcome, the date, and of staff the number, which stands nowhere else."""
    kept = {DECISION, DUE} if part.to_citizen else {DECISION, DUE, TRACKING}
    for name in sorted(kept & needed(topic, part)):
        told = {"name": shown(name, language)}
        if name not in {*places(words.subject), *places(words.text)}:
            where = {"where": str(Place(topic, part, TEXT, language))}
            yield _now("%(where)s: “%(name)s” is needed there, or its reader never learns it.") % {**where, **told}
        if part.to_citizen and name not in places(words.message):
            where = {"where": str(Place(topic, part, MESSAGE, language))}
            yield _now("%(where)s: “%(name)s” is needed there, or its reader never learns it.") % {**where, **told}


def _in_its_letters(language: str, text: str) -> bool:
    """Whether there is a letter in it that runs as its language does: Arabic in the box for English is a slip."""
    bidi = bool(get_language_info(language)["bidi"])
    runs = ("R", "AL") if bidi else ("L",)
    return any(unicodedata.bidirectional(letter) in runs for letter in _without_places(text))


def _without_places(text: str) -> str:
    return "".join(piece.split("}")[-1] for piece in text.split("{"))
