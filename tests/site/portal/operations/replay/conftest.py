"""What tests of the replay stand on."""

from __future__ import annotations

import pytest
from pytest_django import Settings


@pytest.fixture
def quick_secrets(settings: Settings) -> None:
    """A citizen's secret costs 22 ms of Argon2, which is no part of what a replay is about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
