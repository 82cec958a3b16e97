"""Which governorate and district a citizen of the demo world chooses with a complaint, whose form asks for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from random import Random
from typing import Final

from content.forms.texts.shared import WHERE
from content.pages.written import Both
from permissions.areas.selectors import BETWEEN
from portal.operations.demo_world.agencies.areas import AREAS
from portal.operations.demo_world.cases.places import area_of
from portal.operations.demo_world.rules.areas_asked import KIND
from workflows.cases.submission import GivenAnswer, Submission
from workflows.facts.fact import FactType
from workflows.questions.types import QuestionKind

_SHARE: Final = 0.8
"""Of those who say in words where it was so many choose it from the list too."""
_GENERAL: Final = 0.15
"""Of these so many choose the governorate without a district."""
_KNOWN: Final = {area.key: area for area in AREAS}


def draw_area(key: str, submission: Submission, place: Both) -> Submission:
    """The same submission with the area of its place. Of a source of its own: what else is drawn stays as it was."""
    rng = Random(f"{key} area")  # noqa: S311  (made up, no secret)
    if submission.kind != KIND or not submission.place or rng.random() >= _SHARE:
        return submission
    district = _KNOWN[area_of(place)]
    path = [district.under] if rng.random() < _GENERAL else [district.under, district.key]
    language = submission.language
    shown = BETWEEN.join(_KNOWN[each].name[language] for each in path)
    question = WHERE.ar if language == "ar" else WHERE.en
    answer = GivenAnswer(str(QuestionKind.AREA), question, path, shown, FactType.TREE)
    return replace(submission, answers=(answer, *submission.answers))


def known_alone(submission: Submission, areas: Collection[str]) -> Submission:
    """Without the area where the gazetteer is another than the demo world's; ``areas``: the keys that it has."""
    answers = [
        each for each in submission.answers if each.key != QuestionKind.AREA or all(key in areas for key in each.value)
    ]
    return replace(submission, answers=tuple(answers))
