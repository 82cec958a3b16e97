"""Every agency of the demo world, each after its parent."""

from __future__ import annotations

from portal.operations.demo_world.agencies import (
    economy,
    government,
    land_and_services,
    municipalities,
    people_and_knowledge,
)
from portal.operations.demo_world.agencies.shape import Body

PUBLIC_BODIES: tuple[Body, ...] = (
    *government.BODIES,
    *people_and_knowledge.BODIES,
    *economy.BODIES,
    *land_and_services.BODIES,
    *municipalities.BODIES,
)
LARGE = ("moh", "moe", "mopw", "amm", "ssc", "waj", "psd", "cspd")
"""Agencies with two liaison officers."""
