"""Production refuses to start with keys that could be guessed, whatever an operator runs; other worlds do not ask."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
GOOD = "q7Z-t4XpLw9_bV2cRj8mNs5dHf6gKy3A-Tu1oWe0zQxE4r6YiP"
OLD = "only-for-this-check-9876543210-zyxwvutsrq"


def started(kind: str = "production", *command: str, **keys: str) -> tuple[int, str]:
    """What a start of that kind with these keys ends with and says: of the site itself, or of a command."""
    world = os.environ | {
        "INSAF_ENV": kind,
        "INSAF_LIMITS": "on",
        "ALLOWED_HOSTS": "insaf.example",
        "DATABASE_URL": "sqlite://:memory:",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    del world["DJANGO_ALLOW_ASYNC_UNSAFE"]  # for tests alone, and refused by `check --deploy`
    line = [sys.executable, "-W", "ignore", *(command or ("-c", "import django; django.setup()"))]
    done = subprocess.run(line, cwd=ROOT, env=world | keys, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({"SECRET_KEY": GOOD, "FIELD_KEYS": "y"}, "FIELD_KEYS: key 1 of 1"),
        ({"SECRET_KEY": GOOD, "FIELD_KEYS": f"{GOOD},fk-123"}, "FIELD_KEYS: key 2 of 2"),
        ({"SECRET_KEY": GOOD, "FIELD_KEYS": "ab" * 30}, "FIELD_KEYS: key 1 of 1"),
        ({"SECRET_KEY": "x", "FIELD_KEYS": GOOD}, "SECRET_KEY"),
        ({"SECRET_KEY": GOOD, "FIELD_KEYS": OLD, "OPERATORS_TOKEN": "fk-123"}, "OPERATORS_TOKEN"),
        ({"SECRET_KEY": GOOD, "FIELD_KEYS": OLD, "OPERATORS_TOKEN": "01" * 32}, "OPERATORS_TOKEN"),
    ],
)
def test_a_key_that_could_be_guessed_is_refused_and_named(keys: dict[str, str], named: str) -> None:
    code, said = started(**keys)
    assert code == 1
    assert f"ImproperlyConfigured: {named} is shorter" in said
    assert "fk-123" not in said


def test_a_command_says_so_in_sentences_and_not_below_a_traceback() -> None:
    code, said = started("production", "manage.py", "migrate", SECRET_KEY="x", FIELD_KEYS=GOOD)
    assert code == 1
    assert said.startswith("SECRET_KEY is shorter")
    assert "Traceback" not in said


def test_the_example_of_an_environment_names_settings_alone_and_is_one_of_production() -> None:
    example = (ROOT / ".deploy" / "environment.example").read_text(encoding="utf-8")
    lines = [line.partition("=") for line in example.splitlines() if line and not line.startswith("#")]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name, _is, _value in lines if f"`{name}`" not in readme] == []
    assert ("INSAF_ENV", "=", "production") in lines


def test_all_weak_keys_are_named_at_once() -> None:
    _code, said = started(SECRET_KEY="x", FIELD_KEYS="y,z")
    weak = [line.partition(" is shorter")[0] for line in said.splitlines() if " is shorter" in line]
    assert [each.rpartition("ImproperlyConfigured: ")[2] for each in weak] == [
        "SECRET_KEY",
        "FIELD_KEYS: key 1 of 2",
        "FIELD_KEYS: key 2 of 2",
    ]


def test_random_keys_are_taken_and_pass_the_deploy_check() -> None:
    line = ("manage.py", "check", "--deploy")
    code, said = started("production", *line, SECRET_KEY=GOOD, FIELD_KEYS=f"{GOOD},{OLD}")
    assert code == 0, said


def test_a_demo_starts_with_any_key() -> None:
    code, said = started("demo", SECRET_KEY="x", FIELD_KEYS="fk-123")
    assert code == 0, said
