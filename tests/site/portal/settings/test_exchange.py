"""What the operator says of the telephone exchange is read, or refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment
from portal.settings.exchange import exchange_secret, recordings_url

RECORDINGS = "https://recordings.example.org/calls/{id}"


def test_without_them_it_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EXCHANGE_SECRET", "RECORDINGS_URL"):
        monkeypatch.delenv(name, raising=False)
    assert (exchange_secret("production"), exchange_secret("test"), recordings_url()) == ("", "", "")


def test_the_demo_makes_a_secret_for_calls_that_are_played(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("EXCHANGE_SECRET", raising=False)
    monkeypatch.setattr(environment, "VAR", tmp_path)
    secret = exchange_secret("demo")
    assert len(secret) >= environment.SHORTEST_SECRET
    assert exchange_secret("demo") == secret


def test_what_is_given_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXCHANGE_SECRET", "s" * 32)
    monkeypatch.setenv("RECORDINGS_URL", RECORDINGS)
    assert (exchange_secret("production"), recordings_url()) == ("s" * 32, RECORDINGS)


def test_a_secret_that_could_be_guessed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXCHANGE_SECRET", "s" * 31)
    with pytest.raises(ImproperlyConfigured, match="EXCHANGE_SECRET needs 32 characters at least"):
        exchange_secret("production")


@pytest.mark.parametrize(
    "wrong",
    [
        *("https://r.example.org/", "http://r.example.org/{id}", "https://a@r.example.org/{id}"),
        *("https:///{id}", "https://r.example.org/{id}/{id}", "javascript:{id}"),
    ],
)
def test_an_address_without_its_place_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("RECORDINGS_URL", wrong)
    with pytest.raises(ImproperlyConfigured, match="RECORDINGS_URL is an address as"):
        recordings_url()
