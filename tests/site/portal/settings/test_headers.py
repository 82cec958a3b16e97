"""What a browser is told to refuse: the pages that the walk through all addresses does not see, and each exception."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings

from content.forms.page import FormPage
from content.forms.previewing import MODES
from content.pages.models import StandardPage
from portal.settings.headers import OFF, PERMISSIONS, PLAIN_STYLE, Headers, content_security_policy
from tests.scenes import country, hire
from tests.seeded_site import pages_and_forms
from tests.site.portal.settings.protected import policy_of, unprotected

pytestmark = pytest.mark.django_db


def answered(view: Callable[[Any], HttpResponse], address: str) -> HttpResponse:
    """What the middleware makes of an answer."""
    answer = Headers(view)(RequestFactory().get(address))
    assert isinstance(answer, HttpResponse)
    return answer


STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def test_a_page_that_stands_when_nothing_else_does_has_them_too(client: Client) -> None:
    answers = client.get("/ar/", headers={"host": "evil.example"}), client.get("/en/no/such/")
    assert [answer.status_code for answer in answers] == [400, 404]
    for answer in answers:
        assert unprotected("/", answer.headers) == []


@pytest.mark.parametrize("page", ["400.html", "500.html"])
def test_the_style_that_stands_in_it_is_the_one_that_is_allowed(page: str) -> None:
    [style] = STYLE.findall(render_to_string(page))
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" == PLAIN_STYLE


def test_a_page_is_framed_by_the_editor_and_by_nobody_else(client: Client) -> None:
    land = country()
    pages_and_forms()  # before anybody is hired, or it is made anew
    editor = hire(land, "editor")
    client.force_login(editor)
    page = StandardPage.objects.get(locale__language_code="ar", slug="privacy")
    edit = client.get(f"/admin/pages/{page.pk}/edit/")
    assert policy_of(edit.headers)["frame-src"] == "'self'"
    preview = client.get(f"/admin/pages/{page.pk}/edit/preview/", {"in_preview_panel": "true"})
    assert preview.status_code == 200
    assert policy_of(preview.headers)["frame-ancestors"] == "'self'"
    public = client.get(page.url)
    assert policy_of(public.headers)["frame-ancestors"] == "'none'"
    assert "frame-src" not in policy_of(public.headers)


@pytest.mark.parametrize("mode", [mode for mode, _name in MODES])
def test_a_form_on_which_voices_are_recorded_is_framed_by_the_editor_in_every_mode(client: Client, mode: str) -> None:
    land = country()
    pages_and_forms()  # as above
    client.force_login(hire(land, "editor"))
    page = FormPage.objects.get(locale__language_code="ar", slug="complaint")
    assert policy_of(client.get(page.url).headers)["media-src"] == "'self' blob:"
    preview = client.get(f"/admin/pages/{page.pk}/edit/preview/", {"mode": mode, "in_preview_panel": "true"})
    assert (preview.status_code, policy_of(preview.headers)["frame-ancestors"]) == (200, "'self'")


@pytest.mark.parametrize(
    ("way_out", "may_end"),
    [("", "'self'"), ("/", "'self'"), ("https://weather.example/amman?d=1", "'self' https://weather.example")],
)
def test_leaving_quickly_without_scripts_may_end_where_it_leads(way_out: str, may_end: str) -> None:
    with override_settings(CONTENT_SECURITY_POLICY=content_security_policy(way_out)):
        answer = answered(lambda _request: HttpResponse("x"), "/ar/")
    assert policy_of(answer.headers)["form-action"] == may_end


def test_a_nonce_is_in_the_policy_of_the_page_that_uses_it_alone() -> None:
    def asks(request: Any) -> HttpResponse:
        return HttpResponse(f'<script nonce="{request.csp_nonce}">')

    once, again = (answered(asks, "/en/") for _time in range(2))
    for answer in (once, again):
        nonce = answer.content.decode().split('"')[1]
        assert policy_of(answer.headers)["script-src"] == f"'self' 'nonce-{nonce}'"
    assert once.content != again.content


def test_a_policy_that_a_download_brings_stays() -> None:
    own = {"Content-Security-Policy": "sandbox"}
    answer = answered(lambda _request: HttpResponse("x", headers=own), "/admin/desk/")
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_no_page_films_or_listens() -> None:
    answer = answered(lambda _request: HttpResponse("x"), "/ar/")
    said = answer.headers["Permissions-Policy"].split(", ")
    assert {f"{name}=()" for name in OFF} <= set(said)
    assert {"camera=()", "microphone=()", "geolocation=()", "publickey-credentials-get=(self)"} <= set(said)


def test_a_page_that_asks_for_files_may_record_a_voice_and_play_it_and_no_other_may(client: Client) -> None:
    country()
    pages_and_forms()
    for _time in range(2):  # drawn, and as it is kept
        form = client.get("/ar/file/complaint/")
        assert "microphone=(self)" in form.headers["Permissions-Policy"]
        assert "camera=()" in form.headers["Permissions-Policy"]
        assert policy_of(form.headers)["media-src"] == "'self' blob:"
    home = client.get("/ar/")
    assert "microphone=()" in home.headers["Permissions-Policy"]
    assert policy_of(home.headers)["media-src"] == "'self'"
    own = {"Permissions-Policy": "camera=*"}
    answer = answered(lambda _request: HttpResponse("x", headers=own), "/ar/")
    assert answer.headers["Permissions-Policy"] == PERMISSIONS


@pytest.mark.parametrize(
    ("policy", "wrong"),
    [
        ("", ["default-src", "base-uri", "object-src", "script-src", "connect-src", "font-src", "form-action"]),
        ("script-src 'self' 'unsafe-inline'", ["script-src"]),
        ("script-src 'self' https:", ["script-src"]),
        ("style-src 'self' 'unsafe-inline'", ["style-src"]),
        ("img-src *", ["img-src"]),
        ("default-src 'self'", ["default-src"]),
    ],
)
def test_a_policy_that_allows_too_much_is_seen(policy: str, wrong: list[str]) -> None:
    good = policy_of(answered(lambda _request: HttpResponse("x"), "/ar/").headers)
    written = policy and "; ".join(f"{name} {sources}" for name, sources in (good | policy_of_text(policy)).items())
    headers = {"Content-Type": "text/html", "Content-Security-Policy": written}
    found = [each.removeprefix("Content-Security-Policy: ") for each in unprotected("/ar/", headers)]
    assert [name for name in wrong if name not in found] == []


def policy_of_text(text: str) -> dict[str, str]:
    return policy_of({"Content-Security-Policy": text})


def test_the_cookies_of_the_demo_keep_the_names_that_plain_http_takes() -> None:
    assert (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME) == ("sessionid", "csrftoken")
