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
from portal.operations.demo_world.agencies.units import CENTRAL, RIGHTS, Unit

PUBLIC_BODIES: tuple[Body, ...] = (
    *government.BODIES,
    *people_and_knowledge.BODIES,
    *economy.BODIES,
    *land_and_services.BODIES,
    *municipalities.BODIES,
)
UNITS: tuple[Unit, ...] = (CENTRAL, RIGHTS)
ALL: tuple[Body | Unit, ...] = (*PUBLIC_BODIES, *UNITS)
LARGE = ("moh", "moe", "mopw", "amm", "ssc", "waj", "psd", "cspd")
"""Agencies with two liaison officers."""
