"""Another agency is asked inside a case: it reads the question alone, on its own clock, and holds nothing up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from permissions.access.selectors import can, held_by
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.now import standing_at
from tests.scenes import Country, country, file_case
from workflows.cases.actions import (
    AnswerConsultation,
    AskCitizen,
    Concerned,
    Consult,
    Decide,
    Refer,
    SetParties,
    WithdrawConsultation,
)
from workflows.cases.consistency import inconsistencies
from workflows.cases.consultations import asked_of, consultation_for
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Consultation, ConsultationResult, Message
from workflows.cases.selectors import case_for, file_of, reached, state_of, timeline
from workflows.cases.submission import StoredFile
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.notifications.barred import is_barred
from workflows.outbox.models import OutboxEntry

pytestmark = [pytest.mark.django_db, pytest.mark.both]
AMMAN = ZoneInfo("Asia/Amman")
SUNDAY, TUESDAY, THURSDAY = (datetime(2026, 3, day, 10, tzinfo=AMMAN) for day in (1, 3, 5))


@pytest.fixture
def land() -> Iterator[Country]:
    yield country()
    assert list(inconsistencies()) == []


def consulted(land: Country, case: Case, *, by: str = "officer-moh", **changes: Any) -> Consultation:
    """``moe`` is asked."""
    said = {"agency": "moe", "text": "هل كانت المدرسة مغلقة يومها؟"} | changes
    apply(case.pk, Consult(**said), actor=land.actor(by))
    return Consultation.objects.latest("pk")


def told(topic: str) -> list[str]:
    rows = OutboxEntry.objects.filter(topic=topic).order_by("pk")
    return [row.user.username for row in rows if row.user is not None and not is_barred(row)]


def test_the_question_is_theirs_and_the_case_is_not(land: Country) -> None:
    case = file_case()
    asked = consulted(land, case)
    assert [each.pk for each in asked_of(held_by(land.people["staff-moe"].pk))] == [asked.pk]
    assert list(asked_of(held_by(land.people["staff-moh"].pk))) == []
    actor = land.actor("officer-moe")
    with pytest.raises(NotAllowed):
        case_for(actor, case.tracking)
    for right in (VIEW_CASE, WORK_CASE):
        assert not can(actor, right, state_of(case))
        assert not reached(actor, right).exists()
    assert consultation_for(actor, case.tracking, 1).consultation == asked
    for who, number in (("officer-moh", 1), ("officer-moe", 2), ("officer-rights", 1)):
        with pytest.raises(NotAllowed):
            consultation_for(land.actor(who), case.tracking, number)
    assert told("consulted") == ["officer-moe"]


def test_the_case_goes_on_as_if_nobody_had_been_asked(land: Country) -> None:
    with standing_at(SUNDAY):
        case = file_case()
        before = Case.objects.get(pk=case.pk)
        consulted(land, case)
    case.refresh_from_db()
    assert (case.due, case.status, case.level, case.agency) == (before.due, before.status, 0, before.agency)
    assert not any(each.event.kind.to_citizen for each in timeline(case, public=True)[1:])
    assert [message.kind for message in case.messages.filter(public=True)] == ["statement"]


@pytest.mark.parametrize(("not_ours", "result"), [(False, "answered"), (True, "not_ours")])
def test_they_answer_with_words_and_files_that_the_citizen_never_gets(
    land: Country, *, not_ours: bool, result: str
) -> None:
    case = file_case()
    consulted(land, case)
    file = StoredFile("x.pdf", "application/pdf", 3, "0" * 64, "x/x.pdf")
    answer = AnswerConsultation(number=1, text="كانت مغلقة.", files=(file,), not_ours=not_ours)
    event = apply(case.pk, answer, actor=land.actor("staff-moe"))
    asked = Consultation.objects.get()
    assert (asked.result, asked.answered_in) == (result, event.number)
    said = Message.objects.get(event_number=event.number, case=case)
    assert (said.text, said.public, said.kind) == ("كانت مغلقة.", False, "advice")
    kept = file_of(case, 1)
    assert kept is not None
    assert not kept.public
    assert not Deadline.objects.filter(kind=DeadlineKind.CONSULT, done__isnull=True).exists()
    assert told("consult_answered") == ["officer-moh"]
    with pytest.raises(NotPossible):
        apply(case.pk, answer, actor=land.actor("staff-moe"))


def test_nobody_answers_for_them_and_nobody_asks_who_does_not_work_it(land: Country) -> None:
    case = file_case()
    with pytest.raises(NotAllowed):
        consulted(land, case, by="officer-moe")
    consulted(land, case)
    for who in ("officer-moh", "officer-central", "officer-rights"):
        with pytest.raises(NotAllowed):
            apply(case.pk, AnswerConsultation(number=1, text="x"), actor=land.actor(who))
    with pytest.raises(NotAllowed):
        apply(case.pk, WithdrawConsultation(number=1), actor=land.actor("officer-moe"))
    with pytest.raises(NotAllowed):
        apply(case.pk, AnswerConsultation(number=7, text="x"), actor=land.actor("officer-moe"))


@pytest.mark.parametrize("days", [None, 1])
def test_what_is_not_answered_goes_up_their_levels_and_then_the_unit_is_told(land: Country, days: int | None) -> None:
    """By the ladder two days to level 1, two more to level 2, then the unit each two; by choice the first is one."""
    with standing_at(SUNDAY):
        case = file_case()
        first = consulted(land, case, days=days).due
        apply(case.pk, AskCitizen(text="x"), actor=land.actor("officer-moh"))  # the case rests, the question does not
    assert first == datetime(2026, 3, 2 if days else 3, 10, tzinfo=AMMAN)
    levels = []
    for _round in range(4):
        with standing_at(Consultation.objects.get().due):
            sweep_clock()
            assert sweep_clock().due == 0
        levels.append((Consultation.objects.get().level, Case.objects.get(pk=case.pk).level))
    assert levels[:2] == [(1, 0), (2, 0)], "the question goes up, and the case, which rests, does not"
    assert [level for level, _of_the_case in levels] == [1, 2, 2, 2]
    assert told("consult_escalated") == ["level1-moe", "level2-moe"]
    assert told("consult_late") == ["officer-central", "officer-central"]
    assert case.events.filter(verb="consult_escalated").count() == 4


def test_withdrawn_it_leaves_them_and_says_why(land: Country) -> None:
    case = file_case()
    consulted(land, case)
    apply(case.pk, WithdrawConsultation(number=1, reason="وصلنا الجواب."), actor=land.actor("officer-moh"))
    assert not asked_of(held_by(land.people["officer-moe"].pk)).filter(done_at__isnull=True).exists()
    assert told("not_asked_any_more") == ["officer-moe"]
    with pytest.raises(NotPossible):
        apply(case.pk, AnswerConsultation(number=1, text="x"), actor=land.actor("officer-moe"))


def test_with_the_answer_to_the_citizen_nobody_is_asked_any_more(land: Country) -> None:
    case = file_case()
    consulted(land, case)
    event = apply(case.pk, Decide(outcome="resolved", text="تم."), actor=land.actor("officer-moh"))
    assert event.data["unasked"] == [1]
    assert Consultation.objects.get().result == ConsultationResult.WITHDRAWN
    assert told("not_asked_any_more") == ["officer-moe"]


def test_it_stays_with_the_case_when_that_is_referred(land: Country) -> None:
    case = file_case()
    consulted(land, case, agency="central")
    apply(case.pk, Refer(agency="moe", reason="x"), actor=land.actor("officer-moh"))
    apply(case.pk, AnswerConsultation(number=1, text="x"), actor=land.actor("officer-central"))
    assert told("consult_answered") == ["officer-moe"]


def test_who_is_accused_is_never_asked_and_not_asked_any_more(land: Country) -> None:
    case = file_case()
    consulted(land, case)
    whole = Concerned(agency_id=land.agencies["moe"].pk)
    apply(case.pk, SetParties(parties=(whole,), reason="x"), actor=land.actor("officer-moh"))
    assert Consultation.objects.get().result == ConsultationResult.WITHDRAWN
    assert list(asked_of(held_by(land.people["officer-moe"].pk))) == []
    with pytest.raises(NotAllowed):
        consultation_for(land.actor("officer-moe"), case.tracking, 1)
    assert told("not_asked_any_more") == []
    with pytest.raises(NotPossible):
        consulted(land, case)


def test_a_person_who_is_accused_does_not_read_it_and_their_colleague_is_told(land: Country) -> None:
    case = file_case()
    person = Concerned(user_id=land.people["officer-moe"].pk)
    apply(case.pk, SetParties(parties=(person,), reason="x"), actor=land.actor("officer-moh"))
    worker = case.works.get(done_at__isnull=True).holder
    assert worker is not None
    consulted(land, case, by=worker.username)
    with pytest.raises(NotAllowed):
        consultation_for(land.actor("officer-moe"), case.tracking, 1)
    assert list(asked_of(held_by(land.people["officer-moe"].pk))) == []
    assert "officer-moe" not in told("consulted")


def test_a_hidden_identity_is_not_shared_and_a_sealed_case_asks_nobody(land: Country) -> None:
    case = file_case(confidential=True)
    for shares in ("shares_text", "shares_files"):
        with pytest.raises(NotPossible):
            consulted(land, case, **dict[str, Any]({shares: True}))
    assert consulted(land, case).number == 1
    sealed = file_case(kind="integrity")
    with pytest.raises(NotPossible):
        consulted(land, sealed, by="officer-rights")


@pytest.mark.parametrize(
    "changes", [{"agency": "moh"}, {"agency": "rights"}, {"agency": "x"}, {"text": " "}, {"days": 0}]
)
def test_what_makes_no_sense_is_refused_in_words(land: Country, changes: dict[str, Any]) -> None:
    case = file_case()
    with pytest.raises(NotPossible):
        consulted(land, case, **changes)
    consulted(land, case)
    with pytest.raises(NotPossible):
        consulted(land, case)
