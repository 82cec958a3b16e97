"""A session cookie that nobody of ours made is no session and no error, on either database."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from portal.settings.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("cookie", [r'"\000abcdefghijk"', r'"\377\377abcdefg"', "a" * 4000, "short", "'; drop"])
def test_a_forged_session_cookie_is_nobody(client: Client, cookie: str) -> None:
    with translation.override("en"):
        address = reverse("follow", args=["26-0000-0000-0"])
    response = client.get(address, headers={"cookie": f"sessionid={cookie}"})
    assert response.status_code == 302
    assert response.headers["location"].startswith("/en/track/")


def test_a_session_of_ours_is_found_again() -> None:
    made = SessionStore()
    made["proved"] = 1
    made.create()
    assert SessionStore(session_key=made.session_key)["proved"] == 1


def made() -> str:
    session = SessionStore()
    session.create()
    return str(session.session_key)


def test_a_session_key_cannot_be_guessed() -> None:
    """32 letters and digits are 165 bits, from the machine's own source of chance; nothing but the key is in it."""
    keys = {made() for _time in range(50)}
    assert len(keys) == 50
    assert all(re.fullmatch(r"[a-z0-9]{32}", key) for key in keys)
    assert len({key[place] for key in keys for place in range(32)}) == 36
