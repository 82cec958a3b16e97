"""The page after filing: its address, and how the browser that filed, and no other, may read it for one hour.

The address names the case and opens nothing. What opens it is a cookie that came with the answer to the form, signed by
the keys of the secrets and not by the one of sessions. It is no session: filing writes nothing more for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from permissions.now import now
from workflows.cases.models import Case

LIFETIME, BRIEFLY = timedelta(hours=1), timedelta(minutes=15)
COOKIE = ("__Secure-" if settings.SESSION_COOKIE_SECURE else "") + "filed-"
"""Begins the name of a cookie, one a case: two forms sent at once from one browser do not overwrite each other's. What
follows stands for the number, which whoever looks through the device finds neither there nor in the value.

Over TLS a name that browsers take over TLS alone; the stricter ``__Host-`` is for cookies of all pages, and these are
of few."""
MOST = 8
"""Cases whose cookies a browser keeps: a server refuses a request whose head grows too long."""
_SALT = "insaf.filed"


def filed_link(tracking: str) -> str:
    """The address, in the active language, of the page that shows number and secret of a case just filed."""
    return reverse("filed", args=[tracking])


def remember_filed(response: HttpResponse, case: Case) -> None:
    """Let the browser that ``response`` goes to open the page after filing of ``case``, and the case from there: for an
    hour, and a sealed or anonymous one for a quarter of it."""
    at, lasts = now(), _lasts(case)
    _send(response, case.tracking, at=int(at.timestamp()), until=int((at + lasts).timestamp()), lasts=lasts)


def leave_filed(request: HttpRequest, response: HttpResponse, tracking: str, *, lasts: timedelta) -> None:
    """The pages of a case that was filed here were left: they open for ``lasts`` more at most, by what the filing left
    in this browser."""
    if (times := _times_of(_filed(request), tracking)) is not None:
        at, until = times
        _send(response, tracking, at=at, until=min(until, int((now() + lasts).timestamp())), lasts=lasts)


def come_back_to_filed(request: HttpRequest, response: HttpResponse, case: Case) -> None:
    """Somebody is at its pages again, as after loading one anew: what they left opens as long as it did at first."""
    if (times := _times_of(_filed(request), case.tracking)) is not None:
        at, _until = times
        lasts = _lasts(case)
        _send(response, case.tracking, at=at, until=at + int(lasts.total_seconds()), lasts=lasts)


def _lasts(case: Case) -> timedelta:
    return BRIEFLY if case.by_day else LIFETIME


def _send(response: HttpResponse, tracking: str, *, at: int, until: int, lasts: timedelta) -> None:
    named = stands_for(tracking)
    value = signing.dumps({"at": at, "until": until}, key=settings.FIELD_KEYS[0], salt=f"{_SALT}|{named}")
    for page, path in _pages().items():
        response.set_cookie(
            f"{COOKIE}{named}.{page}",
            value,
            path=path,
            max_age=lasts,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )


def just_filed(request: HttpRequest, tracking: str) -> bool:
    """Whether this browser filed ``tracking`` a short while ago, and was not left since."""
    times = _times_of(_filed(request), tracking)
    return times is not None and now().timestamp() <= times[1]


def forget_oldest(request: HttpRequest, response: HttpResponse) -> None:
    """Of a browser that files all day the newest cases are kept alone."""
    newest_first = sorted(_filed(request).items(), key=lambda item: -item[1][0])
    for named, _times in newest_first[MOST:]:
        _forget(response, named)


def forget_filed(request: HttpRequest, response: HttpResponse) -> None:
    """Leave: the browser that ``response`` goes to opens no page after filing any more."""
    for named in _filed(request):  # signed here: a name that others set may be no name to answer with
        _forget(response, named)


def _forget(response: HttpResponse, named: str) -> None:
    for page, path in _pages().items():
        response.delete_cookie(f"{COOKIE}{named}.{page}", path=path)


def stands_for(tracking: str) -> str:
    """What a number is called in the names of cookies: whoever looks through a device does not read it there."""
    return names_of(tracking)[0]


def names_of(tracking: str) -> list[str]:
    """What it may be called there: by each of our keys, and by itself, as a former release did."""
    digests = (salted_hmac(_SALT, tracking, secret=key, algorithm="sha256") for key in settings.FIELD_KEYS)
    return [*(digest.hexdigest()[:32] for digest in digests), tracking]


def _times_of(filed: Mapping[str, tuple[int, int]], tracking: str) -> tuple[int, int] | None:
    """Of a case that was filed from a browser: when, and until when it opens; by its number in a cookie of a former
    release."""
    return next((filed[name] for name in names_of(tracking) if name in filed), None)


@cache
def _pages() -> dict[str, str]:
    """Where the cookies go: the pages after filing and the cases, in each language, by a name for each.

    Never to the forms. Their pages differ by cookie, so that with a new one the way back would find them in no cache,
    and a form that was just sent would come with another token: sent again, it would be another case.
    """
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[f"{language}-filed"] = filed_link("x").removesuffix("x/")
            found[f"{language}-track"] = reverse("track")
    return found


def _filed(request: HttpRequest) -> dict[str, tuple[int, int]]:
    """The cases that were filed from this browser, by what stands for their numbers, each with when, and until when it
    opens, in seconds since 1970."""
    found = {}
    for name, value in request.COOKIES.items():
        named, _dot, _page = name.removeprefix(COOKIE).partition(".")
        read = _read(value, named) if name.startswith(COOKIE) else None
        if read is not None:
            found[named] = (int(read["at"]), int(read["until"]))
    return found


def _read(value: str, named: str) -> dict[str, Any] | None:
    """What was signed here under this name, with any of the keys that are still in use; None for anything else."""
    older: list[str | bytes] = list(settings.FIELD_KEYS[1:])
    for salt in (f"{_SALT}|{named}", _SALT):
        with suppress(signing.BadSignature):
            read: dict[str, Any] = signing.loads(value, key=settings.FIELD_KEYS[0], fallback_keys=older, salt=salt)
            # A former release wrote the number into both.
            return read if read.get("tracking", named) == named else None
    return None
