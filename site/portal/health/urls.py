"""Addresses of the health answers, outside every language."""

from django.urls import path

from portal.health.views import alive, metrics, platform, ready

urlpatterns = [
    path("healthz", alive, name="healthz"),
    path("healthz/platform", platform, name="healthz_platform"),
    path("readyz", ready, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
