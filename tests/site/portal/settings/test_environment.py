"""What the environment may say, and the sentence with which each slip is refused before anything starts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from stat import S_IMODE
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment
from tests.architecture.sources import ROOT

GIVEN = ("INSAF_ENV", "SECRET_KEY", "FIELD_KEYS", "INSAF_DEMO_PASSWORD", "QUICK_EXIT_URL", "INSAF_NOW")
READ: dict[str, Callable[[environment.Kind], Any]] = {
    "INSAF_ENV": lambda _kind: environment.kind(),
    "SECRET_KEY": environment.secret_key,
    "FIELD_KEYS": environment.field_keys,
    "INSAF_DEMO_PASSWORD": environment.demo_password,
    "QUICK_EXIT_URL": lambda _kind: environment.quick_exit_url(),
    "INSAF_NOW": environment.standing_now,
}


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in GIVEN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(environment, "VAR", tmp_path / "var")


@pytest.mark.parametrize(
    ("kind", "name", "value", "sentence"),
    [
        ("demo", "INSAF_ENV", "live", "INSAF_ENV is one of: demo, test, production."),
        ("demo", "INSAF_ENV", "Production", "INSAF_ENV is one of: demo, test, production."),
        ("demo", "INSAF_ENV", "", "INSAF_ENV is one of: demo, test, production."),
        ("production", "SECRET_KEY", None, "SECRET_KEY must be set in production."),
        ("production", "SECRET_KEY", "", "SECRET_KEY must be set in production."),
        ("production", "FIELD_KEYS", None, "FIELD_KEYS must be set in production."),
        ("production", "FIELD_KEYS", "", "FIELD_KEYS must be set in production."),
        (
            "production",
            "INSAF_DEMO_PASSWORD",
            "",
            "INSAF_DEMO_PASSWORD is refused in production: there is no demo world there.",
        ),
        ("production", "INSAF_NOW", "2026-10-01T10:00", "INSAF_NOW is refused in production."),
        ("demo", "INSAF_NOW", "yesterday", "INSAF_NOW is not a time: yesterday"),
        ("demo", "QUICK_EXIT_URL", "weather", "QUICK_EXIT_URL is an address that begins with https:// or /."),
        ("demo", "QUICK_EXIT_URL", "http://a.example", "QUICK_EXIT_URL is an address that begins with https:// or /."),
    ],
)
def test_a_slip_is_refused_with_its_sentence(
    monkeypatch: pytest.MonkeyPatch, kind: environment.Kind, name: str, value: str | None, sentence: str
) -> None:
    if value is not None:
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as refused:
        READ[name](kind)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("kind", "name", "value", "meant"),
    [
        ("demo", "INSAF_ENV", None, "demo"),
        ("demo", "INSAF_ENV", "test", "test"),
        ("demo", "INSAF_ENV", "production", "production"),
        ("production", "SECRET_KEY", "long", "long"),
        ("demo", "SECRET_KEY", "long", "long"),
        ("test", "SECRET_KEY", None, "test-only-" + "x" * 50),
        ("production", "FIELD_KEYS", "newest,older", ["newest", "older"]),
        ("test", "FIELD_KEYS", None, ["test-only-field-key"]),
        ("demo", "INSAF_DEMO_PASSWORD", None, "insaf-demo"),
        ("demo", "INSAF_DEMO_PASSWORD", "another", "another"),
        ("production", "INSAF_DEMO_PASSWORD", None, "insaf-demo"),
        ("production", "QUICK_EXIT_URL", None, ""),
        ("production", "QUICK_EXIT_URL", "https://weather.example/", "https://weather.example/"),
        ("production", "QUICK_EXIT_URL", "/", "/"),
        ("production", "INSAF_NOW", None, None),
        ("test", "INSAF_NOW", "2026-10-01T10:00", datetime(2026, 10, 1, 7, tzinfo=UTC)),
        ("demo", "INSAF_NOW", "2026-10-01T10:00+00:00", datetime(2026, 10, 1, 10, tzinfo=UTC)),
    ],
)
def test_what_is_given_is_taken_as_it_is_meant(
    monkeypatch: pytest.MonkeyPatch, kind: environment.Kind, name: str, value: str | None, meant: object
) -> None:
    if value is not None:
        monkeypatch.setenv(name, value)
    assert READ[name](kind) == meant


def test_the_demo_keeps_secrets_of_its_own_that_nobody_else_can_read() -> None:
    secret, [field_key] = environment.secret_key("demo"), environment.field_keys("demo")
    assert len({secret, field_key}) == 2
    assert min(len(secret), len(field_key)) >= 50
    assert (environment.secret_key("demo"), environment.field_keys("demo")) == (secret, [field_key])
    kept = sorted(environment.VAR.iterdir())
    assert [(path.name, S_IMODE(path.stat().st_mode)) for path in kept] == [("field-key", 0o600), ("secret-key", 0o600)]


def test_processes_that_start_at_once_agree_on_the_secret_afterwards() -> None:
    with ThreadPoolExecutor(8) as starting:
        list(starting.map(environment.secret_key, ["demo"] * 8))
    assert len({environment.secret_key("demo") for _process in range(8)}) == 1


PRODUCTION = {
    "INSAF_ENV": "production",
    "SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
    "FIELD_KEYS": "only-for-this-test-9876543210-zyxwvutsrq",
    "ALLOWED_HOSTS": "insaf.example",
    "DATABASE_URL": "sqlite://:memory:",
}


def started(given: dict[str, str], var: Path) -> subprocess.CompletedProcess[str]:
    """Another process that reads the settings, as a server does when it starts."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    return subprocess.run(
        [sys.executable, "-c", "from portal import settings; print(settings.PRODUCTION, settings.DEBUG)"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": paths, "INSAF_VAR": str(var), **given},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_when_all_is_given_and_makes_no_secret(tmp_path: Path) -> None:
    ran = started(PRODUCTION, tmp_path)
    assert (ran.returncode, ran.stdout.split()) == (0, ["True", "False"]), ran.stderr
    assert not {"secret-key", "field-key"} & {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("left_out", ["SECRET_KEY", "FIELD_KEYS"])
def test_production_does_not_start_without_a_key(left_out: str, tmp_path: Path) -> None:
    ran = started({name: value for name, value in PRODUCTION.items() if name != left_out}, tmp_path)
    assert ran.returncode != 0
    assert ran.stderr.rstrip().endswith(f"ImproperlyConfigured: {left_out} must be set in production.")


@pytest.mark.parametrize("name", ["INSAF_DEMO_PASSWORD", "INSAF_NOW"])
def test_production_does_not_start_with_what_is_for_a_demo(name: str, tmp_path: Path) -> None:
    ran = started({**PRODUCTION, name: "2026-10-01"}, tmp_path)
    assert ran.returncode != 0
    assert f"ImproperlyConfigured: {name} is refused in production" in ran.stderr
