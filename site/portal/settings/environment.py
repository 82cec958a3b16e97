"""What the environment says: read once, checked, and refused with a sentence where it is wrong."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("INSAF_VAR", ROOT / "var"))
env = environ.Env()

Kind = Literal["demo", "test", "production"]


def kind() -> Kind:
    """``demo`` (default), ``test`` or ``production``."""
    value = env.str("INSAF_ENV", default="demo")
    if value not in ("demo", "test", "production"):
        raise ImproperlyConfigured("INSAF_ENV is one of: demo, test, production.")
    return cast("Kind", value)


def secret_key(environment: Kind) -> str:
    """``SECRET_KEY``; the demo makes one for itself under ``var/``, production must be given one."""
    given: str = env.str("SECRET_KEY", default="")
    if given:
        return given
    if environment == "production":
        raise ImproperlyConfigured("SECRET_KEY must be set in production.")
    if environment == "test":
        return "test-only-" + "x" * 50
    return _kept("secret-key")


def field_keys(environment: Kind) -> list[str]:
    """``FIELD_KEYS``, comma-separated, newest first: seal the audit chain, from outside the database."""
    given = cast("list[str]", env.list("FIELD_KEYS", default=[]))
    if given:
        return given
    if environment == "production":
        raise ImproperlyConfigured("FIELD_KEYS must be set in production.")
    return ["test-only-field-key"] if environment == "test" else [_kept("field-key")]


def demo_password(environment: Kind) -> str:
    """``INSAF_DEMO_PASSWORD``, everybody's password in the demo world."""
    if environment == "production" and "INSAF_DEMO_PASSWORD" in os.environ:
        raise ImproperlyConfigured("INSAF_DEMO_PASSWORD is refused in production: there is no demo world there.")
    return str(env.str("INSAF_DEMO_PASSWORD", default="insaf-demo"))


def quick_exit_url() -> str:
    """``QUICK_EXIT_URL``: an ordinary page elsewhere (the weather, say) for citizens who are watched; empty: home."""
    given = str(env.str("QUICK_EXIT_URL", default=""))
    if given and not given.startswith(("https://", "/")):
        raise ImproperlyConfigured("QUICK_EXIT_URL is an address that begins with https:// or /.")
    return given


def standing_now(environment: Kind) -> datetime | None:
    """``INSAF_NOW``, the clock's idea of now (ISO; without an offset: Amman's time); demo and test only."""
    given = env.str("INSAF_NOW", default="")
    if not given:
        return None
    if environment == "production":
        raise ImproperlyConfigured("INSAF_NOW is refused in production.")
    try:
        instant = datetime.fromisoformat(given)
    except ValueError as error:
        raise ImproperlyConfigured(f"INSAF_NOW is not a time: {given}") from error
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=ZoneInfo("Asia/Amman"))
    return instant.astimezone(UTC)


def _kept(name: str) -> str:
    """A secret made once for a demo and kept in a private file; safe when two processes start at once."""
    path = VAR / name
    VAR.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(value := secrets.token_urlsafe(48))
    return value
