"""A citizen proves that a case is theirs, and reads its page."""

from __future__ import annotations

from django.test import Client

from workflows.cases.models import Case


def prove(client: Client, case: Case, language: str = "ar") -> None:
    answer = client.post(f"/{language}/track/", {"tracking": case.tracking, "secret": case.secret})
    assert answer.status_code == 302


def page(client: Client, case: Case, language: str = "ar") -> str:
    return client.get(f"/{language}/track/{case.tracking}/").content.decode()
