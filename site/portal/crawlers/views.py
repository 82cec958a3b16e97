"""What machines ask for by name: what search engines may read, the list of all pages, whom to tell of a fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.directory.selectors import listed_bodies
from content.pages.selectors import ListedPage, absolute, alternates, public_pages
from permissions.now import now
from permissions.platform.called import offered_languages
from workflows.open_figures.selectors import open_blocks, open_months

SECURITY_TEXT = "/.well-known/security.txt"
BELIEVED_FOR = timedelta(days=90)
"""How long the address may be used without looking again."""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """All but the staff's screens. A page that must not be listed says so itself."""
    lines = ("User-agent: *", "Disallow: /admin/", f"Sitemap: {absolute('/sitemap.xml')}", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in both languages, that of every body, and those of the open figures, each with its twin."""
    pages = [*public_pages(), *listed_bodies(), *_figures()]
    return render(request, "crawlers/sitemap.xml", {"pages": pages}, content_type="application/xml; charset=utf-8")


def _figures() -> Iterator[ListedPage]:
    """All months, each of them, and each longer period."""
    longer = [(each.name, each.opened_at) for each in open_blocks()]
    opened = [*open_months().values_list("period", "opened_at"), *longer]
    for below, changed in [("", max((at for _name, at in opened), default=None)), *((f"{n}/", at) for n, at in opened)]:
        paths = {language: f"/{language}/figures/{below}" for language in offered_languages()}
        for path in paths.values():
            yield ListedPage(absolute(path), changed, alternates(paths))


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a fault in the security of this installation, as RFC 9116 has it; 404 where nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = (
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {now() + BELIEVED_FOR:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(offered_languages())}",
        f"Canonical: {absolute(SECURITY_TEXT)}",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
