"""A browser that has just filed a case by the door, as it leaves the form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.test import Client

from content.forms.filed_link import remember_filed
from workflows.cases.models import Case


def has_filed(client: Client, case: Case) -> Client:
    """Give ``client`` what the answer to the form gives to a browser, now."""
    answer, asked = HttpResponse(), HttpRequest()
    asked.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    remember_filed(asked, answer, case.tracking)
    client.cookies.update(answer.cookies)
    return client
