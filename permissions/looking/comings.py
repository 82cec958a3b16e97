"""Logins, failed ones, leavings and new passwords, heard where Django tells of them: whatever screen asked.

A way in that does not call Django's ``authenticate`` and ``login`` calls ``note`` or ``note_about_account`` itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from permissions.looking.models import Kind
from permissions.looking.services import Thing, note, note_about_account


def listen() -> None:
    """Called while the app starts."""
    user_logged_in.connect(_came, dispatch_uid="looking")
    user_login_failed.connect(_failed, dispatch_uid="looking")
    user_logged_out.connect(_went, dispatch_uid="looking")


class NoteNewPasswords:
    """Stands among the validators of passwords, which Django tells of each one that was saved; it refuses none."""

    def validate(self, password: str, user: Any = None) -> None:
        """Nothing is asked of it."""

    def get_help_text(self) -> str:
        return ""

    def password_changed(self, password: str, user: Any = None) -> None:
        if user is not None and user.pk is not None:
            note(Kind.PASSWORD_SET, user_id=user.pk, thing=Thing("account", user.pk))


def _came(user: Any, **_signal: Any) -> None:
    note(Kind.LOGGED_IN, user_id=user.pk)


def _failed(credentials: Mapping[str, Any], **_signal: Any) -> None:
    note_about_account(Kind.LOGIN_FAILED, username=str(credentials.get("username") or ""))


def _went(user: Any, **_signal: Any) -> None:
    if user is not None and user.pk is not None:
        note(Kind.LOGGED_OUT, user_id=user.pk)
