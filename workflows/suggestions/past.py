"""The requests from which is learned: what was written, and what it turned out to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery

from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.selectors import heir_of
from workflows.cases.models import NOT_ANSWERED, Case, CaseStatus, Message, MessageKind, Outcome, Track
from workflows.suggestions.models import About
from workflows.versions.models import Subject, Version, VersionStatus

MOST: Final = 20_000
"""Requests that are read for one question: the latest."""
OVER: Final = (CaseStatus.ANSWERED, CaseStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be suggested, and in which language the texts are. ``kind``: of which requests, for categories."""

    about: About
    kind: str
    language: str


def questions() -> list[Question]:
    """All that could be learned: the agency, and the category of each kind that has some, in each language."""
    trees = Version.objects.filter(subject=Subject.CATEGORIES, status=VersionStatus.PUBLISHED)
    kinds = sorted(set(trees.values_list("key", flat=True)))
    asked = [(About.BODY, ""), *((About.CATEGORY, kind) for kind in kinds)]
    return [Question(about, kind, language) for language, _name in settings.LANGUAGES for about, kind in asked]


def answered(question: Question) -> list[tuple[str, str]]:
    """The texts and what each turned out to be, a code, the latest first; at most ``MOST``. Two queries.

    Nothing sensitive or confidential is read, nothing that accuses someone, and nothing that was not worked to its
    end by the agency it was for.
    """
    open_to_all = Case.objects.filter(
        track=Track.ORDINARY, guarded=False, confidential=False, concerns="", language=question.language
    )
    rows = _of_bodies(open_to_all) if question.about is About.BODY else _of_categories(open_to_all, question.kind)
    said = Message.objects.filter(case=OuterRef("pk"), kind=MessageKind.STATEMENT).order_by("pk")
    found = rows.annotate(said=Subquery(said.values("text")[:1])).exclude(said=None).order_by("-pk")
    answer = "agency__code" if question.about is About.BODY else "category"
    heirs = _heirs() if question.about is About.BODY else {}
    return [
        (f"{subject}\n{text}", heirs.get(code, code))
        for subject, text, code in found.values_list("subject", "said", answer)[:MOST]
    ]


def _of_bodies(cases: QuerySet[Case]) -> QuerySet[Case]:
    ended = cases.filter(status__in=OVER, agency__role=AgencyRole.PUBLIC_BODY)
    return ended.exclude(Q(outcome=Outcome.ELSEWHERE) | Q(outcome__in=NOT_ANSWERED))


def _of_categories(cases: QuerySet[Case], kind: str) -> QuerySet[Case]:
    return cases.filter(status__in=OVER, kind__code=kind).exclude(category="")


def _heirs() -> dict[str, str]:
    """By the code of each agency that has closed, who took over."""
    closed: Iterator[str] = Agency.objects.filter(active=False).values_list("code", flat=True).iterator()
    return {code: heir_of(code) or code for code in closed}
