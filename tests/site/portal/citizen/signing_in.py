"""A citizen asks for a code, reads it in the letter, and signs in with it."""

from __future__ import annotations

import re

from django.core import mail
from django.test import Client

from permissions.citizens.models import Citizen
from permissions.citizens.sessions import KEY
from permissions.now import now
from workflows.notifications.deliver import deliver_waiting

HUDA = "huda@example.org"


def ask_for_code(client: Client, address: str = HUDA, language: str = "en") -> str:
    """Ask, and read the code in the letter."""
    answer = client.post(f"/{language}/my/", {"address": address})
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/my/code/")
    deliver_waiting()
    return str(re.findall(r"\b\d{6}\b", str(mail.outbox[-1].body))[-1])


def sign_in(client: Client, address: str = HUDA, language: str = "en") -> Client:
    answer = client.post(f"/{language}/my/code/", {"code": ask_for_code(client, address, language)})
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/my/")
    return client


def known(citizen: Citizen) -> Client:
    """A browser in which somebody is signed in, without a code."""
    client = Client()
    session = client.session
    session[KEY] = {"id": citizen.pk, "at": now().timestamp(), "seen": now().timestamp()}
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    return client


def is_in(client: Client) -> bool:
    return "What is known of you here" in client.get("/en/my/").content.decode()
