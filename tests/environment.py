"""The environment that the tests run in, set before Django reads its settings (``-p tests.environment``)."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

# What a shell may hold and the tests must not feel. DATABASE_URL is kept: it says which database they run on.
FORGOTTEN = (
    "ALLOWED_HOSTS",
    "CLAMAV_URL",
    "EMAIL_URL",
    "FIELD_KEYS",
    "INSAF_BEHIND_PROXY",
    "INSAF_DEMO_PASSWORD",
    "INSAF_FROM",
    "INSAF_LANGUAGES",
    "INSAF_LONGEST_WAIT_MS",
    "INSAF_MADE",
    "INSAF_NOW",
    "INSAF_URL",
    "PYTHONDONTWRITEBYTECODE",
    "TRUSTED_PROXIES",
    "REDIS_URL",
    "SECRET_KEY",
    "SMS_URL",
    "UPLOADS_WAITING_MB",
    "UPLOADS_WAITING_HOURS",
    "VAPID_PRIVATE_KEY",
    "PUSH_HOSTS",
)
sys.dont_write_bytecode = False  # or each process that tests start compiles the sources anew, and each run the tests
IS_XDIST_WORKER = "PYTEST_XDIST_WORKER" in os.environ  # a worker is given its own INSAF_VAR, see below


def enter() -> Path:
    """Stand in the test environment, with an empty INSAF_VAR of its own: every process this one starts inherits it."""
    for name in FORGOTTEN:
        os.environ.pop(name, None)
    os.environ["INSAF_ENV"] = "test"
    os.environ["INSAF_LIMITS"] = "off"  # a test that is about limits puts them on
    os.environ["INSAF_TESTS_BEGUN"] = datetime.now(UTC).isoformat()
    os.environ["INSAF_SECURITY_CONTACT"] = "faults@insaf.example"
    os.environ["ANDROID_APP"] = "org.example.insaf"
    os.environ["ANDROID_FINGERPRINTS"] = ":".join(["AB"] * 32)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in the thread that asks the ORM
    var = Path(tempfile.mkdtemp(prefix="insaf-test-"))
    (var / "static").mkdir()  # WhiteNoise warns where there is none
    os.environ["INSAF_VAR"] = str(var)
    atexit.register(shutil.rmtree, var, ignore_errors=True)
    return var


VAR = Path(os.environ["INSAF_VAR"]) if IS_XDIST_WORKER else enter()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(specs: list[Any]) -> None:
    """Give each worker its own folder, before it starts, and all of them one for the worlds that they begin with, and
    one for the static files that are made: to cut a font takes longer than a test."""
    (VAR / "made-files").mkdir()
    for number, spec in enumerate(specs):
        folder = VAR / f"worker-{number}"
        (folder / "static").mkdir(parents=True)
        (folder / "made").symlink_to(VAR / "made-files", target_is_directory=True)
        spec.env["INSAF_VAR"] = str(folder)
        spec.env["INSAF_MADE"] = str(VAR / "made")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """How they are shared out: ``tests/sharing_out.py``."""
    from tests.sharing_out import AFewAtATime  # noqa: PLC0415  this module is read in runs without xdist too

    return AFewAtATime(config, log)
