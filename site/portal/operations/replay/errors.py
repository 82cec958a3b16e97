"""Why a replay is not begun, or stops."""

from __future__ import annotations


class ReplayRefused(Exception):
    """A sentence for the operator that says what is wrong and what to do."""
