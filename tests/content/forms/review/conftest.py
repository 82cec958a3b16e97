"""Two editors and a form of theirs; the gate is closed, as it is for everybody but what ships with the platform."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from content.forms.review import gate
from tests.content.forms import made
from tests.scenes import Country, hire


@pytest.fixture
def land() -> Iterator[Country]:
    """A country with its forms in both languages, three editors and the gate closed."""
    country = made.published_forms()
    for name in ("amal", "basem", "carol"):
        hire(country, "editor", username=name)
    token = gate.alone.set("")
    yield country
    gate.alone.reset(token)
