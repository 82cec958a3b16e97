"""Erasing: by the clock when the time is over, by two people, not under a hold, and again from a copy of before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db.models import F, QuerySet
from django.utils.translation import override

from permissions.access.models import NamedAccess, RoleHolding
from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.now import now, standing_at
from tests.bending import undone
from tests.scenes import Country, country, file_case, hire, publish_one
from workflows.cases import retention
from workflows.cases.actions import AgreeToErase, AskToErase, LiftHold, Note, RefuseToErase, SetHold, Withdraw
from workflows.cases.consistency import inconsistencies
from workflows.cases.erasing import erase_again, erase_due
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import (
    Answer,
    Case,
    CaseEvent,
    CaseKey,
    CaseStatus,
    ErasureRequest,
    EventVerb,
    LegalHold,
    Message,
    Person,
    Work,
)
from workflows.cases.rekeying import bring_up
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.notices.selectors import notices_of
from workflows.notifications.notices.words import Said, said
from workflows.outbox.models import OutboxEntry
from workflows.search.models import CaseWords
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
WORD = "Zumurrudiya"
"""In what the citizen wrote, and in nothing else."""
YEAR = timedelta(days=366)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def land() -> Country:
    land = country()
    for name in ("keeper", "keeper2"):
        hire(land, "data_protection", "central", "rights", username=name)
    return land


def closed_case(**given: Any) -> Case:
    case = file_case(subject=f"About {WORD}", text=f"It was {WORD} herself.", name=f"Samar {WORD}", **given)
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    return Case.objects.get(pk=case.pk)


def keep(kind: str = "complaint", track: str = "ordinary", **period: int) -> None:
    rows = [{"kind": kind, "track": track, "keep": {"years": 0, "months": 0, "days": 0, **period}}]
    publish_one("retention", retention.KEY, {**retention.as_shipped(), "rows": rows})


def test_nothing_is_erased_until_an_owner_says_so(land: Country) -> None:
    case = closed_case()
    with standing_at(now() + 50 * YEAR):
        assert erase_due().erased == 0
    assert Message.objects.filter(case=case).exists()


def test_what_is_due_is_erased_by_the_clock_and_keeps_its_row_number_and_events(land: Country) -> None:
    case, other = closed_case(), closed_case(kind="praise")
    keep(years=1)
    assert erase_due().erased == 0
    events = list(CaseEvent.objects.filter(case=case).values_list("number", "verb", "data"))
    with standing_at(now() + YEAR):
        assert erase_due().erased == 1
        assert erase_due().erased == 0
        erased_at = now()
    case.refresh_from_db()
    assert case.erased_at == erased_at
    assert case.changed_at < erased_at, "it stays where it stood among what is closed"
    assert (case.subject, case.place) == ("", "")
    assert WORD.lower() not in case.search_text
    for model in (Message, Answer, Person, CaseKey):
        assert not model.objects.filter(case=case).exists()
    assert set(CaseWords.objects.get(pk=case.pk).words.replace("'", "").split()) == {
        case.tracking.replace("-", ""),
        *case.tracking.split("-"),
    }
    assert all(
        WORD.lower() not in text for text in Work.objects.filter(case=case).values_list("search_text", flat=True)
    )
    kept = list(CaseEvent.objects.filter(case=case).order_by("number"))
    assert [(each.number, each.verb, each.data) for each in kept[:-1]] == events
    assert (kept[-1].verb, kept[-1].actor_kind, kept[-1].data["why"]) == (EventVerb.ERASED, "clock", "time")
    entry = AuditEntry.objects.get(subject="case", verb="erased")
    assert (entry.subject_id, entry.data["event"]) == (case.pk, kept[-1].number)
    assert Message.objects.filter(case=other).exists()
    assert list(inconsistencies()) == []


def test_acts_on_an_erased_case_are_refused_in_words(land: Country) -> None:
    case = closed_case()
    assert erase_again(case.pk, now())
    with pytest.raises(NotPossible, match="It was erased on"):
        apply(case.pk, Note(text="Late."), actor=land.actor("officer-central"))
    with pytest.raises(NotPossible, match="It was erased on"):
        apply(case.pk, SetHold(reason="Late."), actor=land.actor("keeper"))


def test_two_people_erase_before_the_time_and_one_alone_does_not(land: Country) -> None:
    case = closed_case()
    with pytest.raises(NotAllowed):
        apply(case.pk, AskToErase(wish="citizen", reason="They ask."), actor=land.actor("officer-central"))
    apply(case.pk, AskToErase(wish="citizen", reason=f"{WORD} asks."), actor=land.actor("keeper"))
    with pytest.raises(NotPossible, match="another person"):
        apply(case.pk, AgreeToErase(number=1, typed=case.tracking), actor=land.actor("keeper"))
    with pytest.raises(NotPossible, match="Type the number"):
        apply(case.pk, AgreeToErase(number=1, typed="yes"), actor=land.actor("keeper2"))
    event = apply(case.pk, AgreeToErase(number=1, typed=case.tracking), actor=land.actor("keeper2"))
    assert event.data["why"] == "request"
    request = case.erasure_requests.get()
    assert (request.reason, request.agreed) == ("", True)
    assert not Message.objects.filter(case=case).exists()
    assert list(inconsistencies()) == []


def test_a_request_that_was_refused_can_be_made_again(land: Country) -> None:
    case = closed_case()
    for number in (1, 2):
        apply(case.pk, AskToErase(wish="court", reason="A ruling."), actor=land.actor("keeper"))
        with pytest.raises(NotPossible, match="waits for a second person"):
            apply(case.pk, AskToErase(wish="court", reason="A ruling."), actor=land.actor("keeper2"))
        apply(case.pk, RefuseToErase(number=number, reason="Not theirs."), actor=land.actor("keeper2"))
    assert Message.objects.filter(case=case).exists()


def test_what_somebody_asked_who_may_not_any_more_is_refused_and_can_be_asked_for_again(land: Country) -> None:
    case = closed_case()
    apply(case.pk, AskToErase(wish="court", reason="A ruling."), actor=land.actor("keeper"))
    RoleHolding.objects.filter(user=land.people["keeper"]).update(ends=now())
    with pytest.raises(NotPossible, match="Refuse the request"):
        apply(case.pk, AgreeToErase(number=1, typed=case.tracking), actor=land.actor("keeper2"))
    apply(case.pk, RefuseToErase(number=1, reason="They left."), actor=land.actor("keeper2"))
    apply(case.pk, AskToErase(wish="court", reason="A ruling."), actor=land.actor("keeper2"))
    assert Message.objects.filter(case=case).exists()


def test_the_number_is_taken_in_either_script_with_and_without_its_dashes(land: Country) -> None:
    case = closed_case()
    apply(case.pk, AskToErase(wish="court", reason="A ruling."), actor=land.actor("keeper"))
    eastern = case.tracking.replace("-", " ").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    apply(case.pk, AgreeToErase(number=1, typed=eastern), actor=land.actor("keeper2"))
    assert not Message.objects.filter(case=case).exists()


def test_the_second_person_is_told_that_it_waits_and_the_first_that_it_was_refused(land: Country) -> None:
    hire(land, "data_protection", "central", username="keeper-ordinary")
    case = closed_case()
    deliver_waiting()
    mail.outbox.clear()
    apply(case.pk, AskToErase(wish="court", reason=f"{WORD} won."), actor=land.actor("keeper"))
    deliver_waiting()
    told = {letter.to[0]: letter for letter in mail.outbox}
    assert set(told) == {land.people["keeper2"].email, land.people["keeper-ordinary"].email}
    letter = told[land.people["keeper2"].email]
    assert f"/admin/erasures/{case.tracking}/" in letter.body
    assert WORD not in f"{letter.subject}{letter.body}"
    (waits,) = at_the_bell(land, "keeper2")
    assert (waits.text, waits.tracking) == ("A request to erase waits for you", case.tracking)
    assert waits.link.endswith(f"/admin/erasures/{case.tracking}/")
    assert waits.subject == ""
    assert at_the_bell(land, "keeper") == []
    apply(case.pk, RefuseToErase(number=1, reason="Not theirs."), actor=land.actor("keeper2"))
    deliver_waiting()
    assert [each.text for each in at_the_bell(land, "keeper")] == ["It is not erased: the second person refused"]


def test_of_a_sensitive_case_whoever_may_erase_those_is_told_and_after_it_is_erased_nobody(land: Country) -> None:
    hire(land, "data_protection", "central", username="keeper-ordinary")
    case = closed_case(kind="integrity")
    apply(case.pk, AskToErase(wish="court", reason="A ruling."), actor=land.actor("keeper"))
    told = OutboxEntry.objects.filter(topic="erasure_asked").values_list("user__username", flat=True)
    assert list(told) == ["keeper2"]
    apply(case.pk, AgreeToErase(number=1, typed=case.tracking), actor=land.actor("keeper2"))
    deliver_waiting()
    assert at_the_bell(land, "keeper2") == []
    assert list(inconsistencies()) == []


def at_the_bell(land: Country, username: str) -> list[Said]:
    person = land.people[username].pk
    return said(notices_of(person, held_by(person)))


def test_an_open_case_is_not_erased(land: Country) -> None:
    case = file_case()
    with pytest.raises(NotPossible, match="Only a closed request"):
        apply(case.pk, AskToErase(wish="citizen", reason="They ask."), actor=land.actor("keeper"))


def test_under_a_hold_neither_the_clock_nor_two_people_erase(land: Country) -> None:
    case = closed_case()
    keep(years=1)
    apply(case.pk, AskToErase(wish="court", reason="A ruling."), actor=land.actor("keeper"))
    apply(case.pk, SetHold(reason="A trial.", until=now() + 3 * YEAR), actor=land.actor("keeper"))
    with pytest.raises(NotPossible, match="under a legal hold since"):
        apply(case.pk, AgreeToErase(number=1, typed=case.tracking), actor=land.actor("keeper2"))
    with pytest.raises(NotPossible, match="already"):
        apply(case.pk, SetHold(reason="Again."), actor=land.actor("keeper2"))
    with standing_at(now() + 2 * YEAR):
        done = erase_due()
        assert (done.erased, done.held) == (0, 1)
        apply(case.pk, LiftHold(reason="It is over."), actor=land.actor("keeper2"))
        assert erase_due().erased == 1
    verbs = list(CaseEvent.objects.filter(case=case).order_by("number").values_list("verb", flat=True))
    assert verbs[-4:] == ["erasure_asked", "hold_set", "hold_lifted", "erased"]
    assert list(inconsistencies()) == []


def test_a_hold_ends_on_its_day(land: Country) -> None:
    case = closed_case()
    keep(years=1)
    apply(case.pk, SetHold(reason="A trial.", until=now() + 2 * YEAR), actor=land.actor("keeper"))
    with standing_at(now() + 2 * YEAR + timedelta(days=1)):
        assert erase_due().erased == 1
    assert Case.objects.get(pk=case.pk).erased_at is not None


def test_erasing_again_in_a_copy_of_before_closes_what_was_open_then(land: Country) -> None:
    case = file_case(text=f"It was {WORD}.")
    at = now() + YEAR
    assert erase_again(case.pk, at.astimezone(ZoneInfo("Asia/Amman"))), "in whichever zone a list says it"
    assert erase_again(case.pk, at)
    case.refresh_from_db()
    assert (case.status, case.erased_at) == (CaseStatus.CLOSED, at)
    last = CaseEvent.objects.filter(case=case).order_by("number").last()
    assert last is not None
    assert (last.verb, last.at) == ("erased", at)
    assert CaseEvent.objects.filter(case=case, verb="erased").count() == 1
    assert not Message.objects.filter(case=case).exists()
    assert not erase_again(case.pk + 1_000, at)
    assert list(inconsistencies()) == []


def test_erasing_again_removes_words_that_came_back(land: Country) -> None:
    case = closed_case()
    at = now()
    erase_again(case.pk, at)
    Message.objects.create(case=case, event_number=1, kind="statement", public=True, text=WORD, at=at)
    erase_again(case.pk, at)
    assert not Message.objects.filter(case=case).exists()


@pytest.mark.parametrize("said", [{}, {"confidential": True}, {"kind": "integrity"}], ids=["plain", "hidden", "sealed"])
def test_no_key_comes_back_when_all_cases_are_brought_under_a_new_one(land: Country, said: dict[str, Any]) -> None:
    case = closed_case(**said)
    erase_again(case.pk, now())
    with write_transaction():
        bring_up([case.pk])
    assert not CaseKey.objects.filter(case=case).exists()
    assert list(inconsistencies()) == []


def test_what_is_left_of_an_erased_case_is_proved_without_its_key(land: Country) -> None:
    case = closed_case()
    apply(case.pk, AskToErase(wish="citizen", reason="They ask."), actor=land.actor("keeper"))
    apply(case.pk, AgreeToErase(number=1, typed=case.tracking), actor=land.actor("keeper2"))
    assert list(inconsistencies()) == []
    missed = []
    for name, bend in _BENDINGS_OF_WHAT_IS_LEFT.items():
        with undone():
            bend(case.pk)
            missed += [] if any(case.tracking in each for each in inconsistencies()) else [name]
    assert missed == []


_BENDINGS_OF_WHAT_IS_LEFT: dict[str, Callable[[int], object]] = {
    "secret": lambda pk: Case.objects.filter(pk=pk).update(secret_hash="x"),
    "category": lambda pk: Case.objects.filter(pk=pk).update(category="x"),
    "confidential": lambda pk: Case.objects.filter(pk=pk).update(confidential=True),
    "work": lambda pk: Work.objects.filter(case=pk).update(result="x"),
    "work deleted": lambda pk: Work.objects.filter(case=pk)._raw_delete("default"),
    "who agreed": lambda pk: ErasureRequest.objects.filter(case=pk).update(wish="court"),
    "who asked": lambda pk: ErasureRequest.objects.filter(case=pk)._raw_delete("default"),
    "reader": lambda pk: NamedAccess.objects.create(case_id=pk, user_id=1, starts=now(), ends=now() + YEAR),
}


def test_the_clock_erases_nothing_that_was_bent_to_be_due(land: Country) -> None:
    """What it erased would be gone in the backups too, since ``restore`` erases again."""
    keep(years=1)
    held, aged, honest = closed_case(), closed_case(), closed_case()
    apply(held.pk, SetHold(reason="A court asks."), actor=land.actor("keeper"))
    with undone(), standing_at(now() + YEAR):
        LegalHold.objects.all()._raw_delete("default")
        Case.objects.filter(pk=aged.pk).update(closed_at=F("closed_at") - YEAR)
        done = erase_due()
        assert (done.erased, done.failed) == (1, 2)
        assert list(Case.objects.filter(erased_at__isnull=False)) == [honest]


def test_the_clock_erases_nothing_by_periods_that_nobody_published(land: Country) -> None:
    keep(years=30)
    case = closed_case()
    with undone(), standing_at(now() + YEAR):
        version = Version.objects.get(subject="retention", status="published")
        rows = [{"kind": "complaint", "track": "ordinary", "keep": {"years": 0, "months": 0, "days": 1}}]
        bent = {**version.definition, "rows": rows}
        QuerySet(Version).filter(pk=version.pk).update(definition=bent)
        assert retention.due(retention.in_force(), now()).contains(case)
        assert erase_due().erased == 0
