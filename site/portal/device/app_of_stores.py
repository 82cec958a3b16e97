"""The app of the stores is this site in a frame of its own: here the site says which app may show it without a bar."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

ASSET_LINKS: Final = "/.well-known/assetlinks.json"


@require_safe
def asset_links(request: HttpRequest) -> JsonResponse:
    """Which Android app is ours, by its name and the keys that sign it; 404 where the operator has named none."""
    if not settings.ANDROID_APP:
        raise Http404
    app = {
        "namespace": "android_app",
        "package_name": settings.ANDROID_APP,
        "sha256_cert_fingerprints": settings.ANDROID_FINGERPRINTS,
    }
    said = [{"relation": ["delegate_permission/common.handle_all_urls"], "target": app}]
    response = JsonResponse(said, safe=False)
    response["Cache-Control"] = "public, max-age=3600"
    return response
