"""What makes the platform an app: its manifest in each language, its worker, what is shared to it, the stores' app."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client

from content.forms.round import AREAS, CONDITIONS, DRAFTS, SERVICES
from content.forms.round import SCRIPTS as ON_FORMS
from content.pages.kept import OFFLINE_COPY
from permissions.platform.called import forget
from permissions.platform.models import Platform
from portal.device.manifest import DEEP, PAPER
from portal.device.worker import SCRIPTS
from portal.settings.app import PUSH_SERVICES, android_app, push_hosts, vapid_private_key
from tests.architecture.sources import ROOT
from tests.content.forms import made

pytestmark = pytest.mark.django_db
SERVED = ROOT / "site" / "root"


def worker(client: Client) -> tuple[str, dict[str, Any]]:
    """Its lines, and what they tell."""
    text = client.get("/sw.js").content.decode()
    told: dict[str, Any] = json.loads(text[text.index("serve({") + len("serve(") : text.rindex(");")])
    return text, told


@pytest.fixture
def named() -> Iterator[dict[str, str]]:
    """Another name than the one that it is delivered with."""
    name = {"ar": "صوت", "en": "Voice"}
    Platform.objects.update_or_create(pk=Platform.THE_ONE, defaults={"name": name})
    forget()
    yield name
    forget()


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_a_manifest_names_the_platform_in_its_language_with_icons_that_are_there(
    client: Client, named: dict[str, str], language: str, direction: str
) -> None:
    answer = client.get(f"/{language}/app.webmanifest")
    said = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert (said["lang"], said["dir"], said["short_name"]) == (
        language,
        direction,
        {"ar": "صوت", "en": "Voice"}[language],
    )
    assert (said["start_url"], said["share_target"]["action"]) == (f"/{language}/", f"/{language}/device/shared/")
    assert {icon.get("purpose") for icon in said["icons"]} == {None, "maskable"}
    assert all((SERVED / icon["src"].lstrip("/")).is_file() for icon in said["icons"])
    assert f'href="/{language}/app.webmanifest"' in client.get(f"/{language}/track/").content.decode()


def test_tools_that_look_where_it_mostly_lies_are_led_to_it(client: Client) -> None:
    answer = client.get("/manifest.webmanifest", headers={"accept-language": "en"})
    assert (answer.status_code, answer["Location"]) == (302, "/ar/app.webmanifest")


def test_its_colours_are_those_of_the_tokens() -> None:
    tokens = (ROOT / "site" / "static" / "css" / "tokens.css").read_text()
    assert f"--paper: {PAPER};" in tokens
    assert f"--deep: {DEEP};" in tokens


def test_the_worker_is_ours_asked_for_each_time_and_knows_all_that_pages_run(client: Client) -> None:
    text, told = worker(client)
    answer = client.get("/sw.js")
    assert (answer["Cache-Control"], answer["Content-Type"]) == ("no-cache", "text/javascript; charset=utf-8")
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    assert text.startswith('import { serve } from "/static/js/worker.js";\n')
    for path in ("/ar/", "/ar/device/offline/", "/en/device/"):
        assert path in told["pages"]
    imported = set()
    for name in SCRIPTS:
        script = ROOT / "site" / "static" / "js" / f"{name}.js"
        if script.is_file():
            imported |= set(re.findall(r"[\"']\./([\w-]+)\.js[\"']", script.read_text()))
    assert imported <= set(SCRIPTS)
    on_forms = (*ON_FORMS, *CONDITIONS, *SERVICES, *AREAS, *DRAFTS)
    assert {name.removeprefix("js/").removesuffix(".js") for name in on_forms} <= set(SCRIPTS)
    # Those that are fetched when somebody records, or writes.
    assert {"forms-voice", "forms-hints"} <= set(SCRIPTS)


def test_the_worker_keeps_ordinary_forms_in_advance_and_no_sealed_one(client: Client) -> None:
    made.published_forms()
    _text, told = worker(client)
    assert {"/ar/file/complaint/", "/ar/file/inquiry/"} <= set(told["forms"]["ar"])
    assert "/en/file/complaint/" in told["forms"]["en"]
    assert not [path for paths in told["forms"].values() for path in paths if "rights" in path or "integrity" in path]
    assert {"/ar/track/", "/ar/reply-times/"} <= set(told["pages"])


def test_the_page_that_asks_for_number_and_code_is_kept_as_nobody_s_alone(client: Client) -> None:
    made.published_forms()
    anonymous = Client().get("/ar/track/")
    assert anonymous[OFFLINE_COPY] == "may"
    assert "no-store" not in anonymous["Cache-Control"]
    client.cookies["a"] = "b"
    for answer in (Client().get("/ar/track/?tracking=26-0000-0000-0"), client.get("/ar/track/")):
        assert OFFLINE_COPY not in answer
        assert "no-store" in answer["Cache-Control"]


def test_another_release_is_another_worker(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    _text, before = worker(client)
    monkeypatch.setattr("portal.device.worker._files", lambda: ("/static/js/insaf.0123456789ab.js",))
    assert worker(client)[1]["release"] != before["release"]


@pytest.mark.parametrize(
    "path", ["/ar/device/", "/ar/device/offline/", "/ar/device/shared/", "/ar/", "/ar/file/complaint/"]
)
def test_pages_that_are_the_same_for_all_may_be_kept(client: Client, path: str) -> None:
    made.published_forms()
    answer = client.get(path)
    assert (answer.status_code, answer[OFFLINE_COPY]) == (HTTPStatus.OK, "may")
    assert "no-store" not in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/ar/my/", "/ar/track/lost/", "/admin/login/", "/api/v1/kinds"])
def test_no_other_page_says_so(client: Client, path: str) -> None:
    made.published_forms()
    assert OFFLINE_COPY not in client.get(path).headers


def test_what_is_shared_is_offered_to_no_sealed_form(client: Client) -> None:
    made.published_forms()
    page = client.get("/en/device/shared/").content.decode()
    assert "/en/file/complaint/" in page
    assert not any(f'href="/en/file/{kind}/"' in page for kind in ("rights", "integrity"))


def test_what_is_shared_without_a_worker_is_not_kept_and_that_is_said(client: Client) -> None:
    answer = Client(enforce_csrf_checks=True).post("/en/device/shared/", {"text": "a word of mine"})
    assert answer.status_code == HTTPStatus.FOUND
    page = client.get(answer["Location"]).content.decode()
    assert "didn’t arrive" in page
    assert "a word of mine" not in page


def test_the_app_of_the_stores_is_named_where_the_operator_has_one(client: Client, settings: Any) -> None:
    (said,) = client.get("/.well-known/assetlinks.json").json()
    assert said["target"]["package_name"] == "org.example.insaf"
    assert said["target"]["sha256_cert_fingerprints"] == [":".join(["AB"] * 32)]
    settings.ANDROID_APP = ""
    assert client.get("/.well-known/assetlinks.json").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("app", "prints"), [("org.example.app", ""), ("app", ":".join(["AB"] * 32)), ("org.example.app", "AB:CD")]
)
def test_a_wrong_name_or_fingerprint_is_refused(monkeypatch: pytest.MonkeyPatch, app: str, prints: str) -> None:
    monkeypatch.setenv("ANDROID_APP", app)
    monkeypatch.setenv("ANDROID_FINGERPRINTS", prints)
    with pytest.raises(ImproperlyConfigured, match="ANDROID"):
        android_app()


@pytest.mark.parametrize("given", ["!", "AA", "a" * 90])
def test_a_key_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("VAPID_PRIVATE_KEY", given)
    with pytest.raises(ImproperlyConfigured, match="push_key"):
        vapid_private_key()


def test_the_command_makes_a_key_that_is_taken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("push_key")
    name, _sign, value = capsys.readouterr().out.strip().partition("=")
    monkeypatch.setenv(name, value)
    assert vapid_private_key() is not None


def test_the_android_project_has_no_binary() -> None:
    files = [path for path in (Path(ROOT) / ".android").rglob("*") if path.is_file()]
    assert files
    for path in files:
        path.read_text(encoding="utf-8")


def test_who_rings_devices_is_known_or_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUSH_HOSTS", raising=False)
    assert push_hosts() == PUSH_SERVICES
    monkeypatch.setenv("PUSH_HOSTS", "Push.example.org, ring.example.jo")
    assert push_hosts() == ("push.example.org", "ring.example.jo")


@pytest.mark.parametrize("given", ["org", "*.example.org", "https://a.example.org", "a.example.org:8443", "10.0.0.1"])
def test_what_is_no_host_that_rings_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("PUSH_HOSTS", given)
    with pytest.raises(ImproperlyConfigured, match="PUSH_HOSTS"):
        push_hosts()
