"""The light hash of made-up cases is checked like any other."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password

from tests.scenes import country, file_case
from workflows.cases.models import Case
from workflows.cases.tracking import find_case, hash_secret_lightly, normal_tracking, tracking_of


def test_it_fits_its_secret_alone_and_is_salted() -> None:
    once, again = hash_secret_lightly("1234567890123456"), hash_secret_lightly("1234567890123456")
    assert once != again
    assert check_password("1234567890123456", once)
    assert not check_password("1234567890123457", once)


@pytest.mark.django_db
def test_a_case_with_it_opens_by_number_and_secret() -> None:
    country()
    case = file_case()
    Case.objects.filter(pk=case.pk).update(secret_hash=hash_secret_lightly("6543210987654321"))
    assert find_case(case.tracking, "6543210987654321") == case
    assert find_case(case.tracking, case.secret) is None


@pytest.mark.django_db
def test_a_number_keeps_its_year_and_its_digits() -> None:
    country()
    opened = file_case().opened_at
    assert normal_tracking(tracking_of(opened, 42)) == tracking_of(opened, 42)
    assert tracking_of(opened, 42).startswith(f"{opened:%y}-0000-0042-")
