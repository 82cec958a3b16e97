"""What owners set for all figures: named choices of requests, and with which month the fiscal year begins."""

from __future__ import annotations

from workflows.figures.choosing import Segments


def segments() -> Segments:
    """Key to conditions of all that there are."""
    return {}


def fiscal_month() -> int:
    """1 to 12."""
    return 1
