"""Draws lives: for each number and seed the same one, as citizens and officers in Jordan might have lived it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Final, TypeVar

from content.pages.written import Both
from portal.operations.demo_world.cases.acts import Life
from portal.operations.demo_world.cases.attachments import draw_files
from portal.operations.demo_world.cases.categorised import draw_category
from portal.operations.demo_world.cases.citizens import draw_contact
from portal.operations.demo_world.cases.concerned import draw_concern
from portal.operations.demo_world.cases.course import Course
from portal.operations.demo_world.cases.located import draw_area
from portal.operations.demo_world.cases.moments import Year
from portal.operations.demo_world.cases.places import draw_place
from portal.operations.demo_world.cases.sizes import draw_agency
from portal.operations.demo_world.cases.subjects import draw_story
from portal.operations.demo_world.cases.subjects.rights import draw_answers, draw_body
from portal.operations.demo_world.cases.voice import Voice
from portal.operations.set_up.kinds import SEALED
from workflows.cases.models import Channel
from workflows.cases.submission import StoredFile, Submission
from workflows.cases.tracking import TRACKING_NUMBERS

T = TypeVar("T")

BACKLOG: Final = 0.035
"""The share of cases that came in the last days and that nobody has decided yet."""
_BACKLOG_DAYS: Final = 9

_KINDS: Final = {"complaint": 60, "inquiry": 22, "suggestion": 8, "praise": 7, "integrity": 3, "rights": 2}
_CHANNELS: Final = {
    Channel.WEB: 50,
    Channel.APP: 24,
    Channel.CALL: 16,
    Channel.WALK_IN: 2,
    Channel.LETTER: 2,
    Channel.API: 3,
    Channel.IMPORT: 3,
}
_ENGLISH: Final = 0.14
_PLACE_ASKED: Final = ("complaint", *SEALED)
_FILES_ASKED: Final = ("complaint", "inquiry", *SEALED)
"""Kinds whose form asks where it was, and for files."""
_UNKNOWING, _MISTAKEN = 0.16, 0.08
_NUMBERS_DRAWN: Final = 8
_HIDDEN_ASKED: Final = ("complaint", "inquiry", "suggestion")
_HIDDEN: Final = 0.05
"""Kinds whose form asks whether the agency shall learn who it is, and the share that says no."""


def key_of(seed: int, number: int) -> str:
    """The idempotency key of a life: what makes a second run add nothing."""
    return f"demo-{seed}-{number}"


@dataclass(frozen=True, slots=True)
class Almanac:
    """From what lives are drawn: the year, and the share of them that came lately and are undecided."""

    year: Year
    seed: int
    backlog: float = BACKLOG

    def draw(self, number: int) -> Life:
        """The life of a number."""
        key = key_of(self.seed, number)
        rng = Random(key)  # noqa: S311  (made-up lives, not secrets)
        kind = _weighted(rng, _KINDS)
        channel = _weighted(rng, _CHANNELS)
        undecided = rng.random() < self.backlog
        at = self._opening(rng, undecided=undecided, by_call=channel is Channel.CALL)
        agency = draw_body(rng) if kind == "rights" else draw_agency(rng)
        language = "en" if rng.random() < _ENGLISH else "ar"
        subject, story = draw_story(rng, kind=kind, agency=agency, month=at.month)
        place = draw_place(rng, agency)
        voice = Voice.of(rng, language=language, kind=kind, agency=agency, place=place, subject=subject, story=story)
        named = _named(rng, kind=kind, agency=agency, of_its_own=bool(subject.agencies))
        files = draw_files(rng, key, language, at) if kind in _FILES_ASKED else ()
        submission = _submission(rng, voice, place, agency, named, files)
        # Of a source of its own: what follows is drawn as it was before anybody could hide.
        hides = kind in _HIDDEN_ASKED and Random(f"{key} hides").random() < _HIDDEN  # noqa: S311  (made up)
        submission = draw_category(key, replace(submission, confidential=hides), subject)
        submission = draw_area(key, submission, place)
        course = Course(rng, self.year, voice, kind, at)
        drawn = course.unanswered if undecided else course.whole
        acts = drawn(agency=agency, misdirected=named not in (None, agency), unsorted=named is None)
        numbers = tuple(rng.randrange(TRACKING_NUMBERS) for _ in range(_NUMBERS_DRAWN))
        return Life(key, at, channel, draw_concern(rng, submission), numbers, acts)

    def _opening(self, rng: Random, *, undecided: bool, by_call: bool) -> datetime:
        if undecided:
            return self.year.recent_opening(rng, days=_BACKLOG_DAYS, by_call=by_call)
        return self.year.opening(rng, by_call=by_call)


def _named(rng: Random, *, kind: str, agency: str, of_its_own: bool) -> str | None:
    """The agency that the citizen names: the right one, none, or another that will have to send it on.

    ``of_its_own``: what they write is of this agency alone, so that no other would be named for want of knowing.
    """
    way = rng.random()
    if way < _UNKNOWING:
        return None
    if of_its_own and kind not in SEALED and way < _UNKNOWING + _MISTAKEN:
        return draw_agency(rng)
    return agency


def _submission(
    rng: Random, voice: Voice, place: Both, agency: str, named: str | None, files: tuple[StoredFile, ...]
) -> Submission:
    """What the citizen hands in, as the form of the kind asks for it."""
    answers = draw_answers(rng, voice.language, agency) if voice.kind == "rights" else ()
    unknown = 0.6 if voice.kind in SEALED else 0.12
    contact = draw_contact(rng, voice.language, unknown=unknown, of_a_woman=voice.story.of_a_woman)
    return Submission(
        kind=voice.kind,
        language=voice.language,
        subject=voice.headline(),
        text=voice.statement(),
        place=voice.say((place,)) if voice.kind in _PLACE_ASKED and rng.random() < 0.85 else "",
        agency=named,
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        answers=answers,
        files=files,
    )


def _weighted(rng: Random, weights: dict[T, int]) -> T:
    return rng.choices(tuple(weights), weights=tuple(weights.values()))[0]
