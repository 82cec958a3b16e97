"""Production speaks TLS alone, and browsers are told so for as long as the operator has chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment
from portal.settings.environment import Hsts
from tests.site.portal.settings.production import PRODUCTION, started

ASKED = """
import django; django.setup()
from django.conf import settings
from django.test import Client
plain = Client().get("/robots.txt", headers={"host": "insaf.example"})
print(plain.status_code, plain.headers.get("Location"))
for address in ("/robots.txt", "/healthz"):
    print(Client().get(address, secure=True, headers={"host": "insaf.example"})["Strict-Transport-Security"])
print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY, settings.DEBUG)
"""
A_YEAR = {"INSAF_HSTS_SECONDS": "31536000", "INSAF_HSTS_SUBDOMAINS": "true", "INSAF_HSTS_PRELOAD": "true"}


@pytest.mark.parametrize(
    ("chosen", "told"), [({}, "max-age=3600"), (A_YEAR, "max-age=31536000; includeSubDomains; preload")]
)
def test_production_answers_over_https_alone_and_says_so_for_an_hour_or_as_long_as_is_set(
    chosen: dict[str, str], told: str, tmp_path: Path
) -> None:
    ran = started(PRODUCTION | chosen, tmp_path, does=ASKED)
    assert ran.stdout.splitlines() == ["301 https://insaf.example/robots.txt", told, told, "True True True False"], (
        ran.stderr
    )


def test_elsewhere_nothing_is_said_of_it() -> None:
    assert environment.hsts("demo") == Hsts(0, subdomains=False, preload=False)


@pytest.mark.parametrize(
    "chosen",
    [
        {"INSAF_HSTS_SECONDS": "-1"},
        {"INSAF_HSTS_SECONDS": "a year"},
        {"INSAF_HSTS_PRELOAD": "true"},
        A_YEAR | {"INSAF_HSTS_SECONDS": "3600"},
    ],
)
def test_what_no_browser_would_take_is_refused(chosen: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match="INSAF_HSTS"):
        environment.hsts("production")
