"""Passwords and secrets of cases are hashed in tests as in life, but at the least cost that Argon2 knows."""

from __future__ import annotations

from portal.settings.hashers import LightArgon2


class QuickArgon2(LightArgon2):
    """0.1 ms instead of 22, which every filing and every log-in of a test would cost."""

    time_cost = 1
    memory_cost = 8
