"""How what people type is read or refused, with a sentence that says what to do."""

from __future__ import annotations

import re
import unicodedata
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
TOO_LONG = _("“%(label)s” has %(count)s characters: shorten it to %(limit)s at most.")
TOO_SHORT = _("“%(label)s” has %(count)s characters: write at least %(limit)s.")

# Drawn by nothing, and refused by PostgreSQL or by spreadsheets.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Never shown, yet enough to make an empty answer look written.
_INVISIBLE = {"Cf", "Cc", "Zs", "Zl", "Zp"}


def read_words(typed: Any, *, label: Any, limit: int, one_line: bool, least: int | None = None) -> str:
    """A text of at most ``limit`` characters, counted as the reader counts them: a line break is one. ``least``: how
    many it has where it is not empty."""
    text = _CONTROL.sub("", str(typed or "")).strip()
    if all(unicodedata.category(char) in _INVISIBLE for char in text):
        return ""
    text = " ".join(text.split()) if one_line else re.sub(r"\r\n?", "\n", text)
    if len(text) > limit:
        figures = {"label": label, "count": f"{len(text):,}", "limit": f"{limit:,}"}
        raise ValidationError(TOO_LONG, code="too_long", params=figures)
    if least is not None and len(text) < least:
        figures = {"label": label, "count": f"{len(text):,}", "limit": f"{least:,}"}
        raise ValidationError(TOO_SHORT, code="too_short", params=figures)
    return text


def read_phone(typed: Any) -> str:
    """A phone number; spaces, dashes and brackets go, Arabic digits become 0-9: ``+962790000000``."""
    number = re.sub(r"[\s()\-.\u200e\u200f]", "", latin_digits(str(typed or "")))
    if number and not re.fullmatch(r"\+?[0-9]{7,15}", number):
        raise ValidationError(_("Write the phone number in digits: 0790000000."), code="invalid")
    return number


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
        raise ValidationError(_("Write a day that has come already."), code="to_come")
    return day


def shown_day(day: date) -> str:
    """As a date is typed: ``24/11/2026``."""
    return day.strftime("%d/%m/%Y")


def read_email(typed: Any) -> str:
    """An e-mail address."""
    address = str(typed or "").strip()
    if address:
        EmailValidator(_("Write the e-mail address in full: name@example.com."))(address)
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
