"""What officers type into a field of a process: how it is read or refused, and shown, by its type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language
from permissions.writing import written_day
from workflows.facts.fact import FactType
from workflows.processes.definition import Field
from workflows.processes.field_facts import CHOSEN, domain_of
from workflows.questions.reading import read_day, read_number
from workflows.questions.types import LINE_LIMIT, TEXT_LIMIT, read_words


def read_value(field: Field, typed: str) -> str:
    """The value as conditions compare it: a number as ``1250.5``, a day as ``2026-11-25``, a key or a code; empty where
    nothing was typed. Raises ``ValidationError`` with a sentence that says what to do.
    """
    match field.type:
        case FactType.NUMBER | FactType.MONEY:
            number = read_number(typed, least=None, most=None)
            return "" if number is None else plain(number)
        case FactType.DATE:
            day = read_day(typed)
            return "" if day is None else day.isoformat()
        case FactType.TEXT | FactType.PLACE:
            one_line = field.type == FactType.PLACE
            limit = LINE_LIMIT if one_line else TEXT_LIMIT
            return read_words(typed, label=in_language(field.name), limit=limit, one_line=one_line)
    key = str(typed or "").strip()
    if key and key not in domain_of(field):
        raise ValidationError(_("Choose one of the answers."), code="invalid_choice")
    return key


def plain(number: Decimal) -> str:
    """Without an exponent or noughts behind its mark."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def shown_value(field: Field, value: str) -> Mapping[str, str]:
    """A value as it is read, by language; nothing of what is read as it was written."""
    if not value or field.type in (FactType.TEXT, FactType.PLACE, FactType.NUMBER, FactType.MONEY):
        return {}
    shown = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            if field.type in CHOSEN:
                shown[language] = domain_of(field).get(value, value)
            else:
                shown[language] = written_day(date.fromisoformat(value), language)
    return shown
