"""What slows down: given out here, true or not, for one thing, for a while, and once."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from datetime import timedelta
from hashlib import pbkdf2_hmac
from typing import Any

import altcha
import pytest

from permissions.limits.challenges import (
    COST,
    LIFETIME,
    LONGEST,
    SOLUTION,
    WAIT_SECONDS,
    Answer,
    answer_in,
    new_challenge,
    read_answer,
)
from permissions.limits.decide import TRIES
from permissions.now import now, standing_at
from tests.permissions.limits.solving import solved

NOTHING = Answer()


def test_a_challenge_that_was_worked_is_a_true_answer_and_names_itself_always_the_same() -> None:
    challenge = new_challenge("filing", tries=8, given=NOTHING)
    answer = answer_in({SOLUTION: solved(challenge.work)})
    first, again = read_answer(answer, "filing"), read_answer(answer, "filing")
    assert first is not None
    assert not first.waited
    assert first == again
    assert len(first.mark) == 64
    other = read_answer(Answer(solved(new_challenge("filing", tries=8, given=NOTHING).work)), "filing")
    assert other is not None
    assert other.mark != first.mark


def test_an_answer_is_good_for_what_it_was_asked_for_alone() -> None:
    challenge = new_challenge("filing", tries=8, given=NOTHING)
    with standing_at(now() + timedelta(seconds=WAIT_SECONDS + 1)):
        assert read_answer(Answer(solved(challenge.work)), "tracking") is None
        assert read_answer(Answer("", challenge.ticket), "tracking") is None
        assert read_answer(Answer("", challenge.ticket), "filing") is not None


def test_what_was_given_out_before_there_was_a_new_key_counts_as_long_as_the_former_is_named(settings: Any) -> None:
    challenge, former = new_challenge("filing", tries=8, given=NOTHING), list(settings.FIELD_KEYS)
    answers = Answer(solved(challenge.work)), Answer("", challenge.ticket)
    with standing_at(now() + timedelta(seconds=WAIT_SECONDS + 1)):
        settings.FIELD_KEYS = ["another" * 8, *former]
        assert all(read_answer(each, "filing") is not None for each in answers)
        settings.FIELD_KEYS = ["another" * 8]
        assert all(read_answer(each, "filing") is None for each in answers)


def _changed(solution: str, **parameters: Any) -> str:
    payload = json.loads(b64decode(solution))
    payload["challenge"]["parameters"].update(parameters)
    return b64encode(json.dumps(payload).encode()).decode()


def test_what_was_changed_on_the_way_is_no_answer() -> None:
    true = solved(new_challenge("filing", tries=8, given=NOTHING).work)
    for change in ({"keyPrefix": "00"}, {"cost": 1}, {"data": {"for": "filing", "at": 4_000_000_000}}):
        assert read_answer(Answer(_changed(true, **change)), "filing") is None
    own = altcha.create_challenge("PBKDF2/SHA-256", 1, counter=1, data={"for": "filing", "at": 0}, hmac_secret="mine")
    assert read_answer(Answer(solved(json.dumps(own.to_dict()))), "filing") is None


@pytest.mark.parametrize(
    "sent",
    [
        *("", "x", "====", "e30=", "bnVsbA==", "W10=", "é", "A" * (LONGEST + 4)),
        b64encode(b'{"challenge": null, "solution": null}').decode(),
        b64encode(b'{"challenge": {"parameters": []}, "solution": {}}').decode(),
        b64encode(b"[" * 2_900).decode(),
        b64encode("\ud800".encode("utf-8", "surrogatepass")).decode(),
    ],
)
def test_whatever_else_is_sent_is_no_answer_and_no_error(sent: str) -> None:
    assert read_answer(Answer(sent, sent), "filing") is None


def test_a_solution_without_its_counter_or_with_a_wrong_one_is_no_answer() -> None:
    payload = json.loads(b64decode(solved(new_challenge("filing", tries=8, given=NOTHING).work)))
    for counter in (-1, 2**40, "1", None, payload["solution"]["counter"] + 1):
        wrong = payload | {"solution": payload["solution"] | {"counter": counter}}
        assert read_answer(Answer(b64encode(json.dumps(wrong).encode()).decode()), "filing") is None


def test_a_ticket_is_good_only_after_its_time_and_no_longer_than_a_challenge() -> None:
    at = now()
    with standing_at(at):
        challenge = new_challenge("filing", tries=8, given=NOTHING)
    assert challenge.wait_seconds == WAIT_SECONDS
    good = []
    for seconds in (0, WAIT_SECONDS - 1, WAIT_SECONDS + 1, LIFETIME.total_seconds() - 1, LIFETIME.total_seconds() + 1):
        with standing_at(at + timedelta(seconds=seconds)):
            read = read_answer(Answer("", challenge.ticket), "filing")
            good.append(read is not None and read.waited)
    assert good == [False, False, True, True, False]


def test_who_comes_too_early_keeps_the_ticket_and_waits_for_what_is_left() -> None:
    at = now().replace(microsecond=0)
    with standing_at(at):
        first = new_challenge("filing", tries=8, given=NOTHING)
    with standing_at(at + timedelta(seconds=5)):
        early = new_challenge("filing", tries=8, given=Answer("", first.ticket))
        elsewhere = new_challenge("tracking", tries=8, given=Answer("", first.ticket))
    assert (early.ticket, early.wait_seconds) == (first.ticket, WAIT_SECONDS - 5)
    assert elsewhere.ticket != first.ticket
    with standing_at(at + timedelta(days=1)):
        late = new_challenge("filing", tries=8, given=Answer("", first.ticket))
    assert (late.ticket != first.ticket, late.wait_seconds) == (True, WAIT_SECONDS)


@pytest.mark.parametrize("day", [timedelta(days=1), timedelta(days=-1)], ids=["ahead", "behind"])
def test_what_a_machine_gave_out_whose_clock_is_wrong_by_a_day_is_good_nowhere_else(day: timedelta) -> None:
    at = now()
    with standing_at(at + day):
        wrong = new_challenge("filing", tries=8, given=NOTHING)
    with standing_at(at + timedelta(seconds=WAIT_SECONDS + 1)):
        assert read_answer(Answer(solved(wrong.work)), "filing") is None
        assert read_answer(Answer("", wrong.ticket), "filing") is None


def test_the_work_grows_with_what_is_asked_for() -> None:
    few = [json.loads(b64decode(solved(new_challenge("x", tries=4, given=NOTHING).work))) for _turn in range(5)]
    more = [json.loads(b64decode(solved(new_challenge("x", tries=40, given=NOTHING).work))) for _turn in range(5)]
    assert all(2 <= each["solution"]["counter"] < 4 for each in few)
    assert all(20 <= each["solution"]["counter"] < 40 for each in more)


def test_to_look_at_an_answer_costs_one_derivation_and_to_find_it_a_hundred_at_least(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    challenge = new_challenge("filing", tries=TRIES, given=NOTHING)
    solution = solved(challenge.work)
    assert json.loads(b64decode(solution))["solution"]["counter"] >= TRIES // 2 == 100
    derived: list[int] = []

    def counted(name: str, *rest: Any) -> bytes:
        derived.append(rest[2])
        return pbkdf2_hmac(name, *rest)

    monkeypatch.setattr(hashlib, "pbkdf2_hmac", counted)
    assert read_answer(Answer(solution), "filing") is not None
    assert derived == [COST]
