"""Why a role is not granted, or not taken back."""

from __future__ import annotations


class RoleRefused(ValueError):
    """The role does not exist, cannot be held at an agency of this kind or for this span; the message says which."""


class LastAdministrator(Exception):
    """Nobody would be left who may manage people without an end to it."""
