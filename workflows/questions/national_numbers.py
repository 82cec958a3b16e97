"""The numbers by which countries know their people: how long they are, and their check digits where they have some."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from permissions.arabic import latin_digits


@dataclass(frozen=True, slots=True)
class NationalNumber:
    """``digits``: how many. ``checks``: whether the check digits of a number are right."""

    digits: int
    checks: Callable[[list[int]], bool] = lambda _digits: True


def _luhn(digits: list[int]) -> bool:
    doubled = [digit * 2 - 9 * (digit > 4) if place % 2 == 0 else digit for place, digit in enumerate(digits)]
    return sum(doubled) % 10 == 0


def _turkish(digits: list[int]) -> bool:
    odd, even = sum(digits[0:9:2]), sum(digits[1:8:2])
    return digits[0] != 0 and digits[9] == (odd * 7 - even) % 10 and digits[10] == sum(digits[:10]) % 10


COUNTRIES: Mapping[str, NationalNumber] = {
    "JO": NationalNumber(10),
    "SA": NationalNumber(10, lambda digits: digits[0] in (1, 2) and _luhn(digits)),
    "TR": NationalNumber(11, _turkish),
}
"""By the country's two letters. A further one is an entry here."""


def read_national_number(typed: Any, country: str) -> str:
    """A national number of ``country``, in 0-9; spaces and dashes go. Raises ``ValidationError``."""
    number = re.sub(r"[\s\-\u200e\u200f]", "", latin_digits(str(typed or "")))
    known = COUNTRIES[country]
    if not number:
        return ""
    if not re.fullmatch(rf"[0-9]{{{known.digits}}}", number):
        told = {"digits": known.digits}
        raise ValidationError(_("Write the national number in %(digits)d digits."), code="invalid", params=told)
    if not known.checks([int(digit) for digit in number]):
        raise ValidationError(_("There is a mistake in this national number: compare it with your card."), code="slip")
    return number
