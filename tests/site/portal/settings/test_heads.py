"""Where the head of the trail is told, and who stamps it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings.heads import HOW, head_places, timestamping

FILE, SERVER = "file:///mnt/elsewhere/insaf%20heads.log", "tls://logs.example.org:6514"
STAMPS = "https://stamps.example.org/tsa"


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HEAD_URL", "TIMESTAMP_URL", "TIMESTAMP_CA"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("given", "places"),
    [
        ("", (None, "")),
        (FILE, (Path("/mnt/elsewhere/insaf heads.log"), "")),
        (SERVER, (None, SERVER)),
        ("udp://10.0.0.9:514", (None, "udp://10.0.0.9:514")),
        ("unix:///dev/log", (None, "unix:///dev/log")),
        (f"{SERVER}, {FILE}", (Path("/mnt/elsewhere/insaf heads.log"), SERVER)),
    ],
)
def test_a_file_a_syslog_server_or_both_are_told(
    monkeypatch: pytest.MonkeyPatch, given: str, places: tuple[Path | None, str]
) -> None:
    monkeypatch.setenv("HEAD_URL", given)
    assert head_places() == places


@pytest.mark.parametrize(
    "given",
    [
        "/mnt/elsewhere/insaf-heads.log",
        "file:insaf-heads.log/",
        "file:///",
        "file:///mnt/elsewhere/",
        "file://elsewhere/insaf-heads.log",
        "tls://logs.example.org",
        "tls://logs.example.org:many",
        "tcp://:601",
        "unix:",
        "https://logs.example.org:443",
        f"{FILE},{FILE}",
        f"{SERVER},{SERVER}",
    ],
)
def test_what_leads_nowhere_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("HEAD_URL", given)
    with pytest.raises(ImproperlyConfigured) as refused:
        head_places()
    assert str(refused.value) == HOW


@pytest.mark.parametrize(
    ("head", "url", "ca", "sentence"),
    [
        (FILE, "stamps.example.org", "", "TIMESTAMP_URL is the address of a time-stamping authority"),
        ("", STAMPS, "", "TIMESTAMP_URL needs HEAD_URL"),
        (FILE, STAMPS, "", "TIMESTAMP_URL needs TIMESTAMP_CA"),
        (FILE, STAMPS, "/nowhere/ca.pem", "TIMESTAMP_CA: there is no file /nowhere/ca.pem"),
    ],
)
def test_stamps_that_nobody_could_keep_or_check_are_refused(
    monkeypatch: pytest.MonkeyPatch, head: str, url: str, ca: str, sentence: str
) -> None:
    for name, value in {"HEAD_URL": head, "TIMESTAMP_URL": url, "TIMESTAMP_CA": ca}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        timestamping()


def test_an_authority_and_its_certificates_are_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert timestamping() == ("", None)
    certificates = tmp_path / "ca.pem"
    certificates.write_text("", encoding="utf-8")
    monkeypatch.setenv("HEAD_URL", FILE)
    monkeypatch.setenv("TIMESTAMP_URL", STAMPS)
    monkeypatch.setenv("TIMESTAMP_CA", str(certificates))
    assert timestamping() == (STAMPS, certificates)
