"""What a phone has to know to install the platform: a manifest in each language (W3C Web Application Manifest)."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from content.forms.uploads import Attachments
from content.pages.selectors import site_links
from permissions.platform.called import offered_languages, platform_name

PAPER: Final = "#fbfaf7"
"""``--paper`` and ``--deep`` of tokens.css, which a test holds them to."""
DEEP: Final = "#0b5d52"
SHARED_NAMES: Final = {"title": "title", "text": "text", "url": "url"}


@require_safe
@cache_control(public=True, max_age=3600)
def lead_to_manifest(request: HttpRequest) -> HttpResponse:
    """``/manifest.webmanifest``, where tools look for it: to the one in the first language, as ``/`` does."""
    with override(offered_languages()[0]):
        return redirect("manifest")


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """Name, direction, icons, and what may be shared to it from elsewhere on the phone."""
    language = get_language() or "ar"
    links = site_links(language)
    name = platform_name()
    said = {
        "id": f"/?app={language}",
        "name": _("%(platform)s, the national complaints platform") % {"platform": name},
        "short_name": name,
        "description": _("File a complaint, an inquiry, a suggestion or praise, and see what becomes of it."),
        "lang": language,
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": links.home,
        "scope": "/",
        "display": "standalone",
        "orientation": "any",
        "background_color": PAPER,
        "theme_color": DEEP,
        "categories": ["government"],
        "icons": [
            _icon("/icon-192.png", 192),
            _icon("/icon-512.png", 512),
            _icon("/icon-maskable.png", 512) | {"purpose": "maskable"},
        ],
        "shortcuts": [
            {"name": words, "url": address, "icons": [_icon("/icon-192.png", 192)]}
            for words, address in (
                (_("Follow a request"), reverse("track")),
                (_("On this device"), reverse("device")),
            )
        ],
        "share_target": {
            "action": reverse("shared"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {**SHARED_NAMES, "files": [{"name": "files", "accept": Attachments.accepted.split(",")}]},
        },
    }
    return JsonResponse(said, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


def _icon(address: str, pixels: int) -> dict[str, Any]:
    return {"src": address, "sizes": f"{pixels}x{pixels}", "type": "image/png"}
