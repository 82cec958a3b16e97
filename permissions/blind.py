"""A phone number, an email address or a word of a name that can be found again and not be read: its blind index."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from django.conf import settings

from permissions.limits.subjects import phone_of

WHO_FILED: Final = "who filed"
"""The purpose of what is kept of those who file: one value for all who look a citizen up."""


def blind(value: str, purpose: str) -> str:
    """What stands for ``value``, under the newest of ``FIELD_KEYS``: 64 hex digits, or nothing where nothing is given.

    What is kept is made by this. However a number or an address is written, it is the same; of another ``purpose``
    it is another, so that two tables cannot be laid side by side.
    """
    return _under(settings.FIELD_KEYS[0], value, purpose)


def blinds(value: str, purpose: str) -> tuple[str, ...]:
    """What may stand for ``value``, under each of ``FIELD_KEYS``, newest first: whoever looks asks for all of them."""
    return tuple(found for key in settings.FIELD_KEYS if (found := _under(key, value, purpose)))


def blind_word(word: str, purpose: str) -> str:
    """The same of one word of a name, as it is looked for: 20 hex digits, under the newest key."""
    return _word_under(settings.FIELD_KEYS[0], word, purpose)


def blind_words(word: str, purpose: str) -> tuple[str, ...]:
    """What may stand for a word, under each of ``FIELD_KEYS``, newest first."""
    return tuple(_word_under(key, word, purpose) for key in settings.FIELD_KEYS)


def _word_under(key: str, word: str, purpose: str) -> str:
    return hmac.new(key.encode(), f"blind word|{purpose}|{word}".encode(), hashlib.sha256).hexdigest()[:20]


def _under(key: str, value: str, purpose: str) -> str:
    plain = normal_address(value)
    return hmac.new(key.encode(), f"blind|{purpose}|{plain}".encode(), hashlib.sha256).hexdigest() if plain else ""


def normal_address(value: str) -> str:
    """An address in lower case; a number as it is dialled from abroad, without its plus.

    Dots and what follows a plus stay in an address: of most providers they make another mailbox, and two people taken
    for one would be shown each other's requests.
    """
    return value.strip().lower() if "@" in value else phone_of(value)
