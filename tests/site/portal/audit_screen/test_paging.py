"""The trail a page at a time."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.test import Client

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.audit.services import NewEntry, append
from permissions.now import now
from tests.scenes import country, hire
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor() -> Client:
    land = country()
    hire(land, "auditor")
    return client_of(land, "auditor")


def shown(client: Client, query: str = "") -> tuple[list[str], str]:
    """The marks on a page, and the query of the next page; empty on the last."""
    html = page(client.get(f"/admin/audit/{query}"))
    following = re.search(r'href="(\?[^"]*)" rel="next"', html)
    return re.findall(r'data-entry="(\w+)"', html), following[1].replace("&amp;", "&") if following else ""


def test_pages_follow_one_another_without_a_gap_or_a_repetition(auditor: Client) -> None:
    with transaction.atomic():
        append([NewEntry("published", "version", 0) for _ in range(110)], actor=Actor.operator, at=now())
    seen: list[str] = []
    address = "?what=published"
    while address:
        marks, address = shown(auditor, address)
        seen += marks
    published = AuditEntry.objects.filter(verb="published").order_by("-at", "-sequence")
    assert seen == [entry.mark for entry in published]


@pytest.mark.parametrize(
    "before",
    ["7", "~", "2026-11-22T08:00:00~ab", "2026-11-22T08:00:00%2B00:00~", "x~y", "2026-11-22T08:00:00%2B00:00~%00"],
)
def test_a_page_after_what_is_no_entry_is_the_first(auditor: Client, before: str) -> None:
    first, _older = shown(auditor)
    assert first
    assert shown(auditor, f"?before={before}")[0] == first
