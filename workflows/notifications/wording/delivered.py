"""The words as the code delivers them: what holds for a topic until an owner changes it, in all languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from permissions.translated_text import languages
from workflows.notifications.letters_of_topics import NEWS_BY_PHONE, Letter
from workflows.notifications.when_to_tell import letters_about
from workflows.notifications.wording.definition import (
    FIELDS,
    FORMAT,
    MESSAGE,
    SUBJECT,
    TEXT,
    UNDATED,
    Wording,
    parse,
    part_of,
)
from workflows.notifications.wording.placeholders import places
from workflows.processes.letters import is_own

TOPICS: Final[Mapping[str, str | Promise]] = {
    "acknowledged": _("A request has arrived"),
    "asked": _("A question to the citizen"),
    "replied": _("A reply without a decision"),
    "decided": _("An answer"),
    "answered_in_part": _("Part of an answer"),
    "answer_added": _("Something was added to an answer"),
    "answer_corrected": _("An answer was corrected"),
    "summarised": _("A recording was summarised"),
    "not_heard": _("Nothing can be heard in a recording"),
    "referred": _("A request has moved to another agency"),
    "escalated": _("A request was escalated because nobody acted"),
    "moved_up": _("A request was escalated by hand"),
    "reopened": _("The citizen objected"),
    "not_done": _("What was promised was not done"),
    "appealed": _("A request is before another instance"),
    "closed": _("A request was closed because the citizen said nothing"),
    "closed_as_spam": _("A request was closed as spam"),
    "arrived": _("A new request for an agency"),
    "assigned": _("A request was assigned"),
    "mentioned": _("A colleague was mentioned in a note"),
    "watched": _("A request that somebody watches has changed"),
    "reminded": _("A reminder at the highest level"),
    "look_first": _("A request waits for a first look"),
    "resumed": _("A question was not answered"),
    "citizen_answered": _("The citizen answered a question"),
    "citizen_added": _("The citizen added something"),
    "identity_asked": _("An identity is asked for"),
    "identity_opened": _("An identity was opened"),
    "identity_refused": _("An identity stays hidden"),
    "identity_closed": _("An identity is hidden again"),
    "erasure_asked": _("A request to erase waits for a second person"),
    "erasure_refused": _("A request to erase was refused"),
    "erasure_not_wished": _("Whoever filed it does not wish it erased"),
    "reader_named": _("Somebody may read a request"),
    "sealing_proposed": _("A proposal to treat a request as sensitive"),
    "withdrawn": _("A request was withdrawn"),
    "quality_judged": _("The quality of an answer was checked"),
    "consulted": _("An agency is asked for a statement"),
    "consult_assigned": _("A colleague was given the question of another agency"),
    "consult_answered": _("An agency gave its statement"),
    "consult_escalated": _("An agency has not given its statement in time"),
    "consult_late": _("No statement came up to the top level"),
    "consult_over": _("An agency cannot be asked any more"),
    "not_asked_any_more": _("A statement is no longer needed"),
    "danger_heard": _("A recording may mention danger"),
    "urgent": _("A request is urgent"),
    "warned": _("A request is soon to be escalated"),
    "limit_near": _("A request must be decided soon"),
    "limit_passed": _("A request was not decided in time"),
    "code_renewed": _("A request has a new code"),
}
"""What a letter is about, for those who change its words or read of it in a list."""
READERS: Final[Mapping[str, str | Promise]] = {
    "citizen": _("To the citizen"),
    "sealed_citizen": _("To the citizen, about a sensitive request"),
    "staff": _("To the staff"),
    "sealed_staff": _("To the staff, about a sensitive request"),
}
_PERCENT: Final = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Part:
    """One letter of a topic: to whom, of which track, and whether about a case without a date."""

    name: str
    letter: Letter

    @property
    def sealed(self) -> bool:
        return self.name.startswith("sealed_")

    @property
    def undated(self) -> bool:
        return self.name.endswith(UNDATED)

    @property
    def to_citizen(self) -> bool:
        return "citizen" in self.name

    @property
    def fields(self) -> tuple[str, ...]:
        """Staff get no text messages, and nobody gets one about a sealed case."""
        return FIELDS if self.to_citizen and not self.sealed else tuple(each for each in FIELDS if each != MESSAGE)

    @property
    def title(self) -> str:
        return title_of_part(self.name)


def title_of_part(name: str) -> str:
    """To whom a part goes, in words; of no part its name."""
    reader = str(READERS.get(name.removesuffix(UNDATED), name))
    return str(_("%(reader)s, without a date")) % {"reader": reader} if name.endswith(UNDATED) else reader


def parts(topic: str) -> list[Part]:
    """The letters of a topic. What staff read of a sealed case is a part of its own, though it begins as the other."""
    return list(_parts(topic))


def _parts(topic: str) -> Iterator[Part]:
    letters = letters_about(topic)
    for audience in ("citizen", "staff"):
        for sealed in (False, True):
            letter = letters.to(audience, sealed=sealed) if letters is not None else None
            if letter is None or (sealed and is_own(topic)):
                continue
            yield Part(part_of(audience, sealed=sealed), letter)
            if letter.undated is not None:
                yield Part(part_of(audience, sealed=sealed, undated=True), letter.undated)


def delivered(topic: str) -> dict[str, Any]:
    """The definition of a topic as the code delivers it."""
    return _delivered(topic, languages())


def delivered_words(topic: str) -> Wording:
    """The same, read."""
    return _delivered_words(topic, languages())


def delivered_message(topic: str, language: str, *, undated: bool) -> str:
    """The text message of a topic to the citizen of an ordinary case; "" where there is none."""
    letters = delivered_words(topic).letters
    said = (undated and letters.get(part_of("citizen", sealed=False, undated=True))) or letters.get("citizen", {})
    return said[language].message if language in said else ""


def needed(topic: str, part: Part) -> frozenset[str]:
    """The placeholders that the delivered words of a part have: what its reader was to learn."""
    return _needed(topic, part.name, languages())


def told_by_phone(topic: str, part: Part) -> frozenset[str]:
    """The same of the delivered text message, which holds less."""
    said = _delivered(topic, languages())["letters"][part.name].get(MESSAGE, {})
    return frozenset(name for text in said.values() for name in places(text))


@cache
def _needed(topic: str, part: str, spoken: tuple[str, ...]) -> frozenset[str]:
    said = _delivered(topic, spoken)["letters"][part]
    return frozenset(name for field in (SUBJECT, TEXT) for text in said[field].values() for name in places(text))


@cache
def _delivered_words(topic: str, spoken: tuple[str, ...]) -> Wording:
    return parse(_delivered(topic, spoken))


@cache
def _delivered(topic: str, spoken: tuple[str, ...]) -> dict[str, Any]:
    name: dict[str, str] = {}
    letters: dict[str, Any] = {part.name: {field: {} for field in part.fields} for part in parts(topic)}
    for language in spoken:
        with override(language):
            name[language] = str(TOPICS.get(topic, topic))
            for part in parts(topic):
                for field, words in _said(part.letter).items():
                    if field in part.fields:
                        letters[part.name][field][language] = words
    return {"format": FORMAT, "name": name, "letters": letters}


def _said(letter: Letter) -> dict[str, str]:
    """In the language that is on. A text message without words of its own says that there is news; those of a letter
    that owners make are theirs to write."""
    said = {field: _PERCENT.sub(r"{\1}", str(getattr(letter, field))) for field in FIELDS}
    return {**said, MESSAGE: said[MESSAGE] or (str(NEWS_BY_PHONE) if said[SUBJECT] else "")}
