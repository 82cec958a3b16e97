"""Sessions in the database, asked only for keys that could be ours."""

from __future__ import annotations

import re

from django.contrib.sessions.backends import db

_KEY = re.compile(r"[a-z0-9]{8,40}")


class SessionStore(db.SessionStore):
    """A cookie of anything else is no session. PostgreSQL refuses a null byte, which a cookie can carry."""

    def _validate_session_key(self, key: str) -> bool:
        return bool(key and _KEY.fullmatch(key))
