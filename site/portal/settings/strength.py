"""``check --deploy`` refuses keys that could be guessed: with one of them the seals and the links of the site fall."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.core.checks import Error, register

LENGTH: Final = 32
DIFFERENT: Final = 10
"""Characters, and different ones among them: what 24 random bytes never fall below when they are written as text."""
HINT: Final = "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))'"


def is_weak(key: str) -> bool:
    return len(key) < LENGTH or len(set(key)) < DIFFERENT


@register("security", deploy=True)
def keys_are_strong(**_kwargs: Any) -> list[Error]:
    """The old ones among ``FIELD_KEYS`` count too: what they sealed is still believed."""
    weak = [f"FIELD_KEYS: key {place} of {len(settings.FIELD_KEYS)}" for place in _weak_places(settings.FIELD_KEYS)]
    weak += ["SECRET_KEY"] if is_weak(settings.SECRET_KEY) else []
    told = f"is shorter than {LENGTH} characters or has fewer than {DIFFERENT} different ones."
    return [Error(f"{name} {told}", hint=HINT, id="portal.E001") for name in weak]


def _weak_places(keys: list[str]) -> list[int]:
    return [place for place, key in enumerate(keys, 1) if is_weak(key)]
