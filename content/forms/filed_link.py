"""The page after filing: its address, and how the browser that filed, and no other, may read it for one hour.

The address names the case and opens nothing. What opens it is a cookie that came with the answer to the form, signed by
the keys of the secrets and not by the one of sessions. It is no session: filing writes nothing more for it.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

from permissions.now import now
from workflows.cases.models import Case

LIFETIME, BRIEFLY = timedelta(hours=1), timedelta(minutes=15)
COOKIE = ("__Secure-" if settings.SESSION_COOKIE_SECURE else "") + "filed-"
"""Begins the name of a cookie, one a case: two forms sent at once from one browser do not overwrite each other's.

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
    if tracking in (filed := _filed(request)):
        at, until = filed[tracking]
        _send(response, tracking, at=at, until=min(until, int((now() + lasts).timestamp())), lasts=lasts)


def come_back_to_filed(request: HttpRequest, response: HttpResponse, case: Case) -> None:
    """Somebody is at its pages again, as after loading one anew: what they left opens as long as it did at first."""
    if case.tracking in (filed := _filed(request)):
        at, _until = filed[case.tracking]
        lasts = _lasts(case)
        _send(response, case.tracking, at=at, until=at + int(lasts.total_seconds()), lasts=lasts)


def _lasts(case: Case) -> timedelta:
    return BRIEFLY if case.by_day else LIFETIME


def _send(response: HttpResponse, tracking: str, *, at: int, until: int, lasts: timedelta) -> None:
    said = {"tracking": tracking, "at": at, "until": until}
    value = signing.dumps(said, key=settings.FIELD_KEYS[0], salt=_SALT)
    for page, path in _pages().items():
        response.set_cookie(
            f"{COOKIE}{tracking}.{page}",
            value,
            path=path,
            max_age=lasts,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )


def just_filed(request: HttpRequest, tracking: str) -> bool:
    """Whether this browser filed ``tracking`` a short while ago, and was not left since."""
    _at, until = _filed(request).get(tracking, (0, 0))
    return now().timestamp() <= until


def forget_oldest(request: HttpRequest, response: HttpResponse) -> None:
    """Of a browser that files all day the newest cases are kept alone."""
    newest_first = sorted(_filed(request).items(), key=lambda item: -item[1][0])
    for tracking, _times in newest_first[MOST:]:
        _forget(response, tracking)


def forget_filed(request: HttpRequest, response: HttpResponse) -> None:
    """Leave: the browser that ``response`` goes to opens no page after filing any more."""
    for tracking in _filed(
        request
    ):  # those that were signed here: a name that others set may be no name to answer with
        _forget(response, tracking)


def _forget(response: HttpResponse, tracking: str) -> None:
    for page, path in _pages().items():
        response.delete_cookie(f"{COOKIE}{tracking}.{page}", path=path)


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
    """The cases that were filed from this browser, each with when, and until when it opens, in seconds since 1970."""
    found = {}
    for name, value in request.COOKIES.items():
        tracking, _dot, _page = name.removeprefix(COOKIE).partition(".")
        read = _read(value) if name.startswith(COOKIE) else None
        if read is not None and read["tracking"] == tracking:
            until = read.get("until", read["at"] + LIFETIME.total_seconds())  # a former release wrote no end
            found[tracking] = (int(read["at"]), int(until))
    return found


def _read(value: str) -> dict[str, Any] | None:
    """What was signed here, with any of the keys that are still in use; None for anything else."""
    older: list[str | bytes] = list(settings.FIELD_KEYS[1:])
    try:
        read: dict[str, Any] = signing.loads(value, key=settings.FIELD_KEYS[0], fallback_keys=older, salt=_SALT)
    except signing.BadSignature:
        return None
    return read
