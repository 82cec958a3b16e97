"""Ties processes together, so that none of a family outlives the one that started it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)
_forking: list[int] = []


def die_with(parent: int) -> None:
    """Be killed when ``parent``, who started this process, is gone, however it died.

    Linux only; elsewhere an orderly end still ends all, and a family whose head was killed is left behind.
    """
    if sys.platform == "linux":
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was quicker
            os.kill(os.getpid(), signal.SIGKILL)


def tie_forks() -> None:
    """From now on every fork of this process, and theirs, is killed when the process that made it is gone."""
    os.register_at_fork(before=_remember, after_in_child=lambda: die_with(_forking[0]))


def _remember() -> None:
    _forking[:] = [os.getpid()]
