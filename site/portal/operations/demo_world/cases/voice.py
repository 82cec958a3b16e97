"""The words of one case: one language, one place, one number, said by citizen and officers alike."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from content.pages.written import Both
from portal.operations.demo_world.agencies import PUBLIC_BODIES
from portal.operations.demo_world.cases.subjects import general
from portal.operations.demo_world.cases.subjects.shape import Story, Subject, Texts

_NAMES = {body.code: Both(body.arabic, body.english) for body in PUBLIC_BODIES}
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
        return cls(rng, language, kind, subject, story, slots)

    def say(self, texts: Texts) -> str:
        """One of ``texts``."""
        text: str = getattr(self.rng.choice(texts), self.language)
        return text.format_map(self.slots) if "{" in text else text

    def statement(self) -> str:
        """What the citizen writes first; some add a closing line."""
        closings = general.CLOSINGS.get(self.kind, ())
        said = self.say(self.story.says)
        return f"{said} {self.say(closings)}" if closings and self.rng.random() < 0.55 else said

    def decision(self, outcome: str) -> str:
        """What the agency decides, as befits the story."""
        if outcome in self.story.ends:
            return self.say((self.story.ends[outcome],))
        if self.kind == "praise":
            return self.say(general.PRAISE_NOTED)
        return self.say(general.DECISIONS[outcome])

    def question(self) -> tuple[str, str]:
        """An officer's question and the citizen's answer to it."""
        if self.story.asked and self.story.answered:
            return self.say((self.story.asked,)), self.say((self.story.answered,))
        place = self.rng.randrange(len(general.QUESTIONS))
        return self.say((general.QUESTIONS[place],)), self.say((general.ANSWERS[place],))

    def reply(self) -> str:
        return self.say(self._own_or(self.subject.replies, general.REPLIES))

    def note(self) -> str:
        return self.say(self._own_or(self.subject.notes, general.NOTES))

    def _own_or(self, own: Texts, general_ones: Texts) -> Texts:
        return own if own and self.rng.random() > _TOLD_IN_GENERAL else general_ones
