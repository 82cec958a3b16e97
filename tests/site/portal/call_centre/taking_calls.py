"""A call is begun, and its form filled in and filed."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

from content.forms.page import FormPage
from tests.site.portal.signed_in import page

START = "/admin/call-centre/"
NUMBER = "0790000001"
SAID = {"agency": "moh", "subject": "انقطاع الماء", "text": "انقطعت المياه منذ أربعة أيام.", "phone": NUMBER}


def begin(client: Client, number: str = NUMBER, channel: str = "call") -> str:
    answer = client.post(START, {"number": number, "channel": channel})
    assert answer.status_code == 302, page(answer)
    return str(answer.headers["Location"])


def form_of(kind: str = "complaint", language: str = "ar") -> FormPage:
    found: FormPage = FormPage.objects.get(kind=kind, locale__language_code=language)
    return found


def asked(client: Client, call: str, kind: str = "complaint", language: str = "ar") -> tuple[str, BeautifulSoup]:
    """The address of a form in a call, and its page."""
    address = f"{call}?form={form_of(kind, language).pk}&language={language}"
    answer = client.get(address)
    assert answer.status_code == 200
    return address, BeautifulSoup(answer.content, "lxml")


def file(client: Client, call: str, **said: Any) -> tuple[Any, str]:
    """Fill in the form for complaints and file it; what came, and the token that it was sent with."""
    address, drawn = asked(client, call)
    token = str(drawn.select_one("[name=form_token]")["value"])  # type: ignore[index]  # it is there, or the test fails
    return client.post(address, SAID | {"form_token": token} | said), token
