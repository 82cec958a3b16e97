"""What an officer's answer costs the database: the rights of whoever acts are read once under the lock."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.scenes import country, file_case
from tests.site.portal.signed_in import client_of

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'name="(work|page)" value="([^"]+)"')
BRACKETS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
ANSWER = 34
"""Statements, at most."""


def test_an_answer_costs_at_most_34_statements_and_a_case_page_30() -> None:
    client = client_of(country(), "officer-moh")
    for _again in range(2):  # what is read once in a process has been read
        tracking = file_case().tracking
        with CaptureQueriesContext(connection) as looked:
            html = client.get(f"/admin/desk/{tracking}/").content.decode()
        sent = dict(HIDDEN.findall(html)) | {"outcome": "resolved", "text": "It is done."}
        with CaptureQueriesContext(connection) as answered:
            assert client.post(f"/admin/desk/{tracking}/decide/", sent).status_code == 302
    shown, asked = (
        [each["sql"] for each in found if not each["sql"].startswith(BRACKETS)] for found in (looked, answered)
    )
    assert len(shown) <= 30
    assert len(asked) <= ANSWER
    # Before the lock once, and under it once more: in between they may have lost them.
    assert sum(each.startswith('SELECT "permissions_roleholding"') for each in asked) == 2
