"""A browser that has just filed a case by the door, as it leaves the form, and where it is sent then."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from content.forms.filed_link import filed_link, remember_filed
from workflows.cases.models import Case


def has_filed(client: Client, case: Case) -> Client:
    """Give ``client`` what the answer to the form gives to a browser, now."""
    answer = HttpResponse()
    remember_filed(answer, case)
    client.cookies.update(answer.cookies)
    return client


def link_to(tracking: str, language: str = "en") -> str:
    with translation.override(language):
        return filed_link(tracking)
