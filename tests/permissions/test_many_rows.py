"""Rows that go in one statement: what is there already is refused by us, and not by the database."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from permissions.many_rows import insert
from permissions.tallies.models import Tally

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_row_that_is_there_is_refused_and_on_postgresql_not_by_the_database() -> None:
    """Whose refusal would write the row into its log, and end the transaction."""
    insert(Tally, [Tally(name="one", count=1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Tally, [Tally(name="two", count=1), Tally(name="one", count=2)])
    assert list(Tally.objects.values_list("name", "count")) == [("one", 1)]
    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError, match="is there already"):
            insert(Tally, [Tally(name="one", count=3)])
        assert Tally.objects.get().count == 1, "the transaction goes on"
