"""What the tests of the search share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.seeded_site import seeded_site


@pytest.fixture(scope="module")
def site_of_all_pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All pages and forms in both languages, two ministries, everything published."""
    with seeded_site(django_db_blocker):
        yield
