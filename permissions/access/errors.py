"""Why a role is not granted."""

from __future__ import annotations


class RoleRefused(ValueError):
    """The role does not exist, or cannot be held at an agency of this kind; the message says which."""
