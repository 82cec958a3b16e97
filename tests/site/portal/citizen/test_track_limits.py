"""Numbers and secrets tried from a crowded network; and that nobody finds a secret by trying."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.limits.catalogue import TRACKING
from permissions.limits.challenges import SOLUTION, WAIT_SECONDS
from permissions.limits.counting import count_up
from permissions.limits.decide import HOUR, hour_of
from permissions.limits.subjects import key_of
from permissions.now import now
from tests.permissions.limits.solving import solved
from tests.scenes import Country, file_case
from tests.site.portal.citizen.following import page, prove
from tests.site.portal.signed_in import page as read
from workflows.cases.tracking import SECRET_DIGITS, find_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits_on")]


def crowd(used: int) -> None:
    count_up({key_of(TRACKING, "127.0.0.1", now()): used}, ends_at=hour_of(now()) + HOUR)


def guess() -> str:
    return f"{secrets.randbelow(10**SECRET_DIGITS):0{SECRET_DIGITS}d}"


def test_sixty_an_hour_are_free_and_then_the_right_one_too_needs_an_answer(land: Country) -> None:
    case, client = file_case(), Client()
    asked = {"tracking": case.tracking, "secret": case.secret}
    crowd(TRACKING.free)
    slowed = client.post("/en/track/", asked)
    assert (slowed.status_code, slowed["Retry-After"]) == (429, str(WAIT_SECONDS))
    assert client.get(f"/en/track/{case.tracking}/").status_code == 302, "nothing was opened"
    assert f'value="{case.tracking}"' in read(slowed)
    assert "Not sent yet" in read(slowed)
    solution = solved(slowed.context["asked"].challenge.work)
    assert client.post("/en/track/", {**asked, SOLUTION: solution}).status_code == 302
    assert client.post("/en/track/", {**asked, SOLUTION: solution}).status_code == 429


def test_far_beyond_it_is_refused_in_the_language_of_the_address(land: Country) -> None:
    crowd(TRACKING.most or 0)
    refused = Client().post("/ar/track/", {"tracking": "1", "secret": "2"})
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 3_600
    assert "فلن نستقبل المزيد حتى" in read(refused)


@pytest.mark.parametrize("turns", [1_000, pytest.param(10_000, marks=pytest.mark.large)])
def test_thousands_of_tries_at_the_function_find_nothing(land: Country, turns: int) -> None:
    case = file_case()
    tries = (secret for secret in iter(guess, "") if secret != case.secret)
    assert sum(find_case(case.tracking, next(tries)) is not None for _turn in range(turns)) == 0
    assert find_case(case.tracking, case.secret) == case


def test_two_hundred_tries_over_http_find_nothing_and_most_are_not_even_looked_at(land: Country) -> None:
    case, client = file_case(), Client()
    found = [
        client.post("/en/track/", {"tracking": case.tracking, "secret": guess()}).status_code for _turn in range(200)
    ]
    assert (found.count(422), found.count(429)) == (TRACKING.free, 200 - TRACKING.free)


def test_a_look_up_costs_one_statement_more_and_a_case_page_none(land: Country, settings: Any) -> None:
    case = file_case()
    costs = []
    for on in (False, False, True):
        settings.LIMITS_ON = on
        client = Client()
        with CaptureQueriesContext(connection) as looked:
            prove(client, case)
        with CaptureQueriesContext(connection) as shown:
            page(client, case)
        with CaptureQueriesContext(connection) as asked:
            client.get("/ar/track/")
        costs.append((len(looked), len(shown), len(asked)))
    before, after = costs[1:]
    assert after == (before[0] + 1, before[1], before[2])


def test_a_number_that_is_not_there_is_counted_like_one_that_is(land: Country) -> None:
    case = file_case()
    costs = []
    for tracking in (case.tracking, "26-0000-0000-0"):
        with CaptureQueriesContext(connection) as done:
            Client().post("/en/track/", {"tracking": tracking, "secret": "1" * SECRET_DIGITS})
        costs.append(len(done))
    assert costs[0] == costs[1]
