"""Where people are logged in: each session with its device, and ending it from elsewhere."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib.sessions.models import Session

from permissions.now import now
from permissions.people.models import StaffSession, User

_BROWSERS: Final = (
    ("edge", re.compile(r"Edg(e|A|iOS)?/")),
    ("opera", re.compile(r"OPR/|Opera")),
    ("samsung", re.compile(r"SamsungBrowser/")),
    ("firefox", re.compile(r"Firefox/|FxiOS/")),
    ("chrome", re.compile(r"Chrome/|CriOS/|Chromium/")),
    ("safari", re.compile(r"Safari/")),
)
_MACHINES: Final = (
    ("android", re.compile(r"Android")),
    ("iphone", re.compile(r"iPhone|iPod")),
    ("ipad", re.compile(r"iPad")),
    ("windows", re.compile(r"Windows")),
    ("mac", re.compile(r"Macintosh|Mac OS X")),
    ("linux", re.compile(r"Linux|X11")),
)
OTHER: Final = "other"


def device_of(user_agent: str) -> str:
    """Kind of browser and machine, as two codes, of what a browser says of itself; no version: it would be a trace."""
    return "/".join(
        next((code for code, sign in signs if sign.search(user_agent)), OTHER) for signs in (_BROWSERS, _MACHINES)
    )


def open_session(session_id: str, *, user: User, key: str, device: str, at: datetime) -> None:
    """Write down one that begins; what is over of the same person goes."""
    StaffSession.objects.filter(user=user, began_at__lte=at - settings.SESSION_LONGEST).delete()
    StaffSession.objects.create(id=session_id, user=user, key=key, device=device, began_at=at, used_at=at)


def sessions_of(user_id: int) -> list[StaffSession]:
    """Those that still open something, the last used first."""
    at = now()
    found = StaffSession.objects.filter(user=user_id, began_at__gt=at - settings.SESSION_LONGEST)
    found = found.filter(used_at__gt=at - settings.SESSION_IDLE)
    return list(found.order_by("-used_at", "-began_at"))


def end_sessions(user_id: int, *, only: str = "", but: str = "") -> int:
    """End somebody's sessions, from the next request on: all, one, or all but one (ids); how many there were."""
    found = StaffSession.objects.filter(user=user_id).exclude(pk=but)
    if only:
        found = found.filter(pk=only)
    keys = list(found.values_list("key", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    found.delete()
    return len(keys)
