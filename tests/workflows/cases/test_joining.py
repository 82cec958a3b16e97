"""Only our code puts a request among those of an account: what was written past it opens nothing, and is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.citizens.models import AddressKind, Citizen
from permissions.now import now
from tests.scenes import Country, country, file_case
from workflows.cases.consistency import inconsistencies
from workflows.cases.joining import join, joined_cases, opens
from workflows.cases.models import Case, CaseKey, JoinedCase
from workflows.notifications.reaching import was_proved

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("world")]

HUDA, OMAR = "huda@example.org", "omar@example.org"


@pytest.fixture
def world() -> Country:
    return country()


def account(email: str) -> Citizen:
    return Citizen.objects.create(email=email, created_at=now(), signed_in_at=now())


def opens_anything(citizen: Citizen, case: Case) -> bool:
    case = Case.objects.get(pk=case.pk)
    shown = was_proved(case, AddressKind.EMAIL, citizen.email)
    assert shown == opens(citizen, case.tracking) == bool(joined_cases(citizen))
    return shown


def another_account(row: JoinedCase) -> None:
    JoinedCase.objects.filter(pk=row.pk).update(citizen=account(OMAR))


def another_case(row: JoinedCase) -> None:
    JoinedCase.objects.filter(pk=row.pk).update(case=file_case())


def another_time(row: JoinedCase) -> None:
    JoinedCase.objects.filter(pk=row.pk).update(joined_at=row.joined_at + timedelta(microseconds=1))


def no_digest(row: JoinedCase) -> None:
    JoinedCase.objects.filter(pk=row.pk).update(digest="")


def no_key(row: JoinedCase) -> None:
    CaseKey.objects.filter(case=row.case_id).delete()


def a_bent_key(row: JoinedCase) -> None:
    CaseKey.objects.filter(case=row.case_id).update(wrapped="00000000.AAAA")


def test_what_was_joined_opens_and_verify_is_content() -> None:
    huda, case = account(HUDA), file_case()
    assert not opens_anything(huda, case)
    join(huda, case)
    assert opens_anything(huda, case)
    assert list(inconsistencies()) == []


@pytest.mark.parametrize("bend", [another_account, another_case, another_time, no_digest, no_key, a_bent_key])
def test_what_was_bent_or_put_in_opens_nothing_and_is_named(bend: Callable[[JoinedCase], None]) -> None:
    huda = account(HUDA)
    join(huda, file_case())
    bend(JoinedCase.objects.get())
    row = JoinedCase.objects.select_related("citizen", "case").get()
    assert not opens_anything(row.citizen, row.case)
    told = f"case {row.case.tracking}: it was put among the requests of account {row.citizen_id} by hand"
    assert told in list(inconsistencies())


def test_a_new_key_of_the_platform_leaves_them_open(settings: Any) -> None:
    huda, case = account(HUDA), file_case()
    join(huda, case)
    settings.FIELD_KEYS = ("another key, of 32 letters and more", *settings.FIELD_KEYS)
    assert opens_anything(huda, case)


def test_a_request_of_before_that_has_no_key_gets_one() -> None:
    huda, case = account(HUDA), file_case()
    CaseKey.objects.filter(case=case).delete()
    join(huda, Case.objects.get(pk=case.pk))
    assert opens_anything(huda, case)


def test_reading_whose_it_is_asks_the_database_once() -> None:
    huda, case = account(HUDA), file_case()
    join(huda, case)
    for read in (lambda: opens(huda, case.tracking), lambda: joined_cases(huda)):
        with CaptureQueriesContext(connection) as done:
            read()
        assert len(done) == 1
