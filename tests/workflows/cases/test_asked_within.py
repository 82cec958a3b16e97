"""Who answers inside the agency that was asked: a colleague who may, or the agency that took over from it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from permissions.access.selectors import held_by
from permissions.now import now, standing_at
from permissions.writing import local
from tests.scenes import CALENDAR, Country, country, file_case, hire
from tests.workflows.redating.decreed import MONDAY, THURSDAY, TUESDAY, redate, redated
from workflows.cases.actions import AnswerConsultation, AssignConsultation, Concerned, Consult, SetParties
from workflows.cases.consistency import inconsistencies
from workflows.cases.consultations import asked_of
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Consultation, ConsultationResult, EventVerb
from workflows.cases.succession import close_body, pass_on
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.notifications.barred import is_barred
from workflows.outbox.models import OutboxEntry

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def land() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def consulted(land: Country, agency: str = "moe") -> Case:
    case = file_case()
    apply(case.pk, Consult(agency=agency, text="متى؟"), actor=land.actor("officer-moh"))
    return case


def told(topic: str) -> list[str]:
    rows = OutboxEntry.objects.filter(topic=topic).order_by("pk")
    return [row.user.username for row in rows if row.user is not None and not is_barred(row)]


def given(land: Country, to: str | None) -> AssignConsultation:
    return AssignConsultation(number=1, user_id=land.people[to].pk if to else None)


def test_it_is_given_to_a_colleague_who_is_told_and_all_may_still_answer(land: Country) -> None:
    case = consulted(land)
    apply(case.pk, given(land, "staff-moe"), actor=land.actor("officer-moe"))
    assert Consultation.objects.get().assignee == land.people["staff-moe"]
    assert told("consult_assigned") == ["staff-moe"]
    with pytest.raises(NotPossible):
        apply(case.pk, given(land, "staff-moe"), actor=land.actor("officer-moe"))
    apply(case.pk, given(land, None), actor=land.actor("staff-moe"))
    apply(case.pk, AnswerConsultation(number=1, text="x"), actor=land.actor("officer-moe"))
    with pytest.raises(NotPossible):
        apply(case.pk, given(land, "staff-moe"), actor=land.actor("officer-moe"))


def test_nobody_of_another_agency_gives_or_gets_it_nor_whom_the_request_accuses(land: Country) -> None:
    case = consulted(land)
    for by, to in (("officer-moh", "staff-moe"), ("officer-moe", "staff-moh"), ("officer-central", None)):
        with pytest.raises(NotAllowed):
            apply(case.pk, given(land, to), actor=land.actor(by))
    accused = Concerned(user_id=land.people["staff-moe"].pk)
    apply(case.pk, SetParties(parties=(accused,), reason="x"), actor=land.actor("officer-moh"))
    with pytest.raises(NotAllowed):
        apply(case.pk, given(land, "staff-moe"), actor=land.actor("officer-moe"))


def closed(land: Country, heir: str) -> None:
    """Education closes today."""
    hire(land, "administrator", username="admin")
    admin, today = land.actor("admin"), local(now()).date()
    body = close_body(land.agencies["moe"], heir=land.agencies[heir], day=today, actor=admin)
    assert pass_on(body, actor=admin, patience=60)


def test_what_a_closed_agency_was_asked_is_its_heirs_with_the_same_date(land: Country) -> None:
    case = consulted(land)
    apply(case.pk, given(land, "staff-moe"), actor=land.actor("officer-moe"))
    before = Consultation.objects.get()
    closed(land, "central")
    after = Consultation.objects.get()
    assert (after.agency, after.assignee, after.due, after.done_at) == (
        land.agencies["central"],
        None,
        before.due,
        None,
    )
    assert "officer-central" in told("consulted")
    assert [each.pk for each in asked_of(held_by(land.people["officer-central"].pk))] == [after.pk]
    apply(case.pk, AnswerConsultation(number=1, text="x"), actor=land.actor("officer-central"))


def test_an_heir_that_works_the_request_itself_is_not_asked(land: Country) -> None:
    consulted(land)
    closed(land, "moh")
    assert Consultation.objects.get().result == ConsultationResult.WITHDRAWN
    assert told("consult_over") == ["officer-moh"]


def test_a_calendar_moves_its_date_and_the_citizen_hears_nothing_of_it(land: Country) -> None:
    with standing_at(THURSDAY):
        case = consulted(land)
        assert Consultation.objects.get().due == MONDAY
        redate()
        asked = Consultation.objects.get()
        assert (asked.due, Deadline.objects.get(kind=DeadlineKind.CONSULT).due) == (TUESDAY, TUESDAY)
        event = case.events.get(verb=EventVerb.CONSULT_REDATED)
        assert (event.actor_kind, event.kind.to_citizen, redated()) == ("clock", "", 1)
        count = case.events.count()
        redate(CALENDAR | {"weekend": []})
        assert case.events.count() == count, "nothing comes earlier unasked"
