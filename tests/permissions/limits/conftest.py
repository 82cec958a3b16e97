"""Limits are on in these tests, and count in each of the two places."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _limits_on(limits_on: None) -> None:
    """In all of this folder."""


@pytest.fixture(params=["database", pytest.param("redis", marks=pytest.mark.redis)])
def counted_in(request: pytest.FixtureRequest, settings: Any) -> str:
    """Where it is counted: the tests that ask for this run in the database and, where there is one, in Redis."""
    place = str(request.param)
    if place == "redis":
        url = request.getfixturevalue("with_redis")
        settings.CACHES = {"default": {"BACKEND": "portal.settings.cache.CalmRedisCache", "LOCATION": url}}
    return place
