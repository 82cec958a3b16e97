"""What the environment may say, and the sentence with which each slip is refused before anything starts."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from stat import S_IMODE
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment
from tests.site.portal.settings.production import PRODUCTION, started

GIVEN = (
    *("INSAF_ENV", "SECRET_KEY", "FIELD_KEYS", "INSAF_DEMO_PASSWORD", "QUICK_EXIT_URL", "INSAF_NOW"),
    *("INSAF_LIMITS", "TRUSTED_PROXIES", "INSAF_BEHIND_PROXY", "INSAF_SECURITY_CONTACT"),
    *("INSAF_IDLE_MINUTES", "INSAF_SESSION_HOURS", "UPLOADS_WAITING_MB", "UPLOADS_WAITING_HOURS", "OPERATORS_TOKEN"),
    *("UPLOAD_FILES", "UPLOAD_MB", "INSAF_UNCONFINED_READERS"),
    "INSAF_LONGEST_WAIT_MS",
    *("SERVICE_HOSTS", "SERVICE_SECRET", "PAGE_WEBHOOKS", "CHECK_LINKS"),
)
READ: dict[str, Callable[[environment.Kind], Any]] = {
    "INSAF_ENV": lambda _kind: environment.kind(),
    "SECRET_KEY": environment.secret_key,
    "FIELD_KEYS": environment.field_keys,
    "INSAF_DEMO_PASSWORD": environment.demo_password,
    "QUICK_EXIT_URL": lambda _kind: environment.quick_exit_url(),
    "INSAF_SECURITY_CONTACT": lambda _kind: environment.security_contact(),
    "INSAF_NOW": environment.standing_now,
    "INSAF_LIMITS": environment.limits_on,
    "INSAF_UNCONFINED_READERS": environment.readers_confined,
    "INSAF_LONGEST_WAIT_MS": environment.longest_wait,
    "TRUSTED_PROXIES": lambda _kind: environment.trusted_proxies(),
    "INSAF_BEHIND_PROXY": lambda _kind: environment.trusted_proxies(),
    "INSAF_IDLE_MINUTES": environment.session_idle,
    "INSAF_SESSION_HOURS": environment.session_longest,
    "UPLOAD_FILES": lambda _kind: environment.upload_files(),
    "UPLOAD_MB": lambda _kind: environment.upload_bytes(),
    "UPLOADS_WAITING_MB": lambda _kind: environment.uploads_waiting_bytes(),
    "UPLOADS_WAITING_HOURS": lambda _kind: environment.uploads_waiting_hours(),
    "OPERATORS_TOKEN": lambda _kind: environment.operators_token(),
    "SERVICE_HOSTS": lambda _kind: environment.service_hosts(),
    "SERVICE_SECRET": lambda _kind: environment.service_secret(),
    "PAGE_WEBHOOKS": lambda _kind: environment.page_webhooks(),
    "CHECK_LINKS": lambda _kind: environment.check_links(),
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
        (
            "production",
            "INSAF_LIMITS",
            "off",
            "INSAF_LIMITS=off is refused in production: anybody could try passwords at will.",
        ),
        ("demo", "INSAF_LIMITS", "no", "INSAF_LIMITS is on or off."),
        ("demo", "INSAF_UNCONFINED_READERS", "yes", "INSAF_UNCONFINED_READERS is allow, or is not set."),
        ("demo", "INSAF_LONGEST_WAIT_MS", "49", "INSAF_LONGEST_WAIT_MS is between 50 and 60000."),
        ("demo", "INSAF_LONGEST_WAIT_MS", "60001", "INSAF_LONGEST_WAIT_MS is between 50 and 60000."),
        ("production", "INSAF_LONGEST_WAIT_MS", "1s", "INSAF_LONGEST_WAIT_MS is a whole number."),
        (
            "demo",
            "TRUSTED_PROXIES",
            "10.0.0.0/8,proxy",
            (
                "TRUSTED_PROXIES are addresses and networks (10.0.0.0/8), or unix: "
                "'proxy' does not appear to be an IPv4 or IPv6 network."
            ),
        ),
        ("production", "INSAF_IDLE_MINUTES", "4", "INSAF_IDLE_MINUTES is between 5 and 60."),
        ("production", "INSAF_IDLE_MINUTES", "61", "INSAF_IDLE_MINUTES is between 5 and 60."),
        ("production", "INSAF_IDLE_MINUTES", "an hour", "INSAF_IDLE_MINUTES is a whole number."),
        ("production", "INSAF_IDLE_MINUTES", "", "INSAF_IDLE_MINUTES is a whole number."),
        ("demo", "INSAF_SESSION_HOURS", "0", "INSAF_SESSION_HOURS is between 1 and 24."),
        ("demo", "INSAF_SESSION_HOURS", "25", "INSAF_SESSION_HOURS is between 1 and 24."),
        ("demo", "INSAF_SESSION_HOURS", "7.5", "INSAF_SESSION_HOURS is a whole number."),
        ("demo", "UPLOAD_FILES", "11", "UPLOAD_FILES is between 1 and 10."),
        ("demo", "UPLOAD_MB", "0", "UPLOAD_MB is between 1 and 200."),
        ("demo", "UPLOADS_WAITING_MB", "99", "UPLOADS_WAITING_MB is 100 at least: what one form may send."),
        ("demo", "UPLOADS_WAITING_MB", "2 GB", "UPLOADS_WAITING_MB is a whole number."),
        ("demo", "UPLOADS_WAITING_HOURS", "0", "UPLOADS_WAITING_HOURS is 1 at least."),
        ("demo", "UPLOADS_WAITING_HOURS", "two", "UPLOADS_WAITING_HOURS is a whole number."),
        ("demo", "INSAF_NOW", "yesterday", "INSAF_NOW is not a time: yesterday"),
        ("demo", "INSAF_SECURITY_CONTACT", "mailto:us@a.example", "INSAF_SECURITY_CONTACT is an email address."),
        ("demo", "INSAF_SECURITY_CONTACT", "us@a.example\nEvil: 1", "INSAF_SECURITY_CONTACT is an email address."),
        (
            "production",
            "SERVICE_HOSTS",
            "https://api.example.org/hook",
            (
                "SERVICE_HOSTS names hosts, as api.example.org or api.example.org:8443, "
                "not https://api.example.org/hook."
            ),
        ),
        (
            "production",
            "PAGE_WEBHOOKS",
            "https://us@web.example.org/",
            "PAGE_WEBHOOKS names addresses, as https://web.example.org/hooks/pages, not https://us@web.example.org/.",
        ),
        (
            "demo",
            "PAGE_WEBHOOKS",
            "https://web.example.org/hook",
            "PAGE_WEBHOOKS needs SERVICE_SECRET, with which its calls are signed.",
        ),
        ("demo", "CHECK_LINKS", "often", "CHECK_LINKS is yes or no."),
        (
            "production",
            "SERVICE_HOSTS",
            "[2001:db8::1]",
            "SERVICE_HOSTS names hosts, as api.example.org or api.example.org:8443, not [2001:db8::1].",
        ),
        (
            "production",
            "SERVICE_HOSTS",
            "api.example.org:443",
            "SERVICE_HOSTS: the port 443 is left out, so api.example.org and not api.example.org:443.",
        ),
        (
            "production",
            "SERVICE_SECRET",
            "short",
            "SERVICE_SECRET needs 32 characters at least: openssl rand -hex 32.",
        ),
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
        ("production", "INSAF_SECURITY_CONTACT", None, ""),
        ("production", "INSAF_SECURITY_CONTACT", "faults@insaf.example", "faults@insaf.example"),
        ("production", "QUICK_EXIT_URL", None, ""),
        ("production", "QUICK_EXIT_URL", "https://weather.example/", "https://weather.example/"),
        ("production", "QUICK_EXIT_URL", "/", "/"),
        ("production", "INSAF_LIMITS", None, True),
        ("production", "INSAF_UNCONFINED_READERS", None, True),
        ("production", "INSAF_UNCONFINED_READERS", "allow", False),
        ("demo", "INSAF_UNCONFINED_READERS", None, False),
        ("production", "INSAF_LIMITS", "on", True),
        ("demo", "INSAF_LIMITS", None, True),
        ("demo", "INSAF_LIMITS", "off", False),
        ("test", "INSAF_LIMITS", "off", False),
        ("demo", "INSAF_LONGEST_WAIT_MS", None, 1.0),
        ("production", "INSAF_LONGEST_WAIT_MS", None, 1.0),
        ("production", "INSAF_LONGEST_WAIT_MS", "50", 0.05),
        ("test", "INSAF_LONGEST_WAIT_MS", None, 60.0),
        ("test", "INSAF_LONGEST_WAIT_MS", "60000", 60.0),
        ("production", "TRUSTED_PROXIES", None, []),
        ("production", "TRUSTED_PROXIES", "10.0.0.0/8, unix", [ip_network("10.0.0.0/8"), "unix"]),
        (
            "production",
            "INSAF_BEHIND_PROXY",
            "yes",
            [ip_network("127.0.0.1"), ip_network("::1"), "unix"],
        ),
        ("production", "INSAF_IDLE_MINUTES", None, timedelta(hours=1)),
        ("production", "INSAF_IDLE_MINUTES", "5", timedelta(minutes=5)),
        ("production", "INSAF_SESSION_HOURS", None, timedelta(hours=12)),
        ("production", "INSAF_SESSION_HOURS", "24", timedelta(hours=24)),
        ("production", "OPERATORS_TOKEN", None, ""),
        ("production", "OPERATORS_TOKEN", " of-the-monitor ", "of-the-monitor"),
        ("production", "SERVICE_HOSTS", None, []),
        (
            "production",
            "SERVICE_HOSTS",
            "API.example.org, b.example.org:8443",
            ["api.example.org", "b.example.org:8443"],
        ),
        ("production", "SERVICE_SECRET", None, ""),
        ("production", "SERVICE_SECRET", "s" * 32, "s" * 32),
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


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_KEYS", "INSAF_DEMO_PASSWORD"])
def test_what_is_secret_may_stand_in_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, ending: str
) -> None:
    file = tmp_path / "secret"
    file.write_text(f"one=two three{ending}", encoding="utf-8", newline="")
    monkeypatch.setenv(f"{name}_FILE", str(file))
    meant = "one=two three"
    assert READ[name]("demo") == ([meant] if name == "FIELD_KEYS" else meant)


def test_a_line_break_inside_a_secret_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("one\ntwo\n\n", encoding="utf-8")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "secret"))
    assert environment.secret_key("demo") == "one\ntwo\n"


def test_a_secret_that_is_given_twice_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("one", encoding="utf-8")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("SECRET_KEY", "one")
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.secret_key("demo")
    assert str(refused.value) == "Both SECRET_KEY and SECRET_KEY_FILE are set: leave one of them out."


def test_a_file_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.secret_key("demo")
    assert str(refused.value).startswith(f"SECRET_KEY_FILE: {tmp_path / 'nowhere'} cannot be read as text:")


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


SECRETS = {
    **{name: PRODUCTION[name] for name in ("SECRET_KEY", "FIELD_KEYS")},
    "DATABASE_URL": "postgres://insaf:word@db.example/insaf",
    "EMAIL_URL": "smtp+tls://insaf:word@mail.example:587",
    "SMS_URL": "https://sms.example/?key=word",
    "REDIS_URL": "redis://:word@cache.example:6379/0",
}
SHOWN = (
    "SECRET_KEY, FIELD_KEYS, DATABASES['default']['HOST'], EMAIL_HOST, SMS_URL, CACHES['default']['LOCATION'], "
    "SESSION_COOKIE_NAME, CSRF_COOKIE_NAME"
)


def test_every_secret_of_production_may_stand_in_a_file(tmp_path: Path) -> None:
    for name, value in SECRETS.items():
        (tmp_path / name).write_text(f"{value}\n", encoding="utf-8")
    files = {f"{name}_FILE": str(tmp_path / name) for name in SECRETS}
    given = {name: value for name, value in PRODUCTION.items() if name not in SECRETS}
    ran = started(given | files, tmp_path / "var", f"from portal.settings import *; print({SHOWN})")
    assert ran.returncode == 0, ran.stderr
    said = ran.stdout.split()
    assert said[:2] == [SECRETS["SECRET_KEY"], f"['{SECRETS['FIELD_KEYS']}']"]
    assert said[2:6] == ["db.example", "mail.example", SECRETS["SMS_URL"], SECRETS["REDIS_URL"]]
    assert said[6:] == ["__Host-sessionid", "__Host-csrftoken"]


def test_what_any_process_writes_is_for_its_own_account_alone(tmp_path: Path) -> None:
    var = tmp_path / "var"
    var.mkdir(mode=0o755)
    database = var / "insaf.sqlite3"
    database.touch(mode=0o644)
    write = "from portal import settings; open(settings.VAR / 'new', 'w'); (settings.VAR / 'mail').mkdir()"
    ran = started({"INSAF_ENV": "demo"}, var, write)
    assert ran.returncode == 0, ran.stderr
    modes = {path.name: S_IMODE(path.stat().st_mode) for path in (var, *var.iterdir())}
    assert {name: modes[name] for name in ("var", "insaf.sqlite3", "new", "mail")} == {
        "var": 0o700,
        "insaf.sqlite3": 0o600,
        "new": 0o600,
        "mail": 0o700,
    }


def test_a_folder_that_all_share_stays_open(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o1777)
    assert started({"INSAF_ENV": "demo"}, tmp_path / "shared").returncode == 0
    assert S_IMODE((tmp_path / "shared").stat().st_mode) == 0o1777


def test_production_starts_when_all_is_given_and_makes_no_secret(tmp_path: Path) -> None:
    ran = started(PRODUCTION, tmp_path)
    assert (ran.returncode, ran.stdout.split()) == (0, ["True", "False"]), ran.stderr
    assert not {"secret-key", "field-key"} & {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("left_out", ["SECRET_KEY", "FIELD_KEYS"])
def test_production_does_not_start_without_a_key(left_out: str, tmp_path: Path) -> None:
    ran = started({name: value for name, value in PRODUCTION.items() if name != left_out}, tmp_path)
    assert ran.returncode != 0
    assert ran.stderr.rstrip().endswith(f"ImproperlyConfigured: {left_out} must be set in production.")


@pytest.mark.parametrize(
    "line", ["INSAF_DEMO_PASSWORD=2026-10-01", "INSAF_NOW=2026-10-01", "INSAF_LIMITS=off"], ids=str
)
def test_production_does_not_start_with_what_is_for_a_demo(line: str, tmp_path: Path) -> None:
    name, _is, value = line.partition("=")
    ran = started({**PRODUCTION, name: value}, tmp_path)
    assert ran.returncode != 0
    assert re.search(rf"ImproperlyConfigured: {name}\S* is refused in production", ran.stderr)
