"""The services of the bodies, as their pages tell them."""

from __future__ import annotations

from collections.abc import Iterable

from content.directory.models import AgencyPage
from content.directory.selectors import in_directory
from content.forms.service_asked import Service
from permissions.arabic import in_order
from permissions.translated_text import in_language


def services_in(language: str) -> Iterable[Service]:
    """Those on published pages of bodies that take requests, by body; two queries."""
    bodies = {body.code: body for body in in_directory().filter(active=True)}
    pages = AgencyPage.objects.live().filter(locale__language_code=language, agency__in=bodies)
    for page in in_order(pages, lambda each: in_language(bodies[each.agency].name, language)):
        of = in_language(bodies[page.agency].name, language)
        for service in page.services:
            yield Service(page.agency, service.value["key"], service.value["label"], of)
