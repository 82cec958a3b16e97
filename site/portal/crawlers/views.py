"""What search engines may read, and the list of all pages with their twins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.pages.selectors import absolute, public_pages


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """All but the staff's screens. A page that must not be listed says so itself."""
    lines = ("User-agent: *", "Disallow: /admin/", f"Sitemap: {absolute('/sitemap.xml')}", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in both languages, each with its twin."""
    return render(request, "crawlers/sitemap.xml", {"pages": public_pages()}, content_type="application/xml")
