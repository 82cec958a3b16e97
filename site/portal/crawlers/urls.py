"""Addresses that machines ask for by name, outside every language."""

from django.urls import path

from portal.crawlers.content_api import content_api
from portal.crawlers.views import SECURITY_TEXT, robots, security, sitemap

urlpatterns = [
    path("api/content/", content_api.urls),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path(SECURITY_TEXT.lstrip("/"), security, name="security"),
]
