"""The words of one case: one language, one place, one number, said by citizen and officers alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from content.pages.written import Both
from portal.operations.demo_world.agencies import PUBLIC_BODIES
from portal.operations.demo_world.cases.subjects import decisions, general
from portal.operations.demo_world.cases.subjects.shape import Story, Subject, Texts
from portal.operations.set_up.kinds import SEALED

_NAMES = {body.code: Both(body.arabic, body.english) for body in PUBLIC_BODIES}
_TOLD_WHOLE = ("complaint", *SEALED)
"""Kinds whose stories say how they end."""
_TOLD_IN_GENERAL = 0.5
"""The share of replies and notes that are not about the subject itself."""


@dataclass(slots=True)
class Voice:
    """Says texts in the case's language, their slots filled with what belongs to this case."""

    rng: Random
    language: str
    kind: str
    subject: Subject
    story: Story
    slots: dict[str, str]
    telling: int
    """Which way of telling the story: some have a subject for each."""

    @classmethod
    def of(
        cls, rng: Random, *, language: str, kind: str, agency: str, place: Both, subject: Subject, story: Story
    ) -> Voice:
        given = {
            "place": place,
            "agency": _NAMES[agency],
            "since": rng.choice(general.SINCE),
            "lately": rng.choice(general.LATELY),
        }
        slots = {name: getattr(both, language) for name, both in given.items()}
        slots["number"] = str(rng.randrange(10_000, 9_999_999))
        return cls(rng, language, kind, subject, story, slots, rng.randrange(len(story.says)))

    def say(self, texts: Texts) -> str:
        """One of ``texts``."""
        text: str = getattr(self.rng.choice(texts), self.language)
        return text.format_map(self.slots) if "{" in text else text

    def headline(self) -> str:
        """The subject in one line."""
        subjects = self.story.subject
        paired = len(subjects) == len(self.story.says)
        return self.say(subjects[self.telling : self.telling + 1] if paired else subjects)

    def statement(self) -> str:
        """What the citizen writes first; some add a closing line."""
        closings = general.CLOSINGS.get(self.kind, ())
        said = self.say((self.story.says[self.telling],))
        return f"{said} {self.say(closings)}" if closings and self.rng.random() < 0.55 else said

    def outcomes(self, usual: Mapping[str, int]) -> dict[str, int]:
        """Those of the ``usual`` outcomes (with their weights) that the story can come to."""
        fitting = {outcome: weight for outcome, weight in usual.items() if outcome in self.story.ends}
        told_whole = self.kind in _TOLD_WHOLE and fitting
        return fitting if told_whole else dict(usual)

    def decision(self, outcome: str, *, again: bool) -> str:
        """What the agency decides, as befits the story; ``again``: after the first answer was not accepted."""
        if again:
            return f"{self.say(decisions.AGAIN[outcome])} {self.say(general.REASONED)}"
        if outcome in self.story.ends:
            return self.say((self.story.ends[outcome],))
        return self.say(decisions.in_general(self.kind, outcome))

    def question(self) -> tuple[str, str]:
        """An officer's question and the citizen's answer to it."""
        asked, answered = general.QUESTION_OF_A_FILE
        if self.story.asked and self.story.answered:
            asked, answered = self.story.asked, self.story.answered
        elif self.subject.of_places and "{place}" in self.story.says[self.telling].en:
            asked, answered = general.QUESTION_OF_A_PLACE
        return self.say((asked,)), self.say((answered,))

    def objection(self) -> str:
        """Why the answer does not settle it."""
        return self.say(general.REOPENINGS["complaint" if self.kind in _TOLD_WHOLE else "other"])

    def rating(self, stars: int, at: datetime) -> str:
        """What half of them write beside their stars; drawn apart, so that the rest of a life stays as it is."""
        texts = general.RATINGS["content" if stars > 3 else "sobered"]
        rng = Random(f"{at.isoformat()} {stars}")  # noqa: S311  a demo is drawn, nothing is kept secret by it
        return str(getattr(rng.choice(texts), self.language)) if rng.random() < 0.5 else ""

    def reply(self) -> str:
        return self.say(self._own_or(self.subject.replies, general.REPLIES))

    def note(self) -> str:
        return self.say(self._own_or(self.subject.notes, general.NOTES))

    def _own_or(self, own: Texts, general_ones: Texts) -> Texts:
        return own if own and self.rng.random() > _TOLD_IN_GENERAL else general_ones
