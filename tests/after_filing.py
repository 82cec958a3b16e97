"""A browser that has just filed a case by the door, as it leaves the form."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client

from content.forms.filed_link import remember_filed
from workflows.cases.models import Case


def has_filed(client: Client, case: Case) -> Client:
    """Give ``client`` what the answer to the form gives to a browser, now."""
    answer = HttpResponse()
    remember_filed(answer, case.tracking)
    client.cookies.update(answer.cookies)
    return client
