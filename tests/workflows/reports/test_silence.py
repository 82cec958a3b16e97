"""What closes in silence is told as “no objection”, and never counted among what citizens accepted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils.translation import override

from permissions.actors import Actor
from permissions.now import standing_at
from portal.case_shown.diary import title_for_citizen, title_for_staff
from tests.scenes import Country, country, file_case
from tests.site.portal.citizen.following import page, prove
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Accept, Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent
from workflows.clock.sweep import sweep_clock
from workflows.figures.models import StepTaken
from workflows.notifications.deliver import deliver_waiting
from workflows.reports.definitions import measures_of, today
from workflows.reports.freezing import count
from workflows.reports.period import containing

pytestmark = pytest.mark.django_db
BEGAN = datetime(2026, 10, 5, 7, tzinfo=UTC)


@pytest.fixture
def land() -> Country:
    return country()


def answered(land: Country, outcome: str = "refused") -> Case:
    case = file_case(language="en")
    apply(case.pk, Decide(outcome=outcome, text="-", refusal=REFUSAL), actor=land.actor("officer-moh"))
    return case


@pytest.fixture
def closed(land: Country) -> tuple[Case, list[Case]]:
    """One that its citizen accepted, and two that closed in silence."""
    with standing_at(BEGAN):
        accepted, silent = answered(land), [answered(land), answered(land, "resolved")]
        apply(accepted.pk, Accept(), actor=Actor.citizen(accepted.pk))
    with standing_at(BEGAN + timedelta(days=10)):
        sweep_clock()
    assert set(Case.objects.values_list("status", flat=True)) == {"closed"}
    return accepted, silent


def test_the_report_counts_the_two_apart(closed: tuple[Case, list[Case]]) -> None:
    period = containing("monthly", BEGAN)
    figures = count(period, period.end).numbers["national"]
    assert (figures["closed"], figures["accepted"], figures["no_objection"]) == (3, 1, 2)
    with override("en"):
        words = {each.key: str(each.words) for each in measures_of(today())}
    assert words["accepted"] == "Closed because the citizen accepted the answer, of these"
    assert words["no_objection"] == "Closed without an objection, of these"


def test_the_measures_count_the_two_apart(closed: tuple[Case, list[Case]]) -> None:
    ways = StepTaken.objects.filter(step="confirm").values_list("outcome", flat=True)
    assert sorted(ways) == ["accepted", "silent", "silent"]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Closed, as no objection came"), ("ar", "أُغلق لعدم وصول اعتراض")]
)
def test_nobody_is_told_that_they_accepted_what_they_said_nothing_to(
    closed: tuple[Case, list[Case]], client: Client, language: str, said: str
) -> None:
    _accepted, silent = closed
    (event,) = CaseEvent.objects.filter(case=silent[0], verb="closed")
    with override(language):
        assert title_for_citizen(event) == said
        assert "accept" not in title_for_staff(event).lower()
        assert "قبل" not in title_for_staff(event)
    prove(client, silent[0], language)
    shown = page(client, silent[0], language)
    assert said in shown
    assert "You accepted the answer" not in shown
    assert not CaseEvent.objects.filter(case__in=silent, verb="accepted").exists()


def test_the_letter_says_that_nothing_was_heard(closed: tuple[Case, list[Case]]) -> None:
    deliver_waiting()
    bodies = [str(sent.body) for sent in mail.outbox if "closed" in str(sent.subject)]
    assert len(bodies) == 2
    for body in bodies:
        assert "We didn’t hear from you" in body
        assert "accepted" not in body
