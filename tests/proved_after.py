"""After each test that writes to the database all proved rows agree with their proofs: no write of ours went past."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from permissions.proving.checking import differences


@pytest.fixture(autouse=True)
def proved_after(request: pytest.FixtureRequest) -> Iterator[None]:
    """Of tests that commit nothing is left to be asked."""
    marked = request.node.get_closest_marker("django_db")
    if marked is None or marked.kwargs.get("transaction"):
        yield
        return
    request.getfixturevalue("db")  # so that its rows are still there when this ends
    yield
    if not connection.needs_rollback:
        assert list(differences()) == []
