"""Whether what was filed from here was counted with its network, by which floods are known."""

from __future__ import annotations

from permissions.limits.decide import Limit
from permissions.limits.models import Count
from permissions.limits.subjects import key_of, network_of
from permissions.now import now


def is_counted_from_here() -> bool:
    """Of a browser or app of a test that left no address."""
    key = key_of(Limit("seen-from_sender", free=0), network_of("127.0.0.1"), now())
    return Count.objects.filter(key=key).exists()
