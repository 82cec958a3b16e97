"""Codes to sign in: right once, for ten minutes, five tries; and no row tells what one is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from permissions import now as clock
from permissions.citizens.codes import LIFETIME, TRIES, Looked, digits_of, forget_codes, look, make_code, waiting_code
from permissions.citizens.models import AddressKind, SignInCode

pytestmark = pytest.mark.django_db
EMAIL = "huda@example.org"


def made(**more: Any) -> SignInCode:
    return make_code(AddressKind.EMAIL, EMAIL, language="ar", **more)


def wrong(code: SignInCode) -> str:
    return f"{(int(digits_of(code)) + 1) % 1_000_000:06d}"


def test_the_right_code_is_right_once() -> None:
    code = made()
    looked, found = look(code.name, digits_of(code))
    assert looked == Looked.RIGHT
    assert found is not None
    assert (found.kind, found.address) == (AddressKind.EMAIL, EMAIL)
    assert look(code.name, digits_of(code)) == (Looked.OVER, None)


def test_a_code_whose_row_was_given_another_address_is_wrong() -> None:
    code = made()
    digits = digits_of(code)
    SignInCode.objects.update(address="victim@example.org")
    assert look(code.name, digits) == (Looked.WRONG, None)


@pytest.mark.parametrize("written", ["{0}", " {0} ", "{1}-{2}", "{1} {2}", "arabic"])
def test_it_is_read_in_either_script_whatever_stands_between(written: str) -> None:
    code = made()
    digits = digits_of(code)
    typed = written.format(digits, digits[:3], digits[3:])
    if written == "arabic":
        typed = digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert look(code.name, typed)[0] == Looked.RIGHT


def test_after_five_wrong_tries_the_right_one_is_over_too() -> None:
    code = made()
    assert [look(code.name, wrong(code))[0] for _try in range(TRIES)] == [Looked.WRONG] * 4 + [Looked.OVER]
    assert look(code.name, digits_of(code))[0] == Looked.OVER
    assert waiting_code(code.name) is None


def test_after_ten_minutes_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    code = made()
    later = clock.now() + LIFETIME + timedelta(seconds=1)
    monkeypatch.setattr("permissions.citizens.codes.now", lambda: later)
    assert look(code.name, digits_of(code))[0] == Looked.OVER
    assert forget_codes() == 1


def test_a_new_one_takes_the_place_of_the_last_of_its_browser_alone() -> None:
    elsewhere, first = made(), made()
    second = made(instead_of=first.name)
    assert look(first.name, digits_of(first))[0] == Looked.OVER
    assert look(second.name, digits_of(first))[0] == (
        Looked.RIGHT if digits_of(first) == digits_of(second) else Looked.WRONG
    )
    assert look(elsewhere.name, digits_of(elsewhere))[0] == Looked.RIGHT


def test_the_row_does_not_say_what_it_is() -> None:
    code = made()
    kept = "|".join(str(value) for value in SignInCode.objects.values().get(pk=code.pk).values())
    assert digits_of(code) not in kept
    assert digits_of(code, "another key") != digits_of(code) or digits_of(code, "a third key") != digits_of(code)


def test_a_code_outlives_a_change_of_keys(settings: Any) -> None:
    code = made()
    digits = digits_of(code)
    settings.FIELD_KEYS = ["a new key", *settings.FIELD_KEYS]
    assert look(code.name, digits)[0] == Looked.RIGHT


def test_ten_thousand_tries_find_nothing() -> None:
    """Each code gives five of them, and then is over: what follows is refused without being looked at."""
    for _round in range(20):
        code = made()
        right = digits_of(code)
        for number in range(500):
            typed = f"{number * 7919 % 1_000_000:06d}"
            assert typed == right or look(code.name, typed)[0] != Looked.RIGHT
        assert SignInCode.objects.get(pk=code.pk).tries <= TRIES


@pytest.mark.parametrize("typed", ["", "abc", "1" * 10_000, "\x00", "١٢٣"])
def test_what_is_no_code_is_wrong(typed: str) -> None:
    code = made()
    assert look(code.name, typed)[0] == Looked.WRONG
    assert look("", typed)[0] == Looked.OVER
