"""How what people type is read or refused, with a sentence that says what to do."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permissions.arabic import latin_digits
from permissions.days import a_day_of_ours
from permissions.now import now

DIGITS = 15
"""Of a number, before and behind its mark together: more than that no machine keeps exactly."""


def read_day(typed: Any) -> date | None:
    """A day, as a date input sends it or as people write it: 2026-11-24, 24/11/2026."""
    if not typed or isinstance(typed, date):
        return typed or None
    written = latin_digits(str(typed)).strip()
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            day = datetime.strptime(written, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
        a_day_of_ours(day)
        return day
    raise ValidationError(_("Write the date like this: 24/11/2026."), code="invalid")


def read_day_within(typed: Any, *, earliest: date | None, latest: date | None, past: bool) -> date | None:
    """A day between two others; ``past``: none that is still to come."""
    day = read_day(typed)
    if day is None:
        return None
    if earliest is not None and day < earliest:
        raise ValidationError(_("Write a day not before %(day)s."), code="early", params={"day": shown_day(earliest)})
    if latest is not None and day > latest:
        raise ValidationError(_("Write a day not after %(day)s."), code="late", params={"day": shown_day(latest)})
    if past and day > timezone.localdate(now()):
        raise ValidationError(_("Write a day that is not after today."), code="to_come")
    return day


def shown_day(day: date) -> str:
    """As a date is typed: ``24/11/2026``."""
    return day.strftime("%d/%m/%Y")


def read_email(typed: Any) -> str:
    """An email address."""
    address = str(typed or "").strip()
    if address:
        EmailValidator(_("Write the email address in full: name@example.com."))(address)
    return address


def read_number(typed: Any, *, least: Decimal | None, most: Decimal | None) -> Decimal | None:
    """A number; Arabic digits and both decimal marks are read."""
    written = latin_digits(str(typed or "")).replace("٬", "").replace("٫", ".").strip()
    if not written:
        return None
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValidationError(_("Write a number."), code="invalid")
    _sign, digits, exponent = number.as_tuple()
    if isinstance(exponent, int) and (max(len(digits), -exponent) if exponent < 0 else len(digits) + exponent) > DIGITS:
        raise ValidationError(_("Write a number of at most %(digits)d digits."), code="long", params={"digits": DIGITS})
    if least is not None and number < least:
        raise ValidationError(_("Write a number not below %(limit_value)s."), code="low", params={"limit_value": least})
    if most is not None and number > most:
        raise ValidationError(_("Write a number not above %(limit_value)s."), code="high", params={"limit_value": most})
    return number
