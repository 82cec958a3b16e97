"""Some citizens say that it is about whoever heads the body: nobody of that body then sees their case."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

from django.utils.translation import override

from content.forms.fields import CONCERN_ANSWERS, CONCERNS
from content.forms.texts.shared import ABOUT_SOMEONE
from workflows.cases.models import Concern
from workflows.cases.submission import GivenAnswer, Submission
from workflows.facts.fact import FactType

_ASKED: Final = ("complaint", "integrity", "rights")
"""Kinds whose form asks it; three of five requests are of these, so that one in a hundred of all is about a head."""
_SHARE: Final = 0.016


def draw_concern(rng: Random, submission: Submission) -> Submission:
    """The same submission, or now and then one that is about the head of the body, as the form hands it over."""
    if submission.kind not in _ASKED or rng.random() >= _SHARE:
        return submission
    with override(submission.language):
        shown = str(dict(CONCERN_ANSWERS)[Concern.HEAD])
    question = ABOUT_SOMEONE.ar if submission.language == "ar" else ABOUT_SOMEONE.en
    answer = GivenAnswer(CONCERNS, question, Concern.HEAD.value, shown, FactType.CHOICE)
    return replace(submission, concerns=Concern.HEAD.value, answers=(*submission.answers, answer))
