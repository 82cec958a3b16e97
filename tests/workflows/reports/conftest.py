"""Whatever these tests write of proved rows is proved."""

from tests.proved_after import proved_after

__all__ = ["proved_after"]
