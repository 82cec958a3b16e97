"""The small world, made once for a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from permissions.now import now, standing_at
from tests.site.portal.who_may_what.samples import gather
from tests.site.portal.who_may_what.world import World, small_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Every role of the demo world, a case for each subject, and one of each thing that an address can name.

    Time stands still: a session that is noted as used answers otherwise than one that was just used.
    """
    with small_world(django_db_blocker) as made, standing_at(now()):
        made.samples = gather(made)
        yield made
