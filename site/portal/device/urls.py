"""What makes the platform an app: below the language what people see, beside it what browsers ask for by name."""

from django.urls import path

from portal.device.app_of_stores import ASSET_LINKS, asset_links
from portal.device.manifest import lead_to_manifest, manifest
from portal.device.pages import device, offline, shared
from portal.device.worker import worker

urlpatterns = [
    path("sw.js", worker, name="worker"),
    path("manifest.webmanifest", lead_to_manifest),
    path(ASSET_LINKS.lstrip("/"), asset_links, name="asset_links"),
]
in_a_language = [
    path("app.webmanifest", manifest, name="manifest"),
    path("device/", device, name="device"),
    path("device/offline/", offline, name="offline"),
    path("device/shared/", shared, name="shared"),
]
