"""What the web server and the gate say to each other of a request: whether its body has come, how long it waited."""

from __future__ import annotations

from typing import Final

ANNOUNCED: Final = "insaf.announced"
"""In the environment of a request that is shown without its body: ``100 Continue`` says that this may come."""
WAITED: Final = "insaf.waited"
"""In the environment: how long the request, whole, waited for a thread, in seconds."""
LET_IN: Final = "insaf.let_in"
"""In the environment of a request that has come whole, and of whose body was said before that it may come."""
LITTLE: Final = 100_000
"""Bytes of a body that the web server reads without asking."""
MOST: Final = 110_000_000
"""Bytes of a body that no address takes: of such it asks before it has read any."""
