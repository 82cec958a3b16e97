"""What a page tells once of what was done: in a cookie, as Django keeps it, under a name that browsers guard."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class _GuardedCookie(CookieStorage):
    cookie_name = "__Host-messages" if settings.SESSION_COOKIE_SECURE else CookieStorage.cookie_name


class Told(FallbackStorage):
    """Django's own: what does not fit into the cookie goes into the session."""

    storage_classes = (_GuardedCookie, SessionStorage)
