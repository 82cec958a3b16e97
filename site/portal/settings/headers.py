"""What each answer has the browser refuse: scripts, styles and frames that are not ours, devices, other sites."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from csp.constants import HEADER, NONCE, NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from content.forms.devices import MICROPHONE, POSITION
from permissions.now import now
from portal.settings.environment import ROOT
from portal.settings.packed_pages import STAFF

Policy = dict[str, list[Any]]


def _hash_of(content: bytes) -> str:
    return f"'sha256-{b64encode(sha256(content).digest()).decode('ascii')}'"


PLAIN_STYLE: Final = _hash_of((ROOT / "site" / "templates" / "layout" / "plain.css").read_bytes())
"""The style of a page that stands when nothing else does (``layout/plain.html``): nothing can be fetched for it."""

STRICT: Final[Policy] = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, NONCE, PLAIN_STYLE],
    # The signs of style sheets, drawn in their rules; a photo beside its name, before it is sent.
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    # What makes the site an app on a phone: our own worker, and what says its name and icons.
    "worker-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
    "frame-ancestors": [NONE],
}
"""Every page, the staff's and Wagtail's too, but for those of ``MORE``."""
IN_THE_EDITOR: Final[Policy] = {"frame-ancestors": [SELF]}
"""A page as the editor shows it beside its fields: in a frame of ours. Wagtail draws it by a request of its own."""
MORE: Final[dict[str, tuple[re.Pattern[str], Policy]]] = {
    # What it shows there while a page cannot be drawn.
    "no preview": (re.compile(r"/admin/pages/(\d+/edit|add/\w+/\w+/\d+)/preview/"), IN_THE_EDITOR),
    # A letter as it lands, in a frame of the page where its words are written: letters have their looks in attributes.
    "letter": (
        re.compile(r"/admin/studio/letters/[-\w]+/preview/"),
        {"frame-ancestors": [SELF], "style-src-attr": [UNSAFE_INLINE]},
    ),
    "words of letters": (re.compile(r"/admin/studio/(drafts/\d+/edit|letters/[-\w]+/words)/"), {"frame-src": [SELF]}),
    # The frame of the preview. Two style elements: draft.js writes the looks of nested lists and of an empty paragraph
    # into them, in words that differ by language and field. One more of wagtail-localize's, filled by its script. No
    # attribute of style, and no script.
    "page editor": (
        re.compile(r"/admin/pages/(\d+/edit|add/\w+/\w+/\d+)/"),
        {"frame-src": [SELF], "style-src-elem": [SELF, UNSAFE_INLINE]},
    ),
}
"""What single rooms may beyond ``STRICT``: the addresses, and the directives that stand in the place of its own. The
first that fits counts."""

WITH_A_RECORDER: Final[Policy] = {"media-src": [SELF, "blob:"]}
"""A page on which a voice is recorded: it is listened to there before it is sent."""

CLOCK: Final = "now"
"""A page says in ``Server-Timing`` what time it is (milliseconds since 1970), the one header of its own answer that its
scripts can read: a phone's clock may be a year out, and what it keeps for a day would be over at once."""

OFF: Final = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi"),
    *("payment", "picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
OWN: Final = ("publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS: Final = ", ".join([*(f"{name}=()" for name in OFF), *(f"{name}=(self)" for name in OWN)])
"""``Permissions-Policy``: no page films, listens or asks where one is. Only ours may ask for a passkey."""
DEVICES: Final = (MICROPHONE, POSITION)
"""What single pages may ask for (``content/forms/devices.py``). Photos and films are taken by the phone's own camera,
outside of the page."""

FORGET_HERE: Final = '"cache", "storage"'
"""``Clear-Site-Data`` of whoever leaves: no page, file or draft of theirs stays in the browser."""


def content_security_policy(way_out: str) -> dict[str, Any]:
    """``CONTENT_SECURITY_POLICY`` of django-csp. ``way_out``: where "Leave quickly" leads; its form may end there."""
    outside = [host_of(way_out)] if urlsplit(way_out).netloc else []
    return {"DIRECTIVES": {**STRICT, "form-action": [SELF, *outside]}}


def permissions(wanted: str) -> str:
    """``Permissions-Policy`` of a page that asks for some of ``DEVICES``; nothing else that it says counts."""
    said = PERMISSIONS
    for device in DEVICES:
        if device in wanted.split(", "):
            said = said.replace(f"{device.partition('=')[0]}=()", device)
    return said


def host_of(address: str) -> str:
    """The scheme and the host of an address, as a policy names them."""
    there = urlsplit(address)
    return f"{there.scheme}://{there.netloc}"


class Headers(CSPMiddleware):
    """Middleware, the first of all: what others answer in the place of a page goes through it too.

    Not for static files, which are no pages, and have what WhiteNoise gives them.
    """

    _plain: str = ""
    _plain_of: object = None

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        allowed = response.headers.get("Permissions-Policy", "")
        if settings.MAP_URL and POSITION in allowed:
            parts.update = {"connect-src": [host_of(settings.MAP_URL)]}
        if parts.replace is None and not report_only:
            parts.replace = self._more(request, response, allowed) or None
        return parts

    def _more(self, request: HttpRequest, response: HttpResponseBase, allowed: str) -> Policy:
        """What stands in the place of ``STRICT``'s directives: a form that is previewed may have a recorder, too."""
        more = dict(WITH_A_RECORDER) if MICROPHONE in allowed else {}
        # Not of what is refused there: it is the same nothing as everywhere, by its headers too.
        if response.status_code == HTTPStatus.OK:
            rooms = (room for place, room in MORE.values() if place.match(request.path_info))
            more |= IN_THE_EDITOR if getattr(request, "is_preview", False) else next(rooms, {})
        return more

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith(settings.STATIC_URL):
            return response
        if request.path_info.startswith(STAFF):
            response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers["Permissions-Policy"] = permissions(response.headers.get("Permissions-Policy", ""))
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if response.status_code == HTTPStatus.OK and response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers["Server-Timing"] = f'{CLOCK};desc="{int(now().timestamp()) * 1000}"'
        if self.get_policy_parts(request, response) == PolicyParts() and not hasattr(response, "_csp_exempt"):
            response.headers.setdefault(HEADER, self._plain_policy())
            return response
        return super().process_response(request, response)

    def _plain_policy(self) -> str:
        """Of most pages, put together once: to do that cost a fifth of what a kept page costs."""
        if self._plain_of is not settings.CONTENT_SECURITY_POLICY:
            self._plain, self._plain_of = build_policy(), settings.CONTENT_SECURITY_POLICY
        return self._plain


def forget_here(response: HttpResponseBase) -> None:
    """Have the browser that ``response`` goes to empty what it keeps of this site."""
    response.headers["Clear-Site-Data"] = FORGET_HERE
