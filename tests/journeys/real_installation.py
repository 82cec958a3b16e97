"""A production start on PostgreSQL from an empty database, for the journeys that need one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from tests.architecture.sources import ROOT
from tests.crash.browser import NO_ANSWER, Browser
from tests.free_port import free_port
from tests.migrated_once import copy_on_postgres

PATIENCE = 60.0  # seconds
HOME = "https://insaf.example"


@dataclass(frozen=True)
class Installation:
    """A database, a folder and settings of its own; ``port`` is where it will be served."""

    environment: dict[str, str]
    port: int

    def manage(self, *words: str) -> str:
        """What a command prints; it must end well."""
        line = [sys.executable, "manage.py", *words]
        done = subprocess.run(line, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def kill(self, *words: str, after: str) -> None:
        """Begin a command, and kill it as soon as it has printed ``after``."""
        line = [sys.executable, "-u", "manage.py", *words]
        with subprocess.Popen(line, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert any(after in said for said in child.stdout)
            child.kill()
        assert child.returncode == -signal.SIGKILL

    def browser(self) -> Browser:
        """Somebody's, behind the proxy that speaks TLS with it."""
        origin = f"https://127.0.0.1:{self.port}"
        return Browser(self.port, {"X-Forwarded-Proto": "https", "Origin": origin, "Accept-Language": "ar"})


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """Nothing but an empty database and what the environment must say in production. What migrations write is proved by
    its own keys: a copy that was made under others would be found by ``verify``."""
    with _on_a_database_like("template1", tmp_path) as there:
        yield there


@pytest.fixture
def migrated_installation(django_db_setup: None, tmp_path: Path) -> Iterator[Installation]:
    """The same once its tables are there: the copy of them that the run's databases are made from."""
    with _on_a_database_like(copy_on_postgres(), tmp_path) as there:
        yield there


@contextmanager
def _on_a_database_like(template: str, folder: Path) -> Iterator[Installation]:
    known = connection.settings_dict
    account = f"{known['USER']}:{known['PASSWORD']}" if known["PASSWORD"] else known["USER"]
    server = f"postgres://{account}@{known['HOST']}:{known['PORT'] or 5432}"
    name = f"insaf_production_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as there:
        there.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        there.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield Installation(_environment(f"{server}/{name}", folder), free_port())
        finally:
            there.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _environment(database: str, folder: Path) -> dict[str, str]:
    return os.environ | {
        "INSAF_ENV": "production",
        "SECRET_KEY": "only-for-this-journey-0123456789-abcdefghijklmnopqrstuvwxyz",
        "FIELD_KEYS": "only-for-this-journey-9876543210-zyxwvutsrq",
        "DATABASE_URL": database,
        "ALLOWED_HOSTS": "127.0.0.1",
        "INSAF_URL": HOME,
        "INSAF_BEHIND_PROXY": "yes",
        "INSAF_LIMITS": "on",
        "INSAF_LONGEST_WAIT_MS": "60000",  # or a machine that is busy with other tests turns people away
        "INSAF_VAR": str(folder),
        "EMAIL_URL": f"filemail:///{folder / 'mail'}",
        "WEB_CONCURRENCY": "1",
    }


@contextmanager
def served(installation: Installation) -> Iterator[None]:
    """As the README says: gunicorn with its own settings."""
    bind = f"127.0.0.1:{installation.port}"
    line = [sys.executable, "-m", "gunicorn", "--config", "site/portal/server.py", "--bind", bind]
    with subprocess.Popen(line, cwd=ROOT, env=installation.environment) as server:
        try:
            _wait_for(installation)
            yield
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(PATIENCE)


def _wait_for(installation: Installation) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if installation.browser().get("/healthz").status == 200:
                return
        except NO_ANSWER:
            time.sleep(0.2)
    raise TimeoutError("the server does not answer")
