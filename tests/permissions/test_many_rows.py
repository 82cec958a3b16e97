"""Rows that go in one statement: what is there already is refused by us, and not by the database."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from permissions.agencies.models import Agency
from permissions.many_rows import insert

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_row_that_is_there_is_refused_and_on_postgresql_not_by_the_database() -> None:
    """Whose refusal would write the row into its log, and end the transaction."""
    insert(Agency, [Agency(code="moh", name={"ar": "الصحة"})])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Agency, [Agency(code="moe", name={"ar": "التربية"}), Agency(code="moh", name={"ar": "الصحة"})])
    assert list(Agency.objects.values_list("code", flat=True)) == ["moh"]
    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError, match="is there already"):
            insert(Agency, [Agency(code="moh", name={"ar": "الصحة"})])
        assert Agency.objects.count() == 1, "the transaction goes on"
