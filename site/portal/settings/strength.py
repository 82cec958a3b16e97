"""Production does not start with keys that could be guessed: with one the seals and the links of the site fall."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ImproperlyConfigured

LENGTH: Final = 32
DIFFERENT: Final = 10
"""Characters, and different ones among them: what 24 random bytes never fall below when they are written as text."""
HINT: Final = "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))'"


def refuse_weak_keys(secret_key: str, field_keys: list[str], operators_token: str = "") -> None:
    """Raise ``ImproperlyConfigured``, which names the weak ones by their place and shows none of them.

    The old ones among ``field_keys`` count too: what they sealed is still believed.
    """
    keys = {"SECRET_KEY": secret_key}
    keys |= {f"FIELD_KEYS: key {place} of {len(field_keys)}": key for place, key in enumerate(field_keys, 1)}
    if operators_token:
        keys["OPERATORS_TOKEN"] = operators_token
    weak = [name for name, key in keys.items() if _is_weak(key)]
    if weak:
        told = f"shorter than {LENGTH} characters or has fewer than {DIFFERENT} different ones"
        raise ImproperlyConfigured("\n".join([*(f"{name} is {told}." for name in weak), HINT]))


def _is_weak(key: str) -> bool:
    return len(key) < LENGTH or len(set(key)) < DIFFERENT
