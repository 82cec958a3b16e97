"""The small world of all roles, with four cases that have a word of their own in every field."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.site.portal.canary.planting import Planted, plant
from tests.site.portal.who_may_what.samples import gather
from tests.site.portal.who_may_what.world import World, small_world


class Kept(logging.Handler):
    """Every line that anything logged, at whatever level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.getMessage()} {record.exc_info or ''}")


@pytest.fixture(scope="module")
def logged() -> Iterator[list[str]]:
    """All that is logged while the module's tests run, from the planting on."""
    kept, root = Kept(), logging.getLogger()
    level = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    yield kept.lines
    root.removeHandler(kept)
    root.setLevel(level)


@pytest.fixture(scope="module")
def world(logged: list[str], django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with small_world(django_db_blocker) as made:
        made.samples = gather(made)
        yield made


@pytest.fixture(scope="module")
def planted(world: World) -> dict[str, Planted]:
    return plant(world)
