"""Addresses that search engines ask for by name, outside every language."""

from django.urls import path

from portal.crawlers.views import robots, sitemap

urlpatterns = [path("robots.txt", robots, name="robots"), path("sitemap.xml", sitemap, name="sitemap")]
