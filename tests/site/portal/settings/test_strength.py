"""The deploy check refuses keys that could be guessed, as an operator runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
GOOD = "q7Z-t4XpLw9_bV2cRj8mNs5dHf6gKy3A-Tu1oWe0zQxE4r6YiP"
OLD = "only-for-this-check-9876543210-zyxwvutsrq"


def checked(**keys: str) -> tuple[int, str]:
    """What ``check --deploy`` of a production with these keys ends with and says."""
    world = os.environ | {
        "INSAF_ENV": "production",
        "ALLOWED_HOSTS": "insaf.example",
        "DATABASE_URL": "sqlite://:memory:",
    }
    del world["DJANGO_ALLOW_ASYNC_UNSAFE"]  # for tests alone, and refused by the same check
    line = [sys.executable, "-W", "ignore", "manage.py", "check", "--deploy"]
    done = subprocess.run(line, cwd=ROOT, env=world | keys, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({"SECRET_KEY": GOOD, "FIELD_KEYS": "y"}, "FIELD_KEYS: key 1 of 1"),
        ({"SECRET_KEY": GOOD, "FIELD_KEYS": f"{GOOD},fk-123"}, "FIELD_KEYS: key 2 of 2"),
        ({"SECRET_KEY": GOOD, "FIELD_KEYS": "ab" * 30}, "FIELD_KEYS: key 1 of 1"),
        ({"SECRET_KEY": "x", "FIELD_KEYS": GOOD}, "SECRET_KEY"),
    ],
)
def test_a_key_that_could_be_guessed_is_refused_and_named(keys: dict[str, str], named: str) -> None:
    code, said = checked(**keys)
    assert code == 1
    assert f"(portal.E001) {named} is shorter" in said
    assert "fk-123" not in said


def test_random_keys_are_taken() -> None:
    code, said = checked(SECRET_KEY=GOOD, FIELD_KEYS=f"{GOOD},{OLD}")
    assert (code, "portal.E001" in said) == (0, False), said
