"""Three editors and a form of theirs, with the gate closed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.content.forms.review.drafting import three_editors
from tests.scenes import Country


@pytest.fixture
def land() -> Iterator[Country]:
    with three_editors() as country:
        yield country
