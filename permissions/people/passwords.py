"""What a password must be, wherever somebody writes one: long, not on everybody's list, and nothing about oneself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LENGTH = 12
"""Characters, at least."""
DIFFERENT = 5
"""Characters, at least, that are not the same."""
UNGUESSED = 8
"""Characters that must be left once everything is taken out of a password that is known of its owner."""
ALIKE = 0.7
"""Share of common letters from which on a password only plays with something that is known."""
WORD = 3
"""Letters of the shortest word that counts as known."""

# Django's own sentences for these have no Arabic any more.


class LongEnough:
    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < LENGTH:
            told = _("This password is too short. Write at least %(length)d characters.") % {"length": LENGTH}
            raise ValidationError(told, code="password_too_short")

    def get_help_text(self) -> str:
        return _("At least %(length)d characters: a few words that do not belong together are best.") % {
            "length": LENGTH
        }


class NotCommon(CommonPasswordValidator):
    """None of the 20,000 passwords that are tried first, no mere digits, and not the same few keys again and again."""

    def validate(self, password: str, user: Any = None) -> None:
        if password.isdecimal() or len(set(password)) < DIFFERENT:
            raise ValidationError(self.get_error_message(), code="password_too_common")
        super().validate(password, user)

    def get_error_message(self) -> str:
        return _("This password is one of the first that intruders try. Choose another one.")

    def get_help_text(self) -> str:
        return _("No password that many people use, and not digits alone.")


class NothingOfOneself:
    """Neither made of one's name, login, email or phone, nor like one of them."""

    def validate(self, password: str, user: Any = None) -> None:
        known = sorted(_known_of(user), key=len, reverse=True) if user is not None else []
        written = rest = password.casefold()
        for word in known:
            rest = rest.replace(word, "")
        alike = any(SequenceMatcher(a=written, b=word).quick_ratio() >= ALIKE for word in known)
        if alike or (rest != written and len(rest) < UNGUESSED):
            told = _("This password can be guessed from the name, user name, email or phone. Choose another one.")
            raise ValidationError(told, code="password_too_similar")

    def get_help_text(self) -> str:
        return _("Not made of the name, the user name, the email or the phone.")


def _known_of(user: Any) -> Iterator[str]:
    """What others know of someone: each in one piece, and word by word."""
    for said in (user.username, user.email, user.phone, *user.name.values()):
        whole = str(said).casefold()
        for word in {whole, *re.split(r"[\W_]+", whole)}:
            if len(word) >= WORD:
                yield word
