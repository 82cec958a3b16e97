"""The form for following is taken from our own pages, and from no other site's."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests.content.forms.made import hidden_values
from tests.scenes import country, file_case

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


def sends(**headers: str) -> int:
    """The status for whoever sends number and secret without a token; with what their browser says of where."""
    country()
    case = file_case()
    sent = {"tracking": case.tracking, "secret": case.secret}
    return Client(enforce_csrf_checks=True).post("/ar/track/", sent, headers=headers).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": HERE},
        {"referer": f"{HERE}/ar/"},
        {
            "origin": HERE,
            "referer": "http://evil.example/",
        },
    ],
)
def test_from_here_it_is_taken_without_a_token(headers: dict[str, str]) -> None:
    assert sends(**headers) == 302


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "https://testserver"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://evil.example", "referer": f"{HERE}/ar/"},
        {"referer": "http://evil.example/http://testserver/"},
        {"referer": "about:blank"},
    ],
)
def test_from_anywhere_else_it_is_refused(headers: dict[str, str]) -> None:
    assert sends(**headers) == 403
    assert not Session.objects.exists()


def test_with_a_token_it_is_taken_from_a_browser_that_says_nothing() -> None:
    country()
    case = file_case()
    visitor = Client(enforce_csrf_checks=True)
    [token] = hidden_values(visitor.get("/en/track/").content.decode(), "csrfmiddlewaretoken")
    sent = {"tracking": case.tracking, "secret": case.secret, "csrfmiddlewaretoken": token}
    assert visitor.post("/en/track/", sent).status_code == 302


@pytest.mark.parametrize("name", ["track_leave", "leave_quickly"])
def test_every_other_form_asks_for_the_token(name: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse(name), headers={"origin": HERE})
    assert answer.status_code == 403
