"""Calls: one open at a time, ended in four ways; what is kept of a caller, and what may be told while a call lasts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from permissions.actors import Actor
from permissions.citizens.models import AddressKind
from permissions.now import now, standing_at
from permissions.people.models import User
from tests.scenes import Country, country, file_case, hire
from workflows.calls.models import LONGEST, Call, EndedBy, Purpose, What
from workflows.calls.selectors import (
    broken_off,
    call_at_hand,
    calls_of,
    figures,
    filed_in,
    may_be_added_to,
    number_of,
    open_call,
    ringing,
    the_open_call,
    told_to,
    typed_in,
    unexplained,
)
from workflows.calls.services import (
    KEPT,
    LONGEST_DRAFT,
    RINGS,
    NotOpen,
    answered_at_exchange,
    begin,
    discard,
    end,
    end_overdue,
    explain,
    forget_broken_off,
    keep,
    note_case,
    over_at_exchange,
    recorded,
    ring,
    take,
    take_up,
)
from workflows.cases.actions import Reply, Withdraw
from workflows.cases.actions.following import SetAddress
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Channel, Person

pytestmark = pytest.mark.django_db
NUMBER = "0790000001"
ABROAD = "+962 79 000 0001"


@pytest.fixture
def land() -> Country:
    made = country()
    hire(made, "call_taker", username="taker")
    hire(made, "call_taker", username="other")
    User.objects.filter(username="taker").update(extension="204")
    return made


@pytest.fixture
def taker(land: Country) -> int:
    return land.people["taker"].pk


def called(taker: int, number: str = NUMBER) -> Call:
    return begin(taker_id=taker, channel=Channel.CALL, number=number)


def test_what_is_kept_of_a_number_can_be_read_only_while_the_call_lasts(taker: int) -> None:
    call = called(taker)
    row = Call.objects.values().get(pk=call.pk)
    assert NUMBER not in str(row)
    assert number_of(call) == NUMBER
    end(call, EndedBy.TAKER, purpose=Purpose.INFORMATION)
    call.refresh_from_db()
    assert (call.number, call.purpose, call.ended_by) == ("", "information", "taker")
    assert len(call.caller) == 64


def test_the_same_caller_is_known_again_however_they_are_written_and_nobody_else(taker: int, land: Country) -> None:
    first, second, third = called(taker), called(taker, ABROAD), called(taker, "0790000002")
    assert first.caller == second.caller != third.caller
    assert called(taker, "").caller == ""
    case = file_case(phone=NUMBER)
    assert Person.objects.get(case=case).phone_blind not in ("", first.caller), "calls and requests are laid apart"


def test_one_call_is_open_and_the_next_ends_it(taker: int, land: Country) -> None:
    first = called(taker)
    second = called(taker)
    first.refresh_from_db()
    assert first.ended_by == EndedBy.NEXT
    assert the_open_call(taker) == second
    with pytest.raises(NotOpen):
        open_call(land.people["other"].pk, second.key)
    with pytest.raises(NotOpen):
        call_at_hand(land.people["other"].pk, second.key)


def test_a_call_ends_by_itself_after_half_an_hour_and_lasts_no_longer_in_any_figure(taker: int) -> None:
    begun = now()
    with standing_at(begun):
        call = called(taker)
    with standing_at(begun + LONGEST - timedelta(seconds=1)):
        assert open_call(taker, call.key) == call
    with standing_at(begun + LONGEST + timedelta(minutes=5)):
        with pytest.raises(NotOpen):
            open_call(taker, call.key)
        assert told_to(call) == []
        assert end_overdue() == 1
        call.refresh_from_db()
        assert (call.ended_by, call.ended_at) == (EndedBy.TIME, begun + LONGEST)
        assert call_at_hand(taker, call.key) == call, "what is being typed can still be filed"
        assert figures(begun - timedelta(hours=1)).average == LONGEST
    with standing_at(begun + 2 * LONGEST + timedelta(seconds=1)), pytest.raises(NotOpen):
        call_at_hand(taker, call.key)


def test_only_what_lies_open_is_told_by_a_number(taker: int, land: Country) -> None:
    plain = file_case(phone=ABROAD, name="سلمى")
    file_case(phone=NUMBER, confidential=True)
    file_case(phone=NUMBER, concerns="head")
    file_case(phone=NUMBER, kind="integrity")
    guarded = file_case(phone=NUMBER)
    Case.objects.filter(pk=guarded.pk).update(guarded=True)
    file_case(phone="0790000002")
    file_case(phone="")
    [told] = told_to(called(taker))
    assert (told.case, told.name, told.said) == (plain, "سلمى", None)
    assert told_to(called(taker, "")) == []


def test_what_an_agency_said_last_is_told(taker: int, land: Country) -> None:
    case = file_case(phone=NUMBER)
    for text in ("الأول", "الأخير"):
        apply(case.pk, Reply(text=text), actor=land.actor("officer-moh"))
    [told] = told_to(called(taker))
    assert told.said is not None
    assert told.said.text == "الأخير"


def test_another_phone_number_of_a_citizen_is_found_from_then_on(taker: int) -> None:
    case = file_case(phone=NUMBER)
    moved = SetAddress(kind=AddressKind.PHONE, address="0790000005")
    apply(case.pk, moved, actor=Actor.citizen(case.pk))
    assert told_to(called(taker)) == []
    assert [each.case for each in told_to(called(taker, "0790000005"))] == [case]


def test_number_and_code_open_what_a_number_does_not_and_only_in_that_call(taker: int) -> None:
    case = file_case(phone=NUMBER, confidential=True, name="سلمى")
    call = called(taker)
    note_case(call, case, What.PROVED)
    note_case(call, case, What.PROVED)
    [told] = told_to(call)
    assert (told.case, told.name) == (case, ""), "who filed it stays unknown"
    assert may_be_added_to(call, case.tracking) == case
    assert told_to(called(taker)) == []


def test_nothing_is_told_once_the_call_is_over_though_something_waits_to_be_sent(taker: int) -> None:
    proved, call = file_case(confidential=True), called(taker)
    file_case(phone=NUMBER)
    note_case(call, proved, What.PROVED)
    assert keep(call, {"text": ["x"]})
    assert len(told_to(call)) == 2
    end(call, EndedBy.TAKER)
    call.refresh_from_db()
    assert (number_of(call), told_to(call)) == (NUMBER, [])


def test_only_an_open_request_of_the_caller_is_added_to(taker: int) -> None:
    case, other = file_case(phone=NUMBER), file_case(phone="0790000002")
    call = called(taker)
    assert may_be_added_to(call, case.tracking) == case
    for number in (other.tracking, "26-0000-0000-0", ""):
        with pytest.raises(NotOpen):
            may_be_added_to(call, number)
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    with pytest.raises(NotOpen):
        may_be_added_to(call, case.tracking)


def test_what_was_done_says_what_a_call_was_for(taker: int) -> None:
    case, call = file_case(), called(taker)
    note_case(call, case, What.ADDED, event_number=2)
    assert Call.objects.get(pk=call.pk).purpose == Purpose.ADDED
    note_case(call, case, What.FILED, event_number=1)
    note_case(call, case, What.ADDED, event_number=3)
    assert Call.objects.get(pk=call.pk).purpose == Purpose.FILED
    assert filed_in(call, case.tracking) == case
    with pytest.raises(NotOpen):
        filed_in(called(taker), case.tracking)
    assert [each.call for each in calls_of(case)] == [call] * 3


def test_calls_are_counted_by_purpose_and_without_a_request(taker: int, land: Country) -> None:
    since = now() - timedelta(minutes=1)
    case, first = file_case(), called(taker)
    note_case(first, case, What.FILED, event_number=1)
    second, third = called(taker), called(taker, "")
    called(land.people["other"].pk)
    end(second, EndedBy.TAKER)
    end(third, EndedBy.TAKER, purpose=Purpose.SILENT)
    assert unexplained(taker) == [second]
    explain(second, Purpose.OTHER)
    explain(second, Purpose.SILENT)
    assert unexplained(taker) == []
    own, of_all = figures(since, taker_id=taker), figures(since)
    assert (own.calls, own.without, own.purposes) == (3, 2, {"filed": 1, "silent": 1, "other": 1})
    assert (of_all.calls, of_all.without) == (4, 3)


def test_what_was_typed_waits_for_three_days_and_is_taken_up_once(taker: int, land: Country) -> None:
    call = called(taker)
    assert keep(call, {"text": ["كلام"], "form": ["7"]})
    assert "كلام" not in str(Call.objects.values().get(pk=call.pk))
    end(call, EndedBy.EXCHANGE)
    assert broken_off(taker) == [call]
    assert broken_off(land.people["other"].pk) == []
    with pytest.raises(NotOpen):
        take_up(land.people["other"].pk, call.key)
    again = take_up(taker, call.key)
    assert (typed_in(again), number_of(again), again.caller) == ({"text": ["كلام"], "form": ["7"]}, NUMBER, call.caller)
    assert broken_off(taker) == []
    with pytest.raises(NotOpen):
        take_up(taker, call.key)
    end(again, EndedBy.TAKER)
    with standing_at(now() + KEPT + timedelta(minutes=1)):
        forget_broken_off()
    again.refresh_from_db()
    assert (again.draft, again.number, again.draft_at) == ("", "", None)


def test_what_was_typed_is_let_go_of_when_it_is_filed_or_discarded(taker: int) -> None:
    call = called(taker)
    keep(call, {"text": ["x"]})
    note_case(call, file_case(), What.FILED, event_number=1)
    call.refresh_from_db()
    assert typed_in(call) == {}
    keep(call, {"text": ["x"]})
    end(call, EndedBy.TAKER)
    discard(taker, call.key)
    call.refresh_from_db()
    assert (call.draft, call.number) == ("", "")
    assert not keep(call, {"text": ["x" * LONGEST_DRAFT]})


def test_a_call_rings_where_the_extension_is_and_is_taken_once(taker: int, land: Country) -> None:
    call = ring(exchange="a-1", extension="204", number=NUMBER)
    assert call is not None
    assert ring(exchange="a-1", extension="204", number=NUMBER) == call
    assert ring(exchange="a-2", extension="999", number=NUMBER) is None
    assert ring(exchange="a-2", extension="", number=NUMBER) is None
    assert ringing(taker) == [call]
    with pytest.raises(NotOpen):
        take(land.people["other"].pk, call.key)
    assert take(taker, call.key) == take(taker, call.key) == the_open_call(taker)
    assert ringing(taker) == []
    assert recorded("a-1", "rec-1")
    assert not recorded("b", "rec-1")
    assert over_at_exchange("a-1")
    assert not over_at_exchange("b")
    with pytest.raises(NotOpen):
        take(taker, call.key)


def test_what_nobody_answers_rings_no_more(taker: int) -> None:
    begun = now()
    with standing_at(begun):
        vain, other = (ring(exchange=name, extension="204", number=NUMBER) for name in ("a", "b"))
    assert vain is not None
    assert other is not None
    assert over_at_exchange("b")
    with standing_at(begun + RINGS + timedelta(seconds=1)):
        assert ringing(taker) == []
        assert end_overdue() == 1
    for each in (vain, other):
        each.refresh_from_db()
        assert (each.ended_by, each.number, each.began_at) == (EndedBy.MISSED, "", None)


def test_the_exchange_answers_for_a_taker(taker: int) -> None:
    assert not answered_at_exchange("a")
    ring(exchange="a", extension="204", number="")
    assert answered_at_exchange("a")
    call = the_open_call(taker)
    assert call is not None
    assert (call.exchange, call.caller, number_of(call)) == ("a", "", "")
