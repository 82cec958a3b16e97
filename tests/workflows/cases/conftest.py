"""The country in which cases accuse people, for the tests of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.scenes import Country
from tests.workflows.cases.accusing import land_with_a_department
from workflows.cases.consistency import inconsistencies


@pytest.fixture
def land() -> Iterator[Country]:
    """With a department under the ministry of health; at the end of each test all tables agree."""
    found = land_with_a_department()
    yield found
    assert list(inconsistencies()) == []
