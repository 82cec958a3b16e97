"""How a journey begins for someone on the staff, logged in with the language of their account, and how wide it is."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from wagtail.users.models import UserProfile

from permissions.now import now
from permissions.people.models import User
from portal.admin_screens.entry import ENTRY

if TYPE_CHECKING:
    from playwright.sync_api import Page


def enter(page: Page, person: User, language: str, home: str) -> None:
    """Give the page the session of ``person``, whose account reads ``language``."""
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    at = now().isoformat()
    session[ENTRY] = {"id": uuid.uuid4().hex, "key": "", "began": at, "used": at, "proved": at}
    session.save()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": home}])


@contextmanager
def seen_whole(page: Page) -> Iterator[None]:
    """As high as it is, so that the bar which stays in sight covers nothing of it."""
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": size["width"], "height": 6_000})
    yield
    page.set_viewport_size(size)


def wide(page: Page) -> int:
    """How many pixels the page takes from side to side."""
    return int(page.evaluate("document.documentElement.scrollWidth"))
