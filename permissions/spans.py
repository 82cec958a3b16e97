"""Spans of time in rows with ``starts`` and ``ends``: from ``starts`` on, up to but without ``ends``, or for good."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q


def within(at: datetime, row: str = "") -> Q:
    """The condition for rows that are in force at ``at``; ``row`` is the path to them, as in ``holdings__``."""
    return Q(**{f"{row}starts__lte": at}) & lasting(at, row)


def lasting(at: datetime, row: str = "") -> Q:
    """The condition for rows that are not over at ``at``: in force, or still to come."""
    return Q(**{f"{row}ends__isnull": True}) | Q(**{f"{row}ends__gt": at})
