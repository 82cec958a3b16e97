"""An installation as ``set_up`` leaves it, made once for all who begin with one."""

from __future__ import annotations

from portal.operations.demo_world.jordan import say_numbers
from portal.operations.set_up.loading import set_up
from tests.made_once import made_once


@made_once
def installed() -> None:
    """All parts, pages and forms among them, in a country that has said its emergency numbers."""
    say_numbers()
    set_up(lambda said: None)
