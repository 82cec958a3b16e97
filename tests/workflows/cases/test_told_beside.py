"""What is kept where agencies work side by side: of the lead in the columns, of the others only what differs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from permissions.actors import Actor
from permissions.now import now, standing_at
from tests.scenes import Country
from tests.side_by_side import file_for_two, land_of_two
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import (
    AskCitizen,
    Concerned,
    Decide,
    Note,
    Proceed,
    Refer,
    Reply,
    SetParties,
    Withdraw,
)
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return land_of_two()


def test_the_filing_names_who_holds_what_leads_and_the_other_beside_it(land: Country) -> None:
    case, health, education = file_for_two()
    opened = case.events.get(number=1)
    assert (opened.post_id, opened.data["holder"]) == (health.post_id, health.holder_id)
    assert opened.data["beside"]["both_2"]["holder"] == education.holder_id
    assert opened.data["also_went"] == [education.agency_id]
    assert opened.data.keys().isdisjoint({"body", "went", "branch"})


def test_a_body_is_named_only_where_it_is_not_the_one_that_leads(land: Country) -> None:
    case, health, education = file_for_two()
    own = apply(case.pk, Reply(text="نعمل", work_id=health.pk), actor=land.actor("officer-moh"))
    other = apply(case.pk, Reply(text="نعمل", work_id=education.pk), actor=land.actor("officer-moe"))
    assert ("body" in own.data, other.data["body"]) == (False, education.agency_id)
    moved = apply(case.pk, Refer(agency="central", reason="لها", work_id=health.pk), actor=land.actor("officer-moh"))
    assert (moved.data["body"], moved.agency.code, "went" in moved.data) == (health.agency_id, "central", False)


def test_a_note_on_a_case_that_is_over_stands_at_no_step(land: Country) -> None:
    case, *_works = file_for_two()
    assert apply(case.pk, Note(text="للعلم"), actor=land.actor("officer-moe")).step == "health"
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    assert apply(case.pk, Note(text="للعلم"), actor=land.actor("officer-central")).step == ""


def test_what_moves_beside_the_lead_is_named_with_where_it_went(land: Country) -> None:
    case, health, education = file_for_two()
    central = land.agencies["central"].pk
    by = land.actor("officer-central")
    for code, work in (("moe", education), ("moh", health)):
        parties = (Concerned(agency_id=land.agencies[code].pk),)
        event = apply(case.pk, SetParties(parties=parties, reason="هي المشكوّ منها"), actor=by)
        assert event.went.pk == Work.objects.get(pk=work.pk).agency_id == central
    # A rule had sent it there: a later step for the routed agency must not bring it back to whom it accuses.
    assert Work.objects.get(pk=health.pk).routed_id == central


def test_what_is_over_rests_no_more(land: Country) -> None:
    case, health, _education = file_for_two()
    officer = land.actor("officer-moh")
    apply(case.pk, AskCitizen(text="متى؟", work_id=health.pk), actor=officer)
    apply(case.pk, Decide(outcome="refused", text="لا", refusal=REFUSAL, work_id=health.pk), actor=officer)
    done = Work.objects.get(pk=health.pk)
    assert (done.paused_at, done.question_open) == (None, False)


def test_a_case_that_ends_without_an_answer_was_noted_and_was_closed_but_once(land: Country) -> None:
    case, *works = file_for_two()
    for work, name in zip(works, ("officer-moh", "officer-moe"), strict=True):
        apply(case.pk, Proceed(outcome="done", text="تم", work_id=work.pk), actor=land.actor(name))
    apply(case.pk, Proceed(outcome="over", text="تم"), actor=land.actor("officer-central"))
    closed = Case.objects.get(pk=case.pk)
    assert (closed.status, closed.outcome) == ("closed", "noted")
    with standing_at(now() + timedelta(days=3)):
        apply(case.pk, Note(text="للعلم"), actor=land.actor("officer-central"))
    assert Case.objects.get(pk=case.pk).closed_at == closed.closed_at
